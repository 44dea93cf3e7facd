"""Turns the bytes of a capture into the text they hold, by the extractor of their media type.

Extraction is repeatable: the same bytes, media type and extractor version give the same text, and the extract names the
extractor. Bytes that give no words are refused; a text is never cut to fit.
"""

from importlib import import_module
from typing import Protocol, cast

from warledger.archive import media
from warledger.archive.capture import Capture, Extract
from warledger.config import Settings
from warledger.errors import UnreadableInput

__all__ = ["EXTRACTORS", "Extract", "extract"]

# Named, not imported: trafilatura alone takes 0.4 s to load, and rows and plain text need none of these libraries.
EXTRACTORS: dict[str, str] = {
    media.ROW: "warledger.archive.rows",
    media.PLAIN: "warledger.archive.plain",
    media.HTML: "warledger.archive.html",
    media.PDF: "warledger.archive.pdf",
    media.DOCX: "warledger.archive.docx",
    media.EML: "warledger.archive.eml",
}


class Extractor(Protocol):
    """What each module named above has: a function `extract`."""

    def __call__(self, capture: Capture, settings: Settings) -> Extract: ...


def extract(capture: Capture, settings: Settings) -> Extract:
    """The text in a capture; UnreadableInput or UnusableRow when there is none to be had."""
    if not capture.content.strip():
        raise UnreadableInput(f"{capture.origin}: is empty, there is nothing to read. Check that it was saved whole.")
    kind = capture.media_type.partition(";")[0]
    name = EXTRACTORS.get(kind)
    if name is None:
        raise UnreadableInput(f"{capture.origin}: {media.why_unreadable(kind)}")
    extracted = cast(Extractor, import_module(name).extract)(capture, settings)
    if not any(letter.isalpha() for letter in extracted.text):
        raise UnreadableInput(f"{capture.origin}: holds no words, there is nothing to read. Check that it is a report.")
    if settings.max_characters < len(extracted.text):
        raise UnreadableInput(
            f"{capture.origin}: holds {len(extracted.text):,} characters of text; one report may have at most "
            f"{settings.max_characters:,}. Split it into single reports."
        )
    return extracted
