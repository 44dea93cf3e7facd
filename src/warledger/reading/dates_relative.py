"""Dates that lean on the day of the report: yesterday, on Tuesday, last week, the past ten days, three days ago.

A count of days is exact to the day, one of weeks to a week, of months to a month, of years to a year. Words without a
count ("the past few days") hold all that they can mean and are vague.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import DatePrecision, When
from warledger.reading.dates_calendar import add_months, day, month, night, span, week_of, year
from warledger.reading.dates_rules import Context, Rule, rule, weekday
from warledger.reading.dates_words import (
    COUNT,
    HEDGE,
    ORDINAL,
    TIME_OF_DAY,
    UNIT,
    WEEKDAY,
    count,
    ordinal,
    weekday_number,
)

FROM_REPORT = "counted from the report's day"
FROM_NAMED = "counted from the day named before"
RECENT = {"hour": 1, "day": 7, "week": 35, "month": 124, "year": 1096}  # days: the most that "recent days" reach back
_ONE_DAY = timedelta(days=1)
_NIGHT = frozenset(["night", "overnight"])


def _day_word(match: re.Match[str], context: Context) -> When | None:
    if context.published is None:
        return None
    word = match["w"].lower()
    at = context.published + {"yesterday": -_ONE_DAY, "tomorrow": _ONE_DAY}.get(word, timedelta(0))
    if word == "tonight" or (match.groupdict().get("t") or "").lower() in _NIGHT:
        return night(at, FROM_REPORT)
    return day(at, FROM_REPORT)


def _overnight(_: re.Match[str], context: Context) -> When | None:
    return night(context.published - _ONE_DAY, FROM_REPORT) if context.published else None


def _weekday(match: re.Match[str], context: Context) -> When | None:
    at = weekday(weekday_number(match["d"]), context)
    if at is None:
        return None
    basis = "the next one after the report" if context.published and context.published < at else "the last one"
    return night(at, basis) if (match.groupdict().get("t") or "").lower() in _NIGHT else day(at, basis)


def _said_weekday(match: re.Match[str], context: Context) -> When | None:
    """ "last Tuesday", "next Friday", "this Sunday"."""
    if context.published is None:
        return None
    number, word = weekday_number(match["d"]), match["w"].lower()
    back = (context.published.weekday() - number) % 7
    if word in ("last", "past", "previous"):
        return day(context.published - timedelta(days=back or 7), "the last one before the report")
    if word in ("next", "coming"):
        return day(context.published + timedelta(days=7 - back), "the next one after the report")
    return day(week_of(context.published) + timedelta(days=number), "of the report's week")


def _period(match: re.Match[str], context: Context) -> When | None:
    """ "last week", "this month", "earlier this year", "later this week"."""
    published = context.published
    if published is None:
        return None
    offset = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        match["w"].lower()
    ]
    whole = _whole_period(match["u"].lower(), published, offset)
    side = (match.groupdict().get("s") or "").lower()
    if side.startswith(("earlier", "so far", "already")):
        return span(whole.start, min(max(published, whole.start), whole.end), FROM_REPORT)
    if side.startswith("later"):
        return span(max(min(published, whole.end), whole.start), whole.end, FROM_REPORT)
    return whole


def _whole_period(unit: str, published: date, offset: int) -> When:
    if unit == "night":
        return night(published + timedelta(days=min(offset, 0)), FROM_REPORT)
    if unit == "year":
        return year(published.year + offset, FROM_REPORT)
    if unit == "month":
        at = add_months(published, offset)
        return month(at.year, at.month, FROM_REPORT)
    if unit == "weekend":
        saturday = week_of(published) + timedelta(days=5)
        if offset == -1 or (offset == 0 and saturday > published):
            saturday -= timedelta(days=7)
        return span(saturday, saturday + _ONE_DAY, FROM_REPORT)
    monday = week_of(published) + timedelta(days=7 * offset)
    return span(monday, monday + timedelta(days=6), FROM_REPORT)


def _weekend(_: re.Match[str], context: Context) -> When | None:
    return _whole_period("weekend", context.published, 0) if context.published else None


def _ago(match: re.Match[str], context: Context) -> When | None:
    return _back(match["u"].lower(), match["n"], context.published, -1, FROM_REPORT) if context.published else None


def _earlier(match: re.Match[str], context: Context) -> When | None:
    """ "two days earlier": before the last day named, or the report's."""
    anchor = context.last_day or context.published
    basis = FROM_NAMED if context.last_day else FROM_REPORT
    return _back(match["u"].lower(), match["n"], anchor, -1, basis) if anchor else None


