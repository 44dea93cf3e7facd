"""Stretches of time counted from the day of the report or of the event told before: three days ago, the past ten days.

A count of days is exact to the day, one of weeks to a week, of months to a month, of years to a year. Words without a
count ("the past few days") hold all that they can mean and are vague.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import DatePrecision, When
from warledger.reading.dates_calendar import add_months, day, month, span, week_of, year
from warledger.reading.dates_rules import FROM_NAMED, FROM_REPORT, Context, Rule, rule
from warledger.reading.dates_values import length_value, period_value, point_value, stretch_value
from warledger.reading.dates_words import COUNT, HEDGE, ORDINAL, UNIT, count, ordinal

# Days: the most that "recent days", "recent weeks" are taken to reach back.
RECENT = {"hour": 1, "day": 7, "night": 7, "week": 35, "month": 124, "year": 1096, "decade": 10958}
_ONE_DAY = timedelta(days=1)


def _ago(match: re.Match[str], context: Context) -> When | None:
    return _back(match["u"].lower(), match["n"], context.published, -1, FROM_REPORT) if context.published else None


def _earlier(match: re.Match[str], context: Context) -> When | None:
    """As in "two days earlier": before the last day named, or the report's."""
    anchor = context.last_day or context.published
    basis = FROM_NAMED if context.last_day else FROM_REPORT
    return _back(match["u"].lower(), match["n"], anchor, -1, basis) if anchor else None


def _later(match: re.Match[str], context: Context) -> When | None:
    """As in "two days later": after the last day named; nothing where none is."""
    return _back(match["u"].lower(), match["n"], context.last_day, 1, FROM_NAMED) if context.last_day else None


def _back(unit: str, words: str, anchor: date, sign: int, basis: str) -> When:
    return _beside(unit, count(words), anchor, sign, basis)


def point_of(unit: str, number: int, published: date) -> When:
    """The time so many units before the report's day, as precise as the unit."""
    return _beside(unit, (number, False), published, -1, FROM_REPORT)


def stretch_to(unit: str, number: int, published: date) -> When:
    """The so many units up to the report's day."""
    return span(_shift(published, unit, -number), published, FROM_REPORT)


def _beside(unit: str, counted: tuple[int, bool], anchor: date, sign: int, basis: str) -> When:
    number, vague = counted
    if unit == "hour":
        first, last = sorted((anchor, anchor + timedelta(hours=sign * number)))
        return span(first, last, basis) if number > 24 else day(anchor, basis)
    if vague:
        first, last = sorted((anchor + sign * _ONE_DAY, _shift(anchor, unit, sign * number)))
        return span(first, last, basis, vague=True)
    at = _shift(anchor, unit, sign * number)
    if unit in ("day", "night"):
        return day(at, basis)
    if unit in ("week", "weekend"):
        return span(at - timedelta(days=3), at + timedelta(days=3), basis)
    if unit == "month":
        return month(at.year, at.month, basis)
    return year(at.year, basis) if unit == "year" else span(date(at.year - 2, 1, 1), date(at.year + 2, 12, 31), basis)


