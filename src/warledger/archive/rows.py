"""Reads tables of reports: one JSON object a line, {"id", "text", "published"?, "title"?, "source"?}.

Each row is a capture of its own, whose bytes are the row's line; a row that cannot be used is a refusal that names the
file and the line, and the next row is read. One row is held at a time, however many there are.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from warledger.archive.capture import Capture, Extract, Given, Refusal, mebibytes
from warledger.archive.dates import in_the_future, iso_day
from warledger.archive.decode import clean, decode
from warledger.archive.media import ROW
from warledger.archive.series import series_of_text
from warledger.config import Settings
from warledger.errors import SkipDocument, UnusableRow
from warledger.model.document import Published, PublishedBasis

EXTRACTOR = "row/1"
LONGEST_ID = 300  # characters; ids are printed in tables and named in commands
SKIPPED = 1024 * 1024  # bytes read at a time of a line that is too long


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says. `note` tells what could not be decoded."""

    id: str | None
    text: str
    title: str | None
    source: str | None
    published: date | None
    note: str | None


def row_captures(
    stream: BinaryIO, name: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    """One capture or refusal a row, in order; empty lines are passed over. `given` holds where a row is silent."""
    for number, line in _lines(stream, settings.max_bytes):
        origin = f"{name}, line {number}"
        try:
            if line is None:
                raise UnusableRow(
                    f"{origin}: the line is longer than {mebibytes(settings.max_bytes)}. "
                    "Give that report as a file of its own, in parts."
                )
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _capture(line, origin, given, now)
        except SkipDocument as error:
            yield Refusal.of(origin, error)
            if number == 1 and line is not None and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                return  # UTF-16 has no lines to go on with: said once, not for each line


def extract(capture: Capture, settings: Settings) -> Extract:  # noqa: ARG001 - every extractor is called alike
    """The text of a row, and the date that the row gives."""
    row = parse_row(capture.content, capture.origin)
    published = Published(row.published, PublishedBasis.GIVEN, "given in the row") if row.published else None
    extractor = f"{EXTRACTOR} {row.note}" if row.note else EXTRACTOR
    return Extract(row.text, ROW, extractor, title=row.title, published=published, source=row.source)


def parse_row(line: bytes, origin: str) -> Row:
    """The row in a line; UnusableRow says what is wrong with it."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnusableRow(f"{origin}: the file is UTF-16. Save it as UTF-8, one JSON object a line.")
    decoded = decode(line, origin)
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        raise UnusableRow(
            f"{origin}: not JSON: {error.msg} at column {error.colno}. "
            'Each line must be one object such as {"id": "1", "text": "..."}.'
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnusableRow(f"{origin}: not JSON that can be read: {error}. Write the row as a flat object.") from error
    if not isinstance(value, dict):
        raise UnusableRow(f"{origin}: a row must be a JSON object with a text, not {_kind(value)}.")
    text = _words(value, "text", origin)
    if text is None:
        raise UnusableRow(f'{origin}: the row has no text. Give the report\'s words under "text".')
    title, source = (_words(value, key, origin) for key in ("title", "source"))
    return Row(_id(value, origin), clean(text), title, source, _published(value, origin), decoded.note)


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends; None for a line over the limit, which is passed over, not held."""
    number = 0
    while line := stream.readline(longest + 2):
        number += 1
        content = line.rstrip(b"\r\n")
        while not line.endswith(b"\n") and (line := stream.readline(SKIPPED)):
            content = content if len(content) > longest else content + line
        yield number, content if len(content) <= longest else None


def _capture(line: bytes, origin: str, given: Given, now: datetime) -> Capture:
    row = parse_row(line, origin)
    if row.published and in_the_future(row.published, now):
        raise UnusableRow(
            f'{origin}: "published" is {row.published}, which is in the future. Correct the date or leave it out.'
        )
    source = row.source or given.source
    series = f"row:{source or ''}:{row.id}" if row.id is not None else series_of_text(line)
    merged = Given(row.id, row.title or given.title, source, row.published or given.published, text_of_row=True)
    return Capture(line, origin, series, ROW, merged, now)


def _words(row: dict[str, object], key: str, origin: str) -> str | None:
    """A text field; blank is absent."""
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise UnusableRow(f'{origin}: "{key}" must be text, not {_kind(value)}.')
    return clean(value) if value and value.strip() else None


def _id(row: dict[str, object], origin: str) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise UnusableRow(f'{origin}: "id" must be text or a whole number, not {_kind(value)}.')
    if value and (len(value) > LONGEST_ID or not value.isprintable()):
        raise UnusableRow(f'{origin}: "id" must be at most {LONGEST_ID} printable characters on one line.')
    return value or None


def _published(row: dict[str, object], origin: str) -> date | None:
    value = _words(row, "published", origin)
    if value is None:
        return None
    day = iso_day(value)
    if day is None:
        raise UnusableRow(
            f'{origin}: "published" is {value[:40]!r}, which is no date. Write it as 2014-04-03, or leave it out.'
        )
    return day


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
