"""The words of dates as patterns and as numbers: months, weekdays, counts, units."""

import re

MONTH_NAMES = tuple("january february march april may june july august september october november december".split())
WEEKDAY_NAMES = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_COUNTS = {
    name: number
    for number, name in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"a": 1, "an": 1, "the": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_COUNTS |= {"seventy": 70, "eighty": 80}
# Words for some, with the most they are taken for: an interval must hold what they can mean.
VAGUE_COUNTS = {"couple": 2, "couple of": 2, "few": 5, "several": 7, "some": 7, "many": 12, "number of": 7}
_ORDINALS = {
    name: number
    for number, name in enumerate(
        """- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth""".split()
    )
}

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER"
    r"|OCTOBER|NOVEMBER|DECEMBER)(?![\w-])"
)
FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?![\w-])"
# Bare, these are never a verb or a first name.
PLAIN_MONTH = r"(?:January|February|July|September|October|November|December)(?![\w-])"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![\w-])"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?(?=,? ))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
YEAR = r"(?:19|20)\d\d(?![\w%]|[.,:]\d|-\w)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:early|mid|late|the (?:start|beginning|middle|end) of|beginning of|end of|start of)"
TIME_OF_DAY = r"(?:morning|afternoon|evening|night|dawn|noon|midday|midnight|overnight|daybreak|dusk|sunset)"
HEDGE = r"(?:nearly|almost|about|around|roughly|approximately|more than|over|just|at least|some|less than|under) "
COUNT = (
    r"(?:a couple of|a couple|couple of|a few|a number of|few|several|some|many|\d{1,3}|an?|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety)"
)
LENGTH_COUNT = (
    r"(?:a couple of|couple of|a few|a number of|few|several|many|half an?|\d{1,3}(?:,\d{3})?(?:\.\d+)?|an?|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
UNIT = r"(?:hour|day|night|week|weekend|month|year|decade)"
ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth)"
)


def month_number(word: str) -> int:
    """The number of a month, from its name or short form.

    >>> month_number("Sept."), month_number("May")
    (9, 5)
    """
    short = word[:3].lower()
    return next(number for number, name in enumerate(MONTH_NAMES, 1) if name.startswith(short))


def weekday_number(word: str) -> int:
    """The number of a weekday, Monday 0."""
    short = word[:3].lower()
    return next(number for number, name in enumerate(WEEKDAY_NAMES) if name.startswith(short))


def count(words: str) -> tuple[int, bool]:
    """A count, and whether it is only the most that vague words are taken for.

    >>> count("three"), count("24"), count("a few")
    ((3, False), (24, False), (5, True))
    """
    plain = words.lower()
    if plain.isdigit():
        return int(plain), False
    if plain in _COUNTS:
        return _COUNTS[plain], False
    return VAGUE_COUNTS[re.sub(r"^an? ", "", plain)], True


def amount(words: str) -> float | None:
    """How much a length has of its unit; None where the words do not say.

    >>> amount("3"), amount("half an"), amount("forty-two"), amount("several")
    (3.0, 0.5, 42.0, None)
    """
    plain = words.lower().replace(",", "")
    if plain.startswith("half"):
        return 0.5
    if re.fullmatch(r"[\d.]+", plain):
        return float(plain)
    parts = plain.split("-")
    return float(sum(_COUNTS[part] for part in parts)) if all(part in _COUNTS for part in parts) else None


def ordinal(words: str) -> int:
    """The number of an ordinal: "third", "12th"."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else _ORDINALS[words.lower()]


def day_number(words: str) -> int:
    """The number of a day: "7", "7th"."""
    return int(re.sub(r"\D", "", words))


def part_name(words: str) -> str:
    """early, mid or late, from the words for it."""
    plain = words.lower()
    if "start" in plain or "beginning" in plain or plain.startswith("early"):
        return "early"
    return "mid" if "mid" in plain else "late"
