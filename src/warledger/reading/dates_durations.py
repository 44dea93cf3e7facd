"""Adds the expressions of time that date no event: lengths ("for three days"), rates ("20 a day"), "now" and the like.

They stand for no interval of days, only for a value ("P3D"), so no claim is dated by them. An age is none of them, nor
is what the dates have already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from warledger.model.reading import Reading, Step, TimeMention
from warledger.reading.dates_values import length_value
from warledger.reading.dates_words import HEDGE, LENGTH_COUNT, amount

_HINTS = re.compile(
    r"(?:second|minute|hour|day|night|week|month|year|decade|centur)|\b(?:now|current|future|present|daily|"
    r"annual|nowadays|past)",
    re.IGNORECASE,
)
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centurie|century)"
_MORE = r"(?:more |additional |extra |full |whole |straight |consecutive |solid |long |business |working )?"
_LENGTH = (
    rf"(?:{HEDGE})?\b(?!an? (?:second|weekend|night)\b)(?P<n>{LENGTH_COUNT})"
    rf"(?P<half>(?: and a half| 1/2|-and-a-half|½)?)(?: |-){_MORE}(?P<u>{_UNIT})s?"
    r"(?:-long\b|\b(?!-old|-olds| old\b| of age\b| ago\b|-year))"
)
_SOME = rf"(?:(?<=\bfor )|(?<=\bspent )|(?<=\bafter )|(?<=\btook )|(?<=\btake )|(?<=\bin ))(?P<some>{_UNIT})s\b(?! ago)"
_LONG = rf"\b(?P<long>{_UNIT})s?-long\b"
_RATE = (
    r"\b(?P<rate>daily|weekly|monthly|yearly|annually|hourly|nightly)\b"
    rf"|\b(?P<each>every|each|per) (?:(?P<every>two|three|four|five|six|seven|\d+|other|few) )?(?P<ru>{_UNIT})s?\b"
    rf"|(?:(?<=\bonce )|(?<=\btwice )|(?<=\btimes )|(?<=\d )|(?<=\bpeople )|(?<=\bhours ))(?P<a>an?) (?P<au>{_UNIT})\b"
)
_NOW = (
    r"\b(?P<now>(?:right )?now(?!adays)|nowadays|currently|current|at present|presently|at the moment)\b(?!-)"
    r"|\b(?P<future>(?:the )?(?:near |foreseeable |not too distant )?future)\b"
    r"|\b(?P<past>(?<=in )the (?:recent |distant )?past)\b(?! (?:\w+ )?(?:hour|day|week|month|year|decade)s?\b)"
)
_ANY = re.compile("|".join((_LENGTH, _SOME, _LONG, _RATE, _NOW)), re.IGNORECASE)
_RATES = {"daily": "D", "weekly": "W", "monthly": "M", "yearly": "Y", "annually": "Y", "hourly": "H", "nightly": "D"}
_REFERENCES = {"now": "PRESENT_REF", "future": "FUTURE_REF", "past": "PAST_REF"}
_OTHER = {"other": 2.0, "few": None}


def add_durations(reading: Reading) -> Reading:
    """Add the durations, the rates and the words for now, the past and the future."""
    assert reading.times is not None
    dated = [(time.quote.start, time.quote.end) for time in reading.times]
    return replace(reading, durations=tuple(_free(_mentions(reading), dated)))


STEP = Step("durations", needs=("sentences", "times"), adds="durations", run=add_durations)


def _mentions(reading: Reading) -> Iterator[TimeMention]:
    text = reading.document.text
    for sentence in reading.sentences or ():
        if sentence.kind != "byline" and _HINTS.search(text, sentence.start, sentence.end):
            for match in _ANY.finditer(text, sentence.start, sentence.end):
                yield TimeMention(reading.quote(*match.span()), None, _value(match))


def _free(found: Iterator[TimeMention], dated: Sequence[tuple[int, int]]) -> Iterator[TimeMention]:
    """Those that share no letter with a date; both come in the order of the text."""
    behind = 0
    for mention in found:
        while behind < len(dated) and dated[behind][1] <= mention.quote.start:
            behind += 1
        if behind == len(dated) or mention.quote.end <= dated[behind][0]:
            yield mention


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    for name, reference in _REFERENCES.items():
        if groups[name]:
            return reference
    if groups["rate"]:
        letter = _RATES[groups["rate"].lower()]
        return f"P{'T' if letter == 'H' else ''}1{letter}"
    if groups["each"]:
        return length_value(groups["ru"], _every(groups["every"]))
    if groups["au"]:
        return length_value(groups["au"], 1)
    if groups["u"]:
        return _length(groups["u"], groups["n"], bool(groups["half"]))
    return length_value(groups["some"] or groups["long"], 1 if match.group().lower().startswith("day") else None)


def _every(words: str | None) -> float | None:
    if words is None:
        return 1
    return _OTHER[words.lower()] if words.lower() in _OTHER else amount(words)


def _length(unit: str, words: str, half: bool) -> str:
    number = amount(words)
    if number is not None and half and unit.lower() == "hour":
        return f"PT{number:g}H30M"
    return length_value(unit, number + 0.5 if number is not None and half else number)
