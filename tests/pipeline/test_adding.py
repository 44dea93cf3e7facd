"""What becomes of what is added to a case."""

import hashlib
import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeClock, FakeWatcher, fake_stages
from warledger.archive.capture import Given
from warledger.archive.custody import check
from warledger.archive.snapshot import Snapshots
from warledger.config import Settings
from warledger.errors import CaseBusy, StorageFailure
from warledger.model.custody import Action
from warledger.model.document import PublishedBasis
from warledger.pipeline import Report, Stage, What, add
from warledger.pipeline import adding as adding_module
from warledger.store.case import Store

TEXT = "Two shells fell on a market in Al-Bab, and one killed there was a child, people in the town said on Wednesday."
ARABIC = "سقطت قذيفتان على سوق في مدينة الباب وقتل أحد عشر شخصا على الأقل وفق ما قاله رئيس البلدية لإذاعة محلية"


def a_file(folder: Path, text: str = TEXT, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def add_it(store: Store, path: Path | str, **given: Any) -> Report:
    return add(store, str(path), Given(**given), Settings(), stages=fake_stages(), clock=FakeClock())


def test_a_report_is_archived_coded_and_stored(store: Store, tmp_path: Path) -> None:
    report = add_it(store, a_file(tmp_path), source="Radio Hirak", published=date(2014, 4, 3))
    assert (report.added, report.read, report.claims, report.refused) == (1, 1, 1, ())
    (outcome,) = report.outcomes
    assert outcome.what is What.ADDED
    document = store.document(outcome.document)
    assert document is not None
    assert (document.text, document.unread) == (TEXT, None)
    assert document.source is not None
    assert document.source.name == "Radio Hirak"
    assert document.published is not None
    assert (document.published.date, document.published.basis) == (date(2014, 4, 3), PublishedBasis.GIVEN)
    assert Snapshots(store.archive).get(document.sha256) == TEXT.encode()
    (claim,) = store.claims()
    assert (claim.document, claim.trigger.text) == (document.id, "fell")


def test_a_capture_is_told_in_custody_with_its_hashes(store: Store, tmp_path: Path) -> None:
    add_it(store, a_file(tmp_path))
    link = list(store.custody())[-1]
    told = dict(link.details)
    assert link.action is Action.CAPTURE
    assert told["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert told["origin"] == "report.txt"
    assert told["extractor"].startswith("plain/")


def test_the_same_bytes_twice_add_nothing_and_say_so(store: Store, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    (first,) = add_it(store, path).outcomes
    before = store.counts()
    again = add_it(store, path)
    assert store.counts() == before
    assert (again.already_held, again.added, again.claims) == (1, 0, 0)
    assert again.outcomes[0].document == first.document
    assert str(again.outcomes[0].note).startswith(f"its bytes are held as {first.document}, captured 2026-01-02")


def test_the_same_bytes_from_elsewhere_add_nothing_either(store: Store, tmp_path: Path) -> None:
    (first,) = add_it(store, a_file(tmp_path)).outcomes
    (copy,) = add_it(store, a_file(tmp_path, name="copy.txt")).outcomes
    assert (copy.what, copy.document) == (What.ALREADY_HELD, first.document)


def test_what_is_given_for_held_bytes_and_left_aside_is_said(store: Store, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    add_it(store, path, published=date(2014, 4, 3))
    (held,) = add_it(store, path, published=date(2014, 4, 4), source="Radio Hirak").outcomes
    assert "its date stays 2014-04-03 (given), not 2014-04-04" in str(held.note)
    assert "its source stays unknown, not Radio Hirak" in str(held.note)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (ARABIC, "Arabic is not read yet"),
        (
            "Deux obus sont tombés mercredi sur un marché de la ville, a dit le maire à la radio.",
            "French is not read yet",
        ),
        ("Обстрел.", "A text in these letters is not read yet; its language is unknown"),
    ],
    ids=["arabic", "french", "short russian"],
)
def test_a_report_in_a_language_not_read_is_kept_and_says_why(
    store: Store, tmp_path: Path, text: str, unread: str
) -> None:
    report = add_it(store, a_file(tmp_path, text))
    assert (report.added, report.unread, report.read, report.claims) == (1, 1, 0, 0)
    (document,) = store.documents()
    assert (document.text, document.unread) == (text, unread)
    assert report.outcomes[0].unread == unread


def test_a_short_text_in_latin_letters_is_read(store: Store, tmp_path: Path) -> None:
    assert add_it(store, a_file(tmp_path, "A bomb fell.")).claims == 1


def test_a_coder_that_fails_leaves_the_report_unread_and_the_batch_goes_on(store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    texts = ["A shell fell.", "A shell fell. CRASH of the coder.", "A bomb fell."]
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    report = add_it(store, rows)
    assert (report.added, report.unread, report.claims) == (3, 1, 2)
    unread = str(report.outcomes[1].unread)
    assert unread.startswith("Not coded: the coder failed (IndexError in fakes.py, line ")
    assert "A shell" not in unread, "an error's words may be the report's"
    assert str(report.outcomes[1].note).endswith(f"read it again: warledger recode {store.path}")


def test_rows_keep_the_ids_they_came_with(store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "b-7", "text": "A shell fell."}\n{"id": 8, "text": "A bomb fell."}\n')
    add_it(store, rows)
    assert [document.id for document in store.documents()] == ["b-7", "8"]


# ---- refusals


def test_a_refused_input_is_stored_with_its_reason_and_how_to_retry(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "my picture.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    report = add_it(store, path, source="Radio Hirak", published=date(2014, 4, 3))
    (told,) = report.refused
    assert (report.added, told.origin, told.reason) == (0, "my picture.jpg", "unreadable")
    assert "my picture.jpg" in told.message
    assert shlex.split(told.retry) == [
        *("warledger", "add", str(store.path), str(path), "--source", "Radio Hirak", "--published", "2014-04-03")
    ]
    (stored,) = store.failures()
    assert (stored.origin, stored.reason, stored.message, stored.at) == (
        told.origin,
        told.reason,
        told.message,
        told.at,
    )
    link = list(store.custody())[-1]
    assert (link.action, link.subject) == (Action.SKIP, "my picture.jpg")


def test_a_stored_failure_does_not_tell_whose_machine_it_was(store: Store, tmp_path: Path) -> None:
    add_it(store, tmp_path / "nothing.txt")
    (stored,) = store.failures()
    assert str(tmp_path) not in stored.retry + stored.message + stored.origin


def test_a_refused_row_does_not_stop_the_next(store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    lines = ['{"id": "1", "text": "A shell fell."}', "not JSON", '{"id": "3"}', '{"id": "4", "text": "A bomb fell."}']
    rows.write_text("\n".join(lines))
    report = add_it(store, rows)
    assert (report.added, report.claims) == (2, 2)
    assert [(failure.origin, failure.reason) for failure in report.refused] == [
        ("rows.jsonl, line 2", "bad row"),
        ("rows.jsonl, line 3", "bad row"),
    ]
    assert store.counts().failures == 2


def test_nothing_of_a_refused_input_is_archived(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    add_it(store, path)
    assert list(Snapshots(store.archive).kept()) == []


def test_a_full_disk_stops_the_run_and_what_was_added_stands(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_it(store, a_file(tmp_path, "A shell fell.", "first.txt"))
    before = store.counts()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageFailure, match="disk is full"):
        add_it(store, a_file(tmp_path, "A bomb fell.", "second.txt"))
    monkeypatch.undo()
    assert store.counts() == before
    assert check(store.custody()) is None
    assert add_it(store, tmp_path / "second.txt").added == 1


# ---- what is told


def test_reports_of_several_inputs_add_up(store: Store, tmp_path: Path) -> None:
    total = Report()
    for name in ("a.txt", "b.txt", "b.txt"):
        total += add_it(store, a_file(tmp_path, f"In {name} a shell fell.", name))
    total += add_it(store, tmp_path / "none.txt")
    assert (total.added, total.already_held, total.claims, len(total.refused)) == (2, 1, 2, 1)


def test_progress_is_told_stage_by_stage(store: Store, tmp_path: Path) -> None:
    watcher = FakeWatcher()
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "A shell fell."}\n{"text": "A shell fell."}\nnot JSON\n{"text": "A bomb fell."}\n')
    add(store, str(rows), Given(), Settings(), stages=fake_stages(), progress=watcher)
    assert watcher.counts == {
        Stage.CAPTURED: 3,
        Stage.EXTRACTED: 2,
        Stage.READ: 2,
        Stage.CODED: 2,
        Stage.STORED: 2,
        Stage.LINKED: 2,
        Stage.REFUSED: 1,
    }


# ---- another process at the same time


def test_a_place_taken_by_another_process_meanwhile_is_looked_for_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path)
    put = Snapshots.put

    def beaten(snapshots: Snapshots, content: bytes) -> str:
        monkeypatch.setattr(Snapshots, "put", put)
        assert add_it(store, a_file(tmp_path, f"{TEXT} More is known.")).added == 1
        return put(snapshots, content)

    monkeypatch.setattr(Snapshots, "put", beaten)
    capture_text = path.read_bytes()
    report = add_it(store, path)
    assert report.new_versions == 1
    documents = list(store.documents(superseded=True))
    assert [document.version for document in documents] == [1, 2]
    assert documents[1].sha256 == hashlib.sha256(capture_text).hexdigest()


def test_a_place_that_is_taken_again_and_again_is_given_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "add_document", lambda *_: False)
    with pytest.raises(CaseBusy, match=r"keep adding report.txt"):
        add_it(store, a_file(tmp_path))


def test_a_retry_command_can_be_pasted_into_a_shell() -> None:
    command = adding_module.retry("my case", "it's.txt", Given(title="A; B"))
    assert shlex.split(command) == ["warledger", "add", "my case", "it's.txt", "--title", "A; B"]
