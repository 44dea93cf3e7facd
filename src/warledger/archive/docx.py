"""Reads the paragraphs of a Word document (.docx) in order, tables and text boxes included, with its properties.

The package is measured before anything is parsed: one that would inflate beyond the limits, or that declares entities,
is refused. Deleted words of tracked changes, footnotes and pictures are left out; inserted words are in.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from warledger.archive.capture import Capture, Extract, mebibytes
from warledger.archive.dates import FILE_MADE
from warledger.archive.decode import clean
from warledger.config import MEBIBYTE, Settings
from warledger.errors import UnreadableInput
from warledger.model.document import Published, PublishedBasis

EXTRACTOR = f"docx/1 python-docx {docx.__version__}"
MOST_PARTS = 5000
MOST_TIMES = 200  # inflated to packed: Word's XML reaches some 30, a bomb 1000
SMALL = MEBIBYTE  # below this a high ratio harms nobody
CHUNK = 64 * 1024
ENTITIES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
PIECES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
PARAGRAPH, TEXT, FALLBACK = (
    qn("w:p"),
    qn("w:t"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)


def extract(capture: Capture, settings: Settings) -> Extract:
    """The text of a Word document."""
    origin = capture.origin
    damaged = f"{origin}: the Word document is damaged. Open it in an office program and save it again, or get a copy."
    try:
        _measure(capture.content, origin, settings.max_bytes)
        opened = docx.Document(io.BytesIO(capture.content))
        text = "\n".join(_paragraphs(opened.element.body))
        said = opened.core_properties
        title, author, made = said.title, said.author, said.modified or said.created
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, SyntaxError, OpcError, OSError, EOFError) as error:
        raise UnreadableInput(damaged) from error
    except (KeyError, ValueError, AttributeError, NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(damaged) from error  # what python-docx raises where a part is missing or of another kind
    if author == "python-docx":  # its template's author, title and year, which tell nothing of this file
        author, made = None, None
    published = Published(made.date(), PublishedBasis.FOUND, FILE_MADE) if isinstance(made, datetime) else None
    return Extract(clean(text), capture.media_type, EXTRACTOR, title or None, author or None, published)


def _measure(content: bytes, origin: str, limit: int) -> None:
    """Refuse a package that would not fit in memory, by what it declares and by what it really inflates to."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        declared = sum(part.file_size for part in parts)
        if limit < declared or len(parts) > MOST_PARTS:
            raise _bomb(origin, f"{mebibytes(declared)} in {len(parts):,} parts")
        inflated = 0
        for part in parts:
            if part.flag_bits & 1:
                raise UnreadableInput(f"{origin}: the document is locked with a password. Save it without one.")
            before = inflated
            for chunk in _inflated(package, part, origin):
                inflated += chunk
                if limit < inflated:
                    raise _bomb(origin, f"more than {mebibytes(limit)}")
            size = inflated - before
            if size > SMALL and MOST_TIMES * max(part.compress_size, 1) < size:
                raise _bomb(origin, f"{part.filename} {size // max(part.compress_size, 1)} times over")


def _inflated(package: zipfile.ZipFile, part: zipfile.ZipInfo, origin: str) -> Iterator[int]:
    """The sizes of a part's chunks as it inflates; refuses XML that declares entities."""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if is_xml and any(mark in tail + chunk for mark in ENTITIES):
                raise UnreadableInput(
                    f"{origin}: the document declares XML entities, as no office program does; it may be an attack. "
                    "Open it where that is safe and save its words as plain text."
                )
            tail = chunk[-32:]
            yield len(chunk)


def _bomb(origin: str, size: str) -> UnreadableInput:
    return UnreadableInput(
        f"{origin}: the document would inflate to {size}; it may be made to fill the memory. "
        "If it is sound, save its words as plain text or PDF."
    )


def _paragraphs(body: Any) -> Iterator[str]:
    """Paragraphs in order. A text box is in the file twice, for new and old programs: the second is passed over."""
    for paragraph in body.iter(PARAGRAPH):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            words = "".join(_pieces(paragraph))
            if words.strip():
                yield words


def _pieces(element: Any) -> Iterator[str]:
    """The words of one paragraph, but not those of a paragraph inside it (a text box), which comes by itself."""
    for child in element:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag in PIECES:
            yield PIECES[child.tag]
        elif child.tag != PARAGRAPH:
            yield from _pieces(child)
