"""Dates by the calendar: days, months, seasons and years, whole or in part, with their year or without; and ranges.

Each function reckons one form from its match; `RULES` ties the forms to their patterns.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import When
from warledger.reading.dates_calendar import (
    date_or_none,
    day,
    month,
    month_length,
    part_of_month,
    season,
    span,
    year,
)
from warledger.reading.dates_rules import FAR_AHEAD, Context, Rule, nearest_year, rule
from warledger.reading.dates_words import (
    DAY,
    FULL_MONTH,
    MONTH,
    PART,
    PLAIN_MONTH,
    SEASON,
    SHORT_WEEKDAY,
    YEAR,
    day_number,
    month_number,
    part_name,
    weekday_number,
)

WRITTEN = "as written"
_DASH = r" ?[-–—] ?"
_NOT_A_NAME = r"(?! Movement\b| Brigades?\b| Square\b| Street\b)"
_ON = r"(?:\b(?i:on|since|until|by|from|around|before|after|starting|late on|early on) )?"
_IN = r"(?:\b(?i:in|during|since|until|by|from|around|throughout|starting in|as of) )?"


def _iso(match: re.Match[str], _: Context) -> When | None:
    at = date_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    return day(at, WRITTEN) if at else None


def _day(match: re.Match[str], context: Context) -> When | None:
    number, day_of_month = month_number(match["m"]), day_number(match["d"])
    if match["y"]:
        at = date_or_none(int(match["y"]), number, day_of_month)
        return day(at, WRITTEN) if at else None
    found = nearest_year(number, day_of_month, context)
    if match["wd"] and found and (at := _of_weekday(number, day_of_month, weekday_number(match["wd"]), context)):
        return day(at, "the nearest year in which it is that weekday")
    return day(date(found[0], number, day_of_month), found[1]) if found else None


def _of_weekday(number: int, day_of_month: int, weekday: int, context: Context) -> date | None:
    """The day in the nearest year in which it falls on that weekday; within the last ten years, or the next one."""
    if context.published is None:
        return None
    near = context.published + timedelta(days=FAR_AHEAD)
    years = range(near.year, near.year - 10, -1)
    days = [at for one in years if (at := date_or_none(one, number, day_of_month)) and at.weekday() == weekday]
    return next((at for at in days if at <= near), None)


def _day_range(match: re.Match[str], context: Context) -> When | None:
    """As in "3 to 5 May", "May 8–10, 2025", "between 30 April and 2 May": the year of the end holds for the start."""
    groups = match.groupdict()
    first_month = month_number(groups.get("m1") or match["m"])
    last_month = month_number(groups.get("m") or match["m1"])
    end = _year_of(match["y"], last_month, day_number(match["d2"]), context)
    if end is None:
        return None
    number, basis = end
    start_year = number - 1 if first_month > last_month else number
    start = date_or_none(start_year, first_month, day_number(match["d1"]))
    stop = date_or_none(number, last_month, day_number(match["d2"]))
    return span(start, stop, basis) if start and stop and start <= stop else None


def _year_of(written: str | None, number: int, day_of_month: int, context: Context) -> tuple[int, str] | None:
    return (int(written), WRITTEN) if written else nearest_year(number, day_of_month, context)


def _month(match: re.Match[str], context: Context) -> When | None:
    number = month_number(match["m"])
    found = _year_of(match.groupdict().get("y"), number, 1, context)
    if found is None:
        return None
    part = match.groupdict().get("p")
    return part_of_month(found[0], number, part_name(part), found[1]) if part else month(found[0], number, found[1])


def _month_of_year(match: re.Match[str], context: Context) -> When | None:
    """As in "May of last year", "October this year"."""
    if context.published is None:
        return None
    offset = {"last": -1, "this": 0, "next": 1, "previous": -1}[match["w"].lower()]
    return month(context.published.year + offset, month_number(match["m"]), "counted from the report's year")


def _said_month(match: re.Match[str], context: Context) -> When | None:
    """As in "last August": the last one that was over; "this March", "next May"."""
    if context.published is None:
        return None
    number, word = month_number(match["m"]), match["w"].lower()
    this = context.published.year
    if word in ("last", "past"):
        over = number < context.published.month
        return month(this if over else this - 1, number, "the last one over before the report")
    if word == "next":
        return month(this + 1 if number <= context.published.month else this, number, "the next one after the report")
    return month(this, number, "of the report's year")


def _month_range(match: re.Match[str], context: Context) -> When | None:
    first, last = month_number(match["m1"]), month_number(match["m2"])
    found = _year_of(match["y"], last, 1, context)
    if found is None:
        return None
    number, basis = found
    start_year = int(match["y1"] or (number - 1 if first > last else number))
    start = date(start_year, first, 1)
    end = date(number, last, month_length(number, last))
    return span(start, end, basis) if start <= end else None


def _year(match: re.Match[str], _: Context) -> When | None:
    part = match["p"]
    return year(int(match["y"]), WRITTEN, part_name(part) if part else None)


def _year_range(match: re.Match[str], _: Context) -> When | None:
    first = int(match["y1"])
    last = match["y2"]
    final = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return span(date(first, 1, 1), date(final, 12, 31), WRITTEN) if first < final else None


def _decade(match: re.Match[str], _: Context) -> When | None:
    first = int(match["y"])
    return span(date(first, 1, 1), date(first + 9, 12, 31), WRITTEN)


def _season(match: re.Match[str], context: Context) -> When | None:
    groups = match.groupdict()
    name, word = match["s"].lower(), (groups.get("w") or "").lower()
    if groups.get("y"):
        return season(int(groups["y"]), name, WRITTEN)
    if context.published is None:
        return None
    published = context.published
    basis = "the next one after the report" if word == "next" else "the last one begun before the report"
    near = [season(published.year + offset, name, basis) for offset in (1, 0, -1, -2)]
    if word == "next":
        return min((found for found in near if found.start > published), key=lambda found: found.start)
    over = word in ("last", "previous", "past")
    return next(found for found in near if (found.end if over else found.start) <= published)


_FROM = r"(?:\b(?i:from|between|on) )?"
_NOT_COUNTED = r"(?! (?:people|killed|troops|soldiers|dead|rounds|homes|others))"
_WEEKDAY = rf"(?:(?P<wd>{SHORT_WEEKDAY}),? )?"
_YEAR_AFTER = rf"(?:,? (?P<y>{YEAR}))?"

RULES: tuple[Rule, ...] = (
    rule("iso date", "year", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
    rule(
        "days of two months",
        "month",
        rf"{_FROM}(?P<d1>{DAY}) (?P<m1>{MONTH})(?:{_DASH}| to | and | until | through )"
        rf"(?P<d2>{DAY}) (?P<m>{MONTH}){_YEAR_AFTER}",
        _day_range,
    ),
    rule(
        "days of two months, month first",
        "month",
        rf"{_FROM}\b(?P<m1>{MONTH}) (?P<d1>{DAY})(?:{_DASH}| to | and | until | through )"
        rf"(?P<m>{MONTH}) (?P<d2>{DAY}){_YEAR_AFTER}",
        _day_range,
    ),
    rule(
        "days of one month",
        "month",
        rf"{_FROM}\b(?P<d1>{DAY})(?:{_DASH}| to | and | through )(?P<d2>{DAY}) (?P<m>{MONTH}){_YEAR_AFTER}",
        _day_range,
    ),
    rule(
        "days of one month, month first",
        "month",
        rf"{_FROM}\b(?P<m1>{MONTH}) (?P<d1>{DAY})(?:{_DASH}| to | and | through )(?P<d2>{DAY}){_YEAR_AFTER}",
        _day_range,
    ),
    rule(
        "day and month",
        "month",
        rf"{_ON}(?:the )?{_WEEKDAY}\b(?P<d>{DAY})(?: of)? (?P<m>{MONTH}){_YEAR_AFTER}{_NOT_A_NAME}",
        _day,
    ),
    rule(
        "month and day",
        "month",
        rf"{_ON}{_WEEKDAY}\b(?P<m>{MONTH}) (?P<d>{DAY}){_YEAR_AFTER}{_NOT_A_NAME}",
        _day,
    ),
    rule(
        "months",
        "month",
        rf"\b(?i:from|between) (?P<m1>{FULL_MONTH})(?: (?P<y1>{YEAR}))?(?: to | and | until | through |{_DASH})"
        rf"(?P<m2>{FULL_MONTH})(?: (?P<y>{YEAR}))?",
        _month_range,
    ),
    rule(
        "part of a month",
        "month",
        rf"{_IN}\b(?P<p>(?i:{PART}))[ -](?P<m>{FULL_MONTH})(?:,? (?P<y>{YEAR}))?",
        _month,
    ),
    rule("month and year", "month", rf"{_IN}\b(?P<m>{MONTH})(?: of|,)? (?P<y>{YEAR})", _month),
    rule(
        "month of last year",
        "month",
        rf"{_IN}\b(?P<m>{FULL_MONTH})(?: of)? (?:the )?(?P<w>(?i:last|this|next|previous)) year\b",
        _month_of_year,
    ),
    rule("last month by name", "month", rf"{_IN}\b(?P<w>(?i:last|past|this|next)) (?P<m>{FULL_MONTH})", _said_month),
    rule(
        "month",
        "month",
        r"\b(?:(?i:in|during|since|until|throughout|through|by|from|earlier in|later in|the month of) )"
        rf"(?P<m>(?:{PLAIN_MONTH}|March|(?:April|May|June|August)(?! [A-Z]))(?![\w-]))(?! \d)",
        _month,
    ),
    rule("month alone", "month", rf"\b(?P<m>{PLAIN_MONTH})(?!['’ ]?[A-Z0-9])", _month),
    rule(
        "season and year",
        "season",
        rf"{_IN}\b(?:the )?(?:early |late )?(?P<s>(?i:{SEASON}))(?: of|,)? (?P<y>{YEAR})",
        _season,
    ),
    rule(
        "season by name",
        "season",
        rf"{_IN}\b(?P<w>(?i:last|this|next|previous|past)) (?P<s>(?i:{SEASON}))\b",
        _season,
    ),
    rule("season", "season", r"\b(?i:in|during|since) (?:the )?(?P<s>spring|summer|autumn|winter)\b", _season),
    rule(
        "years",
        "year",
        rf"(?:\b(?i:from|between|in|during) )?\b(?P<y1>(?:19|20)\d\d)(?: to | and | until | through |{_DASH})"
        rf"(?P<y2>(?:19|20)\d\d|\d\d)(?![\w%]|[.,:-]\d)",
        _year_range,
    ),
    rule(
        "decade",
        "year",
        r"(?:\b(?i:in|during|since) )?(?:\b(?i:the) )?(?:\b(?i:early|mid|late)[ -])?\b(?P<y>(?:19|20)\d0)s\b",
        _decade,
    ),
    rule(
        "year",
        "year",
        r"\b(?:(?i:in|during|since|until|by|from|throughout|as of|back in|after|before|through)(?: the)?(?: year)? )"
        rf"(?:(?P<p>(?i:{PART}))[ -])?(?P<y>{YEAR}|(?<=\bin )1[678]\d\d(?![\w%]|[.,:]\d| [a-z]+s\b)){_NOT_COUNTED}",
        _year,
    ),
    rule(
        "year of something",
        "year",
        r"(?:(?<=\bthe )|(?<=\bThe )|(?<=\bof )|(?<=\bto )|(?<=\b[Aa] )|(?<=\d and )|(?<=\d, )|(?<=\b[Pp]ost-))"
        rf"(?P<p>x)?(?P<y>{YEAR}){_NOT_COUNTED}",
        _year,
    ),
    rule("part of a year", "year", rf"\b(?P<p>(?i:early|mid|late))[ -](?P<y>{YEAR})", _year),
)
