"""Adds up people who are told of with their own: "a farmer and his two sons", "a couple, their child and a guest".

A list in which one member belongs to another ("his", "her", "their") is coded as one figure of all its members; lists
of people who do not are left as they are, a figure for each.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from warledger.model.claim import Harm, Who
from warledger.model.reading import Reading

_OWN = re.compile(
    r"[^.;:()]{0,40}?(?:,|\band\b|\bwith\b|\balongside\b),? (?:[\w-]+ of )?(?:his|her|their)\b[^,.;:()]{0,25}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[^,.;:()]{0,40}(?:, and|,| and| with| alongside) (?:an?|the|another)? ?(?:[\w-]+ ){0,2}", re.IGNORECASE
)
_APART = re.compile(
    r"\b(?:along|while|but|then|later|when|another report|was|were|is|are|been|had|wounded|injured|hurt|killed|died|"
    r"shot)\b",
    re.IGNORECASE,
)


def with_their_own(reading: Reading, figures: Iterable[Harm]) -> tuple[Harm, ...]:
    """The figures of a sentence, those of one such list as one whose words are all of the list's."""
    text = reading.document.text
    out: list[Harm] = []
    for run in _lists(text, list(figures)):
        gaps = [_between(text, one, two) for one, two in pairwise(run)]
        out += [_sum(reading, run)] if any(map(_OWN.fullmatch, gaps)) else run
    return tuple(out)


def _lists(text: str, figures: Sequence[Harm]) -> list[list[Harm]]:
    """The figures in their order, those that are members of one list together."""
    found: list[list[Harm]] = []
    for figure in figures:
        if found and _joined(text, found[-1][-1], figure):
            found[-1].append(figure)
        else:
            found.append([figure])
    return found


def _joined(text: str, one: Harm, two: Harm) -> bool:
    """Whether both are exact counts of people of one list, hurt in one way."""
    if one.kind is not two.kind or one.subset is not two.subset or not (_exact(one) and _exact(two)):
        return False
    gap = _between(text, one, two)
    meet = one.quote.start < two.quote.end and two.quote.start < one.quote.end
    return meet and not _APART.search(gap) and bool(_OWN.fullmatch(gap) or _LINK.fullmatch(gap))


def _exact(harm: Harm) -> bool:
    return harm.victims is not None and harm.low == harm.high and bool(harm.low)


def _between(text: str, one: Harm, two: Harm) -> str:
    """The words from the one's victims to the other's."""
    first, second = one.victims or one.quote, two.victims or two.quote
    return text[first.end : second.start]


def _sum(reading: Reading, run: Sequence[Harm]) -> Harm:
    total = sum(harm.low or 0 for harm in run)
    kinds = {harm.who for harm in run}
    who = kinds.pop() if len(kinds) == 1 else Who.UNKNOWN if Who.UNKNOWN in kinds else Who.MIXED
    victims = [harm.victims for harm in run if harm.victims]
    return replace(
        run[0],
        low=total,
        high=total,
        who=who,
        quote=reading.quote(min(h.quote.start for h in run), max(h.quote.end for h in run)),
        victims=reading.quote(min(v.start for v in victims), max(v.end for v in victims)),
        rule=f"{run[0].rule}, with their own",
    )
