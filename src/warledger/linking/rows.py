"""What one row of the table says of one claim: when, where, what harm, which sides, with what, against whom.

A claim without a place or day of its own borrows those of the nearest claim of its report, and the row says so. A day
after the report's own publication is taken for a misreading and left out. Absent is a flag or nought, stated beside.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TypeVar

import numpy as np

from warledger.linking.figures import of_claim
from warledger.model.claim import Claim, HarmKind, Party, PlacePrecision, When, Where
from warledger.model.document import Document
from warledger.model.ranges import NOT_WHO
from warledger.reference.fold import fold

T = TypeVar("T")

NONE, OWN, BORROWED = 0, 1, 2  # whether a place or a day is the claim's own, or that of a claim beside it
ABSENT = -1  # no day, no figure
OPEN = np.iinfo(np.int32).max  # a figure without a ceiling
FINE, DISTRICT, PROVINCE, COUNTRY, NOWHERE = range(5)
LEVELS = {
    PlacePrecision.POINT: FINE,
    PlacePrecision.PLACE: FINE,
    PlacePrecision.NEAR: FINE,
    PlacePrecision.DISTRICT: DISTRICT,
    PlacePrecision.PROVINCE: PROVINCE,
    PlacePrecision.COUNTRY: COUNTRY,
}
LONGEST = 62  # days; what goes on for longer than two months is no incident's time
ACTORS, TARGETS, PLACES = 4, 6, 3

ROW = np.dtype(
    [
        *(("rank", "i8"), ("document", "i8"), ("family", "i8"), ("telling", "i8"), ("type", "i2"), ("unit", "i4")),
        *(("status", "i1"), ("start", "i4"), ("end", "i4"), ("timed", "i1"), ("reported", "i4")),
        *(("lat", "f4"), ("lon", "f4"), ("level", "i1"), ("placed", "i1")),
        *(("name", "u4"), ("province", "u4"), ("country", "u4"), ("places", "u4", (PLACES,))),
        *(("killed_low", "i4"), ("killed_high", "i4"), ("injured_low", "i4"), ("injured_high", "i4")),
        *(("actors", "u4", (ACTORS,)), ("kinds", "u2"), ("targets", "u4", (TARGETS,)), ("weapons", "u4")),
    ]
)
_STATUSES = {"happened": 0, "ongoing": 1, "attempted": 2, "denied": 3}
_KINDS = {
    "state_forces": 1,
    "rebel_group": 2,
    "political_militia": 4,
    "identity_militia": 8,
    "rioters": 16,
    "protesters": 32,
    "civilians": 64,
    "external_forces": 128,
    "other": 256,
}


def row_of(report: Sequence[Claim], number: int, document: Document) -> tuple[object, ...]:
    """The row of claim `number` of a report, from its status on."""
    claim = report[number]
    reported = document.published.date.toordinal() if document.published else ABSENT
    when, timed = _own_or_near(report, number, lambda one: _time(one, document))
    where, placed = _own_or_near(report, number, _place)
    start, end = (when.start.toordinal(), when.end.toordinal()) if when else (ABSENT, ABSENT)
    return (
        *(_STATUSES[claim.status.value], start, end, timed, reported),
        *_where_columns(where, placed),
        _padded((_code(fold(place.text)) for place in claim.places), PLACES),
        *_bounds(claim, HarmKind.KILLED),
        *_bounds(claim, HarmKind.INJURED),
        _padded((_code(party.name) for party in claim.actors if party.name), ACTORS),
        sum({_KINDS[party.kind] for party in claim.actors if party.kind}),
        _padded(_people(claim), TARGETS),
        sum({1 << (_code(weapon.kind) % 31) for weapon in claim.weapons if weapon.kind}),
    )


def _own_or_near(report: Sequence[Claim], number: int, value: Callable[[Claim], T | None]) -> tuple[T | None, int]:
    own = value(report[number])
    if own is not None:
        return own, OWN
    at = report[number].trigger.start
    near = sorted((abs(claim.trigger.start - at), claim.trigger.start > at, k) for k, claim in enumerate(report))
    found = next((found for _, _, k in near if (found := value(report[k])) is not None), None)
    return found, BORROWED if found is not None else NONE


def _time(claim: Claim, document: Document) -> When | None:
    when = claim.when.value if claim.when else None
    if when is None or (when.end - when.start).days > LONGEST:
        return None
    if document.published and when.start > document.published.date + timedelta(days=1):
        return None
    return when


def _place(claim: Claim) -> Where | None:
    return claim.where.value if claim.where else None


def _where_columns(where: Where | None, placed: int) -> tuple[object, ...]:
    if where is None:
        return (np.nan, np.nan, NOWHERE, NONE, 0, 0, 0)
    country = where.country or ""
    return (
        *(where.lat, where.lon, LEVELS[where.precision], placed, _code(fold(where.name))),
        _code(f"{country}/{fold(where.admin1)}") if where.admin1 else 0,
        _code(country) if country else 0,
    )


def _bounds(claim: Claim, kind: HarmKind) -> tuple[int, int]:
    stated = of_claim(claim, kind)
    if stated is None:
        return ABSENT, ABSENT
    return min(stated.low or 0, OPEN), OPEN if stated.high is None else min(stated.high, OPEN)


def _people(claim: Claim) -> Iterator[int]:
    """Who it was done to, by the words that say who: "three children" and "the children" share one."""
    parties: Iterable[Party] = claim.targets
    texts = [party.quote.text for party in parties] + [harm.victims.text for harm in claim.harm if harm.victims]
    seen = {word for text in texts for word in fold(text).split()} - NOT_WHO
    return (_code(word) for word in sorted(word for word in seen if len(word) > 2 and word.isalpha()))


def _padded(codes: Iterable[int], width: int) -> tuple[int, ...]:
    found = sorted(set(codes))[:width]
    return (*found, *([0] * (width - len(found))))


def _code(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "surrogatepass")) or 1
