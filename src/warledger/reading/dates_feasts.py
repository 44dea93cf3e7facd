"""Reads feasts and memorial days named by themselves, and days of the Muslim calendar: "Thanksgiving Day", "3 Ramadan".

A feast without its year is the last one up to the report, or the next where the words look ahead. Muslim days carry one
day's doubt on either side (reference/feasts), and are as precise as that leaves them.
"""

import re
from datetime import timedelta

from warledger.model.claim import When
from warledger.reading.dates_calendar import date_or_none, span
from warledger.reading.dates_rules import AHEAD, Context, Rule, rule
from warledger.reference.feasts import NAMES, feast_days, hijri_days

HIJRI_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "muharram",
            "safar",
            "rabi al-awwal,rabi' al-awwal,rabi i",
            "rabi al-thani,rabi' al-thani,rabi al-akhir,rabi ii",
            "jumada al-ula,jumada al-awwal,jumada i",
            "jumada al-thani,jumada al-akhira,jumada ii",
            "rajab",
            "shaban,sha'ban,shaaban",
            "ramadan",
            "shawwal",
            "dhu al-qadah,dhu al-qi'dah,dhul qadah,dhu al-qa'dah",
            "dhu al-hijjah,dhul hijjah,dhu al-hijja,dhul-hijjah",
        ),
        1,
    )
    for name in names.split(",")
}
BASIS = "the Muslim calendar, with one day's doubt"
_HIJRI = "|".join(sorted((name.title().replace("'S", "'s") for name in HIJRI_MONTHS), key=len, reverse=True))
_MONTHS = _HIJRI.replace(" Al-", " [Aa]l-").replace("'", "['’]")
_FEASTS = "|".join(re.escape(name).replace("'", "['’]") for name in NAMES)
FEAST_HINT = (
    r"\b(?:Christmas|New Year|Easter|Eid|Ramadan|Passover|Yom Kippur|Ashura|Nowruz|Thanksgiving|Halloween|Good Friday|"
    r"Palm Sunday|Boxing Day|Bastille Day|May Day|Muharram|Safar|Rabi|Jumada|Rajab|Sha|Shawwal|Dhu|"
    r"(?:Valentine|Patrick|Veterans|Labor|Memorial|King|Mother|Father)['’]?s? Day)"
)


def _feast(match: re.Match[str], context: Context) -> When | None:
    if match["y"]:
        days = feast_days(match["f"], int(match["y"]))
        return span(*days, "as written") if days else None
    if context.published is None:
        return None
    near = [feast_days(match["f"], context.published.year + offset) for offset in (-1, 0, 1)]
    known = sorted(days for days in near if days is not None)
    if context.future or (match["w"] or "").lower() == "next":
        ahead = [days for days in known if days[1] >= context.published]
        return span(*ahead[0], "the next one after the report") if ahead else None
    latest = context.published + timedelta(days=0 if match["w"] else AHEAD)
    past = [days for days in known if days[0] <= latest]
    return span(*past[-1], "the last one up to the report") if past else None


def _hijri(match: re.Match[str], context: Context) -> When | None:
    """A day or a month of the Muslim calendar; without its year the last one up to the report."""
    number = HIJRI_MONTHS[match["m"].lower().replace("’", "'")]
    day = int(re.sub(r"\D", "", match["d"])) if match["d"] else None
    if match["y"]:
        days = hijri_days(int(match["y"]), number, day)
        return span(*days, BASIS) if days else None
    if context.published is None or date_or_none(context.published.year, 1, 1) is None:
        return None
    year = int((context.published.year - 622) * 33 / 32)
    near = [days for offset in (2, 1, 0, -1) if (days := hijri_days(year + offset, number, day))]
    return next((span(*days, BASIS) for days in near if days[0] <= context.published), None)


RULES: tuple[Rule, ...] = (
    rule(
        "feast",
        "feast",
        r"(?:\b(?i:on|during|over|at|since|until|by|before|after) (?:the )?)?(?:\b(?P<w>(?i:last|this|next)) )?"
        rf"\b(?=[A-Z])(?P<f>(?i:{_FEASTS}))\b(?:,? (?P<y>(?:19|20)\d\d)\b)?(?! [A-Z])",
        _feast,
    ),
    rule(
        "feast without a day",
        "feast",
        r"(?:\b(?i:on|during|over|at) (?:the )?)?\b(?:Eid|Passover|Yom Kippur)\b(?! [A-Z])",
        lambda *_: None,
    ),
    rule(
        "Muslim day",
        "feast",
        rf"(?:\b(?i:on|since|until|by) (?:the )?)?\b(?P<d>3[0-9]|[12]\d|[1-9])(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTHS})"
        r"(?:,? (?P<y>1[34]\d\d)(?: ?(?:AH|H)\b)?)?\b",
        _hijri,
    ),
    rule(
        "Muslim month",
        "feast",
        rf"(?:\b(?i:in|during|since|until) (?:the month of )?)?\b(?P<d>x)?(?P<m>{_MONTHS}) (?P<y>1[34]\d\d)"
        r"(?: ?(?:AH|H)\b)?",
        _hijri,
    ),
)
