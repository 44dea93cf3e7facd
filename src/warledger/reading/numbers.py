"""Adds the counts of a text: how many of something, as an interval with its hedge.

Only counts: dates, years, ages, calibres, times of day, percentages, measures, money and numbers in names are left out.
It does not ask what is counted; "a" before a noun is left to whoever reads the noun.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from warledger.model.reading import NumberMention, Reading, Step
from warledger.reading.number_words import Number, may_open, openers, parse_number
from warledger.reference.codebook import HarmRules, load_codebook

_WORD = re.compile(
    r"""
      \d[\d,]*\d?\s?[-–—]\s?\d[\d,]*(?![\w-])              # 10-12
    | \d{1,3}(?:[,\u202f\u00a0]\d{3})+(?![\w-])            # 9,273
    | \d+(?:\.\d+)?(?![\w:]|[-.]\w)                        # 31  1.2
    | [^\W_]+(?:(?:[-'’.:/]|,(?=\d))[^\W_]+)*              # 3-year-old, T-72, 14:00, twenty-one
    | \S
    """,
    re.VERBOSE,
)
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec""".split()
)
_UNITS = frozenset(
    """percent per pc pct percentage year years day days hour hours minute minutes second seconds month months week
    weeks weekend night nights decade decades century centuries km kms kilometer kilometers kilometre kilometres mile
    miles metre metres meter meters m cm mm feet foot ft yards inch inches nautical ton tons tonne tonnes kg kgs
    kilogram kilograms kilos kilo pounds lb litres liters litre hectare hectares acres square cubic degrees degree
    megawatts mw mph kph kmh knots am pm gmt utc a.m p.m o'clock o’clock hrs calibre caliber dollars dollar usd euros
    euro sterling rubles roubles shekels rupees yen riyals dinars afghanis hryvnias pesos francs naira birr times time
    point side hand thirds quarters fifths tenths occasion another barrels""".split()
)
_CURRENCY = frozenset(["$", "€", "£", "₪", "₹", "¥", "₽", "₱", "usd", "us$", "eur", "rs", "gbp", "euro"])
_DESIGNATORS = frozenset(
    """route highway road resolution article section group unit brigade division channel flight type mark no nos block
    zone area camp ward chapter phase level operation gate line page number checkpoint sector battalion apartment
    room psalm figure table step post house building aged age ages version protocol bus telephone tel""".split()
)
_FORMATIONS = frozenset("corps brigade division battalion squadron regiment army movement wing company".split())
_YEAR_PREPOSITIONS = frozenset(
    """in since of until till from during late early mid year before after by spring summer autumn fall winter the
    mid- election war to between through""".split()
)
_NOT_COUNTED_NOUNS = frozenset(
    """and or but when while as is was were are has have had in on at by to of the a an for with from that after
    before during until since under who which it they its his their""".split()
)
_PARTS_OF_DAY = (["morning"], ["afternoon"], ["evening"])
_YOUNG_AND_OLD = frozenset(
    "boy girl man woman child baby infant toddler daughter son teenager youth lad male female grandmother".split()
)


@dataclass(frozen=True, slots=True)
class _Words:
    lower: list[str]
    text: list[str]
    starts: list[int]
    ends: list[int]


def add_numbers(reading: Reading, rules: HarmRules | None = None) -> Reading:
    """Add the counts, by the vague words and hedges of the shipped codebook or of another."""
    text, rules = reading.document.text, rules or load_codebook(None).harm
    found: list[NumberMention] = []
    first_words = openers(rules)
    for sentence in reading.sentences or ():
        for start, end, number in _counts(_words(text, sentence.start, sentence.end), rules, first_words):
            found.append(NumberMention(reading.quote(start, end), number.low, number.high, number.hedge))
    return replace(reading, numbers=tuple(found))


STEP = Step("numbers", needs=("sentences",), adds="numbers", run=add_numbers)


def _counts(words: _Words, rules: HarmRules, first_words: frozenset[str]) -> Iterator[tuple[int, int, Number]]:
    """The counts among the words, each with where it starts and ends in the text, hedge included."""
    at = 0
    while at < len(words.lower):
        number = parse_number(words.lower, at, rules) if may_open(words.lower[at], first_words) else None
        if number is None:
            at += 1
            continue
        if _is_count(words, number):
            yield words.starts[at], words.ends[number.stop - 1], number
        at = number.stop


def _words(text: str, begin: int, end: int) -> _Words:
    found = list(_WORD.finditer(text, begin, end))
    texts = [match.group() for match in found]
    return _Words([t.lower() for t in texts], texts, [m.start() for m in found], [m.end() for m in found])


def _is_count(words: _Words, number: Number) -> bool:
    before = words.lower[number.start - 1] if number.start else ""
    after = words.lower[number.stop] if number.stop < len(words.lower) else ""
    if after in _UNITS or after in ("%", "°", "/", "′", "'", "$", "€"):
        return False
    if before in _CURRENCY or before in ("/", "°", "no", "#") or _is_clock(words, number):
        return False
    if before in _DESIGNATORS and (words.text[number.start - 1][0].isupper() or before in ("age", "aged", "ages")):
        return False
    return not (_is_date(words, number, before, after) or _is_age(words, number) or _is_name(words, number, after))


def _is_clock(words: _Words, number: Number) -> bool:
    tail = words.lower[number.stop : number.stop + 3]
    return tail[:2] == ["local", "time"] or (tail[:2] == ["in", "the"] and tail[2:] in _PARTS_OF_DAY)


def _is_date(words: _Words, number: Number, before: str, after: str) -> bool:
    head = words.text[number.core]
    if before in _MONTHS and words.text[number.start - 1][0].isupper() and words.text[number.start][0].isdigit():
        return True
    if after in _MONTHS and words.text[number.stop][0].isupper():
        return True
    if number.stop - number.core != 1 or not head.isdigit() or not 1900 <= int(head) <= 2100:
        return False
    return before in _YEAR_PREPOSITIONS or not after.isalpha() or after in _NOT_COUNTED_NOUNS


def _is_age(words: _Words, number: Number) -> bool:
    if number.high is None or not 0 < number.high <= 110 or number.hedge:
        return False
    core = number.core
    one = words.lower[core - 1] if core else ""
    two = words.lower[core - 2] if core > 1 else ""
    if one == "of" and two in _YOUNG_AND_OLD:
        return True
    if one == "and" and "aged" in words.lower[max(0, core - 4) : core]:
        return True
    closes = number.stop >= len(words.lower) or words.lower[number.stop] in (",", ".", ";", ")")
    named = core >= 2 and (words.text[core - 2][0].isupper() or two in _YOUNG_AND_OLD)
    return closes and one in (",", "(") and named and not _in_list(words, core)


def _in_list(words: _Words, core: int) -> bool:
    """Whether the name before the comma is where, not who: "in Homs, 11, in Hama, 4"."""
    return core >= 3 and words.lower[core - 3] in ("in", "at", "near", "from", "to", "around")


def _is_name(words: _Words, number: Number, after: str) -> bool:
    exact = number.low == number.high and number.hedge is None
    if exact and after in _FORMATIONS and words.text[number.stop][0].isupper():
        return True
    return number.core > 0 and exact and words.text[number.core].isdigit() and words.text[number.core - 1] == "-"
