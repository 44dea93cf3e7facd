"""Takes from the claims of one report on one incident the one figure that it gives of a kind of harm, with its rule.

A report tells of the same people again and again: figures that stand together are of different people and are added,
what it counts elsewhere is counted again and never added. It looks at one report; voices are reconciled in tolls.py.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warledger.model.claim import Claim, Harm, HarmKind, Who
from warledger.model.ids import ClaimId
from warledger.model.ranges import harm_bounds

TOGETHER = 60  # code points from one figure to the next: the length of a clause
DIGIT = re.compile(r"\d")
FIRST = (HarmKind.KILLED,)  # a report opens with its dead; those it names later may be of another day


@dataclass(frozen=True, slots=True)
class Stated:
    """What a report states of one kind of harm: inclusive counts, null where it sets no bound, and the claim."""

    low: int | None
    high: int | None
    claim: ClaimId
    counted: bool

    @property
    def point(self) -> int:
        """The one number it stands for: the fewest it speaks of, or the most where it names no fewest."""
        return self.low if self.low is not None else self.high if self.high is not None else 0


def of_report(claims: Iterable[Claim], kind: HarmKind, who: Who | None = None) -> Stated | None:
    """The figure of the claims of one report; None where they give none.

    Counts come before words that only say that there were some ("people were wounded"). Of the dead the first telling
    counts, of others the largest figure.
    """
    told = sorted(claims, key=lambda claim: (claim.trigger.start, claim.id))
    found = [one for claim in told if (one := of_claim(claim, kind, who)) is not None]
    found = [one for one in found if one.counted] or found
    if not found:
        return None
    return found[0] if kind in FIRST else max(found, key=lambda one: one.point)


def of_claim(claim: Claim, kind: HarmKind, who: Who | None = None) -> Stated | None:
    """The figure of one claim: the largest of those that stand together in its report."""
    held = [harm for harm in claim.harm if harm.kind is kind and (who is None or harm.who is who)]
    if len(held) == 1 and not held[0].subset:
        only = held[0]
        return None if only.low is only.high is None else Stated(only.low, only.high, claim.id, _counts(only))
    whole = [harm for harm in held if not harm.subset]
    counts = [harm for harm in whole if _counts(harm)]
    found = []
    for some in _together(counts or whole or held):
        bounds = harm_bounds(replace(claim, harm=tuple(some)), kind)
        if bounds is not None and (bounds.low is not None or bounds.high is not None):
            found.append(Stated(bounds.low, bounds.high, claim.id, bool(counts)))
    return max(found, key=lambda one: one.point, default=None)


def _counts(harm: Harm) -> bool:
    """Whether it is a count, and no plural that says there were some."""
    return harm.high is not None or harm.hedge is not None or bool(DIGIT.search(harm.quote.text))


def _together(figures: Sequence[Harm]) -> list[list[Harm]]:
    """The figures in the order of the text, those that stand close to each other together."""
    groups: list[list[Harm]] = []
    for harm in sorted(figures, key=lambda harm: (harm.quote.start, harm.quote.end)):
        if groups and harm.quote.start - groups[-1][-1].quote.end <= TOGETHER:
            groups[-1].append(harm)
        else:
            groups.append([harm])
    return groups
