"""Takes reports into a case: bytes to the archive first, then the document, its claims and custody in one transaction.

A process killed at any moment leaves bytes without a document at worst, which running again mends. What is refused is
stored as a failure that says how to try again; nothing that goes wrong with one report stops the next. Last, what was
added is linked into incidents.
"""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warledger.archive.capture import Capture, Given, Refusal, shown
from warledger.archive.fetch import without_password
from warledger.archive.snapshot import Snapshots, sha256_of
from warledger.config import Settings
from warledger.errors import CaseBusy, SkipDocument
from warledger.model.document import Document
from warledger.model.failure import Failure
from warledger.pipeline.clock import utc_now
from warledger.pipeline.families import place as place_in_family
from warledger.pipeline.families import place_missing
from warledger.pipeline.linking import link_new
from warledger.pipeline.report import Outcome, Progress, Report, Stage, What, no_progress
from warledger.pipeline.stages import Stages, coded, stages_for
from warledger.pipeline.versions import place
from warledger.store.records import Store

TRIES = 5  # how often another process may take the very same place in the case before we give up


def _nobody(result: Outcome | Failure) -> None:
    """For a run whose report is looked at when it is done."""
    del result


def add(
    store: Store,
    address: str,
    given: Given,
    settings: Settings,
    *,
    stages: Stages | None = None,
    progress: Progress = no_progress,
    clock: Callable[[], datetime] = utc_now,
    then_link: bool = True,
    became: Callable[[Outcome | Failure], None] = _nobody,
) -> Report:
    """Take everything at an address into a case: a file, a web address, '-', a table of rows, a web archive.

    Who adds many addresses one after another may leave linking to the end (`then_link`), with `link_new`. `became` is
    told of each report as soon as it is stored or refused.
    """
    adding = _Adding(store, settings, stages or stages_for(settings), progress, clock)
    place_missing(store)
    outcomes: list[Outcome] = []
    refused: list[Failure] = []
    for taken in adding.stages.captures(address, given, settings, clock()):
        if "://" in address and isinstance(taken, Capture):
            progress(Stage.FETCHED, taken.origin)
        result = adding.refuse(taken, address, given) if isinstance(taken, Refusal) else adding.take(taken)
        if isinstance(result, Refusal):
            result = adding.refuse(result, address, given)
        became(result)
        if isinstance(result, Failure):
            refused.append(result)
        else:
            outcomes.append(result)
    if then_link:
        link_new(store, progress=progress, clock=clock)
    return Report(tuple(outcomes), tuple(refused))


@dataclass(frozen=True)
class _Adding:
    """One run of `add`: what each of its steps needs."""

    store: Store
    settings: Settings
    stages: Stages
    progress: Progress
    clock: Callable[[], datetime]

    def take(self, capture: Capture) -> Outcome | Refusal:
        """Store one report, unless the case holds its bytes."""
        self.progress(Stage.CAPTURED, capture.origin)
        sha256 = sha256_of(capture.content)
        for _ in range(TRIES):
            holder = self.store.holder_of(sha256)
            if holder is not None:
                return self._held(capture, self.store.document(holder))
            try:
                outcome = self._store(capture)
            except SkipDocument as error:
                return Refusal.of(capture.origin, error)
            if outcome is not None:
                self.progress(Stage.STORED, capture.origin)
                return outcome
        raise CaseBusy(
            f"{self.store.path}: other processes keep adding {capture.origin}. Run again when they are done."
        )

    def _store(self, capture: Capture) -> Outcome | None:
        """Extract, code and store a report; None when another process took its place in the case meanwhile."""
        extract = self.stages.extract(capture, self.settings)
        self.progress(Stage.EXTRACTED, capture.origin)
        placed = place(self.store, capture, extract)
        document = self.stages.document(placed.capture, extract, placed.version)
        result = coded(document, self.stages, lambda: self.progress(Stage.READ, capture.origin))
        self.progress(Stage.CODED, capture.origin)
        document = result.document
        Snapshots(self.store.archive).put(capture.content)
        details = (("origin", document.origin), ("series", document.series), ("extractor", document.extractor))
        if not self.store.add_document(document, result.claims, self.clock(), details):
            return None
        place_in_family(self.store, document)
        what = What.NEW_VERSION if document.version > 1 else What.ADDED
        later = f"with a mended coder, read it again: warledger recode {self.store.path}" if result.trouble else None
        note = "; ".join(filter(None, (placed.note, later))) or None
        return Outcome(capture.origin, what, document.id, len(result.claims), document.unread, note)

    def _held(self, capture: Capture, held: Document | None) -> Outcome:
        """What to say of bytes that the case holds: where, and what was given for them that is left aside."""
        assert held is not None
        note = f"its bytes are held as {held.id}, captured {held.captured_at:%Y-%m-%d}"
        latest = self.store.series_versions(held.series)[-1]
        if held.version < latest.number:
            note += f" (version {held.version} of {latest.number})"
        published = held.published.date if held.published else None
        day = capture.given.published
        if day is not None and day != published:
            known = f"{published} ({held.published.basis})" if held.published else "unknown"
            note += f"; its date stays {known}, not {day}"
        name = capture.given.source
        if name and name != (held.source.name if held.source else None):
            note += f"; its source stays {held.source.name if held.source else 'unknown'}, not {name}"
        return Outcome(capture.origin, What.ALREADY_HELD, held.id, unread=None, note=note)

    def refuse(self, refusal: Refusal, address: str, given: Given) -> Failure:
        """Store a refusal, and tell the caller with the address in full."""
        self.progress(Stage.REFUSED, refusal.origin)
        failure = Failure(refusal.origin, refusal.reason, refusal.message, self.clock(), "")
        self.store.add_failure(replace(failure, retry=retry(self.store.path.name, _shown(address), given)))
        return replace(failure, retry=retry(str(self.store.path), address, given))


def retry(case: str, address: str, given: Given) -> str:
    """The command that tries an input again.

    >>> retry("aleppo.ledger", "my report.txt", Given(source="Al-Monitor"))
    "warledger add aleppo.ledger 'my report.txt' --source Al-Monitor"
    """
    words = ["warledger", "add", case, address]
    for option, value in (("--title", given.title), ("--source", given.source), ("--published", given.published)):
        words += [option, str(value)] if value is not None else []
    return shlex.join(words)


def _shown(address: str) -> str:
    """An address as it may be stored: no password, and no folder that tells whose machine it was."""
    if address == "-":
        return address
    return without_password(address) if "://" in address else shown(Path(address))
