"""Writes down what the words of a date say, in ISO 8601 with the additions of TimeML: "2014-03", "2014-03-07TMO".

The value is that of the words themselves, before "since" or "until" makes a stretch of them. Words whose interval is
none of the calendar's own (three days around a week ago) take the value that their rule gives, or none.
"""

import re
from datetime import date

from warledger.model.claim import DatePrecision, When
from warledger.model.evidence import Quote
from warledger.model.reading import Reading, TimePart
from warledger.reading.dates_calendar import month_length
from warledger.reading.dates_rules import Rule
from warledger.reading.dates_words import amount

PARTS_OF_DAY = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "noon": "MI",
    "midday": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "night": "NI",
    "overnight": "NI",
    "midnight": "NI",
    "tonight": "NI",
}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W"}
_UNITS |= dict.fromkeys(("morning", "afternoon", "evening"), "D")
_UNITS |= {"month": "M", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y"}
_YEARS = {"decade": 10, "century": 100, "centurie": 100}
_ENDS = (("d1", "d"), ("m1", "m"), ("y1", "y"))


def value_of(rule: Rule, match: re.Match[str], when: When | None) -> str | None:
    """What the words say, or None where they name no stretch of the calendar and no length of time."""
    if rule.value is not None:
        return rule.value(match, when)
    if when is None:
        return None
    groups = match.groupdict()
    if groups.get("p"):
        return month_value(when.start) if "m" in groups else str(when.start.year)
    if groups.get("t"):
        return when.start.isoformat() + part_of_day(groups["t"])
    if when.precision is DatePrecision.DAY and when.start != when.end:
        return night_value(match, when)
    return calendar_value(when)


def calendar_value(when: When) -> str | None:
    """The day, week, weekend, month, season, year or decade that an interval is; None where it is none.

    >>> calendar_value(When(date(2014, 3, 1), date(2014, 3, 31), DatePrecision.MONTH, "as written"))
    '2014-03'
    """
    start, end = when.start, when.end
    days = (end - start).days + 1
    if days == 1:
        return start.isoformat()
    if days == 7 and not start.weekday():
        return week_value(start)
    if days == 2 and start.weekday() == 5:
        return f"{week_value(start)}-WE"
    if start.day != 1 or end.day != month_length(end.year, end.month):
        return None
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 3 and start.month in _SEASONS:
        return f"{start.year}-{_SEASONS[start.month]}"
    if months == 3 and start.month % 3 == 1:
        return f"{start.year}-Q{start.month // 3 + 1}"
    if months == 1200 and start.year % 100 == 0:
        return str(start.year // 100)
    whole = {1: month_value(start)} | ({12: str(start.year)} if start.month == 1 else {})
    if months == 120 and start.year % 10 == 0:
        whole[120] = str(start.year // 10)
    return whole.get(months)


def month_value(at: date) -> str:
    """The month of a day."""
    return f"{at.year:04}-{at.month:02}"


def week_value(at: date) -> str:
    """The ISO week of a day."""
    year, week, _ = at.isocalendar()
    return f"{year:04}-W{week:02}"


def part_of_day(words: str) -> str:
    """The part of the day that words name, as the end of a value: "TMO"."""
    last = re.findall(r"[a-z]+", words.lower())[-1]
    return f"T{PARTS_OF_DAY[last]}" if last in PARTS_OF_DAY else ""


def length_value(unit: str, number: float | None) -> str:
    """A length of time; None stands for some.

    >>> length_value("day", 3), length_value("hour", 72), length_value("decade", 4), length_value("year", None)
    ('P3D', 'PT72H', 'P40Y', 'PXY')
    """
    unit = unit.lower()
    clock = "T" if unit in ("second", "minute", "hour") else ""
    many = "X" if number is None else f"{number * _YEARS.get(unit, 1):g}"
    return f"P{clock}{many}{_UNITS[unit]}"


def ends_of(reading: Reading, match: re.Match[str], when: When | None) -> tuple[TimePart, ...]:
    """The two ends of a range ("from March to May 2015"), each with its own value; none where it is no range."""
    groups = match.groupdict()
    fine = next((one for one, _ in _ENDS if one in groups), None)
    if when is None or fine is None:
        return ()
    first = [match.span(name) for name in ("d1", "m1", "y1") if groups.get(name)]
    last = [match.span(name) for name in ("d2", "m2", "m", "y2", "y") if groups.get(name)]
    return tuple(
        TimePart(_around(reading, spans), _cut(at, fine))
        for spans, at in ((first, when.start), (last, when.end))
        if spans
    )


def _around(reading: Reading, spans: list[tuple[int, int]]) -> Quote:
    return reading.quote(min(start for start, _ in spans), max(end for _, end in spans))


def _cut(at: date, fine: str) -> str:
    return {"d1": at.isoformat(), "m1": month_value(at), "y1": str(at.year)}[fine]


def night_value(_: re.Match[str], when: When | None) -> str | None:
    """The night that an interval of two days is, or begins with."""
    return f"{when.start.isoformat()}TNI" if when else None


def period_value(match: re.Match[str], when: When | None) -> str | None:
    """The whole week, month or year that an interval lies in: "earlier this year" has the value of the year."""
    if when is None:
        return None
    unit, at = match["u"].lower(), when.start
    if unit == "weekend":
        return f"{week_value(at)}-WE"
    wholes = {"night": f"{at.isoformat()}TNI", "week": week_value(at), "month": month_value(at), "year": str(at.year)}
    return wholes.get(unit)


def point_value(match: re.Match[str], when: When | None) -> str | None:
    """The day, week, month or year so long ago, at the middle of its interval; a vague one has no value."""
    if match["u"].lower() in ("hour", "minute"):
        return length_value(match["u"], amount(match["n"]))
    if when is None or (when.precision is DatePrecision.VAGUE and match["u"].lower() != "decade"):
        return None
    middle = when.start + (when.end - when.start) / 2
    unit = match["u"].lower()
    if unit in ("week", "weekend"):
        return week_value(middle)
    return {"month": month_value(middle), "year": str(middle.year), "decade": str(middle.year)}.get(
        unit, middle.isoformat()
    )


def stretch_value(match: re.Match[str], _: When | None) -> str | None:
    """The length of a stretch: "the past 20 years" is P20Y, "recent days" PXD."""
    groups = match.groupdict()
    words = groups.get("n")
    if words is None:
        return length_value(match["u"], 1 if "many" in groups and not groups["many"] else None)
    return length_value(match["u"], amount(words))
