"""Which of the judgements of a case hold: not undone, no coder's, and on a pair of claims only the latest."""

from collections.abc import Iterable

from warledger.model.ids import ClaimId, JudgementId
from warledger.model.ledger import Judgement, Role

Pair = tuple[ClaimId, ClaimId]


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold, oldest first: not undone, no coder's, and on a pair of claims only the latest."""
    undone: set[JudgementId] = set()
    judged: set[Pair] = set()
    kept: list[Judgement] = []
    for judgement in reversed(list(judgements)):
        if judgement.id in undone or judgement.role is Role.CODER:
            continue
        if judgement.undoes is not None:
            undone.add(judgement.undoes)
            continue
        pair = pair_of(judgement)
        if pair is not None and pair in judged:
            continue
        if pair is not None:
            judged.add(pair)
        kept.append(judgement)
    return tuple(reversed(kept))


def ruled_claims(judgements: Iterable[Judgement]) -> frozenset[ClaimId]:
    """The claims of which a reviewer said, and did not take back, that they stand, are none, or are otherwise."""
    held = standing(judgements)
    return frozenset(one.left for one in held if one.right is None and one.field != "retracted")


def pair_of(judged: Judgement) -> Pair | None:
    """The two claims, in the order of their ids, that a judgement is on; None of one on a single claim, or an undo."""
    if judged.right is None or judged.undoes is not None:
        return None
    left, right = sorted((judged.left, judged.right))
    return left, right
