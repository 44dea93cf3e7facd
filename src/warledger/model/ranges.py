"""From the figures of one claim to one range for each kind of harm, by a rule that is named in the answer.

Figures of different people are added, figures of the same people are rivals. Nothing is averaged, and a missing bound
stays missing: a claim that says "at least" has no ceiling.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.evidence import Quote

ONE_FIGURE = "the one figure given"
RIVALS = "rival figures of the same people: lowest low to highest high"
ADDED = "figures of different people, added"
ADDED_RIVALS = "figures of different people, added; rivals run from lowest low to highest high"
PARTS_ONLY = "only parts of a larger figure are given: at least the largest part, no ceiling"

# Words of a victims phrase that say how many, or how the writer feels about it, and not who.
NOT_WHO = frozenset(
    {
        *("a", "an", "the", "of", "and", "all", "both", "as", "many", "just", "only", "no", "were", "was", "are", "is"),
        *("at", "least", "most", "about", "around", "some", "nearly", "almost", "over", "more", "than", "up", "to"),
        *("under", "fewer", "less", "several", "few", "dozen", "dozens", "score", "scores", "hundred", "hundreds"),
        *("thousand", "thousands", "million", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        *("people", "persons", "person", "killed", "dead", "died", "wounded", "injured", "killing", "wounding"),
    }
)
OTHERS = frozenset({"other", "others", "another", "also", "further", "additional"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive counts of people, null where nothing is said, and the rule that made them of the claim's figures."""

    low: int | None
    high: int | None
    rule: str


def harm_bounds(claim: Claim, kind: HarmKind) -> Bounds | None:
    """What the claim says of one kind of harm; None when it gives no figure of that kind."""
    figures = [harm for harm in claim.harm if harm.kind is kind]
    if not figures:
        return None
    whole = [figure for figure in figures if not figure.subset]
    if not whole:
        return Bounds(max((f.low for f in figures if f.low is not None), default=None), None, PARTS_ONLY)
    if len(whole) == 1:
        return Bounds(whole[0].low, whole[0].high, ONE_FIGURE)
    groups = groups_of_rivals(whole)
    if len(groups) == 1:
        return Bounds(*_widest(groups[0]), RIVALS)
    lows, highs = zip(*map(_widest, groups), strict=True)
    rule = ADDED if len(groups) == len(whole) else ADDED_RIVALS
    return Bounds(_sum_of_stated(lows), None if None in highs else _sum_of_stated(highs), rule)


def most_stated(claim: Claim, kind: HarmKind) -> int | None:
    """The highest number that the claim says was reached: of rival figures the highest, of added ones the sum."""
    bounds = harm_bounds(claim, kind)
    if bounds is None or bounds.low is None:
        return None
    return max([bounds.low, *(f.low for f in claim.harm if f.kind is kind and not f.subset and f.low is not None)])


def same_people(one: Harm, other: Harm) -> bool:
    """Whether two figures count the same people, so that they are rivals: one names nobody whom the other does not.

    Read against the 105 hand-coded claims that give several figures of one kind: 99 are sums and 6 are rivals, and
    this rule tells all but one of them. "Two other people" is never a rival.
    """
    if OTHERS & (_words(one.quote) | _words(other.quote)):
        return False
    left, right = _names(one), _names(other)
    if not left or not right:
        return left == right
    return left <= right or right <= left


def groups_of_rivals(figures: Iterable[Harm]) -> list[list[Harm]]:
    """The figures by the people they count: a list for each group of people, the rival figures of that group in it."""
    groups: list[list[Harm]] = []
    for figure in figures:
        rivals = next((group for group in groups if same_people(group[0], figure)), None)
        if rivals is None:
            groups.append([figure])
        else:
            rivals.append(figure)
    return groups


def _widest(rivals: list[Harm]) -> tuple[int | None, int | None]:
    lows = [figure.low for figure in rivals if figure.low is not None]
    highs = [figure.high for figure in rivals if figure.high is not None]
    return min(lows, default=None), max(highs) if len(highs) == len(rivals) else None


def _sum_of_stated(bounds: Iterable[int | None]) -> int | None:
    stated = [bound for bound in bounds if bound is not None]
    return sum(stated) if stated else None


def _names(harm: Harm) -> frozenset[str]:
    return _words(harm.victims or harm.quote) - NOT_WHO


def _words(words: Quote) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", words.text.casefold()))
