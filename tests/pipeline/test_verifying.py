"""A sound case passes every property; whatever is changed in it breaks the property that speaks of it."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.build import a_judgement
from tests.fakes import FakeClock, FakeWatcher, fake_stages
from warledger.archive.capture import Capture, Given
from warledger.archive.extract import Extract, extract
from warledger.config import Settings
from warledger.errors import NotACase
from warledger.model.ids import DocumentId
from warledger.pipeline import Check, Stage, add, verify
from warledger.store.case import open_case

CASE = "case.ledger"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two reports, two versions of one of them, a row, a judgement and a failure; copied for each test."""
    folder = tmp_path_factory.mktemp("sound")
    text = "Two shells fell on a market in Al-Bab on Wednesday, and one killed there was a child, the mayor said."
    inputs = [
        ("one.txt", f"AL-BAB, April 2, 2014 - {text}"),
        ("one.txt", f"AL-BAB, April 2, 2014 - {text} Another bomb fell later."),
        ("rows.jsonl", '{"id": "r1", "text": "A shell fell on the old town of Homs.", "published": "2014-04-03"}\n'),
        ("empty.txt", ""),
    ]
    with open_case(str(folder / CASE), create=True) as store:
        for name, content in inputs:
            (folder / name).write_text(content, encoding="utf-8")
            add(store, str(folder / name), Given(), Settings(), stages=fake_stages(), clock=FakeClock())
        claim = next(store.claims())
        store.add_judgement(a_judgement(claim.id))
    return folder


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound case."""
    shutil.copytree(sound, tmp_path / "copy")
    return tmp_path / "copy" / CASE


def tamper(path: Path, statement: str) -> None:
    """Change the case behind its back, as somebody would who drops the guards first."""
    database = sqlite3.connect(path)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    changed = database.execute(statement).rowcount
    assert changed == 1, f"{statement} changed {changed} rows"
    database.commit()
    database.close()


def broken(path: Path) -> dict[str, str]:
    """The properties that do not hold, with the first thing that breaks each."""
    return {check.name: str(check.first_broken) for check in verify(str(path)) if not check.ok}


def originals(path: Path) -> list[Path]:
    return sorted(file for file in Path(f"{path}.archive").rglob("*") if file.is_file())


def checks(path: Path) -> dict[str, Check]:
    return {check.name: check for check in verify(str(path))}


def test_a_sound_case_passes_every_property(path: Path) -> None:
    found = checks(path)
    assert {name for name, check in found.items() if not check.ok} == set()
    assert {name: check.counted for name, check in found.items()} == {
        "the case opens and its tables are known": 1,
        "the database is sound": 1,
        "the custody chain is unbroken": 6,
        "every original is the bytes it is named for": 3,
        "every row holds a record": 3,
        "documents and claims are as custody tells": 3,
        "every document's original is in the archive": 3,
        "every text has its hash": 3,
        "every text comes out of its original again": 3,
        "every quote stands in its document": 7,
        "every claim's id is its hash": 4,
        "every claim has its document": 4,
        "every judgement is as it was stored": 1,
        "nothing lies about": 0,
    }


def test_verifying_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert broken(path) == {}
    assert path.read_bytes() == before


def test_the_head_of_the_chain_is_given_to_write_down(path: Path) -> None:
    with open_case(str(path), create=False) as store:
        head = [link.hash for link in store.custody()][-1]
    assert checks(path)["the custody chain is unbroken"].note == f"head {head}"


STORED = "documents and claims are as custody tells"
CHAIN = "the custody chain is unbroken"
DATABASE = "the database is sound"
FIRST_CLAIM = "(SELECT id FROM claims ORDER BY document_id, number LIMIT 1)"
FIRST_DOCUMENT = "(SELECT id FROM documents WHERE number = 1)"

TAMPERED = [
    *(
        (f"UPDATE documents SET {change} WHERE number = 1", {STORED})
        for change in (
            "version = 7",
            "series = 'file:other'",
            "published = '2014-04-09'",
            "published = 'some day'",
            "language = 'ar'",
            "unread = 'why'",
            "captured_at = '2020-01-01T00:00:00+00:00'",
            "record = replace(record, 'one.txt', 'two.txt')",
            "text_sha256 = 'ab'",
        )
    ),
    (f"UPDATE documents SET source_id = {FIRST_CLAIM} WHERE number = 1", {STORED, DATABASE}),
    ("UPDATE documents SET record = '{}' WHERE number = 1", {STORED, "every row holds a record"}),
    ("UPDATE documents SET record = 'x' WHERE number = 1", {STORED, "every row holds a record"}),
    ("UPDATE documents SET sha256 = 'ab' WHERE number = 1", {STORED, "every document's original is in the archive"}),
    (
        "UPDATE texts SET text = CAST(replace(CAST(text AS TEXT), 'one killed', 'two killed') AS BLOB)"
        f" WHERE document_id = {FIRST_DOCUMENT}",
        {
            "every text has its hash",
            "every text comes out of its original again",
            "every quote stands in its document",
        },
    ),
    (
        "UPDATE documents SET id = 'other' WHERE number = 1",
        {STORED, DATABASE, "every row holds a record", "every claim has its document"},
    ),
    (f"DELETE FROM texts WHERE document_id = {FIRST_DOCUMENT}", {"every row holds a record"}),
    *(
        (f"UPDATE claims SET {change} WHERE id = {FIRST_CLAIM}", {STORED})
        for change in (
            "type = 'attack'",
            "status = 'denied'",
            "place = ''",
            "number = 9",
            "when_start = '2014-01-01'",
            "when_start = 'some day'",
            "when_end = '2014-01-01'",
            "killed_low = 40",
            "killed_high = 40",
            "confidence = 0.1",
            """record = replace(record, '"low":1', '"low":0')""",
            "record = record || ' '",
        )
    ),
    (
        f"""UPDATE claims SET record = replace(record, '"shelling_missile"', '"attack"') WHERE id = {FIRST_CLAIM}""",
        {STORED, "every claim's id is its hash"},
    ),
    (
        f"""UPDATE claims SET record = replace(record, 'one killed', 'two killed') WHERE id = {FIRST_CLAIM}""",
        {STORED, "every quote stands in its document"},
    ),
    (f"UPDATE claims SET record = '[]' WHERE id = {FIRST_CLAIM}", {STORED, "every row holds a record"}),
    (f"UPDATE claims SET id = 'claim-0' WHERE id = {FIRST_CLAIM}", {STORED}),
    (
        f"UPDATE claims SET document_id = 'none' WHERE id = {FIRST_CLAIM}",
        {STORED, DATABASE, "every claim has its document"},
    ),
    (f"DELETE FROM claims WHERE id = {FIRST_CLAIM}", {STORED}),
    *(
        (f"UPDATE custody SET {change} WHERE sequence = 3", {CHAIN})
        for change in (
            "sequence = 30",
            "at = '2020-01-01T00:00:00+00:00'",
            "at = 'yesterday'",
            "previous = 'ab'",
            "hash = 'ab'",
        )
    ),
    ("UPDATE custody SET action = 'export' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET action = 'burnt' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET subject = 'x' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET details = '[]' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET details = 'x' WHERE sequence = 3", {CHAIN, STORED}),
    ("DELETE FROM custody WHERE sequence = 3", {CHAIN, STORED}),
    ("DELETE FROM custody WHERE sequence = 1", {CHAIN}),
    ("UPDATE judgements SET record = replace(record, 'yes', 'no')", {"every judgement is as it was stored"}),
    ("UPDATE judgements SET left_claim = 'x'", {"every judgement is as it was stored"}),
]


@pytest.mark.parametrize(("statement", "properties"), TAMPERED, ids=[statement[:60] for statement, _ in TAMPERED])
def test_a_changed_row_breaks_the_property_that_speaks_of_it(path: Path, statement: str, properties: set[str]) -> None:
    tamper(path, statement)
    assert set(broken(path)) == properties


def test_a_deleted_document_is_missed(path: Path) -> None:
    database = sqlite3.connect(path)
    for name in ("guard_documents_delete", "guard_texts_delete"):
        database.execute(f"DROP TRIGGER {name}")
    for statement in ("claims WHERE document_id = 'r1'", "texts WHERE document_id = 'r1'", "documents WHERE id = 'r1'"):
        database.execute(f"DELETE FROM {statement}")
    database.commit()
    database.close()
    assert broken(path) == {STORED: "r1: the custody log tells of it, and it is gone"}
    assert "without a document" in str(checks(path)["nothing lies about"].note)


def test_the_first_broken_thing_is_named_and_the_rest_counted(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE claims SET confidence = 0.5")
    database.commit()
    database.close()
    check = checks(path)[STORED]
    assert str(check.first_broken).endswith(": a claim of it is not what was stored")
    assert check.note == "3 broken"


def test_what_breaks_is_never_told_in_words_of_the_report(path: Path) -> None:
    tamper(
        path, f"UPDATE claims SET record = replace(record, 'one killed', 'ten killed there') WHERE id = {FIRST_CLAIM}"
    )
    found = broken(path)
    assert set(found) == {STORED, "every row holds a record"}
    assert "killed" not in " ".join(found.values())


def test_a_changed_original_is_found(path: Path) -> None:
    original = originals(path)[0]
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    assert set(broken(path)) == {"every original is the bytes it is named for"}


def test_a_missing_original_is_found(path: Path) -> None:
    originals(path)[0].unlink()
    assert set(broken(path)) == {"every document's original is in the archive"}


def test_a_missing_archive_is_found(path: Path) -> None:
    shutil.rmtree(f"{path}.archive")
    assert checks(path)["every document's original is in the archive"].note == "3 broken"


def test_what_a_killed_run_left_is_named_and_no_fault(path: Path) -> None:
    from warledger.archive.snapshot import Snapshots

    orphan = Snapshots(Path(f"{path}.archive")).put(b"bytes that no document was made of")
    (path.parent / f"{CASE}.0a1b2c3d.unfinished").touch()
    check = checks(path)["nothing lies about"]
    assert (check.ok, check.counted) == (True, 2)
    assert orphan[:12] in str(check.note)
    assert "unfinished" in str(check.note)
    assert broken(path) == {}


def test_a_text_of_another_extractor_is_not_held_against_the_case(path: Path) -> None:
    def newer(capture: Capture, settings: Settings) -> Extract:
        return replace(extract(capture, settings), text="other", extractor="plain/2")

    found = {check.name: check for check in verify(str(path), extract=newer)}
    again = found["every text comes out of its original again"]
    assert (again.ok, again.counted, again.note) == (True, 0, "3 not tried: extracted by another version")


def test_an_extractor_that_is_not_repeatable_is_found(path: Path) -> None:
    def drifting(capture: Capture, settings: Settings) -> Extract:
        return replace(extract(capture, settings), text="other")

    found = {check.name: check for check in verify(str(path), extract=drifting)}
    assert not found["every text comes out of its original again"].ok


def test_a_date_read_off_the_text_is_held_to_its_words(path: Path) -> None:
    with open_case(str(path), create=False) as store:
        first = store.document(DocumentId(store.document_ids()[0]))
    assert first is not None
    assert first.published is not None
    assert first.published.date == date(2014, 4, 2)
    assert first.published.quote is not None, "the dateline is the evidence"


def test_progress_is_told_document_by_document(path: Path) -> None:
    watcher = FakeWatcher()
    list(verify(str(path), progress=watcher))
    assert watcher.counts == {Stage.CHECKED: 3}


def test_what_is_no_case_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="there is no case"):
        list(verify(str(tmp_path / "none.ledger")))


def test_damaged_pages_are_a_broken_property_and_not_the_end(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = 4096
    start = content.index(b"Al-Bab, and") if b"Al-Bab, and" in content else content.index(b"Two shells fell")
    first = start // page * page
    content[first : first + page] = b"\xff" * page
    path.write_bytes(bytes(content))
    found = list(verify(str(path)))
    assert any(not check.ok for check in found)
    assert found[-1].name == "nothing lies about"
