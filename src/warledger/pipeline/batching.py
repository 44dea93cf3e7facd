"""Works on a batch: tries what would be coded of it, or takes it into the case and links it, and tells of each step.

Nothing that is wrong with one input stops the next, and what was stored stays stored whatever comes after. A batch
that was cut short is taken up at the first input that was not finished.
"""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warledger.archive import intake
from warledger.archive.capture import Capture, Given, Refusal
from warledger.archive.fetch import Fetched, fetch
from warledger.archive.snapshot import sha256_of
from warledger.config import Settings
from warledger.errors import SkipDocument, StopRun, WorkStopped
from warledger.model.failure import Failure
from warledger.model.ids import sha256_text
from warledger.pipeline.adding import add
from warledger.pipeline.batches import Answered, Batch, Entry, Kind, Phase, State, Tried, Watcher
from warledger.pipeline.clock import utc_now
from warledger.pipeline.families import copies_of
from warledger.pipeline.linking import link_new
from warledger.pipeline.report import Outcome, Progress, Stage, What
from warledger.pipeline.spool import Spool
from warledger.pipeline.stages import Stages, coded
from warledger.pipeline.versions import place
from warledger.store.records import Store

OFFLINE = "not asked"
FAULT = "fault"


@dataclass(frozen=True)
class Worker:
    """What works on batches. `may_fetch` says whether addresses may be asked; private ones never are."""

    store: Store
    spool: Spool
    settings: Settings
    stages: Callable[[], Stages]
    may_fetch: bool = False
    clock: Callable[[], datetime] = utc_now

    def try_out(self, batch: Batch, watcher: Watcher) -> Batch:
        """Read and code what was brought; nothing is stored in the case."""
        return self._worked(batch, watcher, _Run.try_entry, Phase.SHOWN)

    def keep(self, batch: Batch, watcher: Watcher) -> Batch:
        """Take what is wanted of a batch into the case, and link it."""
        return self._worked(batch, watcher, _Run.keep_entry, Phase.DONE)

    def _worked(self, batch: Batch, watcher: Watcher, work: "Callable[[_Run, Entry], Entry]", onto: Phase) -> Batch:
        run = _Run(self, watcher, replace(batch, stopped=False, trouble=None))
        with self.spool.working(batch.id):
            try:
                run.through(work)
                if onto is Phase.DONE:
                    run.link()
                    self.spool.drop_contents(batch, [one.number for one in batch.entries if one.left_out])
                run.tell(replace(run.batch, phase=onto), keep=True)
            except WorkStopped:
                run.tell(replace(run.batch, stopped=True), keep=True)
            except StopRun as error:
                run.tell(replace(run.batch, trouble=str(error)), keep=True)
        return run.batch


