"""Batches: what was brought comes into the case by stages, a bad input stops no other, what was cut short goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.web import serving
from tests.build import NOON
from tests.fakes import FakeClock, fake_stages
from warledger.archive.capture import Given
from warledger.config import Settings
from warledger.errors import CaseBusy, StorageFailure
from warledger.pipeline.batches import Batch, Entry, Kind, Phase, State, Tried
from warledger.pipeline.batching import Worker
from warledger.pipeline.linking import is_linked
from warledger.pipeline.report import Stage, What
from warledger.pipeline.spool import Brought, Spool, kept, retried
from warledger.store.case import Store, open_case

ONE = (
    b"A shell fell on the market of Al-Bab on 3 April 2014, and one killed there was a child, doctors in the town said."
)
TWO = b"In Homs the army shelled the old town again, and the hospital there counted the wounded until late at night."
LONGER = ONE + b" Neighbours dug in the rubble with their hands until the evening, and found nobody else."


class Seen:
    """A watcher that remembers, and can stop the work at a stage."""

    def __init__(self, stop_at: Stage | None = None, die_at: Stage | None = None) -> None:
        self.stages: list[Stage] = []
        self.found: list[Tried] = []
        self._stop_at, self._die_at = stop_at, die_at

    def changed(self, batch: Batch) -> None:
        working = next((one for one in batch.entries if one.state is State.WORKING), None)
        if working and working.stage and working.stage not in self.stages[-1:]:
            self.stages.append(working.stage)
        if self._die_at and self._die_at in self.stages:
            raise KeyboardInterrupt

    def tried(self, batch: Batch, entry: Entry, tried: Tried) -> None:
        del batch, entry
        self.found.append(tried)

    def stopped(self) -> bool:
        return self._stop_at is not None and self._stop_at in self.stages


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_case(str(tmp_path / "c.ledger"), create=True, at=NOON) as opened:
        yield opened


@pytest.fixture
def worker(store: Store) -> Worker:
    return Worker(store, Spool(store.path), Settings(), fake_stages, clock=FakeClock())


def a_file(content: bytes, name: str = "a.txt") -> Brought:
    return Brought(Kind.FILE, name, Given(), content)


def keeping(worker: Worker, *brought: Brought) -> Batch:
    return worker.spool.make(brought, "Lina", NOON, Phase.KEEPING)


def test_a_preview_stores_nothing_and_what_is_kept_then_is_what_was_shown(worker: Worker, store: Store) -> None:
    batch = worker.spool.make([a_file(ONE), a_file(TWO, "b.txt")], "Lina", NOON)
    seen = Seen()
    shown = worker.try_out(batch, seen)
    assert shown.phase is Phase.SHOWN
    assert [one.document.text for one in seen.found] == [ONE.decode(), TWO.decode()]
    assert store.counts().documents == 0
    done = worker.keep(kept(shown, [1], at=NOON), Seen())
    assert (done.phase, done.linked) == (Phase.DONE, True)
    assert [one.text for one in store.documents()] == [ONE.decode()]
    assert [one.stage for one in done.wanted] == [Stage.LINKED]
    assert worker.spool.size() == 0, "what stands in the case, and what nobody wanted, is let go"


def test_progress_is_told_stage_by_stage(worker: Worker) -> None:
    seen = Seen()
    worker.keep(keeping(worker, a_file(ONE)), seen)
    assert seen.stages == [Stage.CAPTURED, Stage.EXTRACTED, Stage.READ, Stage.CODED, Stage.STORED]


BAD = {
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(64), "is an image"),
    "nothing": (b"", "is empty"),
    "a broken Word document": (b"PK\x03\x04" + bytes(99), ""),
}


@pytest.mark.parametrize(("content", "says"), BAD.values(), ids=BAD)
def test_one_bad_input_stops_no_other_and_says_why(worker: Worker, store: Store, content: bytes, says: str) -> None:
    done = worker.keep(keeping(worker, a_file(content, "bad.docx"), a_file(TWO, "b.txt")), Seen())
    assert done.phase is Phase.DONE
    assert [one.number for one in done.failed] == [1]
    assert says in done.entry(1).refused[0].message
    assert store.counts().documents == 1
    assert worker.spool.content(done, 1) == content, "it can be tried again"
    assert worker.spool.content(done, 2) is None


def test_a_fault_of_ours_in_one_input_stops_no_other_and_tells_none_of_its_words(worker: Worker, store: Store) -> None:
    def extract(capture: object, settings: object) -> object:
        if "LUCKLESS" in repr(getattr(capture, "content", b"")):
            raise ZeroDivisionError("LUCKLESS words of the report")
        return fake_stages().extract(capture, settings)  # type: ignore[arg-type]

    broken = replace(fake_stages(), extract=extract)  # type: ignore[arg-type]
    clumsy = replace(worker, stages=lambda: broken)
    done = clumsy.keep(keeping(worker, a_file(b"LUCKLESS " + ONE), a_file(TWO, "b.txt")), Seen())
    assert done.phase is Phase.DONE
    refusal = done.entry(1).refused[0]
    assert "ZeroDivisionError" in refusal.message
    assert "LUCKLESS" not in refusal.message
    assert store.counts().documents == 1


def test_what_failed_is_tried_again_and_nothing_else(worker: Worker, store: Store) -> None:
    done = worker.keep(keeping(worker, a_file(b"", "late.txt"), a_file(TWO, "b.txt")), Seen())
    worker.spool.put_content(done, 1, ONE)
    again = worker.keep(retried(done), Seen())
    assert again.phase is Phase.DONE
    assert not again.failed
    assert store.counts().documents == 2
    assert [one.reports for one in again.entries] == [1, 1]


@pytest.mark.parametrize("stage", [Stage.CAPTURED, Stage.EXTRACTED, Stage.READ, Stage.CODED])
def test_work_that_is_stopped_ends_at_the_next_step_and_can_be_taken_up(
    worker: Worker, store: Store, stage: Stage
) -> None:
    stopped = worker.keep(keeping(worker, a_file(ONE), a_file(TWO, "b.txt")), Seen(stop_at=stage))
    assert (stopped.phase, stopped.stopped) == (Phase.KEEPING, True)
    assert stopped.finished < 2
    done = worker.keep(worker.spool.named(stopped.id), Seen())
    assert done.phase is Phase.DONE
    assert store.counts().documents == 2
    assert is_linked(store)


@pytest.mark.parametrize("stage", [Stage.EXTRACTED, Stage.CODED, Stage.STORED])
def test_work_whose_process_died_goes_on_where_it_was(worker: Worker, store: Store, stage: Stage) -> None:
    batch = keeping(worker, a_file(ONE), a_file(TWO, "b.txt"))
    with pytest.raises(KeyboardInterrupt):
        worker.keep(batch, Seen(die_at=stage))
    left = worker.spool.named(batch.id)
    assert left.phase is Phase.KEEPING
    assert not worker.spool.is_worked_on(batch.id)
    done = worker.keep(left, Seen())
    assert store.counts().documents == 2
    assert [one.reports for one in done.entries] == [1, 1]
    stored_before = stage is Stage.STORED
    assert done.entry(1).became[0].before is stored_before
    assert done.entry(1).became[0].what is (What.ALREADY_HELD if stored_before else What.ADDED)


def test_what_the_case_holds_already_is_told_and_near_copies_too(worker: Worker, store: Store) -> None:
    first = worker.keep(keeping(worker, a_file(ONE)), Seen()).entry(1).became[0].document
    seen = Seen()
    worker.try_out(worker.spool.make([a_file(ONE, "same.txt"), a_file(LONGER, "longer.txt")], "Lina", NOON), seen)
    same, longer = seen.found
    assert same.held == first
    assert longer.held is None
    assert {link.one for link in longer.copies} | {link.other for link in longer.copies} >= {first}
    done = worker.keep(keeping(worker, a_file(ONE, "same.txt")), Seen())
    assert done.entry(1).became[0].what is What.ALREADY_HELD
    assert first in str(done.entry(1).became[0].note)


def test_an_address_is_asked_once_and_only_with_leave(worker: Worker, store: Store) -> None:
    near = replace(worker, may_fetch=True, settings=Settings(fetch_private=True))
    with serving() as web:
        address = Brought(Kind.ADDRESS, f"{web}/report", Given())
        refused = worker.try_out(worker.spool.make([address], "Lina", NOON), Seen())
        assert refused.entry(1).refused[0].reason == "not asked"
        private = replace(near, settings=Settings(fetch_private=False))
        refused = private.try_out(worker.spool.make([address], "Lina", NOON), Seen())
        assert "private network" in refused.entry(1).refused[0].message
        shown = near.try_out(worker.spool.make([address], "Lina", NOON), Seen())
    assert shown.entry(1).reports == 1
    done = near.keep(kept(shown, at=NOON), Seen())
    assert done.entry(1).became[0].what is What.ADDED, "what was shown is kept, though nothing answers any more"
    assert next(store.documents()).series.endswith("/report")


def test_one_batch_is_worked_on_by_one_at_a_time(worker: Worker) -> None:
    batch = keeping(worker, a_file(ONE))
    with worker.spool.working(batch.id):
        assert worker.spool.is_worked_on(batch.id)
        with pytest.raises(CaseBusy):
            worker.keep(batch, Seen())
    assert not worker.spool.is_worked_on(batch.id)


HOSTILE = ["../../etc/passwd", "/etc/passwd", "a\0b.txt", "\u202etxt.exe", "x" * 5000, "1", "batch.json", "\udcff.txt"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_name_names_no_file_of_ours(worker: Worker, store: Store, name: str, tmp_path: Path) -> None:
    done = worker.keep(keeping(worker, a_file(ONE, name)), Seen())
    assert done.entry(1).reports == 1, done.entry(1).refused
    names = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert names <= {"c.ledger", "c.ledger-wal", "c.ledger-shm", "c.ledger.archive", "c.ledger.adding"}
    assert worker.spool.get(done.id) == done
    assert store.counts().documents == 1


def test_no_id_leads_out_of_the_folder(worker: Worker) -> None:
    for id in ("", "..", "../c.ledger", "/etc", "a" * 16 + "/..", "A" * 16):
        assert worker.spool.get(id) is None
        worker.spool.drop(id)
    assert worker.store.path.exists()


def test_more_than_there_is_room_for_is_refused_and_nothing_is_kept(worker: Worker) -> None:
    small = Spool(worker.store.path, most_bytes=len(ONE))
    small.make([a_file(ONE)], "Lina", NOON)
    with pytest.raises(StorageFailure, match="more waits"):
        small.make([a_file(TWO)], "Lina", NOON)
    assert len(list(small.batches())) == 1


def test_what_was_half_taken_in_when_the_process_died_is_no_batch(worker: Worker) -> None:
    batch = keeping(worker, a_file(ONE))
    half = worker.spool.folder / f"{'0' * 16}.unfinished"
    half.mkdir()
    (half / "1").write_bytes(b"half")
    torn = worker.spool.folder / ("1" * 16)
    torn.mkdir()
    (torn / "batch.json").write_text('{"id": "11')
    assert [one.id for one in worker.spool.batches()] == [batch.id]
    worker.spool.clear()
    assert not half.exists()
