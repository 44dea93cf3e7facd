"""Turns append-only judgements into what binds the grouping: claims that are of one incident, and claims that are not.

The latest standing judgement on a pair rules. A judgement that contradicts one that stands, on the same pair or through
others, is refused with both shown. Undo, split, merge and move are judgements too: nothing is ever taken out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from warledger.errors import ContradictoryJudgements
from warledger.model.ids import ClaimId, JudgementId, content_id
from warledger.model.ledger import Judgement, Role, Verdict
from warledger.model.standing import Pair, standing
from warledger.model.standing import pair_of as _pair

__all__ = [
    "Person",
    "admitted",
    "bound",
    "judgement",
    "merge",
    "move",
    "retracted",
    "retraction",
    "split",
    "standing",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Person:
    """Who judges, when, and why; and in what part."""

    who: str
    when: datetime
    why: str | None = None
    role: Role = Role.REVIEWER


def bound(judgements: Iterable[Judgement]) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The pairs that standing judgements put together, and those kept apart; ContradictoryJudgements if they clash."""
    held = [judgement for judgement in standing(judgements) if _pair(judgement)]
    yes = [judgement for judgement in held if judgement.verdict is Verdict.YES]
    no = [judgement for judgement in held if judgement.verdict is Verdict.NO]
    beside = _neighbours(yes)
    for judgement in no:
        way = _way(beside, *_both(judgement))
        if way is not None:
            raise _contradiction(judgement, way)
    return tuple(map(_both, yes)), tuple(map(_both, no))


def admitted(judgements: Sequence[Judgement], new: Judgement) -> Judgement:
    """The new judgement, if it may be added; ContradictoryJudgements if one that stands says the opposite."""
    pair = _pair(new)
    if pair is not None and new.verdict is not Verdict.UNSURE:
        rivals = [old for old in standing(judgements) if _pair(old) == pair and old.verdict is not Verdict.UNSURE]
        for old in rivals:
            if old.verdict is not new.verdict:
                raise _contradiction(new, [old])
    bound([*judgements, new])
    return new


def judgement(left: ClaimId, right: ClaimId, verdict: Verdict, person: Person) -> Judgement:
    """A person's answer on a pair of claims."""
    if left == right:
        raise ContradictoryJudgements(f"a claim cannot be judged against itself: {left}; name two claims")
    left, right = sorted((left, right))
    id_ = content_id("judgement", left, right, verdict.value, person.who, person.when.isoformat())
    said = Judgement(JudgementId(id_), left, right, None, verdict, None, person.who, person.when, person.why)
    return replace(said, role=person.role)


def undo(old: Judgement, person: Person) -> Judgement:
    """Take a judgement back; taking that back restores it."""
    id_ = JudgementId(content_id("judgement", "undo", old.id, person.who, person.when.isoformat()))
    return Judgement(
        *(id_, old.left, old.right, old.field, old.verdict, None, person.who, person.when, person.why),
        undoes=old.id,
        role=old.role,
    )


def split(parts: Sequence[Sequence[ClaimId]], person: Person) -> tuple[Judgement, ...]:
    """One incident is several: each part stays together, and no two parts do."""
    kept = [sorted(part) for part in parts if part]
    inner = [_yes(pair, person) for part in kept for pair in pairwise(part)]
    apart = [(one[0], other[0]) for k, one in enumerate(kept) for other in kept[k + 1 :]]
    return (*inner, *(judgement(one, other, Verdict.NO, person) for one, other in apart))


def merge(incidents: Sequence[Sequence[ClaimId]], person: Person) -> tuple[Judgement, ...]:
    """Several incidents are one: all their claims belong together."""
    return tuple(_yes(pair, person) for pair in pairwise(sorted({claim for one in incidents for claim in one})))


def move(claim: ClaimId, old: Sequence[ClaimId], new: Sequence[ClaimId], person: Person) -> tuple[Judgement, ...]:
    """A claim belongs to another incident: with none of the claims it stood with, and with those of the new one."""
    apart = tuple(judgement(claim, other, Verdict.NO, person) for other in sorted(old) if other != claim)
    return (*apart, *(_yes((claim, other), person) for other in sorted(new)[:1]))


def retraction(claim: ClaimId, person: Person) -> Judgement:
    """Its source took the claim back."""
    id_ = JudgementId(content_id("judgement", claim, "retracted", person.who, person.when.isoformat()))
    return Judgement(id_, claim, None, "retracted", Verdict.YES, None, person.who, person.when, person.why)


def retracted(judgements: Iterable[Judgement]) -> frozenset[ClaimId]:
    """The claims that standing judgements call taken back; the latest on a claim rules."""
    latest = {one.left: one.verdict for one in standing(judgements) if one.field == "retracted"}
    return frozenset(claim for claim, verdict in latest.items() if verdict is Verdict.YES)


def _yes(pair: Pair, person: Person) -> Judgement:
    return judgement(*pair, Verdict.YES, person)


def _both(judged: Judgement) -> Pair:
    left, right = sorted((judged.left, judged.right or judged.left))
    return left, right


def _neighbours(yes: Iterable[Judgement]) -> dict[ClaimId, list[tuple[Judgement, ClaimId]]]:
    found: dict[ClaimId, list[tuple[Judgement, ClaimId]]] = {}
    for judged in yes:
        left, right = _both(judged)
        found.setdefault(left, []).append((judged, right))
        found.setdefault(right, []).append((judged, left))
    return found


def _way(
    beside: Mapping[ClaimId, Sequence[tuple[Judgement, ClaimId]]], start: ClaimId, end: ClaimId
) -> list[Judgement] | None:
    """The fewest yes judgements that lead from one claim to another; None where none do."""
    ways: dict[ClaimId, list[Judgement]] = {start: []}
    waiting = [start]
    for claim in waiting:
        for judged, other in beside.get(claim, ()):
            if other not in ways:
                ways[other] = [*ways[claim], judged]
                waiting.append(other)
    return ways.get(end)


def _contradiction(one: Judgement, way: Sequence[Judgement]) -> ContradictoryJudgements:
    others = "; ".join(map(_told, way))
    return ContradictoryJudgements(f"{_told(one)}, but {others}. Both cannot hold: undo one of them first.")


def _told(judged: Judgement) -> str:
    why = f" ({judged.why})" if judged.why else ""
    day = judged.when.date().isoformat()
    return f"{judged.who} said {judged.verdict.value} on {day} to {judged.left} and {judged.right}{why} [{judged.id}]"
