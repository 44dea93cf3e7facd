"""Days and periods that lean on another time of the text: the night before, that year, two days after Monday.

They are reckoned from the time named last before them; where the text names none, "the day before" leans on the
report's day and the others stand for no interval.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import DatePrecision, When
from warledger.reading.dates_calendar import add_months, date_or_none, day, month, night, span, week_of, year
from warledger.reading.dates_rules import FROM_NAMED, FROM_REPORT, Context, Rule, nearest_year, rule, weekday
from warledger.reading.dates_values import part_of_day, week_value
from warledger.reading.dates_words import DAY, MONTH, WEEKDAY, day_number, month_number, weekday_number

_ONE_DAY = timedelta(days=1)
_BACK = frozenset("previous preceding before prior earlier".split())


def _neighbour(match: re.Match[str], context: Context) -> When | None:
    """As in "the previous day", "the night before", "the next morning"."""
    back = match["w"].lower() in _BACK
    anchor = context.last_day or (context.published if back else None)
    if anchor is None:
        return None
    basis = FROM_NAMED if context.last_day else FROM_REPORT
    at = anchor + (-_ONE_DAY if back else _ONE_DAY)
    return night(at, basis) if match["u"].lower() == "night" else day(at, basis)


def _neighbour_value(match: re.Match[str], when: When | None) -> str | None:
    if when is None or match["u"].lower() == "day":
        return when.start.isoformat() if when else None
    return when.start.isoformat() + part_of_day(match["u"])


def _same(match: re.Match[str], context: Context) -> When | None:
    """As in "that same day", "later that year": the day, week, month or year of the time named last."""
    unit = match["u"].lower()
    if unit in ("day", "night", "morning", "afternoon", "evening"):
        if context.last_day is None:
            return None
        return night(context.last_day, FROM_NAMED) if unit == "night" else day(context.last_day, FROM_NAMED)
    if context.last is None or context.last.precision is DatePrecision.VAGUE:
        return None
    return _period(unit, context.last.start)


def _next_period(match: re.Match[str], context: Context) -> When | None:
    """As in "the following month", "the previous year", of the time named last."""
    if context.last is None or context.last.precision is DatePrecision.VAGUE:
        return None
    step = -1 if match["w"].lower() in _BACK else 1
    unit, at = match["u"].lower(), context.last.start
    if unit == "week":
        return _period(unit, at + timedelta(days=7 * step))
    return _period(unit, add_months(at, step * (12 if unit == "year" else 1)))


def _period(unit: str, at: date) -> When:
    if unit == "week":
        return span(week_of(at), week_of(at) + timedelta(days=6), FROM_NAMED)
    return year(at.year, FROM_NAMED) if unit == "year" else month(at.year, at.month, FROM_NAMED)


def _beside(match: re.Match[str], context: Context) -> When | None:
    """As in "the day before yesterday", "the day after Tuesday", "the day before last Tuesday"."""
    if context.published is None:
        return None
    words = match["d"].lower()
    if words in ("yesterday", "tomorrow"):
        at: date | None = context.published + (_ONE_DAY if words == "tomorrow" else -_ONE_DAY)
    else:
        at = weekday(weekday_number(match["d"]), context)
    if at is None:
        return None
    return day(at + (-_ONE_DAY if match["w"].lower() == "before" else _ONE_DAY), FROM_REPORT)


def _week_of_day(match: re.Match[str], context: Context) -> When | None:
    """As in "the week of March 6"."""
    number, day_of_month = month_number(match["m"]), day_number(match["d"])
    found = nearest_year(number, day_of_month, context)
    at = date_or_none(found[0], number, day_of_month) if found else None
    return span(week_of(at), week_of(at) + timedelta(days=6), found[1]) if at and found else None


def _weekdays(match: re.Match[str], context: Context) -> When | None:
    """As in "from Monday to Wednesday", "Tuesday through Friday": the last such days up to the report."""
    last = weekday(weekday_number(match["d2"]), context)
    if last is None:
        return None
    first = last - timedelta(days=(weekday_number(match["d2"]) - weekday_number(match["d1"])) % 7)
    return span(first, last, "the last ones" if context.published and last <= context.published else "the next ones")


def _end_of(match: re.Match[str], context: Context) -> When | None:
    """As in "by the end of the month", "at the end of this year", "the beginning of the week"."""
    at = context.published
    if at is None:
        return None
    offset = {"last": -1, "next": 1}.get(match["w"].lower(), 0)
    late, unit = match["s"].lower() == "end", match["u"].lower()
    if unit == "week":
        first = week_of(at) + timedelta(days=7 * offset + (4 if late else 0))
        return span(first, first + timedelta(days=2), FROM_REPORT)
    if unit == "month":
        whole = month(*_month_of(add_months(at, offset)), FROM_REPORT)
        return span(whole.start + timedelta(days=20), whole.end, FROM_REPORT) if late else _first_third(whole)
    return year(at.year + offset, FROM_REPORT, "late" if late else "early")


def _first_third(whole: When) -> When:
    return span(whole.start, whole.start + timedelta(days=9), FROM_REPORT)


def _month_of(at: date) -> tuple[int, int]:
    return at.year, at.month


def _end_value(match: re.Match[str], when: When | None) -> str | None:
    if when is None:
        return None
    iso = when.start.isoformat()
    return {"week": week_value(when.start), "month": iso[:7]}.get(match["u"].lower(), iso[:4])


_ENDS = r"(?= ?[.,;:)”\"—–]|'')|(?= (?:in|at|on|near|and|but|by|when|while|with|from|for|as|that|after being)\b)"

RULES: tuple[Rule, ...] = (
    rule(
        "neighbouring day",
        "unit",
        r"(?:\b(?i:on) )?\b(?i:the|a|one) (?P<w>(?i:previous|preceding|next|following)) "
        r"(?P<u>day|night|morning|afternoon|evening)\b",
        _neighbour,
        value=_neighbour_value,
    ),
    rule(
        "day before",
        "unit",
        r"\b(?i:the|a) (?P<u>day|night|morning|evening|afternoon) (?P<w>before|prior|earlier|after|later)\b"
        rf"(?:{_ENDS}|$)",
        _neighbour,
        value=_neighbour_value,
    ),
    rule(
        "day beside another",
        "unit",
        rf"\b(?i:the|a) (?i:day) (?P<w>before|after) (?:last |on )?(?P<d>yesterday|tomorrow|{WEEKDAY})\b",
        _beside,
    ),
    rule(
        "same time",
        "unit",
        r"(?:\b(?i:on|in|earlier|later|during|early|late|before)(?: in)? )?\b(?i:that|the)(?:(?<=that)| same) "
        r"(?P<u>day|night|morning|afternoon|evening|week|month|year)\b"
        r"(?! (?:that|of|before|after|he|she|they|it|we)\b)",
        _same,
        dated=False,
    ),
    rule(
        "next period",
        "unit",
        r"(?:\b(?i:in|during) )?\b(?i:the) (?P<w>(?i:following|previous|preceding)) (?P<u>week|month|year)\b",
        _next_period,
    ),
    rule("week of a day", "month", rf"\b(?i:the week of) (?P<m>{MONTH}) (?P<d>{DAY})", _week_of_day),
    rule(
        "weekdays",
        "weekday",
        rf"(?:\b(?i:from|between) )?\b(?P<d1>{WEEKDAY})(?: (?:to|and|through|until|till) | ?[-–—] ?)(?P<d2>{WEEKDAY})",
        _weekdays,
    ),
    rule(
        "end of a period",
        "unit",
        r"(?:\b(?i:by|at|before|until|towards?|since|in) )?(?i:the )?(?P<s>(?i:end|beginning|start)) of "
        r"(?P<w>the|this|last|next) (?P<u>week|month|year)\b",
        _end_of,
        value=_end_value,
    ),
)
