"""Where the bytes of an export go: standard output, or a file that takes its name only once it is whole.

What was there under the name stands until then. A device, a pipe or a link is written in place and never replaced.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from warledger.errors import BadSetting, StorageFailure


@contextmanager
def destination(path: Path | None) -> Iterator[BinaryIO]:
    """A stream to write to; None is standard output."""
    if path is None:
        yield sys.stdout.buffer
        return
    if path.is_dir():
        raise BadSetting(f"{path} is a folder; name a file in it, such as {path / 'claims.csv'}.")
    in_place = path.is_symlink() or (path.exists() and not path.is_file())
    written = path if in_place else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with written.open("wb") as stream:
            yield stream
        if not in_place:
            written.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageFailure(
            f"{path} cannot be written: {error.strerror}. Name a folder with room to write."
        ) from error
    finally:
        if not in_place:
            written.unlink(missing_ok=True)
