"""Krippendorff's alpha for nominal answers: how far coders agree beyond what chance would give.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), part C: any number of
coders, answers may be missing. alpha = 1 - observed / expected disagreement; 1 is full agreement, 0 that of chance.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

SOURCE = "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: nominal data, missing answers allowed"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is null where it is not defined: nothing was answered twice, or all answers are one and the same.

    `items` were answered by two coders or more, `alike` of them with one answer.
    """

    alpha: float | None
    items: int
    alike: int
    coders: int


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Alpha of items, each with the answers it was given; an item with one answer tells nothing.

    >>> alpha([("yes", "yes"), ("no", "no"), ("yes", "no")])
    0.4444444444444444
    """
    coincidences: Counter[tuple[str, str]] = Counter()
    for answers in units:
        if len(answers) < 2:
            continue
        for one, other in permutations(answers, 2):
            coincidences[one, other] += 1 / (len(answers) - 1)  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (one, _), count in coincidences.items():
        totals[one] += count
    n = sum(totals.values())
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2))
    if not expected:
        return None
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    return 1 - (n - 1) * observed / expected


def agreement(items: Iterable[dict[str, str]]) -> Agreement:
    """How far coders agree: for each item the answer of each coder; "" is no answer."""
    held = [{who: said for who, said in item.items() if said} for item in items]
    twice = [list(item.values()) for item in held if len(item) > 1]
    coders = {who for item in held if len(item) > 1 for who in item}
    return Agreement(alpha(twice), len(twice), sum(len(set(said)) == 1 for said in twice), len(coders))
