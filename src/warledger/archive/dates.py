"""Finds the day a report was published in its own words: a dateline, a date on a line of its own, a dated heading.

A day is only ever read off the page: a date without a year gives nothing, a stretch of days gives nothing, and so does
a day after the capture. The day of an event told in a sentence is no day of publication and is not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice

FILE_MADE = "property of the file: the day it was made"  # which yields to a day that the text gives
FIRST_OFFSET = timedelta(hours=14)  # the calendar turns first at UTC+14: a date after that is not yet anywhere
TOP = 1000  # characters in which a dateline or a date line must stand
TOP_LINES = 6
HEADING_LINES = 2
HEADING_LENGTH = 140
CAPTIONS_WITHIN = 5000
DATELINE_LENGTH = 80  # characters before the date: places and an agency

_ENGLISH_NAMES = "january february march april may june july august september october november december"
_ENGLISH = tuple(_ENGLISH_NAMES.split())
_ARABIC = (  # the months of the Levant and Iraq, then those of Egypt and the Gulf, then the Maghreb's own
    (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ),
    ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
MONTHS = {name: number for names in (_ENGLISH, *_ARABIC) for number, name in enumerate(names, 1)}
MONTHS |= {name[:3]: number for number, name in enumerate(_ENGLISH, 1)} | {"sept": 9}
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = r"(?<![\d.,/:-])\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"\d{4}(?!\d)"
WRITTEN = (
    re.compile(rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})", re.I),
    re.compile(rf"(?<!\w)(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th)?),?\s+(?P<year>{_YEAR})", re.I),
    re.compile(rf"(?<![\d/-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
    re.compile(rf"(?<![\d./])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_YEAR})"),
    re.compile(rf"(?<![\d./])(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{{1,2}})/(?P<year>{_YEAR})"),  # 25/12: no doubt
    re.compile(rf"(?<![\d./])(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>{_YEAR})"),
)
SHORT_YEAR = re.compile(rf"(?P<day>{_DAY})\s+(?P<month>{_MONTH})\.?\s+(?P<year>\d\d)(?=\s*(?:\(|\[|--|[–—]))", re.I)
RANGE_BEFORE = re.compile(rf"(?:\d|\b(?:{_MONTH}))\.?\s*(?:to|and|until|till|through|إلى|حتى|و|[-–—])\s*$", re.I)

_WEEKDAY = (
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
)
ON_ITS_OWN = re.compile(  # what may stand beside a date on a line of its own
    rf"(?:{_WEEKDAY}|published|posted|updated|last|date|dated|issued|released|on|at|the|by|time|am|pm|a\.m\.|p\.m\.|"
    r"gmt|utc|est|edt|bst|cet|eet|local|\d{1,2}[:.]\d\d(?::\d\d)?|t|z|يوم|تاريخ|نشر|في|بتاريخ|[^\w])*",
    re.I,
)
PLACE_BEFORE = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*)?\W*(?P<first>[^\W\d_][\w'’.-]*)(?:[ -][\w'’.-]+){0,4}(?:,[\w'’. -]{2,30}){0,2}"
    rf"[,،]?\s*(?:[-–—]\s*)?(?:(?:{_WEEKDAY})[,،]?\s*)?",
    re.I,
)
IN_A_SENTENCE = re.compile(r"\b(?:on|in|of|since|from|by|until|after|before|said|is|was|were)\b|\b(?:في|منذ)\b")
SET_OFF = re.compile(rf"[,،–—-]\s*(?:(?:{_WEEKDAY})[,،]?\s*)?$", re.I)
CLOSED_AFTER = re.compile(r"\s*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]|\)|\]|--|[-–—])")
ENDED_AFTER = re.compile(r"\s*[.:,،]?(?:\s|$)")
HEADING_BEFORE = re.compile(rf"(?:^|[,،:|(\[–—-]\s*)(?:(?:{_WEEKDAY})[,،]?\s*)?$", re.I)
ON_A_DAY = re.compile(rf"\bon\s+(?:{_WEEKDAY})[,،]?\s*$", re.I)
HEADING_AFTER = re.compile(r"\s*(?:$|[)\]:|–—-])")
CREDIT = re.compile(
    r"\b(?:photo|photograph|image|picture|file|handout|reuters|afp|getty|epa|xinhua)\b|صورة|تصوير", re.I
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day read off a text, the rule that read it, and where its words stand."""

    day: date
    rule: str
    start: int
    end: int


def top_date(text: str, latest: date) -> Dated | None:
    """The day that the top of a report gives as its own: dateline, then a date line, then a dated heading."""
    lines = list(_lines(text, TOP, TOP_LINES))
    for rule, searched in ((_dateline, TOP_LINES), (_date_line, TOP_LINES), (_dated_heading, HEADING_LINES)):
        for start, line in lines[:searched]:
            dated = rule(line, start, latest)
            if dated is not None:
                return dated
    return None


def caption_date(text: str, latest: date) -> Dated | None:
    """The newest day in a photo caption near the top: the report is no older than its newest picture."""
    captions = [
        Dated(dated.day, "photo caption", dated.start, dated.end)
        for start, line in _lines(text, CAPTIONS_WITHIN, CAPTIONS_WITHIN)
        if CREDIT.search(line)
        for dated in _dates(line, start, latest)
    ]
    return max(captions, key=lambda dated: dated.day, default=None)


