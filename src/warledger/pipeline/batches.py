"""What a person brings to a case at once: texts, files and addresses, and how far each of them has come.

A batch is a frozen record that is replaced as work goes on, and kept beside the case until it is done with (see spool).
It holds no text of a report; the words in it are names and what the program says.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from warledger.archive.capture import Given, Refusal
from warledger.model.claim import Claim
from warledger.model.copies import CopyLink
from warledger.model.document import Document
from warledger.model.failure import Failure
from warledger.model.ids import DocumentId
from warledger.pipeline.report import Outcome, Stage, What

MOST_LISTED = 200  # reports and refusals of one input that a batch keeps by name; all are counted
STEPS = (Stage.FETCHED, Stage.CAPTURED, Stage.EXTRACTED, Stage.READ, Stage.CODED, Stage.STORED, Stage.LINKED)


class Kind(StrEnum):
    """What an input is."""

    TEXT = "text"
    FILE = "file"
    ADDRESS = "address"


class Phase(StrEnum):
    """How far a batch has come. In `trying` and `keeping` somebody works on it, or was stopped in the midst of it."""

    TRYING = "trying"
    SHOWN = "shown"
    KEEPING = "keeping"
    DONE = "done"


class State(StrEnum):
    """How far an input has come in the present phase."""

    WAITING = "waiting"
    WORKING = "working"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answered with: where it led, what the server said of it, and when."""

    address: str
    media_type: str | None
    charset: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one report of an input. `before` says that it was stored before the work was cut short."""

    origin: str
    what: What
    document: DocumentId
    claims: int = 0
    unread: str | None = None
    note: str | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a batch. `stage` is the last one that a report of it reached; `reports` counts what became of all.

    `begun` says that keeping it was begun once, so that what the case holds of it may be its own.
    """

    number: int
    name: str
    kind: Kind
    size: int
    given: Given
    state: State = State.WAITING
    stage: Stage | None = None
    reports: int = 0
    claims: int = 0
    became: tuple[Became, ...] = ()
    refusals: int = 0
    refused: tuple[Refusal, ...] = ()
    answered: Answered | None = None
    left_out: bool = False
    begun: bool = False

    @property
    def failed(self) -> bool:
        """Whether something of it was refused."""
        return self.state is State.FINISHED and self.refusals > 0 and not self.left_out

    @property
    def steps(self) -> tuple[Stage, ...]:
        """The stages that it goes through."""
        return STEPS if self.kind is Kind.ADDRESS else STEPS[1:]

    def reached(self, stage: Stage) -> bool:
        """Whether its last report came as far as a stage."""
        return self.stage in STEPS and STEPS.index(stage) <= STEPS.index(self.stage)

    def fresh(self) -> "Entry":
        """The same, with all before it."""
        blank = Entry(self.number, self.name, self.kind, self.size, self.given)
        return replace(blank, answered=self.answered, left_out=self.left_out, begun=self.begun)

    def with_result(self, result: Outcome | Failure, *, before: bool) -> "Entry":
        """The same, with what became of one more report of it."""
        if isinstance(result, Failure):
            return self.with_refusal(Refusal(result.origin, result.reason, result.message))
        note = None if before else result.note
        one = Became(result.origin, result.what, result.document, result.claims, result.unread, note, before)
        listed = (*self.became, one)[:MOST_LISTED]
        return replace(self, became=listed, reports=self.reports + 1, claims=self.claims + result.claims)

    def with_refusal(self, refusal: Refusal) -> "Entry":
        """The same, with one more refusal."""
        return replace(self, refusals=self.refusals + 1, refused=(*self.refused, refusal)[:MOST_LISTED])


@dataclass(frozen=True, slots=True)
class Batch:
    """What was brought at once. `trouble` says what stopped the whole of it; `stopped`, that a person did."""

    id: str
    made_at: datetime
    who: str
    phase: Phase
    entries: tuple[Entry, ...]
    kept_at: datetime | None = None
    stopped: bool = False
    trouble: str | None = None
    linked: bool = False

    def entry(self, number: int) -> Entry:
        """The input of that number, counted from 1."""
        return self.entries[number - 1]

    def put(self, entry: Entry) -> "Batch":
        """The same, with an input put in place of its old form."""
        return replace(self, entries=tuple(entry if one.number == entry.number else one for one in self.entries))

    @property
    def wanted(self) -> tuple[Entry, ...]:
        """The inputs that are not left out."""
        return tuple(one for one in self.entries if not one.left_out)

    @property
    def finished(self) -> int:
        """How many inputs the present phase is done with."""
        return sum(one.state is State.FINISHED for one in self.wanted)

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The inputs of which something was refused."""
        return tuple(one for one in self.entries if one.failed)

    @property
    def in_hand(self) -> bool:
        """Whether it is to be worked on: by somebody now, or by somebody who was stopped."""
        return self.phase in (Phase.TRYING, Phase.KEEPING)


@dataclass(frozen=True, slots=True)
class Tried:
    """What would be kept of one report. `held` is the document that has these bytes; `copies` share its text."""

    document: Document
    claims: tuple[Claim, ...]
    held: DocumentId | None = None
    note: str | None = None
    copies: tuple[CopyLink, ...] = ()


class Watcher(Protocol):
    """Who is told how a batch gets on, and may stop it."""

    def changed(self, batch: Batch) -> None:
        """The batch as it stands now."""
        ...

    def tried(self, batch: Batch, entry: Entry, tried: Tried) -> None:
        """What would be kept of one report of an input."""
        ...

    def stopped(self) -> bool:
        """Whether the work is to end at the next step."""
        ...