def _shift(at: date, unit: str, number: int) -> date:
    if unit in ("month", "year", "decade"):
        return add_months(at, number * {"month": 1, "year": 12, "decade": 120}[unit])
    if unit == "hour":
        return at + timedelta(days=-(-abs(number) // 24) * (1 if number > 0 else -1))
    return at + timedelta(days=number * (7 if unit in ("week", "weekend") else 1))


def _past_stretch(match: re.Match[str], context: Context) -> When | None:
    """As in "the past 10 days", "the past week": so long back, to the report's day."""
    if context.published is None:
        return None
    unit = match["u"].lower()
    number, vague = count(match["n"] or ("several" if match.groupdict().get("many") else "one"))
    found = span(_shift(context.published, unit, -number), context.published, FROM_REPORT, vague=vague)
    if not vague and (found.end - found.start) <= _ONE_DAY:
        return When(found.start, found.end, DatePrecision.DAY, FROM_REPORT)  # the past 24 hours
    return found


def _in_count(match: re.Match[str], context: Context) -> When | None:
    """As in "in 10 days": the days up to the report, or those after it where the words look ahead."""
    return _next_stretch(match, context) if context.future else _past_stretch(match, context)


def _next_stretch(match: re.Match[str], context: Context) -> When | None:
    """As in "the next two weeks", "in 10 days" ahead."""
    if context.published is None:
        return None
    number, vague = count(match["n"] or "several")
    return span(context.published, _shift(context.published, match["u"].lower(), number), FROM_REPORT, vague=vague)


def _recent(match: re.Match[str], context: Context) -> When | None:
    if context.published is None:
        return None
    back = timedelta(days=RECENT[match["u"].lower()])
    if match["w"].lower() in ("coming", "following"):
        return span(context.published, context.published + back, FROM_REPORT, vague=True)
    return span(context.published - back, context.published, FROM_REPORT, vague=True)


def _consecutive(match: re.Match[str], context: Context) -> When | None:
    """As in "for a third consecutive day": the days up to the report's."""
    if context.published is None:
        return None
    number = ordinal(match["o"])
    days = (number - 1) * (7 if match["u"].lower() == "week" else 1)
    return span(context.published - timedelta(days=days), context.published, FROM_REPORT)


def _so_far(match: re.Match[str], context: Context) -> When | None:
    """As in "since the start of the year"."""
    if context.published is None:
        return None
    first = {"year": date(context.published.year, 1, 1), "month": context.published.replace(day=1)}
    return span(first.get(match["u"].lower(), week_of(context.published)), context.published, FROM_REPORT)


_LEAD = r"(?:\b(?i:in|over|during|for|within|throughout|across|on|since|until|by|from) )?"
_HEDGED = rf"(?:(?i:{HEDGE}))?\b(?P<n>(?i:{COUNT}))"
_UNIT = r"(?P<u>(?i:hour|day|night|week|month|year|decade))"
_OR_MORE = rf"(?:(?: to |[-–]){COUNT})?"  # "24 to 36 hours": the first number counts
_ENDS = r"(?= ?[.,;)])"  # "two days after." but not "two days after the attack"

RULES: tuple[Rule, ...] = (
    rule("count ago", "unit", rf"(?:\b(?i:since) )?{_HEDGED} (?P<u>(?i:{UNIT}))s? ago\b", _ago, value=point_value),
    rule(
        "count earlier",
        "unit",
        rf"{_HEDGED} (?P<u>(?i:{UNIT}))s? (?:(?i:earlier|prior|previously)\b(?! to)|(?i:before){_ENDS})",
        _earlier,
        value=point_value,
    ),
    rule(
        "count later",
        "unit",
        rf"{_HEDGED} (?P<u>(?i:{UNIT}))s? (?:(?i:later)\b|(?i:after){_ENDS})",
        _later,
        value=point_value,
    ),
    rule(
        "past stretch",
        "unit",
        rf"{_LEAD}(?:(?i:the|this) )?\b(?i:past|last|previous|preceding) "
        rf"(?:{_HEDGED}(?:-plus|-odd)? )?{_UNIT}(?P<many>s)?\b",
        _past_stretch,
        value=stretch_value,
    ),
    rule(
        "stretch ahead",
        "unit",
        rf"{_LEAD}(?:(?i:the) (?i:next|coming|following)|\b(?i:next|coming)) {_HEDGED}{_OR_MORE} {_UNIT}s?\b",
        _next_stretch,
        value=stretch_value,
    ),
    rule(
        "recent stretch",
        "unit",
        rf"(?:\b(?i:in|over|during|within) )?(?:(?i:the) )?\b(?P<w>(?i:recent|coming)) {_UNIT}s\b",
        _recent,
        value=stretch_value,
    ),
    rule(
        "consecutive",
        "unit",
        rf"(?:\b(?i:for) )?(?:(?i:the|a|an) )?\b(?P<o>(?i:{ORDINAL})) (?:consecutive|straight|successive) "
        r"(?P<u>day|night|evening|week)\b",
        _consecutive,
        value=lambda match, _: length_value(match["u"], ordinal(match["o"])),
    ),
    rule(
        "so far",
        "unit",
        r"\b(?i:since) (?i:the )?(?:(?:start|beginning|turn) of (?:the|this) )?(?P<u>year|month|week)\b"
        r"(?: (?:started|began))?",
        _so_far,
        dated=False,
        value=period_value,
    ),
    rule(
        "in a count",
        "unit",
        rf"(?<!time )(?<!times )\b(?i:in|within) (?!an? ){_HEDGED}{_OR_MORE} {_UNIT}s?\b"
        r"(?! (?:ago|of age|earlier|later))",
        _in_count,
        value=stretch_value,
    ),
)
