"""A sound case passes every property; whatever is changed in it breaks the property that speaks of it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.fakes import FakeWatcher
from tests.pipeline.checking import broken, checks
from warledger.archive.capture import Capture
from warledger.archive.extract import Extract, extract
from warledger.archive.snapshot import Snapshots
from warledger.config import Settings
from warledger.errors import NotACase
from warledger.model.ids import DocumentId
from warledger.pipeline import Stage, verify
from warledger.store.case import open_case


def originals(path: Path) -> list[Path]:
    """The files of the archive."""
    return sorted(file for file in Path(f"{path}.archive").rglob("*") if file.is_file())


def test_a_sound_case_passes_every_property(sound_case: Path) -> None:
    found = checks(sound_case)
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
        "every note on a source is as it was stored": 0,
        "nothing lies about": 0,
    }


def test_verifying_changes_nothing(sound_case: Path) -> None:
    before = sound_case.read_bytes()
    assert broken(sound_case) == {}
    assert sound_case.read_bytes() == before


def test_the_head_of_the_chain_is_given_to_write_down(sound_case: Path) -> None:
    with open_case(str(sound_case), create=False) as store:
        head = [link.hash for link in store.custody()][-1]
    assert checks(sound_case)["the custody chain is unbroken"].note == f"head {head}"


def test_a_changed_original_is_found(sound_case: Path) -> None:
    original = originals(sound_case)[0]
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    assert set(broken(sound_case)) == {"every original is the bytes it is named for"}


def test_a_missing_original_is_found(sound_case: Path) -> None:
    originals(sound_case)[0].unlink()
    assert set(broken(sound_case)) == {"every document's original is in the archive"}


def test_a_missing_archive_is_found(sound_case: Path) -> None:
    shutil.rmtree(f"{sound_case}.archive")
    assert checks(sound_case)["every document's original is in the archive"].note == "3 broken"


def test_what_a_killed_run_left_is_named_and_no_fault(sound_case: Path) -> None:
    orphan = Snapshots(Path(f"{sound_case}.archive")).put(b"bytes that no document was made of")
    (sound_case.parent / f"{sound_case.name}.0a1b2c3d.unfinished").touch()
    check = checks(sound_case)["nothing lies about"]
    assert (check.ok, check.counted) == (True, 2)
    assert orphan[:12] in str(check.note)
    assert "unfinished" in str(check.note)
    assert broken(sound_case) == {}


def test_a_text_of_another_extractor_is_not_held_against_the_case(sound_case: Path) -> None:
    def newer(capture: Capture, settings: Settings) -> Extract:
        return replace(extract(capture, settings), text="other", extractor="plain/2")

    found = {check.name: check for check in verify(str(sound_case), extract=newer)}
    again = found["every text comes out of its original again"]
    assert (again.ok, again.counted, again.note) == (True, 0, "3 not tried: extracted by another version")


def test_an_extractor_that_is_not_repeatable_is_found(sound_case: Path) -> None:
    def drifting(capture: Capture, settings: Settings) -> Extract:
        return replace(extract(capture, settings), text="other")

    found = {check.name: check for check in verify(str(sound_case), extract=drifting)}
    assert not found["every text comes out of its original again"].ok


def test_a_date_read_off_the_text_is_held_to_its_words(sound_case: Path) -> None:
    with open_case(str(sound_case), create=False) as store:
        first = store.document(DocumentId(store.document_ids()[0]))
    assert first is not None
    assert first.published is not None
    assert first.published.date == date(2014, 4, 2)
    assert first.published.quote is not None, "the dateline is the evidence"


def test_progress_is_told_document_by_document(sound_case: Path) -> None:
    watcher = FakeWatcher()
    list(verify(str(sound_case), progress=watcher))
    assert watcher.counts == {Stage.CHECKED: 3}


def test_what_is_no_case_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="there is no case"):
        list(verify(str(tmp_path / "none.ledger")))


def test_damaged_pages_are_a_broken_property_and_not_the_end(sound_case: Path) -> None:
    content = bytearray(sound_case.read_bytes())
    page = 4096
    start = content.index(b"Al-Bab, and") if b"Al-Bab, and" in content else content.index(b"Two shells fell")
    first = start // page * page
    content[first : first + page] = b"\xff" * page
    sound_case.write_bytes(bytes(content))
    found = list(verify(str(sound_case)))
    assert any(not check.ok for check in found)
    assert found[-1].name == "nothing lies about"
