"""Days and periods that lean on the day of the report: yesterday, on Tuesday, last week, the previous day.

Each function reckons one form from its match; `RULES` ties the forms to their patterns. A named time of unknown length
("since the ceasefire") is found, and stands for no interval.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import When
from warledger.reading.dates_calendar import add_months, day, month, night, span, week_of, year
from warledger.reading.dates_rules import ANY, FROM_REPORT, Context, Rule, rule, weekday
from warledger.reading.dates_values import night_value, period_value
from warledger.reading.dates_words import MONTH, TIME_OF_DAY, WEEKDAY, weekday_number

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
    """As in "last Tuesday", "next Friday", "this Sunday"."""
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
    """As in "last week", "this month", "earlier this year", "later this week"."""
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


def _unknown(_: re.Match[str], __: Context) -> When | None:
    """Words that name a time but no stretch of days that can be reckoned."""
    return None


_LEAD = r"(?:\b(?i:in|over|during|for|within|throughout|across|on|since|until|by|from) )?"
_SIDE = r"(?:(?P<s>(?i:earlier|later|so far|already|late|early))(?: in)? )?"
_ON_DAY = r"(?:\b(?i:on|since|until|by|from|before|after|late on|early on|late|early|overnight on) )?"
_AT_TIME = rf"(?:,? (?P<t>{TIME_OF_DAY}))?"
_HOURS = r"(?i:early hours|late hours|small hours|night|morning|evening|afternoon)"
_NO_DAY = r"(?<!Bloody )(?<!Good )(?<!Black )(?<!Palm )(?<!Easter )"
_NO_NAME = r"(?! (?:Times|Market|Mosque|Telegraph|Mail|Agreement|prayers?\b))"
_EVENT = (
    r"(?:war|conflict|ceasefire|truce|invasion|offensive|uprising|revolution|hostilities|coup|protests|operation|attacks?|"
    r"blockade|siege|fighting|campaign)"
)
_BEGINNING = r"(?:(?:start|beginning|onset|outbreak|resumption|end) of (?:the |its |their )?)?"

RULES: tuple[Rule, ...] = (
    rule(
        "day word",
        "word",
        r"(?:\b(?i:earlier|later|early|late|since|until|by|from|as of) )?"
        rf"\b(?P<w>(?i:yesterday|today|tomorrow|tonight))\b(?: (?P<t>{TIME_OF_DAY})\b)?",
        _day_word,
    ),
    rule(
        "part of today",
        "word",
        r"(?:\b(?i:early|late|earlier) )?\b(?P<w>(?i:this)) (?P<t>morning|afternoon|evening)\b",
        _day_word,
    ),
    rule(
        "night",
        "word",
        r"\b(?i:overnight|during the night|last night)\b(?! (?:stay|train|bus))",
        _overnight,
        value=night_value,
    ),
    rule("weekday", "weekday", rf"{_ON_DAY}{_NO_DAY}\b(?P<d>{WEEKDAY}){_AT_TIME}{_NO_NAME}", _weekday),
    rule(
        "weekday by name",
        "weekday",
        rf"(?:\b(?i:on|since|until) )?\b(?P<w>(?i:last|past|next|this|coming|previous)) (?P<d>{WEEKDAY}){_AT_TIME}",
        _said_weekday,
    ),
    rule(
        "hours of a weekday",
        "weekday",
        rf"(?:\b(?i:in|during) )?(?i:the )?{_HOURS}(?i: of) (?P<d>{WEEKDAY})(?!,? {MONTH}){_AT_TIME}",
        _weekday,
    ),
    rule(
        "period",
        "unit",
        rf"{_LEAD}(?:(?i:the) )?{_SIDE}\b(?P<w>(?i:last|this|next|previous|current|coming)) "
        r"(?P<u>(?i:week|weekend|month|year))\b(?![-’'](?!s))(?! (?:after|before))",
        _period,
        value=period_value,
    ),
    rule("weekend", "unit", r"\b(?i:over the weekend|at the weekend|on the weekend|during the weekend)\b", _weekend),
    rule(
        "since an event",
        "word",
        rf"\b(?i:since) (?:the |its |their )?{_BEGINNING}(?:[\w’'-]+ ){{0,3}}?{_EVENT}\b"
        r"(?: (?:began|started|broke out|took effect|erupted))?",
        _unknown,
        dated=False,
    ),
    rule(
        "part of a day",
        ANY,
        r"\b(?i:early[- ]morning|night-?time|pre-?dawn)\b|\b(?i:at|before|after|since|around) (?:dawn|midnight)\b"
        r"|\b(?i:in|during) the early hours(?: of the morning)?\b|\b(?i:dawn)(?= (?:attack|raid|strike|offensive))",
        _unknown,
        dated=False,
    ),
    rule("recently", "word", r"\b(?i:recently)\b", _unknown, dated=False, value=lambda *_: "PAST_REF"),
)
