"""Bad input: each kind is refused with its reason and with words that name the input and the way out."""

import gzip
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.archive import builders
from tests.archive.builders import NOW, REPORT, a_capture, a_docx, a_page, a_pdf, a_warc, a_zip, rows, taken, with_part
from warledger.archive import media
from warledger.archive.capture import Capture, Given, Refusal
from warledger.archive.extract import extract
from warledger.archive.intake import captures
from warledger.config import MEBIBYTE, Settings
from warledger.errors import SkipDocument

RANDOM = bytes((i * i * 7919 + i * 104729 >> 3) % 256 for i in range(4096))
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + RANDOM
BODY = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>' + BODY


@dataclass(frozen=True)
class Bad:
    """A file that cannot be taken, and what must be said of it."""

    name: str
    content: Callable[[], bytes]
    words: tuple[str, ...]
    reason: str = "unreadable"


BAD = [
    Bad("empty.txt", lambda: b"", ("empty",)),
    Bad("blank.txt", lambda: b" \n\t\r\n ", ("empty",)),
    Bad("numbers.txt", lambda: b"12 13 14 ---", ("no words",)),
    Bad("nothing.html", lambda: b"", ("empty",)),
    Bad("photo.jpg", lambda: JPEG, ("is an image", "OCR")),
    Bad("photo.txt", lambda: JPEG, ("is an image", "OCR")),
    Bad("drawing.png", lambda: b"\x89PNG\r\n\x1a\n" + RANDOM, ("is an image",)),
    Bad("voice.mp3", lambda: b"ID3\x04" + RANDOM, ("sound recording", "transcript")),
    Bad("film.mp4", lambda: b"\0\0\0\x18ftypmp42" + RANDOM, ("film", "transcript")),
    Bad("random.txt", lambda: RANDOM, ("is not text",)),
    Bad("program", lambda: b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0" + RANDOM, ("is not text",)),
    Bad("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RANDOM, ("old Word file", ".docx")),
    Bad("letter.rtf", lambda: rb"{\rtf1\ansi Shells fell}", ("RTF", "Save it as")),
    Bad("report.txt.gz", lambda: gzip.compress(REPORT.encode()), ("gzip", "Unpack")),
    Bad("reports.zip", lambda: a_zip(one__txt=REPORT.encode()), ("packed archive", "Unpack")),
    Bad("table.xlsx", lambda: a_zip(xl_workbook__xml=b"<a/>"), ("office file", "Save it as")),
    Bad("case.db", lambda: b"SQLite format 3\0" + RANDOM, ("database", "case")),
    Bad("feed.xml", lambda: b'<?xml version="1.0"?><rss><item>Shells</item></rss>', ("XML data",)),
    Bad("menu.html", lambda: b"<html><body><nav>Home<br>News</nav></body></html>", ("no article", "menus")),
    Bad(
        "app.html",
        lambda: (
            b"<html><body><div id=r></div><noscript>Please enable JavaScript to run this app.</noscript></body></html>"
        ),
        ("no article", "script", "browser"),
    ),
    Bad("locked.pdf", lambda: a_pdf(locked=True), ("PDF is locked", "password", "Unlock")),
    Bad("cut.pdf", lambda: a_pdf()[:400], ("PDF is damaged", "whole copy")),
    Bad("fake.pdf", lambda: b"%PDF-1.4 nothing of the kind", ("PDF is damaged",)),
    Bad("scan.pdf", lambda: a_pdf(()), ("no text in its 1 page,", "OCR")),
    Bad("bomb.docx", lambda: with_part(a_docx(), "word/document.xml", b" " * 9_000_000), ("inflate", "memory")),
    Bad("laughs.docx", lambda: with_part(a_docx(), "word/document.xml", LAUGHS), ("XML entities", "plain text")),
    Bad("cut.docx", lambda: a_docx()[:3000], ("Word document is damaged", "again")),
    Bad("hollow.docx", lambda: a_zip(word_document__xml=BODY), ("Word document is damaged",)),
    Bad("torn.docx", lambda: with_part(a_docx(), "word/document.xml", b"<w:docu"), ("Word document is damaged",)),
    Bad("wordless.docx", lambda: with_part(a_docx(), "word/document.xml", BODY), ("no words",)),
    Bad("mail.eml", lambda: builders.an_eml(""), ("no text of its own", "attachments")),
    Bad("one.jsonl", lambda: rows(b"{not json}"), ("one.jsonl, line 1", "not JSON", '{"id"'), "bad row"),
    Bad("list.jsonl", lambda: rows(["a"]), ("line 1", "JSON object", "a list"), "bad row"),
    Bad("none.jsonl", lambda: rows({"id": "1"}), ("line 1", "no text"), "bad row"),
    Bad("blank.jsonl", lambda: rows({"id": "1", "text": " \n"}), ("line 1", "no text"), "bad row"),
    Bad("number.jsonl", lambda: rows({"id": "1", "text": 5}), ('"text" must be text', "a number"), "bad row"),
    Bad("date.jsonl", lambda: rows({"text": "a b", "published": "2014-02-30"}), ("'2014-02-30'", "no date"), "bad row"),
    Bad("month.jsonl", lambda: rows({"text": "a b", "published": "April"}), ("'April'", "2014-04-03"), "bad row"),
    Bad("late.jsonl", lambda: rows({"text": "a b", "published": "2999-01-01"}), ("2999-01-01", "future"), "bad row"),
    Bad("ids.jsonl", lambda: rows({"id": ["x"], "text": "a b"}), ('"id" must be', "a list"), "bad row"),
    Bad("id.jsonl", lambda: rows({"id": "x" * 301, "text": "a b"}), ('"id" must be at most 300',), "bad row"),
    Bad("lines.jsonl", lambda: rows({"id": "x\ny", "text": "a b"}), ("printable",), "bad row"),
    Bad("deep.jsonl", lambda: rows(b"[" * 100_000), ("not JSON",), "bad row"),
    Bad("digits.jsonl", lambda: rows(b'{"text": "a b", "id": ' + b"9" * 5000 + b"}"), ("not JSON",), "bad row"),
    Bad(
        "wide.jsonl", lambda: '{"id": "1", "text": "a b"}\n{"id": "2"}'.encode("utf-16"), ("UTF-16", "UTF-8"), "bad row"
    ),
    Bad(
        "cut.warc.gz",
        lambda: a_warc(("http://a.example/1", "text/plain", b"x"), packed=True)[:60],
        ("web archive is damaged",),
    ),
    Bad("none.warc", lambda: a_warc(("http://a.example/1", "image/png", RANDOM)), ("no page", "1 image/png")),
    Bad(
        "gone.warc", lambda: a_warc(("http://a.example/1", "text/html", b"x"), status="404 Not Found"), ("answers 404",)
    ),
]


def outcome(path: Path, settings: Settings) -> Refusal:
    """What refuses a file: its intake, or else its extraction."""
    [taken_in] = taken(path, settings=settings)
    if isinstance(taken_in, Refusal):
        return taken_in
    with pytest.raises(SkipDocument) as raised:
        extract(taken_in, settings)
    return Refusal.of(taken_in.origin, raised.value)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_its_name_and_the_way_out(bad: Bad, tmp_path: Path) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.content())
    refusal = outcome(path, Settings(max_bytes=8 * MEBIBYTE))
    assert refusal.reason == bad.reason
    for words in (bad.name, *bad.words):
        assert words in refusal.message
    assert str(tmp_path) not in repr(refusal), "the folder can tell a person's name"
    assert refusal.message.endswith((".", "}.")), "a message is sentences"


def test_a_text_of_300_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as stream:
        stream.truncate(300 * MEBIBYTE)  # sparse: no disk is filled
    refusal = builders.the_refusal(path)
    assert refusal.reason == "unreadable"
    for words in ("dump.txt", "300.0 MiB", "64.0 MiB", "Split"):
        assert words in refusal.message


def test_a_text_that_is_too_long_in_characters_is_refused() -> None:
    with pytest.raises(SkipDocument, match=r"report: holds 3,000 characters .* at most 2,000"):
        extract(a_capture(b"Boom. " * 500, media.PLAIN), Settings(max_characters=2000))


def test_a_single_line_of_five_megabytes_is_refused_at_once_and_kept_whole_where_the_limit_allows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"Shells fell on it. " * 280_000)
    capture = builders.the_capture(path)
    with pytest.raises(SkipDocument, match=r"line.txt: holds 5,320,000 characters .* at most 1,000,000.* Split it"):
        extract(capture, Settings())
    assert len(extract(capture, Settings(max_characters=6_000_000)).text) == 5_320_000


