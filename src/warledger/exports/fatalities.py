"""From the figures of deaths in one claim to the numbers that ACLED and UCDP would write, each by its own rule.

Which figures are rivals and which are added is the ledger's one rule (`model.ranges`). Words that our codebook reads
as a floor ("dozens": 24 or more) are read again here, since the two projects give such words other numbers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warledger.exports.losses import LossKind, Tally
from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.ranges import groups_of_rivals
from warledger.reference.codebook import Bounds, HarmRules, HedgeBound

VAGUE_WORDS = LossKind(
    "vague words",
    "Words without a number became ACLED's numbers: several, few, some and a bare plural 3, many and numerous 10, tens "
    "10, dozens 12, scores 20, hundreds 100, thousands 1000. ACLED's coders choose 3 or 10 by the setting; here by the "
    "word.",
)
RIVALS = LossKind("rival figures", "Rival figures of the same dead are given; the lowest stands in the row.")
RANGE = LossKind("range", "The report gives a range, a floor or a ceiling; the row has room for one number.")
RUNNING_TOTAL = re.compile(r"\b(?:tolls?|totals?)\b|حصيلة", re.IGNORECASE)

# ACLED's codebook gives several, many, few: 3 or 10; dozens: 12; hundreds: 100. Tens, scores and thousands are the same
# thought (one of the unit) carried to the words that it does not name.
ACLED_FIGURES = {
    "many": 10,
    "numerous": 10,
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "millions": 1_000_000,
}
SEVERAL = 3
NEARLY = frozenset({"nearly", "almost", "close to", "just under"})  # a ceiling in name, the number itself in use
COUNTED = re.compile(r"\d|\b(?:two|a couple|both|a pair)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deaths:
    """Three numbers as UCDP wants them: low <= best <= high."""

    low: int
    best: int
    high: int


def acled_fatalities(claim: Claim, rules: HarmRules, tally: Tally) -> int:
    """The one conservative number: lowest of rivals, different dead added, 0 where no death is told of."""
    groups = killed(claim)
    if any(len(group) > 1 for group in groups):
        tally.note(RIVALS.name)
    return sum(min(_acled_figure(figure, rules, tally) for figure in group) for group in groups)


def ucdp_deaths(claim: Claim, rules: HarmRules) -> Deaths:
    """Low, best and high of all figures together."""
    chosen = [ucdp_group(group, rules) for group in killed(claim)]
    return Deaths(sum(d.low for d in chosen), sum(d.best for d in chosen), sum(d.high for d in chosen))


def ucdp_group(rivals: Iterable[Harm], rules: HarmRules) -> Deaths:
    """Rival figures as one: where no source can be ranked above another, the lower figure is the best estimate."""
    figures = [_ucdp_figure(figure, rules) for figure in rivals]
    return Deaths(min(f.low for f in figures), min(f.best for f in figures), max(f.high for f in figures))


def killed(claim: Claim) -> list[list[Harm]]:
    """The figures of deaths: a list for each group of people, the rival figures of that group in it.

    Parts of a larger figure are left out, unless the claim gives only parts: then the largest part stands for it.
    """
    deaths = [harm for harm in claim.harm if harm.kind is HarmKind.KILLED]
    whole = [harm for harm in deaths if not harm.subset]
    if not whole:
        return [[max(deaths, key=lambda harm: harm.low or 0)]] if deaths else []
    return groups_of_rivals(whole)


def is_running_total(claim: Claim) -> bool:
    """Whether the claim is a toll over a stretch of war rather than an event: its trigger is a word for one."""
    return bool(RUNNING_TOTAL.search(claim.trigger.text))


def _acled_figure(figure: Harm, rules: HarmRules, tally: Tally) -> int:
    if figure.high == 0:
        return 0
    vague = vague_words(figure, rules)
    if vague is not None:
        tally.note(VAGUE_WORDS.name)
        return ACLED_FIGURES.get(vague, SEVERAL)
    if figure.low != figure.high:
        tally.note(RANGE.name)
    if figure.low is None:
        return _ceiling(figure, SEVERAL)
    return _named(figure.low, figure, rules)


def _ucdp_figure(figure: Harm, rules: HarmRules) -> Deaths:
    if figure.low is None and figure.high is None:
        return Deaths(1, 1, 1)  # a death is told of, and no more
    if figure.low is None:
        low = _ceiling(figure, 1)
        return Deaths(low, low, figure.high or 0)
    best = _named(figure.low, figure, rules)
    return Deaths(figure.low, best, best if figure.high is None else figure.high)


def _named(low: int, figure: Harm, rules: HarmRules) -> int:
    """The number that the words name: of "about 50", read as 45 to 55, it is 50; of a range it is the lower end."""
    if figure.high is not None and rules.hedges.get(_hedge(figure)) is HedgeBound.APPROXIMATE:
        return (low + figure.high) // 2
    return low


def _ceiling(figure: Harm, unnamed: int) -> int:
    """The number to write where only a ceiling is given: that of "nearly 50" is 50, of "up to 50" the `unnamed` few."""
    high = figure.high or 0
    return high if _hedge(figure) in NEARLY else min(unnamed, high)


def vague_words(figure: Harm, rules: HarmRules) -> str | None:
    """The words that stand for a number in this figure, None when it names one ('' for a plural with no number)."""
    if figure.high is not None:
        return None
    bounds = Bounds(figure.low, figure.high)
    text = " ".join(figure.quote.text.lower().split())
    for words in sorted((w for w, meant in rules.vague.items() if meant == bounds), key=len, reverse=True):
        if re.search(rf"\b{re.escape(words)}\b", text):
            return words
    unnumbered = figure.low is None or (bounds == rules.plural_without_number and not COUNTED.search(text))
    return "" if unnumbered else None


def _hedge(figure: Harm) -> str:
    return " ".join((figure.hedge or "").lower().split())
