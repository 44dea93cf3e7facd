"""Every report that is added gets its family at once, and only its family is touched."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import warledger
from tests.fakes import FakeClock, fake_stages
from warledger.archive.capture import Given
from warledger.config import Settings
from warledger.model.copies import CopyKind, family_id
from warledger.model.ids import DocumentId
from warledger.pipeline import add
from warledger.pipeline.families import place, place_missing
from warledger.store.case import Store, open_case

STORY = (
    "Shells fell on the vegetable market of Port Meral on Tuesday morning, killing at least three people and wounding "
    "eleven, residents said. The shelling began shortly after nine, when the market was full. Rescue workers dug for "
    "survivors under the roof of a warehouse that had come down on traders.\n\n"
    "The governor blamed the army. A spokesman denied that it had fired, and traders said they would not be back soon."
)
CUT = f"Market hit, say traders\n\nPORT MERAL, March 8 - {STORY.partition(' Rescue')[0]}"
CLOCK = FakeClock()  # reports come in one after the other
ELSEWHERE = "A bomb tore through a police convoy near the airport of Novokamsk late on Sunday, and two officers died."


def added(store: Store, folder: Path, name: str, text: str) -> DocumentId:
    (folder / name).write_text(text, encoding="utf-8")
    report = add(store, str(folder / name), Given(), Settings(), stages=fake_stages(), clock=CLOCK)
    return report.outcomes[0].document


def test_a_report_finds_its_family_when_it_is_added(store: Store, tmp_path: Path) -> None:
    wire, other, cut = (
        added(store, tmp_path, name, text) for name, text in (("w", STORY), ("o", ELSEWHERE), ("c", CUT))
    )
    families = store.families()
    family = families.family_of(cut)
    assert family is not None
    assert (family.members, family.earliest, family.id) == ((wire, cut), wire, family_id(wire))
    assert [(link.one, link.other, link.kind) for link in family.links] == [(wire, cut, CopyKind.CUT)]
    assert families.mapping() == {wire: family.id, cut: family.id, other: family_id(other)}
    assert [shared.id for shared in families.shared()] == [family.id]
    assert families.links_of(wire) == families.links_of(cut) == family.links
    assert families.links_of(other) == ()


def test_the_second_version_of_a_report_is_of_its_family(store: Store, tmp_path: Path) -> None:
    one = added(store, tmp_path, "w", STORY)
    two = added(store, tmp_path, "w", STORY + " A second attack followed in the evening.")
    family = store.families().family_of(two)
    assert family is not None
    assert family.members == (one, two)
    assert family.links[0].kind is CopyKind.VERSION


def test_an_empty_case_has_no_families_and_an_unknown_document_none(store: Store) -> None:
    assert list(store.families().shared()) == []
    assert store.families().mapping() == {}
    assert store.families().family_of(DocumentId("nobody")) is None


def test_reports_that_were_left_without_a_family_get_one_before_the_next_is_added(store: Store, tmp_path: Path) -> None:
    wire, cut = added(store, tmp_path, "w", STORY), added(store, tmp_path, "c", CUT)
    before = store.families().family_of(cut)
    store.close()
    with sqlite3.connect(store.path) as database:
        for table in ("families", "copy_links", "fingerprints"):
            database.execute(f"DELETE FROM {table}")
    with open_case(str(store.path), create=False) as again:
        assert again.families().unplaced() == (wire, cut)
        added(again, tmp_path, "o", ELSEWHERE)
        assert again.families().unplaced() == ()
        assert again.families().family_of(cut) == before
        assert place_missing(again) == 0


def test_placing_a_document_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    cut = [added(store, tmp_path, name, text) for name, text in (("w", STORY), ("c", CUT))][1]
    before = store.families().family_of(cut)
    document = store.document(cut)
    assert document is not None
    place(store, document)
    assert store.families().family_of(cut) == before


@pytest.mark.parametrize("text", ["Boom.", "Boom 2 3 4 5 6 7 8 9.", "word " * 30_000])
def test_a_strange_text_is_placed_too(store: Store, tmp_path: Path, text: str) -> None:
    document = added(store, tmp_path, "w", text)
    family = store.families().family_of(document)
    assert family is not None
    assert family.members == (document,)


def test_documents_and_show_tell_whose_copy_a_report_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WARLEDGER_CODER", "rules")
    for name, text, day in (("w.txt", STORY, "2016-03-08"), ("c.txt", CUT, "2016-03-09")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert warledger("add", "case.ledger", name, "--published", day).code == 0
    first, second = warledger("documents", "case.ledger", "--json").rows
    assert first["family"] == second["family"]
    assert second["family"]["earliest"] == first["id"]
    assert [link["kind"] for link in second["family"]["links"]] == ["cut"]
    table = " ".join(warledger("documents", "case.ledger").out.split())
    assert "the earliest of 2 copies" in table
    assert f"cut from {first['id'][9:17]}" in table
    claims = [row for row in warledger("claims", "case.ledger", "--json").rows if row["document"] == second["id"]]
    shown = warledger("show", "case.ledger", claims[0]["id"])
    assert "This report is cut from" in shown.out
    assert json.loads(warledger("show", "case.ledger", claims[0]["id"], "--json").out)["family"] == second["family"]
