"""ACLED's rules for one claim: which sub-event it is, on which day, at which place, aimed at whom.

Each function answers one column from a claim's fields and says None where ACLED would not code the event. Actors have
their own module, fatalities theirs.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from types import MappingProxyType

from warledger.exports.parties import kind_in
from warledger.model.claim import (
    HURT,
    ActorKind,
    Claim,
    DatePrecision,
    Party,
    PlacePrecision,
    Status,
    When,
    Where,
)
from warledger.reference.acled import STRATEGIC
from warledger.reference.codebook import AcledCase, EventType

BATTLES = "Battles"
PROTESTS = "Protests"
RIOTS = "Riots"
EXPLOSIONS = "Explosions/Remote violence"
AGAINST_CIVILIANS = "Violence against civilians"
ARMED_CLASH = "Armed clash"
DISRUPTED = "Disrupted weapons use"
EXCESSIVE = "Excessive force against protesters"

# Strategic developments that concern a country as a whole; ACLED codes no other event by its country alone.
COUNTRYWIDE = frozenset({"Agreement", "Change to group/activity"})

WEEK, MONTH = 7, 31  # the longest stretch of days that each precision may stand for
MID_MONTH = 15
DEMONSTRATING = re.compile(r"demonstrat|protest|rall(?:y|ies)|march|متظاهر|مظاهر|احتجاج", re.IGNORECASE)

GEO_PRECISION = MappingProxyType(
    {
        PlacePrecision.POINT: 1,
        PlacePrecision.PLACE: 1,
        PlacePrecision.NEAR: 2,
        PlacePrecision.DISTRICT: 2,
        PlacePrecision.PROVINCE: 3,
        PlacePrecision.COUNTRY: 3,
    }
)


def sub_event(claim: Claim, kind: EventType) -> tuple[str, str] | None:
    """ACLED's event type and sub-event of a claim; None where ACLED has no place for its type.

    A bomb, shell or strike that was only tried is a disrupted use of weapons. A place taken by nobody knows whom is a
    clash, the part of the event that is known.
    """
    if kind.acled_event_type is None or kind.acled_sub_event is None:
        return None
    if kind.acled_event_type == EXPLOSIONS and claim.status.value is Status.ATTEMPTED:
        return STRATEGIC, DISRUPTED
    if AcledCase.STATE_ACTOR in kind.acled_when and not _taker_known(claim):
        return kind.acled_event_type, ARMED_CLASH
    for case, name in kind.acled_when.items():
        if _holds(case, claim):
            return kind.acled_event_type, name
    return kind.acled_event_type, kind.acled_sub_event


def _holds(case: AcledCase, claim: Claim) -> bool:
    match case:
        case AcledCase.STATE_ACTOR:
            here = claim.where.value.country if claim.where else None
            return any(kind_in(party, here) is ActorKind.STATE_FORCES for party in claim.actors)
        case AcledCase.PEOPLE_HARMED:
            return people_harmed(claim)
        case AcledCase.NO_DEMONSTRATION:
            return not _demonstration(claim)


def _taker_known(claim: Claim) -> bool:
    """Who took the place is known when the actor is, or when it was taken from a state."""
    return any(party.kind is not None for party in claim.actors) or any(
        party.kind is ActorKind.STATE_FORCES for party in claim.targets
    )


def people_harmed(claim: Claim) -> bool:
    """Whether the claim says that somebody was killed or injured."""
    return any(harm.kind in HURT and harm.high != 0 for harm in claim.harm)


def _demonstration(claim: Claim) -> bool:
    parties = claim.actors + claim.targets
    words = " ".join([claim.trigger.text, *(party.quote.text for party in parties)])
    return any(party.kind is ActorKind.PROTESTERS for party in parties) or bool(DEMONSTRATING.search(words))


def event_date(when: When) -> tuple[date, int] | None:
    """ACLED's single day of an interval, and its time_precision; None for anything wider than a month.

    1 is a known day. 2 is a week or less: its middle day. 3 is a month or less: the 15th of a whole month, the first
    day of a stretch at the month's beginning, the last of one at its end, the middle of any other.

    >>> event_date(When(date(2014, 3, 1), date(2014, 3, 31), DatePrecision.MONTH, ""))
    (datetime.date(2014, 3, 15), 3)
    """
    days = (when.end - when.start).days + 1
    if days == 1:
        return when.start, 1 if when.precision is DatePrecision.DAY else 2
    middle = when.start + timedelta(days=(days - 1) // 2)
    if days <= WEEK:
        return middle, 2
    if days > MONTH:
        return None
    begins, ends = when.start.day == 1, when.end.day == monthrange(when.end.year, when.end.month)[1]
    if begins and ends:
        return when.start.replace(day=MID_MONTH), 3
    if begins:
        return when.start, 3
    return (when.end if ends else middle), 3


def precise_enough(where: Where, sub_event_type: str) -> bool:
    """Whether ACLED would code an event known to this place."""
    return where.precision is not PlacePrecision.COUNTRY or sub_event_type in COUNTRYWIDE


def civilians_targeted(event: str, sub_event_type: str, side: ActorKind | None) -> bool:
    """Whether civilians were the main or only target, `side` being the kind of the side that was hit."""
    if event == AGAINST_CIVILIANS or sub_event_type == EXCESSIVE:
        return True
    return event in (EXPLOSIONS, RIOTS) and side is ActorKind.CIVILIANS


def only_civilians_harmed(claim: Claim) -> bool:
    """Whether the claim tells of people hurt and all of them are civilians."""
    from_harm = [harm.who.value for harm in claim.harm if harm.high != 0]
    return bool(from_harm) and all(who == "civilian" for who in from_harm)


def has_identity(party: Party) -> bool:
    """Whether a party is an actor rather than a thing that was hit: the actor list knows its name or its kind."""
    return party.name is not None or party.kind is not None