def test_a_row_longer_than_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(rows({"id": "1", "text": "x" * 3_000_000}, {"id": "2", "text": "Shells fell."}))
    first, second = taken(path, settings=Settings(max_bytes=MEBIBYTE))
    assert isinstance(first, Refusal)
    assert (first.origin, first.reason) == ("reports.jsonl, line 1", "bad row")
    assert "longer than 1.0 MiB" in first.message
    assert isinstance(second, Capture)
    assert second.origin == "reports.jsonl, line 2"


def test_a_bad_row_does_not_stop_the_rows_after_it(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(rows({"id": "1", "text": "A b."}, b"{", {"id": "3"}, b"", {"id": "5", "text": "C d."}))
    found = taken(path)
    assert [type(item) for item in found] == [Capture, Refusal, Refusal, Capture]
    assert [item.origin[-6:] for item in found] == ["line 1", "line 2", "line 3", "line 5"]


def test_a_page_beyond_the_limit_in_a_web_archive_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    large, fine = ("http://a.example/1", "text/plain", b"x " * 600_000), ("http://a.example/2", "text/plain", b"Boom.")
    path.write_bytes(a_warc(large, fine))
    first, second = taken(path, settings=Settings(max_bytes=MEBIBYTE))
    assert isinstance(first, Refusal)
    assert "http://a.example/1 (in crawl.warc)" in first.message
    assert isinstance(second, Capture)


def test_what_stands_before_the_damage_in_a_web_archive_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    whole = a_warc(*((f"http://a.example/{i}", "text/plain", b"Boom. " * 99) for i in range(3)), packed=True)
    path.write_bytes(whole[:-40] + b"\xff" * 40)
    *before, last = taken(path)
    assert len(before) >= 2
    assert isinstance(last, Refusal)
    assert "damaged after" in last.message


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("gone.txt", ("gone.txt", "no such file")),
        ("www.news.example", ("no such file", "https://")),
        (".", ("is a folder", "*.txt")),
        ("/dev/zero", ("zero", "device")),
        ("a\0b.txt", ("cannot be opened",)),
        ("x" * 5000, ("cannot be opened",)),
    ],
)
def test_a_path_that_is_no_file_is_refused_in_words(address: str, words: tuple[str, ...]) -> None:
    refusal = builders.the_refusal(address)
    assert refusal.reason == "unreachable"
    for word in words:
        assert word in refusal.message


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "Permission denied"), "may not be read"), (OSError(5, "Input/output error"), "Input/output")],
)
def test_a_file_that_may_not_or_cannot_be_read_is_refused_in_words(
    error: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(REPORT)

    def failing(self: Path, mode: str) -> None:
        raise error

    monkeypatch.setattr(Path, "open", failing)  # not by chmod: root may read everything
    refusal = builders.the_refusal(path)
    assert refusal.reason == "unreachable"
    assert words in refusal.message
    assert "secret.txt" in refusal.message


def test_a_disk_that_fails_within_a_table_ends_that_table_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().readline(size)

    path = tmp_path / "reports.jsonl"
    path.write_bytes(rows({"id": "1", "text": "A b."}, {"id": "2", "text": "C d."}))
    content = path.read_bytes()
    monkeypatch.setattr(Path, "open", lambda self, mode: Failing(content))
    first, second = taken(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Refusal)
    assert "reading failed (Input/output error)" in second.message


def test_a_given_date_in_the_future_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    refusal = builders.the_refusal(path, Given(published=date(2024, 5, 8)))
    assert refusal.reason == "bad date"
    assert "2024-05-08" in refusal.message
    assert "future" in refusal.message


def test_a_date_that_has_begun_somewhere_on_earth_is_not_in_the_future(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    given, late = Given(published=date(2024, 5, 7)), datetime(2024, 5, 6, 10, 1, tzinfo=UTC)
    assert isinstance(next(captures(str(path), given, Settings(), late)), Capture)
    assert isinstance(next(captures(str(path), given, Settings(), late.replace(hour=9))), Refusal)


def test_a_package_that_lies_about_its_size_does_not_fill_the_memory() -> None:
    packed = bytearray(with_part(a_docx(), "word/document.xml", b" " * 40_000_000))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        header = archive.getinfo("word/document.xml")
    size = (40_000_000).to_bytes(4, "little")
    assert packed.count(size) == 2
    lying = bytes(packed).replace(size, (4000).to_bytes(4, "little"))
    assert header.file_size == 40_000_000
    with pytest.raises(SkipDocument, match=r"inflate|damaged"):
        extract(a_capture(lying, media.DOCX), Settings(max_bytes=MEBIBYTE))


def test_a_zip_of_countless_names_is_not_listed() -> None:
    name = b"PK\x01\x02" + b"\0" * 42
    end = b"PK\x05\x06" + b"\0" * 8 + (100_000 * len(name)).to_bytes(4, "little") + b"\0" * 6
    packed = b"PK\x03\x04" + b"\0" * 26 + name * 100_000 + end
    assert media.media_type(packed, "report.docx") == media.ZIP


@pytest.mark.parametrize("length", range(0, 60, 7))
@pytest.mark.parametrize("kind", ["pdf", "docx", "eml", "html", "warc", "warc.gz", "jsonl", "txt"])
def test_a_file_cut_anywhere_is_read_or_refused_but_never_crashes(kind: str, length: int, tmp_path: Path) -> None:
    whole = WHOLE[kind]()
    path = tmp_path / f"cut.{kind}"
    path.write_bytes(whole[: len(whole) * length // 60])
    for item in captures(str(path), Given(), Settings(), NOW):
        if isinstance(item, Capture):
            with suppress(SkipDocument):
                extract(item, Settings())


WHOLE: dict[str, Callable[[], bytes]] = {
    "pdf": a_pdf,
    "docx": a_docx,
    "eml": lambda: builders.an_eml(html=a_page()),
    "html": lambda: a_page().encode(),
    "warc": lambda: a_warc(("http://a.example/1", "text/html", a_page().encode())),
    "warc.gz": lambda: a_warc(("http://a.example/1", "text/html", a_page().encode()), packed=True),
    "jsonl": lambda: rows({"id": "1", "text": REPORT}, {"id": "2", "text": REPORT}),
    "txt": lambda: REPORT.encode("utf-16"),
}


def test_the_limit_counts_for_each_row_and_not_for_the_table(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(rows(*({"id": str(i), "text": REPORT} for i in range(50))))
    settings = replace(Settings(), max_bytes=1000)
    assert path.stat().st_size > settings.max_bytes
    assert all(isinstance(item, Capture) for item in taken(path, settings=settings))
