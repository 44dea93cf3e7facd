"""Intake: what a series is named, what is kept of a path, how rows and standard input are taken."""

import io
import os
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.archive.builders import NOW, REPORT, a_page, an_eml, rows, taken, the_capture, the_document, the_refusal
from warledger.archive.capture import Capture, Given, Refusal
from warledger.archive.documents import document
from warledger.archive.extract import extract
from warledger.archive.intake import captures, rows_at
from warledger.archive.media import ROW
from warledger.archive.snapshot import sha256_of
from warledger.config import Settings


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """What comes in on standard input."""
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    return stream


def pages_row(path: Path, *values: object) -> list[Capture]:
    path.write_bytes(rows(*values))
    found = taken(path)
    assert all(isinstance(item, Capture) for item in found), found
    return [item for item in found if isinstance(item, Capture)]


def test_a_changed_file_at_the_same_place_is_of_the_same_series(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    before = the_document(path)
    path.write_text(REPORT + " Ten, it later said.")
    after = the_document(path)
    assert before.series == after.series
    assert before.series.startswith("file:report.txt#")
    assert before.id != after.id


def test_the_same_bytes_at_the_same_place_are_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    assert the_document(path) == the_document(path)


def test_files_of_one_name_in_two_folders_are_two_series(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "report.txt" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(REPORT)
    assert the_capture(paths[0]).series != the_capture(paths[1]).series


def test_a_path_is_the_same_however_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    typed, whole = the_capture("report.txt"), the_capture(tmp_path / "report.txt")
    assert typed.series == whole.series
    assert typed.origin == whole.origin == "report.txt"


def test_no_folder_of_an_absolute_path_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "someones-name"
    folder.mkdir()
    for name, content in {"a.txt": REPORT.encode(), "b.html": a_page().encode(), "c.jsonl": rows({"id": "1"})}.items():
        (folder / name).write_bytes(content)
        assert "someones-name" not in repr(taken(folder / name))


def test_a_file_whose_name_is_no_text_is_taken(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(REPORT)
    document = the_document(path)
    assert document.origin == "caf\ufffd.txt"
    document.series.encode()


@pytest.mark.parametrize(
    ("head", "series"),
    [
        (
            '<link rel="canonical" href="https://News.Example/a?id=2&amp;utm_medium=x#top">',
            "https://news.example/a?id=2",
        ),
        ("<link href='https://news.example/a' rel=canonical>", "https://news.example/a"),
        ('<meta property="og:url" content="https://news.example/b">', "https://news.example/b"),
        ('<link rel="canonical" href="https://news.example/">', None),
        ('<link rel="canonical" href="/a">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[bad/a">', None),
        ("", None),
    ],
)
def test_a_saved_page_is_named_by_its_own_address_where_it_gives_one(
    head: str, series: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "saved.html"
    path.write_text(a_page(head=head))
    found = the_capture(path).series
    assert found == series if series else found.startswith("file:saved.html#")


def test_a_mail_is_named_by_its_message_id(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(an_eml())
    assert the_capture(path).series == "message:17@hirak.example"


def test_standard_input_is_named_by_its_content(piped: io.BytesIO) -> None:
    piped.write(REPORT.encode())
    piped.seek(0)
    capture = the_capture("-")
    assert capture.series == f"text:{sha256_of(REPORT.encode())}"
    assert capture.origin == "standard input"


def test_standard_input_beyond_the_limit_is_refused(piped: io.BytesIO) -> None:
    piped.write(b"x" * 2000)
    piped.seek(0)
    refusal = the_refusal("-", settings=Settings(max_bytes=1000))
    assert (refusal.origin, refusal.reason) == ("standard input", "unreadable")


def test_rows_come_from_any_file_or_pipe_that_is_said_to_hold_them(piped: io.BytesIO, tmp_path: Path) -> None:
    table = rows({"id": "1", "text": REPORT})
    (tmp_path / "table.json").write_bytes(table)
    piped.write(table)
    piped.seek(0)
    for address in (str(tmp_path / "table.json"), "-"):
        [capture] = rows_at(address, Given(), Settings(), NOW)
        assert isinstance(capture, Capture)
        assert capture.series == "row::1"


def test_a_table_that_is_not_there_is_one_refusal() -> None:
    [refusal] = rows_at("gone.jsonl", Given(), Settings(), NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unreachable"


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(REPORT,))
    writer.start()
    assert the_document(path).text == REPORT
    writer.join()


def test_a_row_keeps_its_line_its_id_and_what_it_says(tmp_path: Path) -> None:
    value = {"id": "x-1", "text": "Shells\r\nfell on the town of Al-Bab.", "published": "2014-04-03T10:00:00Z"}
    value |= {"title": "Shells", "source": "Radio Hirak"}
    [capture] = pages_row(tmp_path / "a.jsonl", value)
    assert capture.content == rows(value).rstrip(b"\n")
    assert (capture.series, capture.media_type) == ("row:Radio Hirak:x-1", ROW)
    assert capture.given == Given("x-1", "Shells", "Radio Hirak", date(2014, 4, 3), text_of_row=True)
    made = document(capture, extract(capture, Settings()), 1)
    assert made.id == "x-1"
    assert made.text == "Shells\nfell on the town of Al-Bab."
    assert made.source is not None
    assert (made.title, made.source.name) == ("Shells", "Radio Hirak")
    assert made.published is not None
    assert (made.published.date, made.published.rule) == (date(2014, 4, 3), "given in the row")


def test_what_the_caller_gives_holds_where_a_row_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        rows({"id": "1", "text": "A b.", "published": "2014-04-03", "source": "A"}, {"id": "2", "text": "A b."})
    )
    given = Given(id="ignored", source="B", published=date(2014, 5, 1))
    first, second = (item for item in taken(path, given) if isinstance(item, Capture))
    assert (first.given.id, first.given.source, first.given.published) == ("1", "A", date(2014, 4, 3))
    assert (second.given.id, second.given.source, second.given.published) == ("2", "B", date(2014, 5, 1))
    published = document(second, extract(second, Settings()), 1).published
    assert published is not None
    assert published.rule == "given by the user"


def test_a_row_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    one, other = pages_row(tmp_path / "a.jsonl", {"text": "A b."}, {"id": "", "text": "C d."})
    assert one.given.id is None
    assert one.series != other.series
    assert one.series.startswith("text:")


def test_blank_fields_of_a_row_are_absent_and_numbers_may_be_ids(tmp_path: Path) -> None:
    value = {"id": 17, "text": "A b.", "published": "", "title": " ", "source": None, "other": [1]}
    [capture] = pages_row(tmp_path / "a.jsonl", value)
    assert capture.given == Given(id="17", text_of_row=True)


def test_a_later_version_of_a_row_has_an_id_of_its_own(tmp_path: Path) -> None:
    [capture] = pages_row(tmp_path / "a.jsonl", {"id": "1", "text": "A b."})
    made = [document(capture, extract(capture, Settings()), version).id for version in (1, 2)]
    assert made == ["1", "1#v2"]


def test_the_mark_and_line_ends_of_a_file_are_not_part_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "1", "text": "A b."}\r\n\r\n{"id": "2", "text": "C d."}')
    assert [item.content for item in taken(path) if isinstance(item, Capture)] == [
        b'{"id": "1", "text": "A b."}',
        b'{"id": "2", "text": "C d."}',
    ]


def test_a_row_in_an_old_charset_or_with_half_a_letter_is_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        '{"id": "1", "text": "Le café a brûlé."}\n'.encode("cp1252") + b'{"id": "2", "text": "a \\ud83d b"}\n'
    )
    first, second = (extract(item, Settings()) for item in taken(path) if isinstance(item, Capture))
    assert first.text == "Le café a brûlé."
    assert second.text == "a \ufffd b"


def test_rows_are_taken_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows({"id": "1", "text": "A b."}, b"not read yet"))
    found = captures(str(path), Given(), Settings(), NOW)
    assert isinstance(next(found), Capture)


def test_a_plain_file_may_be_larger_than_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Shells fell. " * 1000)
    assert isinstance(taken(path, settings=replace(Settings(), max_bytes=13_000))[0], Capture)
