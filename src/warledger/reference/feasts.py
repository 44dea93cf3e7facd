"""The days of feasts and memorial days, by name and year: fixed ones, movable ones, and those of the Muslim calendar.

Muslim days follow the Umm al-Qura calendar (package hijridate, 1924 to 2077); the moon is sighted a day earlier or
later from country to country, so each is given with one day's doubt. Names mean what reports in English mean by them.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]  # first and last, inclusive
DOUBT = timedelta(days=1)  # by which the sighting of the moon may differ from the calendar
FIRST_HIJRI, LAST_HIJRI = date(1924, 8, 1), date(2077, 11, 16)  # what hijridate knows


def feast_days(name: str, year: int) -> Days | None:
    """The day or days that a feast has in a year; None where it is not known, or out of reach of the calendar.

    >>> feast_days("Thanksgiving", 1999)
    (datetime.date(1999, 11, 25), datetime.date(1999, 11, 25))
    """
    found = _FEASTS.get(name.lower().replace("’", "'"))
    return found(year) if found else None


def hijri_days(year: int, month: int, day: int | None = None) -> Days | None:
    """A day or a month of the Muslim calendar, with one day's doubt at both ends; None out of reach of the calendar.

    >>> [str(day) for day in hijri_days(1435, 9, 1)]
    ['2014-06-27', '2014-06-29']
    """
    from hijridate import Hijri  # only reports that name such a day need its tables

    if not 1343 <= year <= 1500 or not 1 <= month <= 12:
        return None
    try:
        first = Hijri(year, month, day or 1)
        last = first if day else Hijri(year, month, first.month_length())
    except (ValueError, OverflowError):
        return None
    return first.to_gregorian() - DOUBT, last.to_gregorian() + DOUBT


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus's Julian computus), by the calendar of today from 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _fixed(month: int, day: int) -> Callable[[int], Days]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _around(church: Callable[[int], date], offset: int, length: int = 1) -> Callable[[int], Days]:
    def days(year: int) -> Days:
        first = church(year) + timedelta(days=offset)
        return first, first + timedelta(days=length - 1)

    return days


def _weekday_of(number: int, weekday: int, month: int) -> Callable[[int], Days]:
    """The so many-th weekday of a month, Monday 0; the last one for -1."""

    def days(year: int) -> Days:
        found = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
        at = date(year, month, found[number - 1 if number > 0 else -1])
        return at, at

    return days


def _hijri(month: int, day: int | None) -> Callable[[int], Days | None]:
    """A Muslim day in a year of the common calendar: the first that falls into it."""

    def days(year: int) -> Days | None:
        start = int((year - 622) * 33 / 32)
        found = [hijri_days(number, month, day) for number in (start - 1, start, start + 1, start + 2)]
        return next((one for one in found if one and (one[0] + DOUBT).year == year), None)

    return days


_FEASTS: dict[str, Callable[[int], Days | None]] = {
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "orthodox christmas": _fixed(1, 7),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "may day": _fixed(5, 1),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "bastille day": _fixed(7, 14),
    "nowruz": lambda year: (date(year, 3, 20), date(year, 3, 21)),
    "good friday": _around(easter, -2),
    "easter": _around(easter, 0),
    "easter sunday": _around(easter, 0),
    "easter monday": _around(easter, 1),
    "easter weekend": _around(easter, -2, 4),
    "palm sunday": _around(easter, -7),
    "orthodox easter": _around(orthodox_easter, 0),
    "orthodox easter sunday": _around(orthodox_easter, 0),
    "thanksgiving": _weekday_of(4, 3, 11),
    "thanksgiving day": _weekday_of(4, 3, 11),
    "labor day": _weekday_of(1, 0, 9),
    "memorial day": _weekday_of(-1, 0, 5),
    "martin luther king day": _weekday_of(3, 0, 1),
    "mother's day": _weekday_of(2, 6, 5),
    "father's day": _weekday_of(3, 6, 6),
    "ramadan": _hijri(9, None),
    "eid al-fitr": _hijri(10, 1),
    "eid al-adha": _hijri(12, 10),
    "ashura": _hijri(1, 10),
}
NAMES = tuple(sorted(_FEASTS, key=len, reverse=True))
