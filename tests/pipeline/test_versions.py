"""When a report is a new version of one that is held, and when it is one of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeClock, fake_stages
from warledger.archive.capture import Given
from warledger.config import Settings
from warledger.pipeline import Outcome, What, add
from warledger.pipeline.versions import ENOUGH, shared
from warledger.store.case import Store

FIRST = (
    "Two shells fell on a market in Al-Bab on Wednesday, killing eleven people, the mayor said. Government forces "
    "fired them from the airport, residents told the radio."
)
LATER = FIRST.replace("eleven", "fourteen") + " Three of the wounded died at night."
UNRELATED = (
    "Rebels captured the bridge near Kupiansk after heavy fighting, the general staff announced; a drone fell there."
)


def write_and_add(store: Store, path: Path, content: str, **given: Any) -> Outcome:
    path.write_text(content, encoding="utf-8")
    report = add(store, str(path), Given(**given), Settings(), stages=fake_stages(), clock=FakeClock())
    assert not report.refused
    return report.outcomes[-1]


def a_row(text: str, id: str = "7", **more: str) -> str:
    return json.dumps({"id": id, "text": text} | more) + "\n"


def test_a_changed_file_is_a_new_version_and_both_are_kept(store: Store, tmp_path: Path) -> None:
    first = write_and_add(store, tmp_path / "report.txt", FIRST)
    later = write_and_add(store, tmp_path / "report.txt", LATER)
    assert later.what is What.NEW_VERSION
    assert str(later.note).startswith(f"version 2 of {first.document}: ")
    documents = list(store.documents(superseded=True))
    assert [(document.version, document.text) for document in documents] == [(1, FIRST), (2, LATER)]
    assert [claim.document for claim in store.claims()] == [later.document]


def test_another_report_at_the_same_place_replaces_nothing(store: Store, tmp_path: Path) -> None:
    first = write_and_add(store, tmp_path / "report.txt", FIRST)
    other = write_and_add(store, tmp_path / "report.txt", UNRELATED)
    assert other.what is What.ADDED
    assert "a report of its own: it shares only" in str(other.note)
    series = [document.series for document in store.documents()]
    assert series == [series[0], f"{series[0]}~2"]
    assert {claim.document for claim in store.claims()} == {first.document, other.document}


def test_a_changed_report_finds_its_own_branch(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_and_add(store, path, FIRST)
    other = write_and_add(store, path, UNRELATED)
    more = write_and_add(store, path, UNRELATED + " Nobody was hurt.")
    assert more.what is What.NEW_VERSION
    assert f"version 2 of {other.document}" in str(more.note)
    third = write_and_add(store, path, "A truce was agreed between the villages, elders said; then a single bomb fell.")
    assert third.what is What.ADDED
    assert [document.series.partition("~")[2] for document in store.documents()] == ["", "2", "3"]


def test_files_in_two_places_are_two_reports(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write_and_add(store, tmp_path / "report.txt", FIRST)
    assert write_and_add(store, tmp_path / "other" / "report.txt", LATER).what is What.ADDED


def test_an_address_names_one_report_whatever_is_written_there(store: Store, tmp_path: Path) -> None:
    page = '<html><head><link rel="canonical" href="https://news.example/story/1"></head><body><p>{}</p></body></html>'
    first = write_and_add(store, tmp_path / "a.html", page.format(FIRST))
    later = write_and_add(store, tmp_path / "b.html", page.format(UNRELATED))
    assert (later.what, later.note) == (What.NEW_VERSION, f"version 2 of {first.document}")


def test_a_changed_row_keeps_its_id_and_says_which_version_it_is(store: Store, tmp_path: Path) -> None:
    write_and_add(store, tmp_path / "rows.jsonl", a_row(FIRST))
    later = write_and_add(store, tmp_path / "rows.jsonl", a_row(LATER))
    assert (later.what, later.document) == (What.NEW_VERSION, "7#v2")
    assert [claim.document for claim in store.claims()] == ["7#v2"]


def test_rows_of_two_tables_that_number_alike_do_not_replace_each_other(store: Store, tmp_path: Path) -> None:
    write_and_add(store, tmp_path / "one.jsonl", a_row(FIRST))
    other = write_and_add(store, tmp_path / "two.jsonl", a_row(UNRELATED))
    more = write_and_add(store, tmp_path / "two.jsonl", a_row(UNRELATED + " Nobody was hurt."))
    assert (other.what, other.document) == (What.ADDED, "7~2")
    assert (more.what, more.document) == (What.NEW_VERSION, "7~2#v2")
    assert [document.id for document in store.documents()] == ["7", "7~2#v2"]


def test_rows_of_two_sources_that_number_alike_are_told_apart(store: Store, tmp_path: Path) -> None:
    write_and_add(store, tmp_path / "one.jsonl", a_row(FIRST, source="Radio Hirak"))
    other = write_and_add(store, tmp_path / "two.jsonl", a_row(FIRST, source="Ruptly"))
    assert (other.what, other.document) == (What.ADDED, "7~2")


def test_going_over_the_same_versions_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        for text in (FIRST, LATER, UNRELATED):
            write_and_add(store, tmp_path / "report.txt", text)
    assert store.counts().documents == 3
    held = write_and_add(store, tmp_path / "report.txt", FIRST)
    assert held.what is What.ALREADY_HELD
    assert str(held.note).endswith("(version 1 of 2)")


@pytest.mark.parametrize(
    ("one", "other", "version", "why"),
    [
        (FIRST, FIRST, True, "the same text"),
        (FIRST, LATER, True, "a toll raised and a sentence added"),
        (FIRST, FIRST[: len(FIRST) * 2 // 3], True, "cut short"),
        (FIRST, FIRST.upper(), True, "letter case"),
        (FIRST, UNRELATED, False, "another battle"),
        (FIRST, "Two shells fell.", False, "one line that says nearly the same"),
        ("حلب تحت القصف مجددا", "حلب تحت القصف مجددا اليوم", True, "words of other letters"),
        ("a b c", "a b c d", True, "no long words at all"),
        ("", "", False, "nothing to share"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_half_of_the_words_make_a_version(one: str, other: str, version: bool, why: str) -> None:
    assert (shared(one, other) >= ENOUGH) is version, why
    assert shared(one, other) == shared(other, one)
