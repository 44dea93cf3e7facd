"""Builds intervals of days, and says how precise each is by its length.

    1 day -> day · 2 to 7 -> week · 8 to 31 -> month · 32 to 92 -> season · 93 to 366 -> year · longer -> vague

A night touches two days of the calendar and is a day all the same. Nothing here reads words.
"""

import calendar
from datetime import date, timedelta

from warledger.model.claim import DatePrecision, When

_LENGTHS = ((1, DatePrecision.DAY), (7, DatePrecision.WEEK), (31, DatePrecision.MONTH), (92, DatePrecision.SEASON))
_YEAR = 366
FIRST_YEAR, LAST_YEAR = 1900, 2100
# First months of the meteorological seasons of the north, where most of the reports' wars are.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def span(start: date, end: date, basis: str, vague: bool = False) -> When:
    """The days from `start` to `end`.

    >>> span(date(2014, 3, 1), date(2014, 3, 31), "as written").precision
    <DatePrecision.MONTH: 'month'>
    """
    days = (end - start).days + 1
    longest = next((precision for limit, precision in _LENGTHS if days <= limit), None)
    precision = longest or (DatePrecision.YEAR if days <= _YEAR else DatePrecision.VAGUE)
    return When(start, end, DatePrecision.VAGUE if vague else precision, basis)


def day(at: date, basis: str) -> When:
    """One day."""
    return When(at, at, DatePrecision.DAY, basis)


def night(from_day: date, basis: str) -> When:
    """The night from a day to the next."""
    return When(from_day, from_day + timedelta(days=1), DatePrecision.DAY, basis)


def month(year: int, number: int, basis: str) -> When:
    """A month of a year."""
    return span(date(year, number, 1), date(year, number, month_length(year, number)), basis)


def part_of_month(year: int, number: int, part: str, basis: str) -> When:
    """The early, mid or late third of a month: to the 10th, to the 20th, from the 21st."""
    first, last = _THIRDS[part]
    return span(date(year, number, first), date(year, number, min(last, month_length(year, number))), basis)


def year(number: int, basis: str, part: str | None = None) -> When:
    """A year, or four months of it: early to April, mid from May to August, late from September."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    return span(date(number, first, 1), date(number, last, month_length(number, last)), basis)


def season(number: int, name: str, basis: str) -> When:
    """A season of the north; the winter of a year is the one that begins in the December before it."""
    first = SEASONS[name]
    start = date(number - 1 if first == 12 else number, first, 1)
    end = add_months(start, 2)
    return span(start, date(end.year, end.month, month_length(end.year, end.month)), basis)


def week_of(at: date) -> date:
    """The Monday of the week of a day."""
    return at - timedelta(days=at.weekday())


def add_months(at: date, count: int) -> date:
    """The same day so many months on, or the last day of that month where it is shorter.

    >>> add_months(date(2014, 3, 31), -1)
    datetime.date(2014, 2, 28)
    """
    months = at.year * 12 + at.month - 1 + count
    number, index = divmod(months, 12)
    return date(number, index + 1, min(at.day, month_length(number, index + 1)))


def month_length(year_number: int, number: int) -> int:
    """Days of a month."""
    return calendar.monthrange(year_number, number)[1]


def date_or_none(year_number: int, number: int, day_number: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year_number, number, day_number)
    except ValueError:
        return None
