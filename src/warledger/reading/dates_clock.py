"""Reads hours of the day ("at 3:15 p.m.", "0735 GMT", "noon") and gives each the day that the words beside it name.

An hour beside its day is one expression with it ("9 a.m. EST Tuesday", "on Friday at noon"). The hour is that of the
clock of the place told of, or of the zone that the words name; it is never turned into the reader's. An hour without a
day stands for none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from warledger.model.claim import DatePrecision, When
from warledger.model.reading import Reading, Sentence, TimeMention
from warledger.reading.dates_calendar import day

CLOCK = (  # what a sentence must hold for it to be looked through for hours
    r"\d\s?[ap]\.?m\b|\d:[0-5]\d|\d{4} (?:h(?:ou)?rs|GMT|UTC|local time)\b|\b(?:noon|midday|midnight|o['’]clock)\b"
    r"|\d in the (?:m|a|e)"
)
ZONES = {  # offsets that one abbreviation stands for in reports in English; "IST" and "AST" stand for several
    "GMT": "+00:00",
    "UTC": "+00:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "Moscow time": "+03:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
_ZONE = rf"(?:,? \(?(?P<z>{'|'.join(ZONES)}|local time|ET|PT|CT|MT|Eastern|Pacific)\b\)?)?"
_HALF = r"(?P<x>[ap])(?:\.m\.?|m\b)"
_CLOCK = re.compile(
    r"(?:\b(?i:at|around|about|by|before|after|just|shortly|roughly|approximately|nearly|almost) )*"
    r"(?:(?<![\d:.,/$€£-])(?:"
    rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?i:{_HALF})"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?::[0-5]\d)?(?![\d%])"
    r"|(?P<mil>[01]\d|2[0-3])(?P<milm>[0-5]\d)(?= (?:GMT|UTC|h(?:ou)?rs\b|local time))(?: h(?:ou)?rs)?"
    r"|(?P<oc>1[0-2]|[1-9]) (?:o['’]clock )?(?:in the|at) (?P<part>morning|afternoon|evening|night)\b"
    rf")|\b(?P<word>noon|midday|midnight)\b){_ZONE}"
)
_TO_DAY = re.compile(r",? ?(?:on |of )?")
_FROM_DAY = re.compile(r",? ")
_NOON = "T12:00"
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[A-Z]{2})?")  # a day or a part of it, without an hour


def clocked(reading: Reading, sentence: Sentence, times: Sequence[TimeMention], last: When | None) -> list[TimeMention]:
    """The times of a sentence with its hours: joined to the day behind them, or by themselves."""
    out = list(times)
    for match in _CLOCK.finditer(reading.document.text, sentence.start, sentence.end):
        hour = _hour(match)
        inside = [t for t in out if t.quote.start < match.end() and match.start() < t.quote.end]
        if hour is None or inside:
            continue
        zone = ZONES.get(match["z"] or "")
        beside = next((t for t in out if _joins(reading.document.text, match, t)), None)
        if beside is not None:
            words = reading.quote(min(match.start(), beside.quote.start), max(match.end(), beside.quote.end))
            out[out.index(beside)] = replace(beside, quote=words, value=f"{(beside.value or '')[:10]}{hour}", zone=zone)
        else:
            out.append(_alone(reading, match, (hour, zone), _nearest(out, match) or last))
    return sorted(out, key=lambda time: time.quote.start)


def _hour(match: re.Match[str]) -> str | None:
    """The hour as the end of a value: "T15:15"."""
    if match["word"]:
        return "T24:00" if match["word"] == "midnight" else "T12:00"
    minute = match["m"] or match["m24"] or match["milm"] or "00"
    if match["h24"] or match["mil"]:
        return f"T{int(match['h24'] or match['mil']):02}:{minute}"
    hour = int(match["h"] or match["oc"]) % 12
    late = match["x"].lower() == "p" if match["x"] else match["part"] in ("afternoon", "evening", "night")
    return f"T{hour + 12 * late:02}:{minute}"


def _joins(text: str, match: re.Match[str], time: TimeMention) -> bool:
    """Whether a day without its hour stands right behind the hour, or right before it."""
    if not _DAY.fullmatch(time.value or ""):
        return False
    if match.end() <= time.quote.start:
        return _TO_DAY.fullmatch(text, match.end(), time.quote.start) is not None
    return _FROM_DAY.fullmatch(text, time.quote.end, match.start()) is not None


def _nearest(times: Sequence[TimeMention], match: re.Match[str]) -> When | None:
    """The day or night named nearest to the hour in its sentence."""
    days = [t for t in times if t.when is not None and t.when.precision is DatePrecision.DAY]
    near = min(days, key=lambda t: abs(t.quote.start - match.start()), default=None)
    return near.when if near is not None else None


def _alone(reading: Reading, match: re.Match[str], hour: tuple[str, str | None], of: When | None) -> TimeMention:
    """An hour of the day or night named beside it; the small hours of a night are on its second day."""
    if of is None or of.precision is not DatePrecision.DAY:
        return TimeMention(reading.quote(*match.span()), None, f"XXXX-XX-XX{hour[0]}", hour[1])
    at = of.end if hour[0] < _NOON else of.start
    return TimeMention(
        reading.quote(*match.span()), day(at, "the day named beside the hour"), f"{at.isoformat()}{hour[0]}", hour[1]
    )
