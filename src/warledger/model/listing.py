"""Incidents as a list shows them, and which of them a person asks for. The store finds them by columns alone."""

from dataclasses import dataclass
from datetime import date

from warledger.model.claim import PlacePrecision
from warledger.model.corroboration import Grade
from warledger.model.filters import ClaimFilter
from warledger.model.ids import IncidentId
from warledger.model.ledger import Incident

ANY = ClaimFilter()


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Every condition that is set must hold. An empty filter lets every incident through.

    `about` is asked of the incident: its type, status and days as settled; its place and doers by any name that a
    claim of it gives; its killed by the highest figure that stands; its confidence by the surest claim. `voices` is the
    least number of independent voices; `campaign` is the id of one.
    """

    about: ClaimFilter = ANY
    grades: frozenset[Grade] = frozenset()
    voices: int | None = None
    contested: bool = False
    campaign: str | None = None


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