class _Run:
    """One run through a batch."""

    def __init__(self, by: Worker, watcher: Watcher, batch: Batch) -> None:
        self.by = by
        self.watcher = watcher
        self.batch = batch

    def through(self, work: "Callable[[_Run, Entry], Entry]") -> None:
        """Work on each input that is not finished; an error of ours is noted with it, and the next one is taken."""
        for number in [one.number for one in self.batch.wanted if one.state is not State.FINISHED]:
            self.check()
            self.put(replace(self.batch.entry(number).fresh(), state=State.WORKING), keep=True)
            try:
                done = work(self, self.batch.entry(number))
            except StopRun:
                raise
            except SkipDocument as error:
                done = self.batch.entry(number).with_refusal(Refusal.of(self.batch.entry(number).name, error))
            except Exception as error:  # a fault of ours in one input is told with it, and the next one is taken
                done = self.batch.entry(number).with_refusal(_fault(self.batch.entry(number).name, error))
            self.put(replace(done, state=State.FINISHED), keep=True)
            if self.batch.phase is Phase.KEEPING and not done.refusals:
                self.by.spool.drop_contents(self.batch, [number])

    def try_entry(self, entry: Entry) -> Entry:
        """What would be coded of one input."""
        stages = self.by.stages()
        for taken in self._capturing(entry)(entry.name, entry.given, self.by.settings, self.by.clock()):
            self.check()
            entry = self.batch.entry(entry.number)
            found = taken if isinstance(taken, Refusal) else self._tried(entry, taken, stages)
            entry = self.batch.entry(entry.number)
            if isinstance(found, Refusal):
                self.put(entry.with_refusal(found))
            else:
                self.put(replace(entry, reports=entry.reports + 1, claims=entry.claims + len(found.claims)))
                self.watcher.tried(self.batch, entry, found)
        return self.batch.entry(entry.number)

    def _tried(self, entry: Entry, capture: Capture, stages: Stages) -> Tried | Refusal:
        store, reach = self.by.store, self._reaching(entry)
        reach(Stage.CAPTURED, capture.origin)
        try:
            extract = stages.extract(capture, self.by.settings)
            reach(Stage.EXTRACTED, capture.origin)
            placed = place(store, capture, extract)
            document = stages.document(placed.capture, extract, placed.version)
            result = coded(document, stages, lambda: reach(Stage.READ, capture.origin))
        except SkipDocument as error:
            return Refusal.of(capture.origin, error)
        reach(Stage.CODED, capture.origin)
        held = store.holder_of(sha256_of(capture.content))
        copies = () if held else copies_of(store, result.document)
        return Tried(result.document, result.claims, held, None if held else placed.note, copies)

    def keep_entry(self, entry: Entry) -> Entry:
        """Take one input into the case."""
        again = entry.begun

        def became(result: Outcome | Failure) -> None:
            before = again and isinstance(result, Outcome) and self._came_with_us(entry, result)
            self.put(self.batch.entry(entry.number).with_result(result, before=before))

        self.put(replace(entry, begun=True), keep=True)
        add(
            self.by.store,
            entry.name,
            entry.given,
            self.by.settings,
            stages=replace(self.by.stages(), captures=self._capturing(entry)),
            progress=self._reaching(entry),
            clock=self.by.clock,
            then_link=False,
            became=became,
        )
        return self.batch.entry(entry.number)

    def _came_with_us(self, entry: Entry, outcome: Outcome) -> bool:
        """Whether bytes that the case holds came into it while this batch was kept: by the run that was cut short."""
        document = self.by.store.document(outcome.document)
        answered = self.batch.entry(entry.number).answered
        since = answered.at if answered else self.batch.kept_at
        if outcome.what is not What.ALREADY_HELD or document is None or since is None:
            return False
        return since <= document.captured_at

    def link(self) -> None:
        """Bring the incidents up to date with what was kept."""
        self.check()
        link_new(self.by.store, progress=self._linking, clock=self.by.clock)
        entries = tuple(
            replace(one, stage=Stage.LINKED) if one.stage is Stage.STORED else one for one in self.batch.entries
        )
        self.batch = replace(self.batch, entries=entries, linked=True)

    def _linking(self, stage: Stage, origin: str) -> None:
        del stage, origin
        self.check()

    # ---- what is taken in

    def _capturing(self, entry: Entry) -> Callable[[str, Given, Settings, datetime], Iterator[Capture | Refusal]]:
        """What gives the captures of an input from what the batch holds of it."""

        def captures(name: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
            if entry.kind is not Kind.ADDRESS:
                content = self.by.spool.content(self.batch, entry.number)
                if content is None:
                    yield Refusal(name, "gone", f"{name}: what was brought is no longer there. Bring it again.")
                    return
                yield from intake.brought(content, _called(entry, content), given, settings, now)
                return
            try:
                found, at = self._fetched(entry)
            except SkipDocument as error:
                yield Refusal.of(name, error)
                return
            self._reaching(entry)(Stage.FETCHED, name)
            yield from intake.fetched(found, name, given, settings, at)

        return captures

    def _fetched(self, entry: Entry) -> tuple[Fetched, datetime]:
        """What the address of an input answered with; it is asked once, and what it said is kept with the batch."""
        now = self.batch.entry(entry.number)
        content = self.by.spool.content(self.batch, entry.number)
        if now.answered is not None and content is not None:
            said = now.answered
            return Fetched(content, said.address, said.media_type, said.charset), said.at
        if not self.by.may_fetch:
            raise NotAsked(
                f"{entry.name}: this desk may not go online. Start it with --allow-fetch, or add it yourself."
            )
        found, at = fetch(entry.name, self.by.settings), self.by.clock()
        self.by.spool.put_content(self.batch, entry.number, found.content)
        answered = Answered(found.address, found.media_type, found.charset, at)
        self.put(replace(now, answered=answered, size=len(found.content)), keep=True)
        return found, at

    # ---- what is told

    def check(self) -> None:
        """WorkStopped where a person wants the work to end."""
        if self.watcher.stopped():
            raise WorkStopped(f"batch {self.batch.id} was stopped; what was kept before stands")

    def put(self, entry: Entry, *, keep: bool = False) -> None:
        """Tell how an input stands now."""
        self.tell(self.batch.put(entry), keep=keep)

    def tell(self, batch: Batch, *, keep: bool = False) -> None:
        """Tell how the batch stands now, and keep it so."""
        self.batch = batch
        if keep:
            self.by.spool.save(batch)
        self.watcher.changed(batch)

    def _reaching(self, entry: Entry) -> Progress:
        def reached(stage: Stage, origin: str) -> None:
            del origin
            if stage is not Stage.REFUSED:
                self.put(replace(self.batch.entry(entry.number), stage=stage))
            if stage is not Stage.STORED:
                self.check()

        return reached


class NotAsked(SkipDocument):
    """An address that the desk may not ask."""

    reason = OFFLINE


def _called(entry: Entry, content: bytes) -> str:
    """The name of a file, or one for a pasted text that is the same for the same text."""
    return f"pasted {sha256_text(repr(content))[:8]}.txt" if entry.kind is Kind.TEXT else entry.name


def _fault(name: str, error: Exception) -> Refusal:
    """A fault of ours: its kind and where it arose. Its message may hold words of a report, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return Refusal(
        name,
        FAULT,
        f"{name}: warledger failed on it ({type(error).__name__}{where}); please report that. Try its text.",
    )
