"""How ids, ranges and days are written for people, and days that people give are understood, on the command line and on
pages alike. Programs read the records themselves.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from warledger.model.claim import HURT, DatePrecision, When
from warledger.model.ledger import HarmRange

SHORT_ID = 8  # hex digits: enough to tell some thousands of claims apart; `show` says so when it is not


def short_id(record_id: str) -> str:
    """The part of an id that people type and compare.

    >>> short_id("claim-130d923e9a38745e")
    '130d923e'
    """
    return record_id.rpartition("-")[2][:SHORT_ID]


def bounds(low: int | None, high: int | None) -> str:
    """A range of people.

    >>> [bounds(11, 11), bounds(11, None), bounds(None, 20), bounds(10, 12), bounds(None, None)]
    ['11', '11+', '≤20', '10–12', '?']
    """
    if low is None:
        return "?" if high is None else f"≤{high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def headline(harm: Iterable[HarmRange]) -> tuple[HarmRange, ...]:
    """The figures that a summary of an incident gives: "nobody was hurt" is left out where others count dead or hurt.

    All of them, with who said so, stand among the incident's fields.
    """
    figures = tuple(harm)
    counted = any(figure.kind in HURT and figure.high != 0 for figure in figures)
    return tuple(figure for figure in figures if not (counted and figure.kind in HURT and figure.high == 0))


def days(when: When, *, to: str, years: str) -> str:
    """A stretch of days, as fine as it is known and no finer; `to` parts two days, `years` two years."""
    start, end = when.start, when.end
    about = "~" if when.precision is DatePrecision.VAGUE else ""
    if start == end:
        return f"{about}{start}"
    whole_months = (start, end) == (start.replace(day=1), days_of(end.year, end.month, None)[1])
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{about}{start:%Y-%m}"
    if whole_months and (start.month, end.month) == (1, 12):
        return f"{about}{start.year}" if start.year == end.year else f"{about}{start.year}{years}{end.year}"
    return f"{about}{start}{to}{end}"


def days_of(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year (0 counts as not given); ValueError where the calendar has
    none such.

    >>> [str(day) for day in days_of(2016, 2, None)]
    ['2016-02-01', '2016-02-29']
    """
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
