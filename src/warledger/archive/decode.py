"""Turns bytes into text, and says by which encoding and what could not be read.

The order: byte order marks, UTF-16 without a mark (its NULs tell it), UTF-8, the declared charset, UTF-8 with a few
foreign bytes, then the code pages that fit. Nothing of the text is changed but a mark at its start, NULs, CRLF line
ends and code points that no file can hold (lone surrogates); every replacement is counted and said.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from warledger.errors import UnreadableInput

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Asked in this order: on 220 Arabic reports in cp1256 and on French, German and Spanish lines the first pair alone was
# never wrong, while all encodings at once took two of 220 for Greek or Russian, and Western ones for cp1250.
CODE_PAGES = (["cp1252", "cp1256"], ["cp1251", "koi8_r", "iso8859_6", "cp1254", "cp1250"])
SAMPLE = 64 * 1024
FOREIGN = re.compile("[\udc80-\udcff]+")  # bytes that are not UTF-8, as surrogateescape writes them
SURROGATE = re.compile("[\ud800-\udfff]")
USUAL = re.compile(  # Latin to Arabic, the scripts of India, Burmese, punctuation, currency signs
    r"[\t\n\r -~\u00a0-\u02af\u0370-\u06ff\u0750-\u077f\u0900-\u0dff\u1000-\u109f\u2000-\u206f\u20a0-\u20bf]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read by, and what was lost on the way (null: nothing)."""

    text: str
    encoding: str
    note: str | None = None

    @property
    def described(self) -> str:
        """Encoding and losses, as an extractor's name ends."""
        return f"{self.encoding}; {self.note}" if self.note else self.encoding


def decode(content: bytes, origin: str, declared: str | None = None) -> Decoded:
    """The text in the bytes; UnreadableInput when no encoding makes text of them."""
    decoded = _marked(content) or _unmarked(content) or _strict(content, "utf-8") or _strict(content, declared)
    decoded = decoded or _mixed(content) or _code_page(content)
    if decoded is None:
        raise UnreadableInput(
            f"{origin}: not text in any encoding known here. If it is a text, save it as UTF-8 and try again."
        )
    return _cleaned(decoded)


def utf16_without_mark(content: bytes) -> str | None:
    """'utf-16-le' or 'utf-16-be' when the bytes make common letters that way, as they hardly do by chance."""
    head = content[:SAMPLE]
    if len(head) < 8 or len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        if len(USUAL.findall(text)) >= 0.95 * len(text):
            return encoding
    return None


def _marked(content: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _lossy(content[3:] if encoding == "utf-8" else content, encoding)
    return None


def _lossy(content: bytes, encoding: str) -> Decoded:
    """Read by an encoding that is sure, with what it cannot read replaced and counted."""
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        lost = text.count("\ufffd")
        return Decoded(text, encoding, f"{lost} unreadable {'place' if lost == 1 else 'places'} replaced")


def _strict(content: bytes, encoding: str | None) -> Decoded | None:
    """Read without a fault, or not at all. An encoding that nobody knows is no encoding."""
    try:
        name = codecs.lookup(encoding or "").name
        return Decoded(content.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _unmarked(content: bytes) -> Decoded | None:
    encoding = utf16_without_mark(content) if b"\0" in content[:SAMPLE] else None
    return _lossy(content, encoding) if encoding else None


def _mixed(content: bytes) -> Decoded | None:
    """UTF-8 with foreign bytes in it, where its own many-byte letters outnumber them.

    A foreign byte by itself is read as Windows-1252 (a curly quote, an accent: what such files hold); two or more
    together could be anything and are replaced.
    """
    text = content.decode("utf-8", "surrogateescape")
    foreign = len(text) - len(FOREIGN.sub("", text))
    native = len(text) - len(text.encode("ascii", "ignore")) - foreign
    if native < foreign:
        return None
    single = replaced = 0

    def reading(match: re.Match[str]) -> str:
        nonlocal single, replaced
        run = match.group().encode("utf-8", "surrogateescape")
        letter = run.decode("cp1252", "replace")
        if len(run) == 1 and letter != "\ufffd":
            single += 1
            return letter
        replaced += len(run)
        return "\ufffd" * len(run)

    text = FOREIGN.sub(reading, text)
    return Decoded(text, "utf-8", f"mixed: {single} bytes read as windows-1252, {replaced} replaced")


def _code_page(content: bytes) -> Decoded | None:
    for pages in CODE_PAGES:
        best = from_bytes(content[:SAMPLE], cp_isolation=pages).best()
        if best is not None and best.encoding in pages:
            return _lossy(content, best.encoding)
    return None


def _cleaned(decoded: Decoded) -> Decoded:
    text = decoded.text.removeprefix("\ufeff").replace("\0", "").replace("\r\n", "\n")
    text, lone = SURROGATE.subn("\ufffd", text)
    if not lone:
        return Decoded(text, decoded.encoding, decoded.note)
    notes = [decoded.note, f"{lone} lone surrogates replaced"]
    return Decoded(text, decoded.encoding, "; ".join(note for note in notes if note))


def clean(text: str) -> str:
    """A text that came as text (a row, a page of a PDF), cleaned as decoded ones are."""
    return _cleaned(Decoded(text, "")).text
