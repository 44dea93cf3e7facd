"""Decoding: by which encoding bytes are read, what is replaced, and that it is said."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.archive.charset import content_type, page_charset
from warledger.archive.decode import clean, decode
from warledger.archive.media import HTML, PLAIN, UNKNOWN, media_type
from warledger.errors import UnreadableInput

ARABIC = "قتل تسعة أشخاص في قصف على سوق الباب صباح الثلاثاء، بحسب أطباء."
FRENCH = "Des obus sont tombés près de l’école : deux élèves ont été tués, a déclaré le préfet à Genève."
RUSSIAN = "Ракета попала в почтовое отделение, погибли шесть человек, сообщил губернатор области."
ENGLISH = "He said “no one is safe” — the shells fell on the market, killing 3 people."


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32"),
        (ENGLISH, "cp1252", "cp1252"),
        (FRENCH, "cp1252", "cp1252"),
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (ARABIC, "cp1256", "cp1256"),
        (ARABIC, "iso8859-6", "iso8859_6"),
        (RUSSIAN, "cp1251", "cp1251"),
    ],
)
def test_a_text_is_read_whatever_it_was_written_in(text: str, encoding: str, read_as: str) -> None:
    content = text.encode(encoding)
    if encoding == "utf-16-be":
        assert not content.startswith(b"\xfe\xff")
    decoded = decode(content, "report")
    assert (decoded.text, decoded.encoding, decoded.note) == (text, read_as, None)
    assert media_type(content, "report") == PLAIN


def test_a_declared_charset_is_used_where_the_bytes_allow_it() -> None:
    assert decode("Łódź żąda".encode("iso8859-2"), "report", "iso-8859-2").text == "Łódź żąda"
    assert decode(FRENCH.encode(), "report", "iso-8859-1").text == FRENCH
    assert decode(FRENCH.encode("cp1252"), "report", "no-such-charset").text == FRENCH


def test_a_few_foreign_bytes_are_read_or_replaced_and_said() -> None:
    content = ARABIC.encode() + b" \x93quoted\x94 and \xe9\xe8\xea lost"
    decoded = decode(content, "report")
    assert decoded.text == ARABIC + " “quoted” and \ufffd\ufffd\ufffd lost"
    assert decoded.note == "mixed: 2 bytes read as windows-1252, 3 replaced"


def test_a_text_cut_within_a_letter_is_read_and_said() -> None:
    decoded = decode("\ufeffقتل".encode("utf-16")[:-1], "report")
    assert decoded.text.endswith("\ufffd")
    assert decoded.note == "1 unreadable place replaced"


def test_marks_nuls_and_line_ends_are_taken_off_and_nothing_else() -> None:
    assert clean("\ufeffa\0b\r\nc\rd\ufeff \ud83d") == "ab\nc\rd\ufeff \ufffd"


def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    content = random.Random(17).randbytes(5000)
    assert media_type(content, "report.txt") == UNKNOWN
    with pytest.raises(UnreadableInput, match=r"^report: not text .* UTF-8"):
        decode(content, "report")


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content, "report")
    except UnreadableInput:
        return
    decoded.text.encode()
    assert "\0" not in decoded.text
    assert "\r\n" not in decoded.text.replace("\r\r\n", "")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_a_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "report").text == text
    assert decode(text.encode("utf-8-sig"), "report").text == text


@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.html", "a.docx", "a.eml", "a.pdf"]))
def test_any_bytes_have_a_media_type(content: bytes, name: str) -> None:
    assert "/" in media_type(content, name)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("text/html; charset=Windows-1256", ("text/html", "windows-1256")),
        ('text/html;charset="utf-8"', ("text/html", None)),
        ("text/plain", ("text/plain", None)),
        (None, (None, None)),
        ("nonsense", (None, None)),
        ("text/html\r\nX: y", (None, None)),
    ],
)
def test_what_a_server_declares_is_understood(header: str | None, said: tuple[str | None, str | None]) -> None:
    assert content_type(header) == said


def test_a_page_s_own_charset_is_found() -> None:
    assert page_charset(b'<html><head><meta charset="windows-1256">') == "windows-1256"
    assert page_charset(b'<meta http-equiv=Content-Type content="text/html; charset=KOI8-R">') == "koi8-r"
    assert page_charset(b'<?xml version="1.0" encoding="iso-8859-6"?><html>') == "iso-8859-6"
    assert page_charset(b"<html><body>charset=none</body>") is None


@pytest.mark.parametrize(
    ("content", "name", "declared", "kind"),
    [
        (b"A tale of <b>bold</b> men", "a.txt", None, PLAIN),
        (b"A tale of <b>bold</b> men", "a.html", None, HTML),
        (b"A tale of <b>bold</b> men", "a", "text/html", HTML),
        (b"No tags at all", "a.html", None, PLAIN),
        (b"<!-- x --><!DOCTYPE html><p>A", "a", None, HTML),
        ("<html><p>A</p></html>".encode("utf-16"), "a", None, HTML),
        (b"From: a@b\nSubject: Shells\n\nOur report of today", "a.txt", None, PLAIN),
        (b"From: a@b\nSubject: Shells\n\nOur report of today", "a.eml", None, "message/rfc822"),
        (b"Received: x\nFrom: a@b\nSubject: Shells\n\nOur report", "a", None, "message/rfc822"),
        (b"A form such as %PDF-1.4 is a form", "a", None, PLAIN),
        (b"\n%PDF-1.7\n\x00\x01\x02\x03\x04\x05", "a", None, "application/pdf"),
        (b"\n%PDF-1.7\nonly letters", "a", None, "application/pdf"),
        (b'<?xml version="1.0"?><html xmlns="x"><p>A', "a", None, HTML),
        (b'<?xml version="1.0"?><articles><article>A', "a", None, "application/xml"),
    ],
)
def test_the_bytes_come_before_the_name_and_the_server_s_word(
    content: bytes, name: str, declared: str | None, kind: str
) -> None:
    assert media_type(content, name, declared) == kind