def _later(match: re.Match[str], context: Context) -> When | None:
    """ "two days later": after the last day named; nothing where none is."""
    return _back(match["u"].lower(), match["n"], context.last_day, 1, FROM_NAMED) if context.last_day else None


def _back(unit: str, words: str, anchor: date, sign: int, basis: str) -> When:
    number, vague = count(words)
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
    """ "the past 10 days", "the past week": so long back, to the report's day."""
    if context.published is None:
        return None
    unit = match["u"].lower()
    number, vague = count(match["n"] or ("several" if match.groupdict().get("many") else "one"))
    found = span(_shift(context.published, unit, -number), context.published, FROM_REPORT, vague=vague)
    if not vague and (found.end - found.start) <= _ONE_DAY:
        return When(found.start, found.end, DatePrecision.DAY, FROM_REPORT)  # the past 24 hours
    return found


def _in_count(match: re.Match[str], context: Context) -> When | None:
    """ "in 10 days": the days up to the report, or those after it where the words look ahead."""
    return _next_stretch(match, context) if context.future else _past_stretch(match, context)


def _next_stretch(match: re.Match[str], context: Context) -> When | None:
    """ "the next two weeks", "in 10 days" ahead."""
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


def _neighbour(match: re.Match[str], context: Context) -> When | None:
    """ "the previous day", "a day earlier", "the next day"."""
    after = match["w"].lower() in ("next", "following", "after", "later")
    anchor = context.last_day or (None if after else context.published)
    if anchor is None:
        return None
    return day(anchor + (_ONE_DAY if after else -_ONE_DAY), FROM_NAMED if context.last_day else FROM_REPORT)


def _consecutive(match: re.Match[str], context: Context) -> When | None:
    """ "for a third consecutive day": the days up to the report's."""
    if context.published is None:
        return None
    number = ordinal(match["o"])
    days = (number - 1) * (7 if match["u"].lower() == "week" else 1)
    return span(context.published - timedelta(days=days), context.published, FROM_REPORT)


def _so_far(match: re.Match[str], context: Context) -> When | None:
    """ "since the start of the year"."""
    if context.published is None:
        return None
    first = {"year": date(context.published.year, 1, 1), "month": context.published.replace(day=1)}
    return span(first.get(match["u"].lower(), week_of(context.published)), context.published, FROM_REPORT)


def _unknown(_: re.Match[str], __: Context) -> When | None:
    """Words that name a time but no stretch of days that can be reckoned."""
    return None


_SIDE = r"(?:(?P<s>(?i:earlier|later|so far|already|late|early))(?: in)? )?"
_LEAD = r"(?:\b(?i:in|over|during|for|within|throughout|across|on|since|until|by|from) )?"