def iso_day(value: str) -> date | None:
    """The day of an ISO date, alone or with a time, as written (its own time zone's day).

    >>> iso_day("2014-04-03"), iso_day("2014-04-03T23:00:00+03:00"), iso_day("2014-13-03"), iso_day("April")
    (datetime.date(2014, 4, 3), datetime.date(2014, 4, 3), None, None)
    """
    value = value.strip()
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|[T ][0-9])", value):
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None


def day_of(value: str) -> date | None:
    """The day in a value that a machine or a person wrote into a header or a meta tag.

    >>> day_of("Thu, 03 Apr 2014 10:00:00 +0300"), day_of("D:20140403101500Z"), day_of("April 3, 2014"), day_of("03/04")
    (datetime.date(2014, 4, 3), datetime.date(2014, 4, 3), datetime.date(2014, 4, 3), None)
    """
    compact = re.match(r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9]{1,3}(?:$|\D))", value.strip())
    try:
        if compact:
            return date(*(int(part) for part in compact.groups()))
        if day := iso_day(value) or iso_day(value.strip()[:10]):
            return day
        if re.match(r"\s*[A-Za-z]{3},", value):
            return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return next((dated.day for dated in _dates(value[:200], 0, date.max)), None)


def in_the_future(day: date, now: datetime) -> bool:
    """Whether a day has begun nowhere on Earth yet."""
    return latest_day(now) < day


def latest_day(now: datetime) -> date:
    """The latest date that any calendar on Earth shows at a moment.

    >>> latest_day(datetime(2024, 1, 1, 11)), latest_day(datetime(2024, 1, 1, 9))
    (datetime.date(2024, 1, 2), datetime.date(2024, 1, 1))
    """
    return (now + FIRST_OFFSET).date()


def _dateline(line: str, start: int, latest: date) -> Dated | None:
    """'KABUL, 12 May 2021 (Northern Wire) -': a place, a date, and an end to both, before the story begins."""
    for dated in [*_dates(line, start, latest), *_short_years(line, start, latest)]:
        before, after = line[: dated.start - start], line[dated.end - start :]
        place = PLACE_BEFORE.fullmatch(before) if len(before) <= DATELINE_LENGTH else None
        if place is None or IN_A_SENTENCE.search(before):
            continue
        first = place["first"]
        capitals = first.isupper() and len(first) >= 3
        named = capitals or (SET_OFF.search(before) and (first[0].isupper() or first.lower() == first.upper()))
        if (named and CLOSED_AFTER.match(after)) or (capitals and ENDED_AFTER.match(after)):
            return Dated(dated.day, "dateline", dated.start, dated.end)
    return None


def _date_line(line: str, start: int, latest: date) -> Dated | None:
    """'Sunday 6 October 2013', 'Posted: 3 April 2014 10:32': a line that is a date and nothing else."""
    for dated in _dates(line, start, latest):
        rest = line[: dated.start - start] + " " + line[dated.end - start :]
        if ON_ITS_OWN.fullmatch(rest):
            return Dated(dated.day, "date on a line of its own", dated.start, dated.end)
    return None


def _dated_heading(line: str, start: int, latest: date) -> Dated | None:
    """'Bulletin for partners, 20 March 2021': a heading that a date closes or opens, set off from the rest."""
    if len(line) > HEADING_LENGTH or line.rstrip().endswith((".", "؟", "?", "!")):
        return None
    found = list(_dates(line, start, latest))
    if len(found) != 1:
        return None
    before, after = line[: found[0].start - start], line[found[0].end - start :]
    if HEADING_BEFORE.search(before) and HEADING_AFTER.match(after) and not ON_A_DAY.search(before):
        return Dated(found[0].day, "date in the heading", found[0].start, found[0].end)
    return None


def _lines(text: str, within: int, most: int) -> Iterator[tuple[int, str]]:
    """The first lines that are not blank, each with where it starts."""
    for match in islice(re.finditer(r"[^\n]*\S[^\n]*", text[:within]), most):
        yield match.start(), match.group()


def _dates(line: str, start: int, latest: date) -> Iterator[Dated]:
    """Every full date written in a line, in order, but for the ends of stretches of days."""
    matches = [match for pattern in WRITTEN for match in pattern.finditer(line)]
    for match in sorted(matches, key=lambda found: found.start()):
        day = _day(match, int(match["year"]))
        if day and day <= latest and not RANGE_BEFORE.search(line[: match.start()]):
            yield Dated(day, "date", start + match.start(), start + match.end())


def _short_years(line: str, start: int, latest: date) -> Iterator[Dated]:
    """'9 JAN 90 (EFE)': the century is the last one that had that day before the capture."""
    for match in SHORT_YEAR.finditer(line):
        short = int(match["year"])
        days = [day for century in (2000, 1900) if (day := _day(match, century + short)) and day <= latest]
        if days:
            yield Dated(days[0], "date", start + match.start(), start + match.end())


def _day(match: re.Match[str], year: int) -> date | None:
    month = match["month"].lower()
    number = MONTHS.get(month) or (int(month) if month.isdecimal() else 0)
    try:
        return date(year, number, int(re.sub(r"\D", "", match["day"])))
    except ValueError:
        return None
