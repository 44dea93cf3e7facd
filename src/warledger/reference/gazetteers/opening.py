"""Opens a list of places as lines of text or as JSON, out of a zip archive where it comes in one.

Text is UTF-8, or UTF-16 with its mark, or what the user says it is. A line that is not text in that encoding comes as
None, so that one bad line is one bad row; a file full of them is refused.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warledger.errors import BadSetting

HEAD = 256 * 1024  # bytes by which a format is told
MOST_JSON = 1024 * 1024 * 1024  # bytes; JSON is parsed whole
LONGEST_LINE = 4 * 1024 * 1024
_BESIDE = ("readme", "licen", "citation", "metadata")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of a list. `member` is the file inside a zip archive; `encoding` what the user said, or None."""

    path: Path
    member: str | None = None
    encoding: str | None = None

    @property
    def name(self) -> str:
        """The name of the file that holds the list."""
        return Path(self.member).name if self.member else self.path.name

    @property
    def suffix(self) -> str:
        """Its ending, in lower case, with the dot."""
        return Path(self.name).suffix.lower()

    def head(self) -> str:
        """The beginning of the text."""
        with self.opened() as stream:
            start = stream.read(HEAD)
        return start.decode(self._encoding(start), "replace").lstrip("\ufeff")

    def lines(self) -> Iterator[tuple[int, str | None]]:
        """Each line with its number from 1, without its end; None for one that is not text."""
        with self.opened() as stream:
            start = stream.read(4)
            encoding = self._encoding(start)
        if encoding.startswith("utf-16"):
            yield from enumerate(self.text().splitlines(), 1)
            return
        with self.opened() as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                try:
                    yield number, line.decode(encoding).lstrip("\ufeff" if number == 1 else "").rstrip("\r\n")
                except UnicodeDecodeError:
                    yield number, None

    def text(self) -> str:
        """The whole text."""
        with self.opened() as stream:
            content = stream.read(MOST_JSON + 1)
        if len(content) > MOST_JSON:
            raise BadSetting(f"{self.path} is too large to be read whole; give it as CSV or one record a line.")
        encoding = self._encoding(content)
        try:
            return content.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError as error:
            raise BadSetting(
                f"{self.path} is not {encoding} text (byte {error.start}); say what it is, as in --encoding cp1256."
            ) from error

    def json(self) -> object:
        """The whole file as JSON."""
        try:
            return json.loads(self.text())
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadSetting(f"{self.path} is not whole JSON ({error}); get the file anew.") from error

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes of the list."""
        try:
            if self.member is None:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inside:
                    yield inside
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise BadSetting(f"{self.path} is a damaged zip archive ({error}); get the file anew.") from error
        except OSError as error:
            raise BadSetting(
                f"{self.path} cannot be read ({error.strerror or error}); give the path of a list."
            ) from error

    def _encoding(self, start: bytes) -> str:
        if self.encoding:
            return self.encoding
        return "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"


def list_file(path: Path, encoding: str | None = None) -> ListFile:
    """The file itself, or the one list inside a zip archive: its largest file, notes on it left aside."""
    if encoding:
        try:
            "".encode(encoding)
        except LookupError as error:
            raise BadSetting(f"there is no encoding {encoding!r}; try utf-8, cp1256 (Arabic) or cp1252.") from error
    if path.is_dir():
        raise BadSetting(f"{path} is a folder; give the file of the list in it.")
    plain = ListFile(path, None, encoding)
    with plain.opened() as stream:
        start = stream.read(4)
    if start != b"PK\x03\x04":
        if not start:
            raise BadSetting(f"{path} is empty; give a file with a list of places.")
        return plain
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
    except zipfile.BadZipFile as error:
        raise BadSetting(f"{path} is a damaged zip archive ({error}); get the file anew.") from error
    lists = [one for one in inside if not Path(one.filename).name.lower().startswith(_BESIDE)]
    if not lists:
        raise BadSetting(f"{path} holds no list of places; it holds {len(inside)} files.")
    shapes = [one for one in lists if one.filename.lower().endswith(".shp")]
    chosen = max(shapes or lists, key=lambda one: one.file_size)
    return ListFile(path, chosen.filename, encoding)
