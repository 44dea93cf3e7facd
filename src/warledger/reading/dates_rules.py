"""What the rules of dates share: the context they reckon in, and how a year or week that the words leave out is found.

Without the date of the report, words that lean on it ("on Tuesday", "7 March") stand for no interval at all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from warledger.model.claim import When
from warledger.reading.dates_calendar import date_or_none
from warledger.reading.dates_tense import Tense
from warledger.reading.dates_words import DAY, MONTH, YEAR, day_number, month_number

_FULL = re.compile(rf"\b(?:(?P<m>{MONTH}) (?P<d>{DAY}),? (?P<y>{YEAR})|(?P<d2>{DAY}) (?P<m2>{MONTH}),? (?P<y2>{YEAR}))")
# Days that reports name without their year for years after, with words that tell that they mean them.
NAMED_DAYS = MappingProxyType(
    {
        (10, 7): (2023, ("October 7 attack", "October 7 massacre", "7 October attack", "October 7th attack")),
        (9, 11): (2001, ("September 11 attack", "11 September attack", "September 11th attack")),
    }
)
ANY = "any"  # the hint of a rule that is tried wherever another one is
FROM_REPORT = "counted from the report's day"
FROM_NAMED = "counted from the day named before"
AHEAD = 2  # days: a report may be dated a little before what it tells of, by time zones
# Days. A day so long ago is named with its year, so a day or month without one that is nearer ahead is the one ahead,
# unless the words look back; and a day just over is not meant a year ahead, whatever the words look to.
LONG_AGO, SOON, JUST_OVER, FAR_AHEAD = 240, 130, 60, 200


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is reckoned from: the report's day, which way the words look, and the last times named.

    `last_day` is the last single day, `last` the last interval of any length; `years` are the years that the text
    itself gives to a (month, day).
    """

    published: date | None
    tense: Tense = Tense.OPEN
    last_day: date | None = None
    last: When | None = None
    years: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def future(self) -> bool:
        """Whether the words look ahead."""
        return self.tense is Tense.AHEAD


Reckoner = Callable[[re.Match[str], Context], When | None]
Valuer = Callable[[re.Match[str], When | None], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of date: the words it is looked for by, its pattern, and how it is reckoned."""

    name: str
    hint: str  # the kind of word that a sentence must hold: month, weekday, year, unit, season, feast, word, ANY
    pattern: re.Pattern[str]
    reckon: Reckoner
    dated: bool = True  # whether "since" in front of it makes a stretch of it
    value: Valuer | None = None  # what the words say, where the interval does not tell it (dates_values)


def rule(
    name: str, hint: str, pattern: str, reckon: Reckoner, *, dated: bool = True, value: Valuer | None = None
) -> Rule:
    """A rule; a pattern matches small and capital letters alike only where it says (?i:...)."""
    return Rule(name, hint, re.compile(pattern), reckon, dated, value)


def written_years(text: str) -> Mapping[tuple[int, int], int]:
    """The years that a text writes out with a day and month, by (month, day): "October 7, 2023" tells of "October 7".

    The days that wars are named for are known beforehand, where the text speaks of that war.
    """
    years = {day: year for day, (year, words) in NAMED_DAYS.items() if any(word in text for word in words)}
    for match in _FULL.finditer(text):
        month = month_number(match["m"] or match["m2"])
        years[month, day_number(match["d"] or match["d2"])] = int(match["y"] or match["y2"])
    return years


def nearest_year(month: int, day: int, context: Context) -> tuple[int, str] | None:
    """The year of a day or month named without one: the nearest past, or the next where the words look ahead."""
    if (month, day) in context.years:
        return context.years[month, day], "the year that the text gives it elsewhere, or that it is known by"
    published = context.published
    if published is None:
        return None
    years = (published.year + 1, published.year, published.year - 1, published.year - 4, published.year - 8)
    found = [at for number in years if (at := date_or_none(number, month, day))]
    past = max((at for at in found if at <= published + timedelta(days=AHEAD)), default=None)
    ahead = min((at for at in found if at >= published), default=None)
    if ahead is not None and (past is None or _means_ahead((published - past).days, (ahead - published).days, context)):
        return ahead.year, "the next one after the report"
    return (past.year, "the nearest one up to the report") if past else None


def _means_ahead(since: int, until: int, context: Context) -> bool:
    """Whether a day is meant that comes `until` days after the report, not the one `since` days before it."""
    if context.future:
        return not (since <= JUST_OVER and until >= FAR_AHEAD)
    return context.tense is Tense.OPEN and since >= LONG_AGO and until <= SOON


def weekday(number: int, context: Context) -> date | None:
    """A weekday: the last one up to the report's day, or the next where the words look ahead."""
    if context.published is None:
        return None
    back = (context.published.weekday() - number) % 7
    if context.future and back:
        return context.published + timedelta(days=7 - back)
    return context.published - timedelta(days=back)
