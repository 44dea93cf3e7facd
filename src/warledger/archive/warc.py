"""Reads web archives (WARC, packed or not): each page that a server answered with is a capture of its own.

Only response records that hold a report in a form that is read here are taken; pictures, scripts and error pages are
counted and passed over. The series is the page's address and the capture's time is the record's. Records are streamed.
"""

import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from warledger.archive.capture import Capture, Given, Refusal, too_large
from warledger.archive.charset import content_type
from warledger.archive.media import DOCX, HTML, PDF, PLAIN, media_type
from warledger.archive.series import canonical_address, series_of
from warledger.config import Settings
from warledger.errors import UnreadableInput

CHUNK = 64 * 1024
TAKEN = (HTML, PLAIN, PDF, DOCX)
TEXT_TYPES = ("text/html", "text/plain", "application/xhtml+xml")
log = logging.getLogger(__name__)
logging.getLogger("warcio").addHandler(logging.NullHandler())  # it would print lines of a damaged archive


class Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's records, without its habit of printing a line of the archive where a record's length is wrong."""

    INC_RECORD = ""


def record_captures(
    stream: BinaryIO, name: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    """The captures in a web archive, in order; raises UnreadableInput where it is damaged or holds no report."""
    taken, passed = 0, Counter[str]()
    try:
        for record in Records(stream):
            capture = _capture(record, name, given, settings, now)
            if isinstance(capture, str):
                passed[capture] += 1
                continue
            taken += 1
            yield capture
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError, LookupError, AttributeError) as error:
        raise UnreadableInput(
            f"{name}: the web archive is damaged after {taken + passed.total()} records ({_words(error)}). "
            "The reports before that were taken; get a whole copy for the rest."
        ) from error
    log.info("%s: %d reports taken, %d records passed over: %s", name, taken, passed.total(), dict(passed))
    if not taken:
        kinds = ", ".join(f"{count} {kind}" for kind, count in passed.most_common(5)) or "no records"
        raise UnreadableInput(f"{name}: the web archive holds no page that can be read ({kinds}). Give one that does.")


def _capture(record: Any, name: str, given: Given, settings: Settings, now: datetime) -> Capture | Refusal | str:
    """A record as a capture, or the word for what it is instead."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or record.http_headers is None or not urlsplit(address).hostname:
        return f"{record.rec_type} records"
    if record.http_headers.get_statuscode() != "200":
        return f"answers {record.http_headers.get_statuscode()}"
    origin = f"{address} (in {name})"
    content = _content(record, settings.max_bytes)
    if content is None:
        return Refusal(origin, UnreadableInput.reason, too_large(origin, None, settings.max_bytes))
    declared, charset = content_type(record.http_headers.get_header("Content-Type"))
    kind = media_type(content, urlsplit(address).path, declared)
    if kind not in TAKEN or (kind == PLAIN and declared not in TEXT_TYPES):
        return f"{declared or kind} records"
    series = series_of(content, kind, canonical_address(address))
    kind = f"{kind}; charset={charset}" if charset else kind
    return Capture(content, origin, series, kind, given, _captured_at(record, now))


def _content(record: Any, limit: int) -> bytes | None:
    """The page in a record, unpacked; None when it is over the limit, EOFError when the archive ends within it."""
    stream, content = record.content_stream(), bytearray()
    while chunk := stream.read(CHUNK):
        content += chunk
        if len(content) > limit:
            return None
    while record.raw_stream.read(CHUNK):
        pass  # what follows the last chunk of a page that was sent in chunks
    if record.raw_stream.limit > 0:
        raise EOFError(f"{record.raw_stream.limit} bytes are missing from its last page")
    return bytes(content)


def _captured_at(record: Any, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return now
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(at, now)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
