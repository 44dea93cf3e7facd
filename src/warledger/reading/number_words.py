"""Turns number words and digits into the interval they stand for: "at least two dozen" is 24 or more.

`parse_number` reads one number from a list of words, the longest that starts there, with the hedge that loosens it; a
hedge with no number behind it is no number. It does not judge what is counted: dates and ages are numbers here too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from warledger.reference.codebook import Bounds, HarmRules, HedgeBound

_ONES = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_HEDGES_BEHIND = frozenset(["or more", "or so", "and counting"])
_LEFT_TO_THE_NOUN = frozenset(["a", "an", "one", "some"])  # counts only beside a noun; "one" is read as a number
_DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)\s?[-–—]\s?(\d[\d,]*)")
_UNSAID = frozenset("unknown unspecified undisclosed unconfirmed undetermined uncertain unverified unreported".split())
_LONGEST_HEDGE = 4  # words
_LARGEST = 10**10  # more people than there are: a telephone number or a code


@dataclass(frozen=True, slots=True)
class Number:
    """An interval, its hedge, and the words it takes: `start` to `stop`, the number itself from `core` on."""

    low: int | None
    high: int | None
    hedge: str | None
    start: int
    core: int
    stop: int


def parse_number(words: list[str], at: int, rules: HarmRules) -> Number | None:
    """Read the number that begins at `words[at]`, all words in lower case.

    >>> from warledger.reference.codebook import load_codebook
    >>> parse_number("at least two dozen people".split(), 0, load_codebook(None).harm)
    Number(low=24, high=None, hedge='at least', start=0, core=2, stop=4)
    """
    core, effect = at, HedgeBound.APPROXIMATE
    while (found := _hedge(words, core, rules)) is not None:
        core, next_effect = found
        effect = next_effect if effect is HedgeBound.APPROXIMATE else effect
    read = _unhedged(words, core, rules)
    if read is None:
        return None
    bounds, stop = read
    hedge = " ".join(words[at:core]) or None
    if hedge is None and (behind := _hedge_behind(words, stop, rules)):
        effect, hedge, stop = behind
    if hedge is not None:
        bounds = _loosen(bounds, effect, rules)
    return Number(bounds.low, bounds.high, hedge, at, core, stop)


def openers(rules: HarmRules) -> frozenset[str]:
    """The words a number can begin with, digits and hyphenated words apart: most words are not worth a try."""
    firsts = [phrase.split(" ", 1)[0] for phrase in (*rules.vague, *rules.hedges)]
    return frozenset([*firsts, *_ONES, *_TENS, *_UNSAID, "between", "half", "a", "an", "the"])


def may_open(word: str, openers: frozenset[str]) -> bool:
    """Whether a number may begin with the word."""
    return word in openers or word[0].isdigit() or ("-" in word and word.partition("-")[0] in _TENS)


def _hedge(words: list[str], at: int, rules: HarmRules) -> tuple[int, HedgeBound] | None:
    for length in range(_LONGEST_HEDGE, 0, -1):
        effect = rules.hedges.get(" ".join(words[at : at + length]))
        if effect and at + length < len(words):
            return at + length, effect
    return None


def _hedge_behind(words: list[str], stop: int, rules: HarmRules) -> tuple[HedgeBound, str, int] | None:
    two = " ".join(words[stop : stop + 2])
    if two in _HEDGES_BEHIND and two in rules.hedges:
        return rules.hedges[two], two, stop + 2
    if words[stop : stop + 1] == ["+"]:
        return HedgeBound.FLOOR, "+", stop + 1
    return None


def _loosen(bounds: Bounds, effect: HedgeBound, rules: HarmRules) -> Bounds:
    low, high = bounds.low, bounds.high
    if effect is HedgeBound.FLOOR:
        return Bounds(low, None)
    if effect is HedgeBound.CEILING:
        return Bounds(None, low if high is None else high)
    if low is not None and low == high:
        return rules.approximately(low)
    return bounds


def _unhedged(words: list[str], at: int, rules: HarmRules) -> tuple[Bounds, int] | None:
    if at >= len(words):
        return None
    readings = (_between(words, at), _vague(words, at, rules), _span(words, at), _unsaid(words, at))
    return max((read for read in readings if read), key=lambda read: read[1], default=None)


def _between(words: list[str], at: int) -> tuple[Bounds, int] | None:
    if words[at] != "between":
        return None
    first = cardinal(words, at + 1)
    if first is None or words[first[1] : first[1] + 1] != ["and"]:
        return None
    second = cardinal(words, first[1] + 1)
    if second is None or second[0] < first[0]:
        return None
    return Bounds(first[0], second[0]), second[1]


def _span(words: list[str], at: int) -> tuple[Bounds, int] | None:
    """A plain number, or two that bound a stretch: "10 to 12", "two or three", "10-12", "three to four hundred"."""
    if match := _RANGE.fullmatch(words[at]):
        low, high = (int(part.replace(",", "")) for part in match.groups())
        return (Bounds(low, high), at + 1) if low < high else None
    first = cardinal(words, at)
    if first is None:
        return None
    value, stop = first
    joint = words[stop : stop + 1]
    if joint in (["to"], ["or"], ["–"], ["-"], ["—"]) and (at == 0 or words[at - 1] != "from"):
        second = cardinal(words, stop + 1)
        if second is not None and value < second[0] and (joint != ["or"] or second[0] <= 2 * value + 1):
            return _shared_scale(words, (value, stop), second)
    return Bounds(value, value), stop


def _shared_scale(words: list[str], first: tuple[int, int], second: tuple[int, int]) -> tuple[Bounds, int]:
    scale = _SCALES.get(words[second[1] - 1], 1)
    low = first[0]
    if scale > 1 and low * scale < second[0]:
        low *= scale
    return Bounds(low, second[0]), second[1]


def _unsaid(words: list[str], at: int) -> tuple[Bounds, int] | None:
    start = at + 1 if words[at] in ("an", "a", "the") else at
    if words[start : start + 1] and words[start] in _UNSAID and words[start + 1 : start + 3] == ["number", "of"]:
        return Bounds(None, None), start + 3
    return None


def _vague(words: list[str], at: int, rules: HarmRules) -> tuple[Bounds, int] | None:
    for length in (3, 2, 1):
        phrase = " ".join(words[at : at + length])
        bounds = rules.vague.get(phrase)
        if bounds is None or phrase in _LEFT_TO_THE_NOUN or at + length > len(words):
            continue
        stop = at + length
        if words[stop : stop + 1] and words[stop] in _SCALES:
            if bounds.low is None or bounds.low == bounds.high:
                return None
            return Bounds(bounds.low * _SCALES[words[stop]], None), stop + 1
        if length == 2 and words[stop : stop + 1] == ["of"]:
            stop += 1
        return bounds, stop
    return None


def cardinal(words: list[str], at: int) -> tuple[int, int] | None:
    """The exact number that begins at `words[at]`, and the place behind it.

    >>> cardinal("one hundred and twenty-five thousand men".split(), 0)
    (125000, 5)
    """
    if at >= len(words):
        return None
    if words[at : at + 2] == ["half", "a"] and words[at + 2 : at + 3] and words[at + 2] in _SCALES:
        return _SCALES[words[at + 2]] // 2, at + 3
    if words[at][0].isdigit():
        return _digits(words, at)
    if words[at] in ("a", "an"):
        if words[at + 1 : at + 2] and words[at + 1] in _SCALES:
            return _fold(words, at + 1, 1)
        return None
    return _fold(words, at, None)


def _digits(words: list[str], at: int) -> tuple[int, int] | None:
    if not _DIGITS.fullmatch(words[at]):
        return None
    number = re.sub(r"[,\u202f\u00a0]", "", words[at])
    stop, scale = at + 1, 1
    while stop < len(words) and words[stop] in _SCALES:
        scale *= _SCALES[words[stop]]
        stop += 1
    if "." in number and scale == 1:
        return None
    if len(number) > 11:
        return None
    value = round(float(number) * scale)
    return (value, stop) if value < _LARGEST else None


def _fold(words: list[str], at: int, current: int | None) -> tuple[int, int] | None:
    """Add up number words; "and" joins only behind a hundred or more, so "two and three" stays two numbers."""
    total, stop = 0, at
    while stop < len(words):
        word = words[stop]
        small = small_number(word)
        if small is not None and (current is None or (current % 100 == 0 and current > 0 and small < 100)):
            current = (current or 0) + small
        elif word in _SCALES and current is not None:
            if _SCALES[word] >= 1_000:
                total, current = total + current * _SCALES[word], 0
            else:
                current *= _SCALES[word]
        elif not _joins(words, stop, total, current):
            break
        stop += 1
        if word != "and" and current == 0 and stop < len(words) and small_number(words[stop]) is not None:
            current = None
    value = total + (current or 0)
    return (value, stop) if stop > at and value < _LARGEST and (total or current is not None) else None


def _joins(words: list[str], at: int, total: int, current: int | None) -> bool:
    if words[at] != "and" or not (total or (current or 0) >= 100) or (current or 0) % 100:
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    return small_number(following) is not None and words[at - 1] in _SCALES


@lru_cache(maxsize=512)
def small_number(word: str) -> int | None:
    """A number word below a hundred.

    >>> small_number("forty-five"), small_number("forty-odd")
    (45, None)
    """
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    tens, dash, one = word.partition("-")
    if dash and tens in _TENS and 0 < _ONES.get(one, 0) < 10:
        return _TENS[tens] + _ONES[one]
    return None
