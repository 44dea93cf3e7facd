"""What the desk cannot do by itself and is handed: coding a text, taking it into the case, linking.

The command that serves a desk makes it of the pipeline; a test hands in its own. So the desk knows no reader, and
imports none.
"""

from dataclasses import dataclass
from typing import Protocol

from warledger.archive.capture import Given, Refusal
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class Brought:
    """Bytes that a person brings: a pasted text, or a file by its name. `given` is what the person says of it."""

    content: bytes
    name: str
    given: Given
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What would be kept of one report. `held` says that the case has these bytes already."""

    document: Document
    claims: tuple[Claim, ...]
    held: bool


class Hands(Protocol):
    """What works for the desk."""

    def preview(self, brought: Brought) -> tuple[Tried | Refusal, ...]:
        """What would be coded; nothing is stored."""
        ...

    def take(self, brought: Brought) -> Report:
        """Take it into the case and link it."""
        ...

    def behind(self) -> bool:
        """Whether reports, judgements or notes wait to be linked."""
        ...

    def link(self) -> None:
        """Link what waits."""
        ...


class NoHands:
    """For a desk that only shows: it can add and link nothing."""

    def preview(self, brought: Brought) -> tuple[Tried | Refusal, ...]:
        """Refused."""
        return (self._refusal(brought),)

    def take(self, brought: Brought) -> Report:
        """Nothing is taken."""
        del brought
        return Report()

    def behind(self) -> bool:
        """Never said."""
        return False

    def link(self) -> None:
        """Nothing is linked."""

    def _refusal(self, brought: Brought) -> Refusal:
        return Refusal(brought.name, "no reader", f"{brought.name}: this desk was started without a reader.")
