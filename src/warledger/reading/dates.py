"""Adds the times: expressions of date in English, each with the interval of days that it stands for.

    words -> the longest rule that fits (dates_absolute, dates_relative, dates_stretches) -> an interval

How words are read, with the report's day as the day of reference:

* A day or month without its year is the nearest one up to the report (two days after it at most); words that look ahead
  ("will meet on", "until") make it the next one. A weekday likewise. Both need the report's day: without it they stand
  for no interval, and only what is written whole ("7 March 2014", "in 2013") does.
* early, mid and late are thirds: of a month to the 10th, to the 20th, from the 21st; of a year four months each.
  Seasons are those of the north, three whole months.
* "last week", "last month", "last year" are those of the calendar, weeks from Monday; "the past week" is seven days
  back.
* "since X" runs from X to the report, "until X" from the report to X; "before X" has no beginning and stands for
  nothing.
* "the deadliest since X" measures a record and dates nothing: it is left out.
* A duration ("for three years") and an age are no dates. Months that are names or verbs as well (May, March) need a
  cue.

Precision is the length of the interval (dates_calendar); words that only hint at a count are vague. No day is made
up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from warledger.model.claim import DatePrecision, When
from warledger.model.reading import Reading, Sentence, Step, TimeMention
from warledger.reading import (
    dates_absolute,
    dates_anchored,
    dates_arabic,
    dates_counted,
    dates_feasts,
    dates_relative,
    dates_stretches,
)
from warledger.reading.dates_arabic import ARABIC_HINT
from warledger.reading.dates_calendar import span
from warledger.reading.dates_clock import CLOCK, clocked
from warledger.reading.dates_feasts import FEAST_HINT
from warledger.reading.dates_rules import ANY, Context, Rule, written_years
from warledger.reading.dates_tense import tense_of
from warledger.reading.dates_values import ends_of, value_of

RULES: tuple[Rule, ...] = (
    *dates_absolute.RULES,
    *dates_feasts.RULES,
    *dates_counted.RULES,
    *dates_relative.RULES,
    *dates_anchored.RULES,
    *dates_stretches.RULES,
    *dates_arabic.RULES,
)
_HINTS = re.compile(
    rf"(?P<clock>(?i:{CLOCK}))|"
    r"(?P<month>\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))"
    r"|(?P<weekday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?P<year>\b(?:19|20)\d\d|\bin 1[678]\d\d)"
    r"|(?P<unit>\b(?i:hour|day|night|morning|afternoon|evening|week|month|year|decade))"
    r"|(?P<season>\b(?i:spring|summer|autumn|fall|winter))"
    rf"|(?P<feast>{FEAST_HINT})"
    r"|(?P<numeric>\d[/.]\d\d?[/.]\d\d|\bthe \d\d?(?:st|nd|rd|th)\b|[ -](?:quarter|century)\b)"
    rf"|(?P<arabic>{ARABIC_HINT})"
    r"|(?P<word>\b(?i:yesterday|today|tomorrow|tonight|overnight|this|last|during|since|recently|dawn|predawn|midnight|early))"
)
_SINCE = re.compile(r"\bsince (?:[\w’'-]+ ){1,8}?$", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:first|last|second|third|\w+est|most|worst|only|record) (?:[\w’'-]+ ){0,9}?$", re.IGNORECASE)
_REACH = 80  # characters in front that are searched for a record


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def add_times(reading: Reading) -> Reading:
    """Add the times."""
    assert reading.sentences is not None
    published = reading.document.published.date if reading.document.published else None
    return replace(reading, times=tuple(_mentions(reading, reading.sentences, published)))


STEP = Step("dates", needs=("sentences",), adds="times", run=add_times)


@dataclass(slots=True)
class _Walk:
    """What is known on the way through a report: its day, and the times named last."""

    reading: Reading
    published: date | None
    years: Mapping[tuple[int, int], int]
    last_day: date | None = None
    last: When | None = None

    def mention(self, sentence: Sentence, found: _Found) -> TimeMention:
        """What an expression of a sentence stands for."""
        text = self.reading.document.text
        tense = tense_of(text, sentence, found.match)
        when = _reckoned(found, Context(self.published, tense, self.last_day, self.last, self.years))
        mention = TimeMention(
            self.reading.quote(found.start, found.end),
            _bounded(found, text, when, self.published),
            value_of(found.rule, found.match, when),
            parts=ends_of(self.reading, found.match, when),
        )
        if when is not None:
            self.last = when
            self.last_day = when.start if when.precision is DatePrecision.DAY else self.last_day
        return mention


def _mentions(reading: Reading, sentences: tuple[Sentence, ...], published: date | None) -> Iterator[TimeMention]:
    text = reading.document.text
    walk = _Walk(reading, published, written_years(text))
    for sentence in sentences:
        hints = {match.lastgroup for match in _HINTS.finditer(text, sentence.start, sentence.end)}
        if sentence.kind == "byline" or not hints:
            continue
        before = walk.last
        times = [walk.mention(sentence, found) for found in _told(text, sentence, hints)]
        yield from clocked(reading, sentence, times, before) if "clock" in hints else times


def _told(text: str, sentence: Sentence, hints: set[str | None]) -> Iterator[_Found]:
    """The expressions of a sentence; of one that measures a record only its clause, if it has one."""
    for found in _longest(_found(text, sentence, hints)):
        if not _is_record(text, sentence.start, found):
            yield found
        elif found.start != found.match.start():
            yield replace(found, start=found.match.start())


def _found(text: str, sentence: Sentence, hints: set[str | None]) -> Iterator[_Found]:
    since = "since " in text[sentence.start : sentence.end].lower()
    for rule in RULES:
        if rule.hint in hints or rule.hint == ANY:
            for match in rule.pattern.finditer(text, sentence.start, sentence.end):
                start = match.start()
                clause = _SINCE.search(text[sentence.start : start]) if since and rule.dated else None
                yield _Found(sentence.start + clause.start() if clause else start, match.end(), rule, match)


def _longest(found: Iterator[_Found]) -> Iterator[_Found]:
    """Of expressions that overlap the one that starts first, and of those the longest."""
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _reckoned(found: _Found, context: Context) -> When | None:
    try:
        return found.rule.reckon(found.match, context)
    except (OverflowError, ValueError):  # a day before the year 1 or after 9999
        return None


def _is_record(text: str, sentence_start: int, found: _Found) -> bool:
    """Whether it only says since when nothing like it was: "the largest attack since March"."""
    since = text[found.start : found.start + 5].lower() == "since"
    return since and _RECORD.search(text[max(sentence_start, found.start - _REACH) : found.start]) is not None


def _bounded(found: _Found, text: str, when: When | None, published: date | None) -> When | None:
    """What "since", "until", "by", "before" and "after" in front make of an interval."""
    word = text[found.start : found.end].split(" ", 1)[0].lower()
    if when is None or not found.rule.dated or word not in ("since", "until", "before", "after", "by"):
        return when
    if word in ("since", "after"):
        reaches = published is not None and when.start <= published
        return span(when.start, published, f"from it to the report; {when.basis}") if published and reaches else None
    if word in ("until", "by") and published is not None and when.end >= published:
        return span(published, when.end, f"from the report to it; {when.basis}")
    return when if word == "by" else None
