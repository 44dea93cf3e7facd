"""Reads the figure in words that are known to tell of harm, where the harm grammar found none in them.

The extractor points at words ("we buried four hundred", "her throat was cut") and names the kind; this reads how many:
a count, a negation, a plural, or one. It never decides that words tell of harm.
"""

import re

from warledger.model.claim import Harm, HarmKind, Who
from warledger.model.evidence import Quote
from warledger.model.reading import NumberMention, Reading

_NONE = re.compile(r"\b(?:no|none|nobody|no one|not one|without)\b", re.IGNORECASE)
_SUBSET = re.compile(
    r"^(?:including|among them|of (?:them|whom)|of the dead)\b|\b(?:of them|among them|of whom)\b", re.IGNORECASE
)
_PLURAL = re.compile(r"\b(?:people|men|women|children|[a-z]{3,}s|them|they|others|families|bodies)\b")
_COMBATANT = re.compile(
    r"\b(?:soldiers?|troops?|police\w*|fighters?|militants?|rebels?|gunm[ae]n|guards?|officers?|insurgents?|guerrillas?|"
    r"militia\w*|commanders?|cadets?|gendarmes?|paramilitar\w+)\b",
    re.IGNORECASE,
)
_CIVILIAN = re.compile(
    r"\b(?:civilians?|child(?:ren)?|wom[ae]n|girls?|boys?|villagers?|teachers?|students?|pupils?|nurses?|doctors?|farmers?|"
    r"passengers?|journalists?|worshippers?|residents?|mother|father|brother|sister|daughter|son|infants?|bab(?:y|ies))\b",
    re.IGNORECASE,
)


def figure_in(reading: Reading, quote: Quote, kind: HarmKind) -> Harm:
    """The figure that `quote` tells of harm of that kind."""
    inside = [n for n in reading.numbers or () if quote.start <= n.quote.start and n.quote.end <= quote.end]
    low, high, hedge, rule = _count(quote.text, inside)
    return Harm(
        kind=kind,
        low=low,
        high=high,
        who=_who(quote.text),
        quote=quote,
        rule=f"extractor's words, {rule}",
        subset=bool(_SUBSET.search(quote.text)),
        hedge=hedge,
    )


def _count(words: str, numbers: list[NumberMention]) -> tuple[int | None, int | None, str | None, str]:
    if numbers:
        first = numbers[0]
        return first.low, first.high, first.hedge, "the count in them"
    if _NONE.search(words):
        return 0, 0, None, "told as none"
    if _PLURAL.search(words):
        return 2, None, None, "a plural without a count"
    return 1, 1, None, "one person"


def _who(words: str) -> Who:
    fighters, civilians = bool(_COMBATANT.search(words)), bool(_CIVILIAN.search(words))
    if fighters and civilians:
        return Who.MIXED
    return Who.COMBATANT if fighters else Who.CIVILIAN if civilians else Who.UNKNOWN
