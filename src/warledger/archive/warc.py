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

TAKEN = (HTML, PLAIN, PDF, DOCX)
TEXT_TYPES = ("text/html", "text/plain", "application/xhtml+xml")
log = logging.getLogger(__name__)


def record_captures(
    stream: BinaryIO, name: str, given: Given, settings: Settings, now: datetime
) -> Iterator[Capture | Refusal]:
    """The captures in a web archive, in order; raises UnreadableInput where it is damaged or holds no report."""
    taken, passed = 0, Counter[str]()
    try:
        for record in ArchiveIterator(stream):
            capture = _capture(record, name, given, settings, now)
            if isinstance(capture, str):
                passed[capture] += 1
                continue
            taken += 1
            yield capture
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError) as error:
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
    content = record.content_stream().read(settings.max_bytes + 1)
    if len(content) > settings.max_bytes:
        return Refusal(origin, UnreadableInput.reason, too_large(origin, None, settings.max_bytes))
    declared, charset = content_type(record.http_headers.get_header("Content-Type"))
    kind = media_type(content, urlsplit(address).path, declared)
    if kind not in TAKEN or (kind == PLAIN and declared not in TEXT_TYPES):
        return f"{declared or kind} records"
    series = series_of(content, kind, canonical_address(address))
    kind = f"{kind}; charset={charset}" if charset else kind
    return Capture(content, origin, series, kind, given, _captured_at(record, now))


def _captured_at(record: Any, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return now
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(at, now)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
