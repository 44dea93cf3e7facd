"""Writes down the place of a name: its record, how precise it is, why it was chosen, and what else it could be.

What the words put beside a place ("12 km south of", "the road between") moves or loosens its point, and the basis says
by what rule. A quarter or site that no list knows takes the town it is named with, and says so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import asin, atan2, cos, degrees, radians, sin

from warledger.model.claim import Candidate, PlacePrecision, Where
from warledger.reading.place_choice import Choice
from warledger.reading.place_context import is_local
from warledger.reading.place_home import home_of
from warledger.reading.place_name import Name
from warledger.reading.place_ranker import Ranker
from warledger.reading.place_words import COUNTY_WORDS, QUARTER_NOUNS
from warledger.reference.gazetteer import EARTH_KM, Place, distance_km

KEPT = 5  # other places listed
REASONS = 2
LEAST = 0.005  # share of a candidate worth listing
LOOSE_KM = 30  # how far "south of a town" reaches where no distance is given; half of what two towns commonly lie apart
KM = {"km": 1.0, "mi": 1.609}
FINE = (PlacePrecision.POINT, PlacePrecision.PLACE)
_BEARINGS = {
    name: 45.0 * k for k, name in enumerate("north northeast east southeast south southwest west northwest".split())
}
_OFFSET = re.compile(
    r"(?:(?P<number>\d+(?:\.\d+)?)[ -]?(?P<unit>km|kilomet\w+|kms|miles?|mi)\b[^.,;]{0,20}?)?"
    r"\b(?P<way>north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:wards?)? of\s"
    r"(?:the (?:\w+ )?(?:city|town|village|capital) (?:of )?)?$",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\b(?:road|highway|motorway|route|railway)s? (?:between|from|linking|connecting) (?:the )?$")
_JOINED = re.compile(r" (?:and|to|with) (?:the )?")
_BEFORE = 60  # characters in front of a name that can tell of an offset


def places_meant(text: str, names: Sequence[Name], choices: Sequence[Choice], ranker: Ranker) -> list[Where | None]:
    """The place of each name, in their order; None where it cannot be told."""
    found = []
    home = home_of(text, names, choices)
    for number, (name, choice) in enumerate(zip(names, choices, strict=True)):
        where = _chosen(name, choice, ranker)
        if where is not None and name.sentence >= 0:
            where = _between(text, number, names, choices, where) or _offset(text, name, where) or where
        found.append(where or _taken_for(number, names, choices, home))
    return found


def _chosen(name: Name, choice: Choice, ranker: Ranker) -> Where | None:
    ranking = choice.ranking
    best = ranking.best
    if best is None:
        return None
    rest = [(one, share) for one, share in zip(ranking.scored[1:], ranking.shares[1:], strict=True) if share >= LEAST]
    beside = [f"named beside {place.name}" for place in choice.seen.beside if _speaks_for(place, best.place)][:1]
    reasons = [*beside, *ranker.reasons(best, ranking.scored[1] if len(ranking.scored) > 1 else None)][:REASONS]
    return replace(
        _record(best.place, _precision(name, best.place), _basis(name, best.place, reasons, ranking.shares[0])),
        alternatives=tuple(_candidate(one.place, share) for one, share in rest[:KEPT]),
    )


def _speaks_for(container: Place, place: Place) -> bool:
    return container.country == place.country and container.kind in ("country", "unit") and container.kind != place.kind


def _record(place: Place, precision: PlacePrecision, basis: str) -> Where:
    return Where(
        place.name,
        place.country,
        place.admin1,
        place.admin2,
        place.lat,
        place.lon,
        place.gazetteer_id,
        precision,
        basis,
        source=place.listed,
    )


def _candidate(place: Place, share: float) -> Candidate:
    point = place.lat, place.lon
    return Candidate(place.name, place.country, place.admin1, *point, place.gazetteer_id, round(share, 3))


def _precision(name: Name, place: Place) -> PlacePrecision:
    fine = place.precision in FINE
    if name.near and fine:
        return PlacePrecision.NEAR
    return PlacePrecision.PLACE if name.site and fine else place.precision


def _basis(name: Name, place: Place, reasons: Sequence[str], share: float) -> str:
    parts = [place.basis]
    if name.site:
        parts.append("the place that the site is named for")
    if name.part:
        parts.append(f"the whole of it, though the text says {name.part!r}")
    count = len(name.places)
    parts.append("the only one of that name" if count == 1 else f"of {count}: {' and '.join(reasons) or 'its size'}")
    return f"{'; '.join(parts)}; likely {share:.2f}"


def _offset(text: str, name: Name, where: Where) -> Where | None:
    """The place of "12 km south of X": the point moved so far, or loosened where no distance is given."""
    match = _OFFSET.search(text, max(0, name.start - _BEFORE), name.start)
    if match is None or where.precision not in (*FINE, PlacePrecision.NEAR):
        return None
    way = match["way"].lower().replace("-", "")
    if match["number"] is None:
        rule = f"somewhere {way} of it, within some {LOOSE_KM} km"
        return replace(where, precision=PlacePrecision.NEAR, basis=f"{where.basis}; {rule}")
    far = float(match["number"]) * KM["mi" if match["unit"].lower().startswith("mi") else "km"]
    lat, lon = moved((where.lat, where.lon), _BEARINGS[way], far)
    rule = f"the point is moved {far:.0f} km {way}, and may lie {max(1.0, far / 3):.0f} km off"
    return replace(where, lat=lat, lon=lon, precision=PlacePrecision.NEAR, basis=f"{where.basis}; {rule}")


def moved(point: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """The point that lies so many kilometres from another in a direction (degrees from north, clockwise), on a sphere.

    >>> moved((36.0, 37.0), 180.0, 111.2)
    (35.0, 37.0)
    """
    lat, lon, way, arc = radians(point[0]), radians(point[1]), radians(bearing), km / EARTH_KM
    north = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(way))
    east = lon + atan2(sin(way) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(north))
    return round(degrees(north), 4), round((degrees(east) + 540) % 360 - 180, 4)


def _between(text: str, number: int, names: Sequence[Name], choices: Sequence[Choice], where: Where) -> Where | None:
    """The place of either end of "the road between X and Y": midway, as far off as half the way."""
    for first in (number, number - 1):
        if first < 0 or first + 1 >= len(names):
            continue
        one, other = names[first], names[first + 1]
        ends = choices[first].place, choices[first + 1].place
        road = _ROAD.search(text, max(0, one.start - _BEFORE), one.start)
        if not road or not _JOINED.fullmatch(text, one.end, other.start) or not ends[0] or not ends[1]:
            continue
        if not (is_local(ends[0]) and is_local(ends[1])):
            continue
        far = distance_km((ends[0].lat, ends[0].lon), (ends[1].lat, ends[1].lon))
        lat, lon = (ends[0].lat + ends[1].lat) / 2, (ends[0].lon + ends[1].lon) / 2
        rule = f"midway between {ends[0].name} and {ends[1].name}, {far:.0f} km apart: it may lie {far / 2:.0f} km off"
        basis = f"{where.basis}; {rule}"
        return replace(where, lat=round(lat, 4), lon=round(lon, 4), precision=PlacePrecision.NEAR, basis=basis)
    return None


def _taken_for(number: int, names: Sequence[Name], choices: Sequence[Choice], home: int | None) -> Where | None:
    """What stands for a name that no list knows: the area behind it in a list, or the town of a quarter or site."""
    name = names[number]
    if number + 1 < len(names) and names[number + 1].listed:
        place = choices[number + 1].place
        if place is not None and place.kind != "country":
            return _record(
                place, place.precision, f"not in the gazetteer: {place.name}, named behind it, stands for it"
            )
    if name.text.rpartition(" ")[2].lower() in COUNTY_WORDS:
        return _unit_around(number, names, choices)
    if not name.site and name.noun not in QUARTER_NOUNS and not choices[number].seen.quarter:
        return None
    town, what = _town_around(number, names, choices), "the town named nearest"
    if home is not None and (town is None or names[number].sentence != names[town].sentence):
        town, what = home, "the town that the report is about"
    place = choices[town].place if town is not None else None
    if place is None:
        return None
    return _record(place, PlacePrecision.PLACE, f"not in the gazetteer: {place.name}, {what}, stands for it")


def _unit_around(number: int, names: Sequence[Name], choices: Sequence[Choice]) -> Where | None:
    """The first-order unit that is named nearest to a county that no list knows."""
    units = [(abs(other.start - names[number].start), k) for k, other in enumerate(names) if _is_unit(choices[k].place)]
    place = choices[min(units)[1]].place if units else None
    if place is None:
        return None
    return _record(place, place.precision, f"not in the gazetteer: {place.name}, the unit named nearest, stands for it")


def _is_unit(place: Place | None) -> bool:
    return place is not None and place.kind == "unit"


def _town_around(number: int, names: Sequence[Name], choices: Sequence[Choice]) -> int | None:
    """The number of the town of a name's sentence that is named nearest to it, else the town named last before it."""
    here, before = [], []
    for k, other in enumerate(names):
        place = choices[k].place
        if k == number or other.agent or place is None or place.kind not in ("town", "metropolis"):
            continue
        if other.sentence == names[number].sentence:
            here.append((abs(other.start - names[number].start), k))
        elif k < number:
            before.append(k)
    if here:
        return min(here)[1]
    return before[-1] if before else None
