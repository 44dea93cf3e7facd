"""Tells what kind of file some bytes are: by the bytes first, by the name or the server's word only where they agree
with the bytes.

Always answers; `application/octet-stream` is the answer for bytes that are no text. It opens nothing but a zip's list
of names, and refuses nothing: what cannot be read is refused by extract, in words that `UNREADABLE` holds.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from warledger.archive.decode import utf16_without_mark

PLAIN = "text/plain"
HTML = "text/html"
XML = "application/xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML = "message/rfc822"
WARC = "application/warc"
ROW = "application/x-ndjson"
ZIP = "application/zip"
GZIP = "application/gzip"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"
ROW_SUFFIXES = (".jsonl", ".ndjson")

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", PDF),
    (0, b"WARC/", WARC),
    (0, b"\x1f\x8b", GZIP),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"AVI ", "video/avi"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"BZh", "application/x-bzip2"),
)
IN_ZIP = (  # a name that only one kind of zip holds
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.ms-excel"),
    ("ppt/presentation.xml", "application/vnd.ms-powerpoint"),
    ("META-INF/container.xml", "application/epub+zip"),
    ("content.xml", "application/vnd.oasis.opendocument.text"),
)
_ARCHIVE = "is a packed archive. Unpack it and give the files inside."
_OFFICE = "is an office file that is not read here. Save it as .docx, PDF or plain text."
UNREADABLE: tuple[tuple[str, str], ...] = (  # the beginning of a media type, and what to say of it
    ("image/", "is an image, not text. Read the words off it (OCR) and give them as a text file."),
    ("audio/", "is a sound recording, not text. Give a transcript."),
    ("video/", "is a film, not text. Give a transcript."),
    (
        OLE,
        "is an old Word file or one locked with a password. Open it and save it as a .docx without one.",
    ),
    ("application/rtf", "is an RTF file. Save it as .docx, PDF or plain text."),
    ("application/vnd.sqlite3", "is a database, perhaps a case, not a report. Give the reports themselves."),
    (GZIP, "is packed with gzip. Unpack it (gunzip) and give the file inside."),
    (ZIP, _ARCHIVE),
    ("application/x-7z", _ARCHIVE),
    ("application/vnd.rar", _ARCHIVE),
    ("application/x-xz", _ARCHIVE),
    ("application/x-bzip2", _ARCHIVE),
    ("application/vnd.", _OFFICE),
    ("application/epub", _OFFICE),
    (XML, "is XML data, not a page. Save the report as HTML or plain text."),
    ("", "is not text: its bytes are those of some other kind of file. Give the report as text, HTML, PDF or DOCX."),
)

HEAD = 64 * 1024
LARGEST_DIRECTORY = 4 * 1024 * 1024  # bytes of a zip's list of names: a Word document's has some 2000
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE)
FRAME = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
TAG = re.compile(rb"<[a-zA-Z][^<>]{0,500}>")
FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:|From ")
HEADER = re.compile(rb"(?im)^(message-id|received|mime-version|return-path):")
SENDER = re.compile(rb"(?im)^(from|subject):")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def media_type(content: bytes, name: str, declared: str | None = None) -> str:
    """The media type of the bytes; `name` is a file's name or an address's path, `declared` a server's word."""
    suffix = PurePosixPath(name.lower()).suffix
    for offset, magic, kind in MAGIC:
        if content.startswith(magic, offset):
            return _inside(kind, content, name.lower())
    head = content[:HEAD]
    if looks_binary(head):
        return PDF if b"%PDF-" in head[:1024] else UNKNOWN
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:4096]
    if start.startswith(b"%PDF-"):
        return PDF
    if _is_mail(start, suffix):
        return EML
    if start.startswith(b"<?xml") and not FRAME.search(start[:1024]):
        return XML
    if PAGE.search(start[:1024]) or (TAG.search(start) and _said_to_be_html(suffix, declared)):
        return HTML
    return PLAIN


def looks_binary(head: bytes) -> bool:
    """Whether bytes hold control characters as no text does: more than 1 in 100 (random bytes: 10 in 100)."""
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > max(2, len(head) // 100) and utf16_without_mark(head) is None and not _marked_wide(head)


def why_unreadable(kind: str) -> str:
    """What to say of a media type that no extractor reads, after the input's name."""
    return next(words for beginning, words in UNREADABLE if kind.startswith(beginning))


def _marked_wide(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def _is_mail(start: bytes, suffix: str) -> bool:
    """Whether a file opens with the headers of a message; without the name .eml, with one that only mail has."""
    opens = FIELD.match(start) is not None and SENDER.search(start) is not None
    return opens and (suffix == ".eml" or HEADER.search(start) is not None)


def _said_to_be_html(suffix: str, declared: str | None) -> bool:
    return suffix in (".html", ".htm", ".xhtml") or declared in (HTML, "application/xhtml+xml")


def _inside(kind: str, content: bytes, name: str) -> str:
    """What a wrapping holds: a gzip may be a web archive, a zip a Word document."""
    if kind == GZIP:
        return WARC if name.endswith(".warc.gz") or _gunzipped_start(content).startswith(b"WARC/") else GZIP
    if kind == ZIP:
        return _zip_kind(content, name)
    return kind


def _gunzipped_start(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(content[:HEAD], 16)
    except zlib.error:
        return b""


def _zip_kind(content: bytes, name: str) -> str:
    if _directory_size(content) > LARGEST_DIRECTORY:
        return ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return DOCX if name.endswith(".docx") else ZIP  # a damaged one is told by its extractor
    otherwise = DOCX if name.endswith(".docx") else ZIP
    return next((kind for part, kind in IN_ZIP if part in names), otherwise)


def _directory_size(content: bytes) -> int:
    """How long a zip says that its list of names is: a million empty names fill the memory before any is looked at."""
    tail = content[-(22 + 65535) :]
    end = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
