"""Reads dates told by numbers alone: 25/12/2014, on the 12th, the third quarter, the 19th century.

Of 3/4/2014 nobody can say which number is the day. It is read only where one of the two readings is no day, or lies
after the report, and the other does not; else it stands for no interval.
"""

import re
from datetime import date, timedelta

from warledger.model.claim import When
from warledger.reading.dates_calendar import add_months, date_or_none, day, month_length, span
from warledger.reading.dates_rules import AHEAD, Context, Rule, rule
from warledger.reading.dates_words import ordinal

RECENT = 31  # days before the report within which one reading of two is taken for the one meant
_CENTURIES = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "eighteenth": 18}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _numeric(match: re.Match[str], context: Context) -> When | None:
    """As in 25/12/2014, 7.3.2014 (where the day is first), 12/25/14."""
    number = int(match["y"]) + (0 if len(match["y"]) == 4 else 2000)
    first, second = int(match["a"]), int(match["b"])
    day_first, month_first = date_or_none(number, second, first), date_or_none(number, first, second)
    if match["s"] == "." or day_first == month_first or month_first is None:
        return day(day_first, "as written, the day first") if day_first else None
    if day_first is None:
        return day(month_first, "as written, the month first")
    if context.published is None:
        return None
    near = [at for at in (day_first, month_first) if -AHEAD <= (context.published - at).days <= RECENT]
    return day(near[0], "the one of its two readings that lies shortly before the report") if len(near) == 1 else None


def _day_of_month(match: re.Match[str], context: Context) -> When | None:
    """As in "on the 12th": the last one up to the report, or the next where the words look ahead."""
    if context.published is None:
        return None
    number = int(match["d"])
    latest = context.published + timedelta(days=0 if context.future else AHEAD)
    near = [add_months(context.published.replace(day=1), offset) for offset in (1, 0, -1, -2)]
    days = [at for first in near if (at := date_or_none(first.year, first.month, number))]
    if context.future:
        return day(min(at for at in days if at >= latest), "the next one after the report")
    return next((day(at, "the last one up to the report") for at in days if at <= latest), None)


def _quarter(match: re.Match[str], context: Context) -> When | None:
    """As in "the third quarter of 2014"; without its year the last one begun before the report."""
    first = 3 * _QUARTERS[match["q"].lower()] - 2
    years = [int(match["y"])] if match["y"] else []
    if not years and context.published is not None:
        years = [context.published.year, context.published.year - 1]
    for number in years:
        start = date(number, first, 1)
        if match["y"] or (context.published is not None and start <= context.published):
            return span(start, date(number, first + 2, month_length(number, first + 2)), "the quarter of a year")
    return None


def _century(match: re.Match[str], _: Context) -> When | None:
    words = match["c"].lower()
    number = _CENTURIES.get(words) or ordinal(words)
    return span(date(number * 100 - 100, 1, 1), date(number * 100 - 1, 12, 31), "as written") if number > 1 else None


RULES: tuple[Rule, ...] = (
    rule(
        "numbers",
        "numeric",
        r"(?:\b(?i:on|since|until|by) )?(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)"
        r"(?P<y>(?:19|20)\d\d|\d\d)"
        r"(?![\d/%]|\.\d)",
        _numeric,
    ),
    rule(
        "day of a month",
        "numeric",
        r"\b(?i:on|since|until|by|of) (?i:the )(?:(?:night|morning|evening) of the )?"
        r"(?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b"
        r"(?! (?:floor|anniversary|division|brigade|century|day|street|army|of)\b|(?= [A-Z])|-)",
        _day_of_month,
    ),
    rule(
        "quarter",
        "numeric",
        r"(?:\b(?i:in|during) )?\b(?i:the )?(?P<q>(?i:first|second|third|fourth|final|last))[ -]quarter\b"
        r"(?: of)?(?: (?P<y>(?:19|20)\d\d)\b)?",
        _quarter,
    ),
    rule(
        "century",
        "numeric",
        r"(?:\b(?i:in|since|during) )?\b(?i:the )?(?:(?:early|late|mid)[ -])?"
        r"(?P<c>(?i:1\d|2[01])(?:th|st)|(?i:eighteenth|nineteenth|twentieth|twenty-first))[ -]century\b",
        _century,
    ),
)
