"""A report's text cut into stretches, each with what the claims say of it: their roles, and whose they are.

No word is lost or added: the stretches in order are the text. Offsets count code points of the stored text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from warledger.model.claim import Claim
from warledger.model.evidence import Quote


class Role(StrEnum):
    """What words are to a claim, in the order in which one hides another."""

    TRIGGER = "trigger"
    HARM = "harm"
    ACTOR = "actor"
    TARGET = "target"
    WEAPON = "weapon"
    PLACE = "place"
    TIME = "time"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one claim in one role. `claim` counts the claims of the report from 1."""

    start: int
    end: int
    role: Role
    claim: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover. `target` says that the address points here."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    target: bool = False

    @property
    def role(self) -> Role | None:
        """The role that it is drawn in."""
        return min((mark.role for mark in self.marks), key=list(Role).index, default=None)

    @property
    def claims(self) -> tuple[int, ...]:
        """The claims whose words these are."""
        return tuple(sorted({mark.claim for mark in self.marks}))


def marks_of(claims: Sequence[Claim]) -> list[Mark]:
    """Every mark of a report's claims, in order."""
    return sorted(
        (mark for number, claim in enumerate(claims, start=1) for mark in _of(claim, number)),
        key=lambda mark: (mark.start, mark.end),
    )


def _of(claim: Claim, number: int) -> Iterator[Mark]:
    quotes: tuple[tuple[Role, Iterable[Quote]], ...] = (
        (Role.TRIGGER, (claim.trigger,)),
        (Role.ACTOR, (party.quote for party in claim.actors)),
        (Role.TARGET, (party.quote for party in claim.targets)),
        (Role.WEAPON, (weapon.quote for weapon in claim.weapons)),
        (Role.SPEAKER, (speaker.quote for speaker in claim.sources)),
        (Role.PLACE, claim.places),
        (Role.TIME, claim.times),
        (Role.HARM, (harm.quote for harm in claim.harm)),
    )
    for role, found in quotes:
        yield from (Mark(quote.start, quote.end, role, number) for quote in found)


def paragraphs(text: str, marks: Sequence[Mark], target: tuple[int, int] | None = None) -> Iterator[tuple[Piece, ...]]:
    """The text line by line, each cut where a mark begins or ends, and at the ends of the target.

    `marks` must come in the order of their starts. A line break belongs to no line.
    """
    start, coming = 0, 0
    open_marks: list[Mark] = []
    for line in text.split("\n"):
        end = start + len(line)
        open_marks = [mark for mark in open_marks if start < mark.end]
        while coming < len(marks) and marks[coming].start < end:
            if start < marks[coming].end:
                open_marks.append(marks[coming])
            coming += 1
        yield tuple(_cut(text, (start, end), open_marks, target))
        start = end + 1


def _cut(text: str, line: tuple[int, int], marks: Sequence[Mark], target: tuple[int, int] | None) -> Iterator[Piece]:
    ends = {line[0], line[1]} | {at for mark in marks for at in (mark.start, mark.end)} | set(target or ())
    edges = sorted(at for at in ends if line[0] <= at <= line[1])
    for start, end in pairwise(edges):
        covering = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
        pointed = target is not None and target[0] <= start and end <= target[1]
        yield Piece(start, end, text[start:end], covering, pointed)


BEFORE, AFTER = 200, 320  # most characters shown before a trigger and after it
STOPS = re.compile(r"(?<=[.!?؟।。])\s+|\n+")


def excerpt(text: str, claim: Claim) -> tuple[int, tuple[Piece, ...]]:
    """Where the sentence of a claim's trigger starts, and the sentence with the claim's words marked.

    A long sentence is cut short. The pieces' offsets count from the sentence's start.
    """
    at = claim.trigger
    first, last = max(0, at.start - BEFORE), min(len(text), at.end + AFTER)
    before = list(STOPS.finditer(text, first, at.start))
    after = STOPS.search(text, at.end, last)
    start, end = (before[-1].end() if before else first), (after.start() if after else last)
    inside = [mark for mark in marks_of([claim]) if mark.start < end and start < mark.end]
    shifted = [Mark(max(0, mark.start - start), min(end, mark.end) - start, mark.role, mark.claim) for mark in inside]
    lines = paragraphs(text[start:end], shifted)
    return start, tuple(piece for line in lines for piece in line)
