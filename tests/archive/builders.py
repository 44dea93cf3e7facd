"""Files of every kind, built in memory: each builder makes the smallest file that a real program would take for one."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from warledger.archive.capture import Capture, Extract, Given, Refusal
from warledger.archive.documents import document
from warledger.archive.extract import extract
from warledger.archive.intake import captures
from warledger.config import Settings
from warledger.model.document import Document

NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
SENTENCES = (
    "Shells fell on the vegetable market of Al-Bab on Tuesday morning, killing nine people, doctors said.",
    "A second salvo hit the road to the hospital an hour later and wounded four ambulance workers.",
    "The mayor said nobody had claimed the attack and that the market would stay closed for a week.",
)
REPORT = "\n".join(SENTENCES)
ARTICLE = "".join(f"<p>{line}</p>" for line in SENTENCES)


def taken(address: str | Path, given: Given | None = None, settings: Settings | None = None) -> list[Capture | Refusal]:
    """Everything that an address gives."""
    return list(captures(str(address), given or Given(), settings or Settings(), NOW))


def the_capture(address: str | Path, given: Given | None = None) -> Capture:
    """The one capture that an address gives."""
    [capture] = taken(address, given)
    assert isinstance(capture, Capture), capture
    return capture


def the_refusal(address: str | Path, given: Given | None = None, settings: Settings | None = None) -> Refusal:
    """The one refusal that an address gives."""
    [refusal] = taken(address, given, settings)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def the_document(address: str | Path, given: Given | None = None) -> Document:
    """The document that an address gives."""
    capture = the_capture(address, given)
    return document(capture, extract(capture, Settings()), 1)


def a_capture(content: bytes, media_type: str, *, given: Given | None = None) -> Capture:
    """A capture of some bytes."""
    return Capture(content, "report", "file:report#0", media_type, given or Given(), NOW)


def an_extract(text: str = REPORT, **fields: Any) -> Extract:
    """An extract with that text."""
    return Extract(text=text, media_type="text/plain", extractor="plain/1 utf-8", **fields)


def rows(*values: object) -> bytes:
    """A table of reports; a value that is bytes is a line as it is."""
    lines = (value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode() for value in values)
    return b"".join(line + b"\n" for line in lines)


def a_page(body: str = ARTICLE, head: str = "", lang: str = "en") -> str:
    """A web page with an article."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Nine die in Al-Bab</title>'
        f"{head}</head>"
        '<body><nav><a href="/">Home</a><a href="/w">World</a></nav><h1>Nine die in Al-Bab</h1>'
        f"<article>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def a_pdf(lines: tuple[str, ...] = SENTENCES, *, made: str = "", locked: bool = False) -> bytes:
    """A one-page PDF. A locked one has an owner's and a user's key that no empty password opens."""
    words = b"".join(b"(%s) Tj T*\n" % _pdf_words(line) for line in lines)
    page = b"BT /F1 9 Tf 14 TL 40 780 Td\n%sET" % words
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Title (Nine die in Al-Bab) /Author (R. Hirak) %s >>"
        % (b"/CreationDate (D:%s)" % made.encode() if made else b""),
    ]
    trailer = b"/Root 1 0 R /Info 6 0 R"
    if locked:
        keys = (b"ab" * 32, b"cd" * 32)
        parts.append(b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % keys)
        trailer += b" /Encrypt 7 0 R /ID [<00> <00>]"
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(parts) + 1, table, end)


def _pdf_words(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def a_docx(paragraphs: tuple[str, ...] = SENTENCES, **properties: Any) -> bytes:
    """A Word document with a two-cell table at its end."""
    import docx  # heavy, and few tests need it

    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Killed", "nine"
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def a_zip(**parts: bytes) -> bytes:
    """A zip of those parts; an underscore in a name stands for a slash, a double one for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", ".").replace("_", "/"), content)
    return out.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A zip with one part put in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return out.getvalue()


def an_eml(text: str | None = REPORT, html: str | None = None, **headers: str) -> bytes:
    """A saved e-mail."""
    message = EmailMessage()
    standard = {
        "Subject": "Nine die in Al-Bab",
        "From": "Radio Hirak <desk@hirak.example>",
        "Date": "Thu, 03 Apr 2014 23:30:00 +0300",
        "Message-ID": "<17@hirak.example>",
    }
    for name, value in {**standard, **headers}.items():
        message[name] = value
    message.set_content(text or "")
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def a_warc(*pages: tuple[str, str, bytes], packed: bool = False, status: str = "200 OK", headers: str = "") -> bytes:
    """A web archive of answers: address, content type, content. `headers` go into each answer, CRLF at their ends."""
    out = b""
    for number, (address, content_type, content) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}\r\n".encode() + content
        record = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2014-04-03T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        whole = record + answer + b"\r\n\r\n"
        out += gzip.compress(whole) if packed else whole
    return out
