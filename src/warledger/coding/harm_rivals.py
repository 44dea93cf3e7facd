"""Settles counts that are told against one another: "200 dead, perhaps 300", "13 (later 16) were killed".

Of two guesses a figure takes the range, of a count and a later one the later. It changes figures that the grammar has
found, takes out those that are the other count told alone, and finds none of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from warledger.model.claim import Harm
from warledger.model.reading import NumberMention, Reading, Sentence
from warledger.reference.codebook import Bounds

SHARE_OF = re.compile(
    r"\b(?:(?:a|one|two|three|four|an?) (?:third|half|quarter|fifth|eighth|tenth)s?|half|\d+ ?(?:%|per ?cent)|most|"
    r"(?:a )?majority|part) of (?:(?:the|its|their|some|about|nearly)\s+){0,2}$",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\s*[,(]?\s*(?:(?:or )?(?:perhaps|maybe|possibly|even)|or|if not|(?:some|others) (?:say|said))\s+",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s*[,(]\s*(?:and |but )?(?:later|then|now)\s+", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.,;:!?)\]\"”]|$)")
_CLOSED_OR_VERB = re.compile(
    r"\s*(?:[.,;:!?)\]\"”]|$|(?:were|was|are|have|had|died|dead|killed|wounded|injured|hurt|missing|arrested)\b)",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\d(?: to |[-–])(\d[\d,]*)$")  # "at least 12,000 to 20,000" read as one count
_SUMS_UP = re.compile(
    r"\b(?:add|com|go|went|came|bring|brought|amount)(?:e|es|ed|s|ing)?(?: \w+){0,3}\s+$", re.IGNORECASE
)


def with_rivals(reading: Reading, sentence: Sentence, harms: Sequence[Harm]) -> list[Harm]:
    """The figures of a sentence, each with the other count that is told beside its own."""
    numbers = [n for n in reading.numbers or () if sentence.start <= n.quote.start and n.quote.end <= sentence.end]
    settled: list[Harm] = []
    told: list[NumberMention] = []
    for harm in harms:
        place = _own(harm, numbers)
        if place is None:
            settled.append(harm)
        elif not any(numbers[place] is other for other in told):
            rival = _rival(reading, harm, numbers[place : place + 2], sentence.start)
            told += numbers[place + 1 : place + 2] if rival is not harm else []
            settled.append(rival)
    return settled


def summed_up(before: str, number: NumberMention) -> Bounds:
    """What a number comes to behind the words before it: "adds up to seven" is seven and no fewer."""
    if number.low is None and number.high is not None and _SUMS_UP.search(before):
        return Bounds(number.high, number.high)
    return Bounds(number.low, number.high)


def _own(harm: Harm, numbers: Sequence[NumberMention]) -> int | None:
    """The place of the number that the figure is read from."""
    for place, number in enumerate(numbers):
        inside = harm.quote.start <= number.quote.start and number.quote.end <= harm.quote.end
        if inside and (number.low, number.high) == (harm.low, harm.high):
            return place
    return None


def _rival(reading: Reading, harm: Harm, numbers: Sequence[NumberMention], start: int) -> Harm:
    """The figure with what the number behind its own says; the very same where that says nothing of it."""
    text, own = reading.document.text, numbers[0]
    upper = _UP_TO.search(own.quote.text)
    if own.high is None and own.low is not None and upper is not None:
        high = int(upper.group(1).replace(",", ""))
        return replace(harm, high=high) if own.low < high else harm
    bounds = summed_up(text[start : own.quote.start], own)
    if bounds != Bounds(own.low, own.high):
        return replace(harm, low=bounds.low, high=bounds.high, hedge=None)
    if len(numbers) < 2:
        return harm
    other = numbers[1]
    found = _between(text, own.quote.end, other, _CLOSED_OR_VERB, own)
    if found is None and harm.quote.end <= other.quote.start:
        found = _between(text, harm.quote.end, other, _CLOSED, own)
    if found is None:
        return harm
    quote = reading.quote(harm.quote.start, max(harm.quote.end, other.quote.end))
    return replace(harm, low=found.low, high=found.high, quote=quote)


def _between(text: str, end: int, other: NumberMention, closing: re.Pattern[str], own: NumberMention) -> Bounds | None:
    """What the words from `end` to the other number make of the two counts."""
    between = text[end : other.quote.start]
    if None in (own.low, other.low) or other.low != other.high or own.low == other.low:
        return None
    low, high = sorted((own.low or 0, other.low or 0))
    if own.high is None:
        return Bounds(low, high) if _TO.fullmatch(between) and own.low == low else None
    if own.low != own.high:
        return None
    if _OR.fullmatch(between) and closing.match(text, other.quote.end):
        return Bounds(low, high)
    if _LATER.fullmatch(between) and _CLOSED.match(text, other.quote.end):
        return Bounds(other.low, other.high)
    return None
