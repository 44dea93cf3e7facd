"""What a run tells of itself: how far each input came, what became of it, and how to try a refused one again."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from warledger.model.failure import Failure
from warledger.model.ids import DocumentId


class Stage(StrEnum):
    """How far an input has come."""

    FETCHED = "fetched"
    CAPTURED = "captured"
    EXTRACTED = "extracted"
    READ = "read"
    CODED = "coded"
    STORED = "stored"
    LINKED = "linked"
    REFUSED = "refused"
    CHECKED = "checked"


class Progress(Protocol):
    """Told of each input as it reaches a stage: whoever shows progress counts the calls."""

    def __call__(self, stage: Stage, origin: str) -> None:
        """`origin` has reached `stage`."""
        ...


def no_progress(stage: Stage, origin: str) -> None:
    """For a run that nobody watches."""
    del stage, origin


class What(StrEnum):
    """What became of a report that was taken in."""

    ADDED = "added"
    NEW_VERSION = "new version"
    ALREADY_HELD = "already held"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report. `unread` says why no claims were coded; `note` what the user should know besides."""

    origin: str
    what: What
    document: DocumentId
    claims: int = 0
    unread: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did: an outcome for each report taken in, a failure for each input refused."""

    outcomes: tuple[Outcome, ...] = ()
    refused: tuple[Failure, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(self.outcomes + other.outcomes, self.refused + other.refused)

    @property
    def added(self) -> int:
        """Reports that the case did not know."""
        return _count(outcome.what is What.ADDED for outcome in self.outcomes)

    @property
    def new_versions(self) -> int:
        """Reports that replaced an older version of theirs, which is kept."""
        return _count(outcome.what is What.NEW_VERSION for outcome in self.outcomes)

    @property
    def already_held(self) -> int:
        """Reports whose very bytes the case held: nothing was added."""
        return _count(outcome.what is What.ALREADY_HELD for outcome in self.outcomes)

    @property
    def unread(self) -> int:
        """Reports that were kept, but whose claims could not be coded."""
        return _count(outcome.unread is not None for outcome in self.outcomes)

    @property
    def read(self) -> int:
        """Reports that were stored and read for claims."""
        return self.added + self.new_versions - self.unread

    @property
    def claims(self) -> int:
        """Claims that were stored."""
        return sum(outcome.claims for outcome in self.outcomes)


def _count(facts: Iterable[bool]) -> int:
    return sum(1 for fact in facts if fact)
