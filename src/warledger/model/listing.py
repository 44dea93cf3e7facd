"""Incidents as a list shows them, and which of them a person asks for. The store finds them by columns alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warledger.model.claim import PlacePrecision
from warledger.model.corroboration import Grade
from warledger.model.filters import ClaimFilter
from warledger.model.ids import DocumentId, IncidentId
from warledger.model.ledger import Incident

ANY = ClaimFilter()


class Lacking(StrEnum):
    """What an incident has none of."""

    PLACE = "place"
    DATE = "date"


class Unit(StrEnum):
    """The stretch of time that a timeline counts by. Weeks begin on Mondays."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the map, in degrees of WGS 84, edges included. One that crosses the date line has its west > east."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= 180 and -180 <= self.east <= 180):
            raise ValueError(f"degrees of longitude run from -180 to 180: {self.west:g}, {self.east:g}")
        if not -90 <= self.south <= self.north <= 90:
            raise ValueError(f"a box runs from south to north, within 90 degrees: {self.south:g}, {self.north:g}")

    @staticmethod
    def read(text: str) -> "Box":
        """The box of "west,south,east,north"; ValueError when the text is none.

        >>> Box.read("36,35.5,38,37")
        Box(west=36.0, south=35.5, east=38.0, north=37.0)
        """
        edges = [float(part) for part in text.split(",")]
        if len(edges) != 4:
            raise ValueError(f"a box has four edges, west,south,east,north, and not {len(edges)}")
        return Box(*edges)


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Every condition that is set must hold. An empty filter lets every incident through.

    `about` is asked of the incident: its type, status and days as settled; its place and doers by any name that a
    claim of it gives; its killed by the highest figure that stands; its confidence by the surest claim. `voices` is the
    least number of independent voices; `campaign` is the id of one. `box` is asked of the point that stands for its
    place, also where that is a province; `lacking` lets through only what has no place, or no date. Words are searched
    for in the claims of an incident, those of the reports `apart_from` left out; `among` has the incidents that were
    found by them before, and the words are not searched for again.
    """

    about: ClaimFilter = ANY
    grades: frozenset[Grade] = frozenset()
    voices: int | None = None
    contested: bool = False
    campaign: str | None = None
    box: Box | None = None
    lacking: frozenset[Lacking] = frozenset()
    apart_from: frozenset[DocumentId] = frozenset()
    among: tuple[IncidentId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of incidents. `voices` counts the independent ones, `denials` the claims that deny it."""

    incident: Incident
    grade: Grade
    contested: bool
    voices: int
    denials: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What a map or a timeline draws of an incident: degrees, days, and the most killed that any voice tells.

    `sides` are the folded names of those who are said to have done it; `judged` says that a person judged it.
    """

    id: IncidentId
    type: str
    start: date | None
    end: date | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    killed: int | None
    voices: int
    grade: Grade
    contested: bool
    judged: bool
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map with the incidents that have it, all known equally finely. `first` is one of them."""

    lat: float
    lon: float
    precision: PlacePrecision
    name: str
    incidents: int
    contested: int
    first: IncidentId


@dataclass(frozen=True, slots=True)
class Stretch:
    """The incidents whose days run from one unit of time to another, by the first day of each; null: no date.

    `low` and `high` add up their ranges of people killed; `told` of them give a figure, and `no_ceiling` of these have
    no highest number, so that the sum of them stands at `low` there.
    """

    first: date | None
    last: date | None
    incidents: int
    told: int
    low: int
    high: int
    no_ceiling: int