RULES: tuple[Rule, ...] = (
    rule(
        "day word",
        "word",
        rf"(?:\b(?i:earlier|later|early|late|since|until|by|from|as of) )?\b(?P<w>(?i:yesterday|today|tomorrow|tonight))(?![’']s date)"
        rf"(?: (?P<t>{TIME_OF_DAY}))?\b",
        _day_word,
    ),
    rule(
        "part of today",
        "word",
        r"(?:\b(?i:early|late|earlier) )?\b(?P<w>(?i:this)) (?P<t>morning|afternoon|evening)\b",
        _day_word,
    ),
    rule("night", "word", r"\b(?i:overnight|during the night|last night)\b(?! (?:stay|train|bus))", _overnight),
    rule(
        "weekday",
        "weekday",
        rf"(?:\b(?i:on|since|until|by|from|before|after|late on|early on|late|early|overnight on) )?\b(?P<d>{WEEKDAY})(?:,? (?P<t>{TIME_OF_DAY}))?"
        rf"(?! [A-Z]|['’]s [A-Z])",
        _weekday,
    ),
    rule(
        "weekday by name",
        "weekday",
        rf"(?:\b(?i:on|since|until) )?\b(?P<w>(?i:last|past|next|this|coming|previous)) (?P<d>{WEEKDAY})(?: {TIME_OF_DAY})?",
        _said_weekday,
    ),
    rule(
        "hours of a weekday",
        "weekday",
        rf"(?:\b(?i:in|during) )?(?i:the )?(?i:early hours|late hours|small hours|night|morning|evening|afternoon)(?i: of) (?P<d>{WEEKDAY})"
        rf"(?: (?P<t>{TIME_OF_DAY}))?",
        _weekday,
    ),
    rule(
        "period",
        "unit",
        rf"{_LEAD}(?:(?i:the) )?{_SIDE}\b(?P<w>(?i:last|this|next|previous|current|coming)) (?P<u>(?i:week|weekend|month|year))\b(?![-’'])"
        rf"(?! (?:after|before))",
        _period,
    ),
    rule("weekend", "unit", r"\b(?i:over the weekend|at the weekend|on the weekend|during the weekend)\b", _weekend),
    rule(
        "count ago",
        "unit",
        rf"(?:\b(?i:since) )?(?:(?i:{HEDGE}))?\b(?P<n>(?i:{COUNT})) (?P<u>(?i:{UNIT}))s? ago\b",
        _ago,
    ),
    rule(
        "count earlier",
        "unit",
        rf"(?:(?i:{HEDGE}))?\b(?P<n>(?i:{COUNT})) (?P<u>(?i:{UNIT}))s? (?:(?i:earlier|prior|previously)\b|(?i:before)(?= ?[.,;)]))",
        _earlier,
    ),
    rule(
        "count later",
        "unit",
        rf"(?:(?i:{HEDGE}))?\b(?P<n>(?i:{COUNT})) (?P<u>(?i:{UNIT}))s? (?:(?i:later)\b|(?i:after)(?= ?[.,;)]))",
        _later,
    ),
    rule(
        "past stretch",
        "unit",
        rf"{_LEAD}(?:(?i:the|this) )?\b(?i:past|last|previous|preceding) (?:(?:(?i:{HEDGE}))?(?P<n>(?i:{COUNT}))(?:-plus|-odd)? )?"
        rf"(?P<u>(?i:hour|day|night|week|month|year|decade))(?P<many>s)?\b",
        _past_stretch,
    ),
    rule(
        "stretch ahead",
        "unit",
        rf"{_LEAD}(?:(?i:the) (?i:next|coming|following)|\b(?i:next|coming)) (?:{HEDGE})?(?P<n>{COUNT})(?:(?: to |[-–]){COUNT})? (?P<u>hour|day|night|week|month|year)s?\b",
        _next_stretch,
    ),
    rule(
        "recent stretch",
        "unit",
        r"(?:\b(?i:in|over|during|within) )?(?:(?i:the) )?\b(?P<w>(?i:recent|coming)) (?P<u>hour|day|week|month|year)s\b",
        _recent,
    ),
    rule(
        "neighbouring day",
        "unit",
        r"(?:\b(?i:on) )?\b(?i:the|a|one) (?P<w>(?i:previous|preceding|next|following)) (?:day|night|morning)\b",
        _neighbour,
    ),
    rule(
        "day before",
        "unit",
        r"\b(?i:the day) (?P<w>(?i:before|prior|earlier|after))\b(?! (?:the|a|his|their|it))",
        _neighbour,
    ),
    rule(
        "consecutive",
        "unit",
        rf"(?:\b(?i:for) )?(?:(?i:the|a|an) )?\b(?P<o>(?i:{ORDINAL})) (?:consecutive|straight|successive) (?P<u>day|night|evening|week)\b",
        _consecutive,
    ),
    rule(
        "so far",
        "unit",
        r"\b(?i:since) (?i:the )?(?:(?:start|beginning|turn) of (?:the|this) )?(?P<u>year|month|week)\b(?: (?:started|began))?",
        _so_far,
        dated=False,
    ),
    rule(
        "since an event",
        "word",
        r"\b(?i:since) (?:the |its |their )?(?:(?:start|beginning|onset|outbreak|resumption|end) of (?:the |its |their )?)?"
        r"(?:[\w’'-]+ ){0,3}?(?:war|conflict|ceasefire|truce|invasion|offensive|uprising|revolution|hostilities|coup|protests|"
        r"operation|attacks?|blockade|siege|fighting|campaign)\b(?: (?:began|started|broke out|took effect|erupted))?",
        _unknown,
        dated=False,
    ),
    rule(
        "in a count",
        "unit",
        rf"(?<!time )(?<!times )\b(?P<w>(?i:in|within)) (?:(?i:{HEDGE}))?(?P<n>(?!an? )(?i:{COUNT}))(?:(?: to |[-–]){COUNT})? "
        r"(?P<u>hour|day|week|month|year)s?\b(?! (?:ago|of age|earlier|later))",
        _in_count,
    ),
    rule("recently", "word", r"\b(?i:recently)\b", _unknown, dated=False),
)
