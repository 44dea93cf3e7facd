"""Reads dates in Arabic: days and months by all their names, أمس, الأسبوع الماضي, قبل ثلاثة أيام, and Muslim days.

The rules of reckoning are those of English (dates); the digits may be Arabic-Indic.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from warledger.model.claim import When
from warledger.reading.dates_calendar import add_months, date_or_none, day, month, night, span, week_of, year
from warledger.reading.dates_rules import FROM_NAMED, FROM_REPORT, Context, Rule, nearest_year, rule, weekday
from warledger.reading.dates_stretches import point_of, stretch_to
from warledger.reference.calendar_words import COUNTS, HIJRI_MONTHS, MONTHS, UNITS, WEEKDAYS
from warledger.reference.feasts import hijri_days

ARABIC_HINT = r"[\u0621-\u064A]"
WRITTEN = "as written"
MUSLIM = "the Muslim calendar, with one day's doubt"
_ONE_DAY = timedelta(days=1)
_WORDS = {"اليوم": 0, "أمس": -1, "امس": -1, "البارحة": -1, "أول أمس": -2, "اول امس": -2, "غدا": 1, "غداً": 1, "الغد": 1}
_PARTS = {
    "فجر": "MO",
    "فجراً": "MO",
    "صباحاً": "MO",
    "صباحا": "MO",
    "مساءً": "EV",
    "مساءا": "EV",
    "ليلا": "NI",
    "ليلاً": "NI",
}
_PARTS |= {"صباح": "MO", "ظهر": "MI", "عصر": "AF", "مساء": "EV", "ليلة": "NI", "ليل": "NI"}
_UNIT_OF = {form: unit for unit, forms in UNITS.items() for form in forms}
_DUAL = frozenset(form for forms in UNITS.values() for form in forms if form.endswith("ين"))
_LAST = frozenset("الماضي الماضية الفائت الفائتة المنصرم المنصرمة السابق".split())
_NEXT = frozenset("المقبل المقبلة القادم القادمة".split())


def _either(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _day(match: re.Match[str], context: Context) -> When | None:
    number, day_of_month = MONTHS[match["m"]], int(match["d"])
    if match["y"]:
        at = date_or_none(int(match["y"]), number, day_of_month)
        return day(at, WRITTEN) if at else None
    found = nearest_year(number, day_of_month, context)
    at = date_or_none(found[0], number, day_of_month) if found else None
    return day(at, found[1]) if at and found else None


def _month(match: re.Match[str], context: Context) -> When | None:
    number = MONTHS[match["m"]]
    if match["y"]:
        return month(int(match["y"]), number, WRITTEN)
    found = nearest_year(number, 1, context)
    return month(found[0], number, found[1]) if found else None


def _year(match: re.Match[str], _: Context) -> When | None:
    return year(int(match["y"]), WRITTEN)


def _word(match: re.Match[str], context: Context) -> When | None:
    if context.published is None:
        return None
    at = context.published + timedelta(days=_WORDS[match["w"]])
    return _in_part(at, match["t"], FROM_REPORT)


def _in_part(at: date, part: str | None, basis: str) -> When:
    return night(at, basis) if _PARTS.get(part or "") == "NI" else day(at, basis)


def _last_night(_: re.Match[str], context: Context) -> When | None:
    return night(context.published - _ONE_DAY, FROM_REPORT) if context.published else None


def _weekday(match: re.Match[str], context: Context) -> When | None:
    if context.published is None:
        return None
    number, side = WEEKDAYS[match["w"]], match["s"] or ""
    back = (context.published.weekday() - number) % 7
    if side in _NEXT:
        return _in_part(context.published + timedelta(days=7 - back), match["t"], "the next one after the report")
    if side in _LAST:
        return _in_part(context.published - timedelta(days=back or 7), match["t"], "the last one before the report")
    at = weekday(number, context)
    return _in_part(at, match["t"], "the last one") if at else None


def _period(match: re.Match[str], context: Context) -> When | None:
    at = context.published
    if at is None:
        return None
    offset = -1 if match["s"] in _LAST else 1 if match["s"] in _NEXT else 0
    unit = _UNIT_OF[match["u"].removeprefix("ال")]
    if unit == "week":
        first = week_of(at) + timedelta(days=7 * offset)
        return span(first, first + timedelta(days=6), FROM_REPORT)
    if unit == "month":
        whole = add_months(at, offset)
        return month(whole.year, whole.month, FROM_REPORT)
    return year(at.year + offset, FROM_REPORT)


def _ago(match: re.Match[str], context: Context) -> When | None:
    """As in قبل ثلاثة أيام, منذ أسبوعين."""
    number = _number(match)
    return point_of(_UNIT_OF[match["u"]], number, context.published) if context.published and number else None


def _past(match: re.Match[str], context: Context) -> When | None:
    """As in خلال الأيام الثلاثة الماضية, خلال 24 ساعة."""
    number = _number(match)
    return stretch_to(_UNIT_OF[match["u"]], number, context.published) if context.published and number else None


def _number(match: re.Match[str]) -> int | None:
    if match["n"]:
        return COUNTS.get(match["n"]) or (int(match["n"]) if match["n"].isdecimal() else None)
    if match["u"] in _DUAL:
        return 2
    return 1 if match["u"] in {forms[0] for forms in UNITS.values()} | {"سنة"} else None


def _neighbour(match: re.Match[str], context: Context) -> When | None:
    """As in في اليوم التالي, اليوم السابق."""
    if context.last_day is None:
        return None
    return day(context.last_day + (-_ONE_DAY if match["s"] == "السابق" else _ONE_DAY), FROM_NAMED)


def _hijri(match: re.Match[str], _: Context) -> When | None:
    days = hijri_days(int(match["y"]), HIJRI_MONTHS[match["m"]], int(match["d"]) if match["d"] else None)
    return span(*days, MUSLIM) if days else None


def _part_value(match: re.Match[str], when: When | None) -> str | None:
    if when is None:
        return None
    part = _PARTS.get(match["t"] or "")
    return when.start.isoformat() + (f"T{part}" if part else "")


_AND = r"\b[وف]?"
_IN = r"(?:(?:في|منذ|حتى|خلال|يوم|بتاريخ|مطلع|أواخر|منتصف|نهاية)\s+)*"
_PART = rf"(?:(?P<t>{_either(_PARTS)})\s+)?(?:(?:يوم|اليوم|أمس)\s+)?"
_COUNT = rf"(?:(?P<n>\d{{1,3}}|{_either(COUNTS)})\s+)?"
_WHICH = rf"(?:\s+(?P<s>{_either(dict.fromkeys([*_LAST, *_NEXT], 0))})\b)?"
_YEAR = r"(?:19|20|١٩|٢٠)\d\d"
_SIDE = rf"(?P<s>{_either(dict.fromkeys([*_LAST, *_NEXT, 'الجاري', 'الحالي', 'الجارية', 'الحالية'], 0))})"
_MONTH = rf"(?P<m>{_either(MONTHS)})(?!\w)(?:\s*/\s*(?:{_either(MONTHS)}))?"

RULES: tuple[Rule, ...] = (
    rule(
        "day, in Arabic",
        "arabic",
        rf"{_AND}{_IN}(?<!\d)(?P<d>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?{_MONTH}(?:\s+(?:من\s+)?(?:عام|سنة)?\s*(?P<y>{_YEAR}))?",
        _day,
    ),
    rule(
        "month, in Arabic",
        "arabic",
        rf"{_AND}(?:(?:في|منذ|خلال|مطلع|أواخر|منتصف|نهاية|شهر)\s+)+{_MONTH}(?:\s+(?:من\s+)?(?:عام|سنة)?\s*(?P<y>{_YEAR}))?",
        _month,
    ),
    rule("month and year, in Arabic", "arabic", rf"{_AND}{_IN}{_MONTH}\s+(?:عام|سنة)?\s*(?P<y>{_YEAR})", _month),
    rule("year, in Arabic", "arabic", rf"{_AND}(?:(?:في|منذ|خلال)\s+)?[بل]?(?:عام|سنة|العام)\s+(?P<y>{_YEAR})", _year),
    rule(
        "day word, in Arabic",
        "arabic",
        rf"{_AND}(?:(?:منذ|حتى|في)\s+)?{_PART}(?P<w>{_either(_WORDS)})\b(?!\s+(?:التالي|السابق))",
        _word,
        value=_part_value,
    ),
    rule("last night, in Arabic", "arabic", rf"{_AND}(?:الليلة|ليلة)\s+(?:الماضية|الفائتة)\b", _last_night),
    rule(
        "weekday, in Arabic",
        "arabic",
        rf"{_AND}(?<!صلاة )(?:(?:منذ|حتى|في)\s+)?{_PART}(?P<w>{_either(WEEKDAYS)})\b{_WHICH}",
        _weekday,
        value=_part_value,
    ),
    rule(
        "period, in Arabic",
        "arabic",
        rf"{_AND}(?:(?:في|خلال|منذ|مطلع|نهاية|بداية)\s+)?(?P<u>ال(?:أسبوع|اسبوع|شهر|عام|سنة))\s+{_SIDE}\b",
        _period,
    ),
    rule("count ago, in Arabic", "arabic", rf"{_AND}(?:قبل|منذ)\s+{_COUNT}(?P<u>{_either(_UNIT_OF)})\b", _ago),
    rule(
        "past stretch, in Arabic",
        "arabic",
        rf"{_AND}(?:خلال|في)\s+(?:آخر\s+|ال)?{_COUNT}(?P<u>{_either(_UNIT_OF)})\b(?:\s+(?:الماضية|الأخيرة|الماضي))?",
        _past,
    ),
    rule("neighbour, in Arabic", "arabic", rf"{_AND}(?:في\s+)?اليوم\s+(?P<s>التالي|السابق)\b", _neighbour),
    rule(
        "Muslim day, in Arabic",
        "arabic",
        rf"{_AND}{_IN}(?:(?<!\d)(?P<d>\d{{1,2}})\s+(?:من\s+)?)?(?P<m>{_either(HIJRI_MONTHS)})\s+(?:عام|سنة)?\s*"
        r"(?P<y>(?:1[34]|١[٣٤])\d\d)(?:\s*(?:هـ|ه)\b)?",
        _hijri,
    ),
)
