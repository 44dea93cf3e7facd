"""The point of "the border with Turkey", "the Chad–Sudan border", "the Turkish border": the middle of that border.

A country named so is none where something happens as a whole: what happens there lies on its edge towards another, the
one that is named with it, else that neighbour of it which the report speaks of most. Without a second side it is left.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from warledger.model.claim import PlacePrecision, Where
from warledger.reading.place_choice import Choice
from warledger.reading.place_name import Name
from warledger.reference.borders import Border, border
from warledger.reference.cities import shipped_list
from warledger.reference.nationalities import nationalities

_WITH = re.compile(r"\b(?:border|frontier)s?(?: (?:area|region|zone)s?)? (?:with|of|between) (?:the )?$")
_BORDER = re.compile(r"\b(?:border|frontier)s?$")
_AND = re.compile(r" and (?:the )?")
_SIDES = re.compile(r"\s*[-–—/]\s*")
_BEFORE = 60  # characters in front of a name that can tell of a border
_REACH_BACK = 40  # characters from "Syria's border with" back to the name
_TOLD_KM = 50  # a reach below this says how few towns there are, not how long the border is


def at_border(text: str, number: int, names: Sequence[Name], choices: Sequence[Choice], where: Where) -> Where | None:
    """The border that a country is named for; None where the words speak of none, or of one whose place is unknown."""
    name, own = names[number], where.country
    if where.precision is not PlacePrecision.COUNTRY or own is None:
        return None
    joined = _AND.fullmatch(text, names[number - 1].end, name.start) if number else None
    start = names[number - 1].start if joined else name.start
    if not (_BORDER.search(name.text) or _WITH.search(text, max(0, start - _BEFORE), start)):
        return None
    named = [_country(choices[k]) for k in _beside(number, names)]
    spoken = sorted(choices[number].seen.countries.items(), key=lambda pair: -pair[1])
    for other in [*named, *(country for country, _ in spoken)]:
        found = border(own, other) if other and other != own else None
        if found and other:
            home = next((country for country, _ in spoken if country in (own, other)), own)
            return _on(where, home, (own, other), found)
    return None


def between_sides(name: Name, where: Where | None) -> Where | None:
    """The border that bears both names: "Chad–Sudan border", "Turkish-Syrian border"."""
    if where is not None or not _BORDER.search(name.text):
        return None
    sides = [_side(words) for words in _SIDES.split(_BORDER.sub("", name.text).strip())]
    if len(sides) != 2 or not sides[0] or not sides[1]:
        return None
    found = border(sides[0], sides[1])
    blank = Where("", None, None, None, 0.0, 0.0, "", PlacePrecision.COUNTRY, "both countries named")
    return _on(blank, None, (sides[0], sides[1]), found) if found else None


def _side(words: str) -> str | None:
    return nationalities().country(words) or nationalities().demonym(words)


def _country(choice: Choice) -> str | None:
    place = choice.place
    return place.country if place is not None and place.kind == "country" else None


def _beside(number: int, names: Sequence[Name]) -> list[int]:
    """The names that can be the other side: that behind "and", then that just before."""
    near = [number + 1] if number + 1 < len(names) and names[number + 1].cue in ("between", "and", "with") else []
    before = number - 1
    if before >= 0 and names[number].start - names[before].end <= _REACH_BACK:
        near.append(before)
    return [k for k in near if names[k].sentence == names[number].sentence]


def _on(where: Where, country: str | None, sides: tuple[str, str], found: Border) -> Where:
    first, second = sorted(sides)
    titles = [nationalities().name(side) or side for side in (first, second)]
    rule = f"somewhere on the border of {titles[0]} and {titles[1]}: the point is the middle of its settled part"
    if found.reach_km >= _TOLD_KM:
        rule = f"{rule}, which goes on for {found.reach_km} km and more either way"
    return replace(
        where,
        name=f"{titles[0]}–{titles[1]} border",
        country=country,
        admin1=None,
        admin2=None,
        lat=found.lat,
        lon=found.lon,
        gazetteer_id=f"border:{first}-{second}",
        source=shipped_list(),
        precision=PlacePrecision.PROVINCE,
        basis=f"{where.basis}; {rule}",
        alternatives=(),
    )
