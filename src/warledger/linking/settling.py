"""Settles the fields of an incident: every value that its claims state, who states it, and the one shown with its rule.

A coarser value that contains a finer one supports it and is no rival: "in Aleppo province" agrees with "in Al-Bab". A
field is in conflict where values that cannot both be true stand side by side.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Generic, TypeVar

from warledger.linking.rows import LEVELS
from warledger.model.claim import Claim, Status, When, Where
from warledger.model.corroboration import Settled, Stated, Voice
from warledger.model.evidence import Sourced
from warledger.model.ids import ClaimId
from warledger.reference.linkage import type_rules

T = TypeVar("T")

ONLY = "the one value given"
AGREED = "all claims agree"
MOST = "the value of most voices"
FINEST = "the finest value that most voices support"
SURE = "as many voices for each: that of the claim coded with most confidence"
SEEN = (Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED)
CLOSE_KM = 30.0
DAYS = 1  # reports of one event give days that differ by one: the clock, the dateline, the night


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """The value chosen, as a claim's own value with the rule that chose it, and the field told in full."""

    value: Sourced[T] | None
    settled: Settled


@dataclass(frozen=True, slots=True)
class _Field(Generic[T]):
    """How a field is settled: a claim's value, in words; what supports what; what is finer; what cannot both be."""

    name: str
    value: Callable[[Claim], Sourced[T] | None]
    told: Callable[[T], str]
    supports: Callable[[T, T], bool]
    fineness: Callable[[T], int]
    clash: Callable[[T, T], bool]


def settle_type(claims: Sequence[Claim], voices: Sequence[Voice]) -> Choice[str]:
    """The type of event. Types that are told for one another do not clash."""
    return _settled(_TYPE, claims, voices)


def settle_status(claims: Sequence[Claim], voices: Sequence[Voice]) -> Choice[Status]:
    """What became of it, among those who say that it was or was tried."""
    return _settled(_STATUS, claims, voices)


def settle_where(claims: Sequence[Claim], voices: Sequence[Voice]) -> Choice[Where]:
    """Where it was."""
    return _settled(_WHERE, claims, voices)


def settle_when(claims: Sequence[Claim], voices: Sequence[Voice]) -> Choice[When]:
    """When it was."""
    return _settled(_WHEN, claims, voices)


def _settled(field: _Field[T], claims: Sequence[Claim], voices: Sequence[Voice]) -> Choice[T]:
    values = [(claim, value) for claim in claims if (value := field.value(claim)) is not None]
    if not values:
        return Choice(None, Settled(field.name, None, "nobody says", (), conflict=False))
    speaks = voice_names(voices)
    words = [field.told(value.value) for _, value in values]
    stated = tuple(
        _stated(word, [claim for (claim, _), told in zip(values, words, strict=True) if told == word], speaks)
        for word in sorted(set(words))
    )

    def backing(value: T) -> int:
        return len({speaks[claim.id] for claim, other in values if field.supports(other.value, value)})

    def order(pair: tuple[Claim, Sourced[T]]) -> tuple[object, ...]:
        claim, value = pair
        own = len({speaks[c.id] for c, v in values if field.told(v.value) == field.told(value.value)})
        return (-backing(value.value), field.fineness(value.value), -own, -claim.confidence.value, claim.id)

    claim, best = min(values, key=order)
    shown, top = field.told(best.value), order((claim, best))[:3]
    level = {field.told(v.value) for c, v in values if order((c, v))[:3] == top}
    rule = _rule(len(stated), len(values), tied=len(level) > 1, finest=_coarser(field, best.value, values))
    clash = any(
        field.clash(one.value, other.value) for k, (_, one) in enumerate(values) for _, other in values[k + 1 :]
    )
    return Choice(Sourced(best.value, rule, best.quotes), Settled(field.name, shown, rule, stated, clash))


def _rule(different: int, given: int, *, tied: bool, finest: bool) -> str:
    if different == 1:
        return ONLY if given == 1 else AGREED
    return SURE if tied else FINEST if finest else MOST


def _coarser(field: _Field[T], best: T, values: Iterable[tuple[Claim, Sourced[T]]]) -> bool:
    return any(field.fineness(best) < field.fineness(value.value) for _, value in values)


def _stated(word: str, claims: Iterable[Claim], speaks: Mapping[ClaimId, str]) -> Stated:
    held = sorted(claim.id for claim in claims)
    return Stated(word, tuple(held), tuple(sorted({speaks[claim] for claim in held})))


def voice_names(voices: Iterable[Voice]) -> dict[ClaimId, str]:
    """The voice that each claim belongs to."""
    return {claim: voice.name for voice in voices for claim in voice.claims}


def _seen(claim: Claim) -> Sourced[Status] | None:
    return claim.status if claim.status.value in SEEN else None


def _place_words(where: Where) -> str:
    return ", ".join(name for name in (where.name, where.admin1, where.country) if name)


def within(outer: Where, inner: Where) -> bool:
    """Whether a place is another, or an area that it lies in, or next to it."""
    level, other = LEVELS[outer.precision], LEVELS[inner.precision]
    if outer.gazetteer_id == inner.gazetteer_id:
        return True
    if level > other:
        return (outer.country == inner.country and outer.precision == "country") or (
            outer.country == inner.country and outer.admin1 is not None and outer.admin1 == inner.admin1
        )
    return level == other and kilometres(outer, inner) <= CLOSE_KM


def kilometres(one: Where, other: Where) -> float:
    """The distance of two places on a flat earth: good to a per cent within a few hundred kilometres."""
    turn = abs(one.lon - other.lon)
    east = min(turn, 360.0 - turn) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * hypot(one.lat - other.lat, east)


def _days_words(when: When) -> str:
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()} to {when.end.isoformat()}"


def _days_meet(one: When, other: When) -> bool:
    return one.start <= other.end and other.start <= one.end


def _types_clash(one: str, other: str) -> bool:
    return one != other and (one, other) not in type_rules().confusable


def _same(one: object, other: object) -> bool:
    return one == other


_TYPE: _Field[str] = _Field("type", lambda claim: claim.type, str, _same, lambda _: 0, _types_clash)
_STATUS: _Field[Status] = _Field("status", _seen, str, _same, SEEN.index, lambda *_: False)
_WHERE: _Field[Where] = _Field(
    "where",
    lambda claim: claim.where,
    _place_words,
    within,
    lambda where: LEVELS[where.precision],
    lambda one, other: not within(one, other) and not within(other, one),
)
_WHEN: _Field[When] = _Field(
    "when",
    lambda claim: claim.when,
    _days_words,
    _days_meet,
    lambda when: (when.end - when.start).days,
    lambda one, other: max((one.start - other.end).days, (other.start - one.end).days) > DAYS,
)
