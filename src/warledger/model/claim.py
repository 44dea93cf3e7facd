"""The claim: one report says that one event happened, or was tried, planned, threatened, feared or denied.

Every field is words of the report, or a `Sourced` value that names its rule. Absent is None or empty, never a sentinel.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warledger.model.evidence import Quote, Sourced
from warledger.model.ids import ClaimId, DocumentId, content_id

PERSON = "person: "  # begins the coder of a claim that a person added; the name follows


class Status(StrEnum):
    """What the report says became of the event."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    DENIED = "denied"

    @property
    def counts_as_event(self) -> bool:
        """Only happened, ongoing and attempted ever count as events; the others are shown as what they are."""
        return self in (Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED)


class HarmKind(StrEnum):
    """What was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    CASUALTIES = "casualties"  # killed or injured, not told apart


HURT = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES)  # the kinds that are done to bodies


class Who(StrEnum):
    """Whether the harmed took part in the fighting."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """Kinds of actors, after ACLED's inter codes 1 to 8."""

    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external_forces"
    OTHER = "other"


class PlacePrecision(StrEnum):
    """The finest thing a place is known to."""

    POINT = "point"
    PLACE = "place"
    NEAR = "near"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


class DatePrecision(StrEnum):
    """The finest thing a time is known to."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or who or what it was done to. `name` and `kind` are the actor list's, where it knows the words."""

    quote: Quote
    rule: str
    name: str | None = None
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """The means, with the kind of weapon the lexicon gives the words."""

    quote: Quote
    rule: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom the text gives the claim to."""

    quote: Quote
    rule: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another place the same words could mean. `score` runs from 0 to 1."""

    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    gazetteer_id: str
    score: float


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list of places: its name and version, its licence, and whom who publishes its places must credit."""

    name: str
    version: str
    licence: str
    credit: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place: names, ISO 3166-1 alpha-2 country, WGS 84 degrees. `basis` is how the words matched the gazetteer.

    `source` is the list that has the place; null in cases that were coded before it was kept.
    """

    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    gazetteer_id: str
    precision: PlacePrecision
    basis: str
    alternatives: tuple[Candidate, ...] = ()
    source: PlaceList | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, both ends inclusive, no finer than the words allow. `basis` says how it was reckoned."""

    start: date
    end: date
    precision: DatePrecision
    basis: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval must not end before it starts: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Harm:
    """One figure of harm as the report gives it.

    `low` and `high` are inclusive counts of people, null when the words set no bound on that side; `hedge` is the word
    that loosened the number ("at least", "about"). `subset` marks a figure inside another of the same claim.
    """

    kind: HarmKind
    low: int | None
    high: int | None
    who: Who
    quote: Quote
    rule: str
    victims: Quote | None = None
    subset: bool = False
    hedge: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"harm from {self.low} to {self.high} runs backwards: {self.quote.text!r}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's word on one event. `coder` names the coder and its version; `confidence` runs from 0 to 1."""

    id: ClaimId
    document: DocumentId
    coder: str
    type: Sourced[str]
    status: Sourced[Status]
    trigger: Quote
    confidence: Sourced[float]
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    sources: tuple[Speaker, ...] = ()
    places: tuple[Quote, ...] = ()
    where: Sourced[Where] | None = None
    times: tuple[Quote, ...] = ()
    when: Sourced[When] | None = None
    harm: tuple[Harm, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence.value <= 1.0:
            raise ValueError(f"confidence runs from 0 to 1, not {self.confidence.value}")


def claim_id(type_: str, trigger: Quote) -> ClaimId:
    """A claim is its document, its type and its trigger's place in the text."""
    return ClaimId(content_id("claim", trigger.span.document, type_, trigger.start, trigger.end))
