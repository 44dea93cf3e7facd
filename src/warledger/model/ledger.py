"""What is made of claims: human judgements on them, incidents derived from them, findings drawn from incidents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warledger.model.claim import HarmKind, Status, When, Where
from warledger.model.evidence import Sourced
from warledger.model.ids import ClaimId, IncidentId, JudgementId, content_id


class Verdict(StrEnum):
    """A person's answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An append-only decision on a pair of claims, or on one field of one claim. The latest standing one rules."""

    id: JudgementId
    left: ClaimId
    right: ClaimId | None
    field: str | None
    verdict: Verdict
    value: str | None
    who: str
    when: datetime
    why: str | None
    undoes: JudgementId | None = None


@dataclass(frozen=True, slots=True)
class HarmRange:
    """What the claims of an incident support for one kind of harm; the claims that set each bound are kept."""

    kind: HarmKind
    low: int | None
    high: int | None
    rule: str
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Derived from claims and judgements, never edited. `voices` are the distinct sources that speak for it."""

    id: IncidentId
    claims: tuple[ClaimId, ...]
    type: Sourced[str]
    status: Sourced[Status]
    where: Sourced[Where] | None
    when: Sourced[When] | None
    harm: tuple[HarmRange, ...]
    voices: tuple[str, ...]
    rule: str


def incident_id(claims: tuple[ClaimId, ...]) -> IncidentId:
    """An incident is the set of its claims, whatever their order."""
    return IncidentId(content_id("incident", *sorted(claims)))


@dataclass(frozen=True, slots=True)
class Finding:
    """A number, table or series with its method, its caveats and the incidents it rests on."""

    name: str
    value: str
    method: str
    caveats: tuple[str, ...]
    incidents: tuple[IncidentId, ...]
