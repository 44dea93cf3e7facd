"""What the claims of one incident support together: its voices, each field with its rivals, its tolls, its grade.

All of it is derived from claims and judgements, and worked out anew; none of it is ever edited. Every value that was
chosen among several names the rule that chose it, and the others stay beside it with the claims that state them.
"""

from dataclasses import dataclass
from enum import StrEnum

from warledger.model.claim import HarmKind, Who
from warledger.model.copies import FamilyId as FamilyId
from warledger.model.document import Reliability
from warledger.model.ids import ClaimId, DocumentId, IncidentId
from warledger.model.ledger import Incident


class Grade(StrEnum):
    """How well an incident is known, and whether it is contested."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Accepted(StrEnum):
    """Whether who is said to have done it is agreed on."""

    UNNAMED = "unnamed"  # nobody is said to have done it
    ALLEGED = "alleged"  # others say so
    ACCEPTED = "accepted"  # those who did it say so themselves
    CONTESTED = "contested"  # others are named, or those named deny it


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source, however many documents carry it. `rules` says why its documents are one voice."""

    name: str
    documents: tuple[DocumentId, ...]
    claims: tuple[ClaimId, ...]
    reliability: Reliability | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a field in words, with the claims that state it and the names of the voices behind them."""

    value: str
    claims: tuple[ClaimId, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A field of an incident: the value shown, the rule that chose it, and every value that was stated."""

    field: str
    shown: str | None
    rule: str
    stated: tuple[Stated, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What one voice says last of one kind of harm: inclusive counts, null where the words set no bound."""

    low: int | None
    high: int | None
    voice: str
    claim: ClaimId
    replaces: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """One kind of harm to one group (`who` null: everybody) from all voices.

    `low` is the fewest that any standing figure supports (ACLED's conservative count), `high` the most, null when the
    highest has no ceiling; `best` is the one number shown (UCDP's best), by `rule`. `conflict` says that voices differ
    beyond their hedges, and that a rising count does not explain it.
    """

    kind: HarmKind
    who: Who | None
    low: int | None
    best: int | None
    high: int | None
    rule: str
    figures: tuple[Figure, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have done it, by whom, and whether that is agreed; it says nothing on whether it happened."""

    named: tuple[Stated, ...]
    accepted: Accepted
    rule: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """An incident with everything that its sources say of it, and how well it is known.

    `denied` and `retracted` are the claims that deny it, and those that their source took back. `grade_rule` is the
    rule of the grades file that fired, and `grade_why` its facts in words.
    """

    incident: Incident
    voices: tuple[Voice, ...]
    fields: tuple[Settled, ...]
    tolls: tuple[Toll, ...]
    attribution: Attribution
    denied: tuple[ClaimId, ...]
    retracted: tuple[ClaimId, ...]
    grade: Grade
    grade_rule: str
    grade_why: str

    @property
    def contested(self) -> bool:
        """Whether it is denied, blamed on several, or counted so differently that no hedge explains it."""
        return (
            bool(self.denied)
            or self.grade is Grade.CONTESTED
            or self.attribution.accepted is Accepted.CONTESTED
            or any(toll.conflict for toll in self.tolls)
        )


@dataclass(frozen=True, slots=True)
class Campaign:
    """Incidents that hang together in space, time and sides. Days are ISO dates, inclusive; a lull is days without."""

    id: str
    incidents: tuple[IncidentId, ...]
    start: str
    end: str
    lulls: tuple[tuple[str, str], ...]
    sides: tuple[str, ...]
    rule: str
