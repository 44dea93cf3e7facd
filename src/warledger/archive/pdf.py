"""Reads the text layer of a PDF, with its title, author and day of making.

Lines that a page's width broke are joined again into paragraphs, one a line, since a PDF knows only where letters
stand. Pictures are not read: a scan without a text layer is refused, and so is a locked or a damaged file.
"""

import re
from collections.abc import Iterator

import pypdfium2

from warledger.archive.capture import Capture, Extract
from warledger.archive.dates import FILE_MADE, day_of
from warledger.archive.decode import clean
from warledger.config import Settings
from warledger.errors import UnreadableInput
from warledger.model.document import Published, PublishedBasis

EXTRACTOR = f"pdf/1 pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version}"
PASSWORD_WANTED = 4  # PDFium's error code
BROKEN = "\x02"  # what PDFium puts where a word is broken at the end of a line, in place of the hyphen and the line end
ENDED = re.compile(r"[.!?:;؟۔。][\"'”’»)\]]*$")
FULL = 0.85  # of the usual full line: a shorter line that ends a sentence ends its paragraph
SHORT = 0.6  # of it: a shorter line is a heading or an item, whatever it ends with


def extract(capture: Capture, settings: Settings) -> Extract:
    """The text of a PDF's pages."""
    origin = capture.origin
    try:
        pdf = pypdfium2.PdfDocument(capture.content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == PASSWORD_WANTED:
            raise UnreadableInput(
                f"{origin}: the PDF is locked with a password. Unlock it (print it to a new PDF) and give that."
            ) from error
        raise UnreadableInput(f"{origin}: the PDF is damaged ({error}). Get a whole copy of it.") from error
    try:
        pages = list(_pages(pdf, settings.max_characters))
        said = pdf.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(f"{origin}: the PDF is damaged ({error}). Get a whole copy of it.") from error
    finally:
        pdf.close()
    text = "\n\n".join(page for page in pages if page)
    if not any(letter.isalpha() for letter in text):
        counted = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
        raise UnreadableInput(
            f"{origin}: the PDF has no text in its {counted}, it is probably a scan. "
            "Run a text recognition (OCR) over it and give the result."
        )
    day = day_of(said.get("CreationDate", ""))
    published = Published(day, PublishedBasis.FOUND, FILE_MADE) if day else None
    return Extract(text, capture.media_type, EXTRACTOR, _line(said, "Title"), _line(said, "Author"), published)


def _pages(pdf: pypdfium2.PdfDocument, most: int) -> Iterator[str]:
    """The text of each page; stops soon after more characters than a report may have."""
    characters = 0
    for page in pdf:
        layer = page.get_textpage()
        text = unwrapped(clean(layer.get_text_bounded()))
        layer.close()
        page.close()
        characters += len(text)
        yield text
        if most < characters:
            return


def unwrapped(page: str) -> str:
    """The lines of a page joined into paragraphs, one a line.

    >>> unwrapped("Shells fell on the market on Monday, killing\\nnine.\\nIn the evening it was quiet, doctors said.")
    'Shells fell on the market on Monday, killing nine.\\nIn the evening it was quiet, doctors said.'
    """
    lines = [line.strip(" \t\r") for line in page.replace(BROKEN, f"{BROKEN}\n").split("\n")]
    full = _usual_full_line([line for line in lines if line])
    paragraphs: list[str] = []
    going_on = False
    for line in lines:
        if line and going_on:
            last = paragraphs[-1]
            paragraphs[-1] = last.removesuffix(BROKEN) + ("" if last.endswith((BROKEN, "-")) else " ") + line
        elif line:
            paragraphs.append(line)
        ended = len(line) < SHORT * full or (len(line) < FULL * full and ENDED.search(line))
        going_on = line.endswith(BROKEN) or (bool(line) and not ended)
    return "\n".join(paragraphs).replace(BROKEN, "")


def _usual_full_line(lines: list[str]) -> int:
    """The length that nine of ten lines do not exceed."""
    lengths = sorted(len(line) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _line(said: dict[str, str], key: str) -> str | None:
    return " ".join(clean(said.get(key, "")).split()) or None
