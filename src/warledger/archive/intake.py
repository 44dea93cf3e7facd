"""Turns what a person names (a path, an address, '-', a table of rows, a web archive) into captures.

Every input yields captures or a refusal that says what happened and what to do; nothing that is wrong with one input
stops the next. Nothing is stored here, and no text is made of the bytes (see extract).
"""

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from warledger.archive.capture import Capture, Given, Refusal, shown, too_large, well_formed
from warledger.archive.dates import in_the_future
from warledger.archive.fetch import Fetched, fetch, without_password
from warledger.archive.media import ROW_SUFFIXES, WARC, media_type
from warledger.archive.rows import row_captures
from warledger.archive.series import canonical_address, series_of, series_of_file, series_of_text
from warledger.config import Settings
from warledger.errors import SkipDocument, UnreachableInput, UnreadableInput

__all__ = ["Capture", "Given", "Refusal", "brought", "captures", "fetched", "rows_at"]

STDIN = "-"
STDIN_SHOWN = "standard input"
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
BAD_DATE = "bad date"


def captures(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """The captures and refusals of one input: a path, '-' for standard input, or a web address.

    A file of rows (.jsonl, .ndjson) and a web archive (.warc, .warc.gz) give one a row or page, streamed. `now` is when
    the capture is made, aware of its time zone.
    """
    yield from _guarded(address, given, now, _captures(address, given, settings, now))


def rows_at(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """The rows of a file that the caller says is a table of reports, whatever its name; '-' for standard input."""
    yield from _guarded(address, given, now, _rows_at(address, given, settings, now))


def brought(content: bytes, name: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """The captures of bytes that a person brings under a file's name; where they lay is not known, nor a series."""
    yield from _guarded(name, given, now, _brought(content, Path(name), given, settings, now))


def fetched(
    found: Fetched, address: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    """The captures of what an address answered with at the time `now`; nothing is asked again."""
    yield from _guarded(address, given, now, _of_fetched(found, well_formed(address), given, settings, now))


def _brought(
    content: bytes, path: Path, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    origin = shown(path)
    if path.suffix.lower() in ROW_SUFFIXES:
        yield from row_captures(io.BytesIO(content), origin, given, settings, now)
        return
    content = _limited(io.BytesIO(content), origin, settings.max_bytes)
    yield from _held(_some(content, origin), origin, series_of_text(content), given, settings=settings, now=now)


def _guarded(
    address: str, given: Given, now: datetime, found: Iterator[Capture | Refusal]
) -> Iterator[Capture | Refusal]:
    """What is found, and a refusal in place of an error."""
    origin = _shown(address)
    if given.published and in_the_future(given.published, now):
        message = f"{origin}: the given date {given.published} is in the future. Correct it or leave it out."
        yield Refusal(origin, BAD_DATE, message)
        return
    try:
        yield from found
    except SkipDocument as error:
        yield Refusal.of(origin, error)
    except OSError as error:
        message = f"{origin}: reading failed ({_words(error)}). Check the disk, or copy the file and give the copy."
        yield Refusal(origin, UnreachableInput.reason, message)


def _captures(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    if ADDRESS.match(address):
        yield from _fetched(well_formed(address), given, settings, now)
    elif address == STDIN:
        content = _limited(sys.stdin.buffer, STDIN_SHOWN, settings.max_bytes)
        yield from _held(content, STDIN_SHOWN, series_of_text(content), given, settings=settings, now=now)
    else:
        yield from _file(Path(address), given, settings, now)


def _rows_at(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    if address == STDIN:
        yield from row_captures(sys.stdin.buffer, STDIN_SHOWN, given, settings, now)
        return
    with _opened(Path(address)) as stream:
        yield from row_captures(stream, _shown(address), given, settings, now)


def _file(path: Path, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """A file, by its kind: rows and web archives are streamed, any other is read whole if it is not too large."""
    origin = shown(path)
    with _opened(path) as stream:
        if path.suffix.lower() in ROW_SUFFIXES:
            yield from row_captures(stream, origin, given, settings, now)
            return
        head = stream.peek(1024)[:1024]
        if media_type(head, path.name) == WARC:
            yield from _archived(stream, origin, given, settings, now)
            return
        size = os.fstat(stream.fileno()).st_size
        if size > settings.max_bytes:
            raise UnreadableInput(too_large(origin, size, settings.max_bytes))
        content = _limited(stream, origin, settings.max_bytes)
    yield from _held(content, origin, series_of_file(path), given, settings=settings, now=now)


def _fetched(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    yield from _of_fetched(fetch(address, settings), address, given, settings, now)


def _of_fetched(
    found: Fetched, address: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    path = urlsplit(found.address).path
    if path.lower().endswith(ROW_SUFFIXES):
        yield from row_captures(io.BytesIO(found.content), address, given, settings, now)
        return
    kind = media_type(_some(found.content, address), path, found.media_type)
    if kind == WARC:
        yield from _archived(io.BytesIO(found.content), address, given, settings, now)
        return
    series = series_of(found.content, kind, canonical_address(found.address))
    kind = f"{kind}; charset={found.charset}" if found.charset else kind
    yield Capture(found.content, address, series, kind, given, now)


def _held(
    content: bytes, origin: str, series: str, given: Given, *, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    kind = media_type(content, origin)
    if kind == WARC:
        yield from _archived(io.BytesIO(content), origin, given, settings, now)
        return
    yield Capture(content, origin, series_of(content, kind, series), kind, given, now)


def _archived(
    stream: BinaryIO, origin: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    from warledger.archive.warc import record_captures  # warcio is heavy, and few runs meet a web archive

    yield from record_captures(stream, origin, given, settings, now)


def _opened(path: Path) -> io.BufferedReader:
    """The file, open for reading; a folder, a device or nothing at all is refused."""
    origin = shown(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreachableInput(f"{origin}: is a folder. Give the files in it, for example {origin}/*.txt")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise UnreachableInput(
                f"{origin}: is a device, not a file. Give a file, an address, or - for what is piped in."
            )
        return path.open("rb")
    except FileNotFoundError as error:
        way = "Begin a web address with https://" if origin.startswith("www.") else "Check the name and the folder."
        raise UnreachableInput(f"{origin}: there is no such file. {way}") from error
    except PermissionError as error:
        raise UnreachableInput(f"{origin}: may not be read by this user. Change its permissions or copy it.") from error
    except (OSError, ValueError) as error:
        raise UnreachableInput(f"{origin}: cannot be opened ({_words(error)}). Check the path.") from error


def _limited(stream: BinaryIO, origin: str, limit: int) -> bytes:
    """All of a stream, unless it goes on beyond the limit."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise UnreadableInput(too_large(origin, None, limit))
    return _some(content, origin)


def _some(content: bytes, origin: str) -> bytes:
    """The bytes, unless there are none."""
    if not content:
        raise UnreadableInput(f"{origin}: is empty, there is nothing to read. Check that it was saved or sent whole.")
    return content


def _shown(address: str) -> str:
    if address == STDIN:
        return STDIN_SHOWN
    return without_password(well_formed(address)) if ADDRESS.match(address) else shown(Path(address))


def _words(error: Exception) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
