"""What is made of claims: human judgements on them, incidents derived from them, findings drawn from incidents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warledger.model.claim import HarmKind, Status, When, Where
from warledger.model.evidence import Sourced
from warledger.model.ids import ClaimId, IncidentId, JudgementId


class Verdict(StrEnum):
    """A person's answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Act(StrEnum):
    """What a person did, in one go, with one judgement or with several."""

    JUDGE = "judge"  # an answer on a pair
    SPLIT = "split"  # one incident is several
    MERGE = "merge"  # several incidents are one
    MOVE = "move"  # a claim belongs to another incident
    RETRACT = "retract"  # its source took a claim back
    ACCEPT = "accept"  # a claim stands as it was coded
    REJECT = "reject"  # a claim is none: nothing counts it
    DOUBT = "doubt"  # somebody looked at a claim and is not sure
    CORRECT = "correct"  # a field of a claim is otherwise than it was coded
    PLACE = "place"  # what the name of a place means, in its surroundings
    UNDO = "undo"


class Role(StrEnum):
    """In what part a person judges."""

    CODER = "coder"  # answers without seeing other coders' answers; binds nothing
    REVIEWER = "reviewer"  # decides: incidents obey


@dataclass(frozen=True, slots=True)
class Judgement:
    """An append-only decision on a pair of claims, or on one field of one claim. The latest standing one rules.

    Judgements made in one go share a `batch`, and are undone together. On a claim, `field` is "claim" (it stands, or is
    none), "retracted", "place" (what its name means: `model.place_choice`), or a field of `model.correction`; `value`
    holds the new value as JSON. A coder's never rules.
    """

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
    act: Act = Act.JUDGE
    batch: str | None = None
    role: Role = Role.REVIEWER


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
    """Derived from claims and judgements, never edited. `voices` are the distinct sources that speak for it.

    Its id is that of its first claim: see `incident_id`. Its other claims' ids, put so, lead to it too.
    """

    id: IncidentId
    claims: tuple[ClaimId, ...]
    type: Sourced[str]
    status: Sourced[Status]
    where: Sourced[Where] | None
    when: Sourced[When] | None
    harm: tuple[HarmRange, ...]
    voices: tuple[str, ...]
    rule: str


def incident_id(claim: ClaimId) -> IncidentId:
    """An incident is named for one of its claims: the first to be published of those that say it happened.

    So its name stands while reports come in later, in whatever order they are added; and every name that an incident
    ever had, or could have had, is that of a claim, and leads to the incident that holds the claim now.

    >>> incident_id(ClaimId("claim-130d923e9a38745e"))
    'incident-130d923e9a38745e'
    """
    return IncidentId(f"incident-{claim.removeprefix('claim-')}")


def claim_named(incident: str) -> ClaimId:
    """The claim that an incident is named for.

    >>> claim_named("incident-130d923e9a38745e")
    'claim-130d923e9a38745e'
    """
    return ClaimId(f"claim-{incident.removeprefix('incident-')}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number, table or series with its method, its caveats and the incidents it rests on."""

    name: str
    value: str
    method: str
    caveats: tuple[str, ...]
    incidents: tuple[IncidentId, ...]
