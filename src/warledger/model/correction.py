"""What a person may say of one field of a claim, and the claim as it is by that; the coded claim is never changed.

A correction holds the whole value of one field as JSON: places with the words that name them, parties, weapons and
speakers with their words, all figures of one kind of harm. What rests on words points at them like any coded value.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from warledger.model.claim import Claim, Harm, HarmKind, Party, Speaker, Status, Weapon, When, Where
from warledger.model.evidence import Quote, Sourced
from warledger.model.serial import dump, load

CLAIM = "claim"  # the field of a judgement on the whole claim


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it was, and the words that say so."""

    where: Sourced[Where] | None
    places: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """When it was, and the words that say so."""

    when: Sourced[When] | None
    times: tuple[Quote, ...]


Parties: TypeAlias = tuple[Party, ...]
Weapons: TypeAlias = tuple[Weapon, ...]
Speakers: TypeAlias = tuple[Speaker, ...]
Figures: TypeAlias = tuple[Harm, ...]
Value: TypeAlias = Sourced[str] | Sourced[Status] | Placed | Timed | Parties | Weapons | Speakers | Figures


class _Field(NamedTuple):
    """A field: what its value is read as, how a claim has it, and how it takes it."""

    read: Callable[[Any], Any]
    of: Callable[[Claim], Any]
    into: Callable[[Claim, Any], Claim]


def _reads(kind: Any) -> Callable[[Any], Any]:
    return lambda value: load(kind, value)


def _harm(kind: HarmKind) -> _Field:
    def of(claim: Claim) -> tuple[Harm, ...]:
        return tuple(figure for figure in claim.harm if figure.kind is kind)

    def into(claim: Claim, figures: tuple[Harm, ...]) -> Claim:
        if any(figure.kind is not kind for figure in figures):
            raise ValueError(f"figures of another kind than {kind.value}")
        others = tuple(figure for figure in claim.harm if figure.kind is not kind)
        return replace(claim, harm=(*others, *figures))

    return _Field(_reads(Figures), of, into)


FIELDS: Mapping[str, _Field] = {
    "type": _Field(_reads(Sourced[str]), lambda c: c.type, lambda c, v: replace(c, type=v)),
    "status": _Field(_reads(Sourced[Status]), lambda c: c.status, lambda c, v: replace(c, status=v)),
    "when": _Field(
        _reads(Timed), lambda c: Timed(c.when, c.times), lambda c, v: replace(c, when=v.when, times=v.times)
    ),
    "where": _Field(
        _reads(Placed), lambda c: Placed(c.where, c.places), lambda c, v: replace(c, where=v.where, places=v.places)
    ),
    "actors": _Field(_reads(Parties), lambda c: c.actors, lambda c, v: replace(c, actors=v)),
    "targets": _Field(_reads(Parties), lambda c: c.targets, lambda c, v: replace(c, targets=v)),
    "weapons": _Field(_reads(Weapons), lambda c: c.weapons, lambda c, v: replace(c, weapons=v)),
    "sources": _Field(_reads(Speakers), lambda c: c.sources, lambda c, v: replace(c, sources=v)),
    **{f"harm.{kind.value}": _harm(kind) for kind in HarmKind},
}


def value_of(claim: Claim, field: str) -> Value:
    """A field of a claim as a correction would hold it."""
    found: Value = FIELDS[field].of(claim)
    return found


def written(value: Value) -> str:
    """A value as a judgement holds it."""
    return json.dumps(dump(value), separators=(",", ":"))


def read(field: str, value: str) -> Value:
    """The value that a judgement holds; ValueError, KeyError or TypeError when it is none of that field."""
    found: Value = FIELDS[field].read(json.loads(value))
    return found


def corrected(claim: Claim, values: Mapping[str, str]) -> Claim:
    """The claim with these fields as people say they are."""
    for field, value in values.items():
        claim = FIELDS[field].into(claim, read(field, value))
    return claim
