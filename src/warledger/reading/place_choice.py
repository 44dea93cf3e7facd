"""Chooses, for all names of a report together, the place that each means.

Each candidate is scored by its size, by the place that stands beside its name ("Kharkiv, Ukraine"), by the countries
that the report speaks of, and by how near it lies to the places already chosen. A small place that nothing in the
report speaks for is not chosen: an unknown place is better than a wrong one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log10

from warledger.model.claim import Candidate, PlacePrecision, Where
from warledger.reading.place_names import Name
from warledger.reference.gazetteer import OTHER_NAME, Place, distance_km
from warledger.reference.nationalities import Nationalities

# Weights of the score, set on the coded reports of the training data; a town of a million in the report's own country
# scores 0.75 + 0.8. They hold together: one alone should not be moved.
BESIDE_COUNTRY = 1.2  # the country named beside it is the candidate's
BESIDE_UNIT = 1.0  # so is the first-order unit
BESIDE_OTHER = -2.0  # the country named beside it is another
SPOKEN_OF = 0.8  # the report speaks of its country, most of all countries
NEARNESS = 0.6  # it lies where the other places lie
NEAR_KM = 150.0
BY_OTHER_NAME = -0.25  # it goes by that name, and by another one first
AREA_OF_OTHERS = 0.6  # an area, where a place inside it stands before it
SEAT_FIRST = -0.5  # a name that a town and the unit around it share is the town's, where nothing says otherwise
NEIGHBOURS = 100  # names on either side that speak for a place; a bound for reports of book length
NO_SUPPORT = 150_000  # people: nothing in the report speaks for it, yet a city this large is taken
NO_COUNTRY = 100_000  # people: the same in a report that speaks of no country
UNAMBIGUOUS = 10_000  # people: the same for a name of one country only, within reach of another place of the report
WITHIN_REACH = 1_000.0  # km
LARGEST = "largest of that name"
KEPT = 5  # other places listed
SHARPNESS = 3.0  # how fast a lower score loses its share among the candidates

_CAPITALISED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?")
_RANK = {PlacePrecision.COUNTRY: 3, PlacePrecision.PROVINCE: 2, PlacePrecision.DISTRICT: 1}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place with its score and why it was taken."""

    place: Place
    score: float
    why: str


def choose(names: Sequence[Name], text: str, nations: Nationalities) -> list[Where | None]:
    """The place of each name, in their order; None where it cannot be told."""
    countries = _countries(names, text, nations)
    chosen: list[Chosen | None] = [None] * len(names)
    for _ in range(2):  # the second time with the places of the first as neighbours
        for number in reversed(range(len(names))):  # what contains a place stands behind it
            chosen[number] = _best(names, number, chosen, countries)
    return [_where(name, names, number, chosen, countries) for number, name in enumerate(names)]


def _countries(names: Sequence[Name], text: str, nations: Nationalities) -> dict[str, float]:
    """How much the report speaks of each country, the most as 1."""
    weights: Counter[str] = Counter()
    for name in names:
        if name.places and name.places[0].kind in ("country", "region", "sea") and name.places[0].country:
            weights[name.places[0].country] += 1 if name.agent else 3
    for match in _CAPITALISED.finditer(text):
        words = match.group()
        country = nations.demonym(words) or nations.demonym(words.split(" ")[0])
        if country:
            weights[country] += 1
    most = max(weights.values(), default=1)
    return {country: weight / most for country, weight in weights.items()}


def _best(
    names: Sequence[Name], number: int, chosen: Sequence[Chosen | None], countries: dict[str, float]
) -> Chosen | None:
    scored = _scored(names, number, chosen, countries)
    if not scored:
        return None
    best = max(scored, key=lambda one: (one.score, one.place.size))
    if names[number].site and countries and best.place.country not in countries:
        return None  # a "Castello road" in Syria is not named for a town in Italy
    anchors = [other.place for other in _around(chosen, number)]
    return best if _supported(best, scored, anchors, bool(countries)) else None


def _scored(
    names: Sequence[Name], number: int, chosen: Sequence[Chosen | None], countries: dict[str, float]
) -> list[Chosen]:
    name = names[number]
    beside = _beside(names, number, chosen)
    others = [other.place for other in _around(chosen, number) if _local(other.place)]
    holds = number > 0 and name.listed and not name.site
    towns = {place.country for place in name.places if place.kind == "town"}
    return [_score(place, beside, others, countries, (holds, place.country in towns)) for place in name.places]


def _around(chosen: Sequence[Chosen | None], number: int) -> list[Chosen]:
    """The places chosen for the names before and behind one: all of a report's, but for very long ones."""
    first, stop = max(0, number - NEIGHBOURS), number + NEIGHBOURS + 1
    return [other for k, other in enumerate(chosen[first:stop], first) if other and k != number]


def _beside(names: Sequence[Name], number: int, chosen: Sequence[Chosen | None]) -> Sequence[Place]:
    """The places named after it in the same list: what it lies in."""
    found = []
    for k in range(number + 1, len(names)):
        if not names[k].listed:
            break
        other = chosen[k]
        if other:
            found.append(other.place)
    return found


def _score(
    place: Place, beside: Sequence[Place], others: Sequence[Place], countries: dict[str, float], seen: tuple[bool, bool]
) -> Chosen:
    holds, seated = seen  # a place in it stands before it; a town of its country bears the same name
    score, why = log10(place.size + 10) / 8, LARGEST
    if place.basis == OTHER_NAME:
        score += BY_OTHER_NAME
    share = countries.get(place.country or "", 0.0)
    if share:
        score, why = score + SPOKEN_OF * share, "the report speaks of its country"
    point = place.lat, place.lon
    near = min(
        (distance_km(point, (o.lat, o.lon)) for o in others if o.gazetteer_id != place.gazetteer_id), default=1e6
    )
    if place.kind == "country" or (place.kind != "town" and not seated):
        score += NEARNESS  # its point says nothing of where in it the others lie
    elif near < 2 * NEAR_KM:
        score += NEARNESS * exp(-near / NEAR_KM)
        why = why if share else "it lies near the other places"
    area = place.kind in ("unit", "region", "province", "district")
    if holds and area:
        score += AREA_OF_OTHERS
    elif seated and place.kind == "unit":
        score += SEAT_FIRST
    for container in beside:
        if _RANK.get(container.precision, 0) <= _RANK.get(place.precision, 0):
            continue  # a list of peers
        if container.country and place.country and container.country != place.country:
            score += BESIDE_OTHER
        elif container.country and place.country:
            score, why = score + BESIDE_COUNTRY / len(beside), f"named beside {container.name}"
        if container.kind == "unit" and container.name == place.admin1:
            score, why = score + BESIDE_UNIT, f"named beside {container.name}"
    return Chosen(place, score, why)


def _local(place: Place) -> bool:
    return place.precision not in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)


def _supported(best: Chosen, scored: Sequence[Chosen], anchors: Sequence[Place], countries: bool) -> bool:
    place = best.place
    if best.why != LARGEST or not _local(place):
        return True
    alone = all(one.place.country == place.country for one in scored)
    if not anchors:
        return place.size >= (UNAMBIGUOUS if alone and not countries else NO_COUNTRY)
    nearest = min(distance_km((place.lat, place.lon), (other.lat, other.lon)) for other in anchors)
    foreign = countries and all(other.country != place.country for other in anchors)
    return place.size >= (UNAMBIGUOUS if alone and nearest < WITHIN_REACH and not foreign else NO_SUPPORT)


def _where(
    name: Name, names: Sequence[Name], number: int, chosen: Sequence[Chosen | None], countries: dict[str, float]
) -> Where | None:
    best = chosen[number]
    if best is None or name.agent:
        return None
    place = best.place
    scored = _scored(names, number, chosen, countries)
    total = sum(exp(SHARPNESS * (one.score - best.score)) for one in scored)
    rest = sorted((one for one in scored if one.place is not place), key=lambda one: -one.score)[:KEPT]
    alternatives = tuple(
        Candidate(
            one.place.name,
            one.place.country,
            one.place.admin1,
            one.place.lat,
            one.place.lon,
            one.place.gazetteer_id,
            round(exp(SHARPNESS * (one.score - best.score)) / total, 3),
        )
        for one in rest
    )
    return Where(
        place.name,
        place.country,
        place.admin1,
        None,
        place.lat,
        place.lon,
        place.gazetteer_id,
        _precision(name, place),
        _basis(name, place, best.why, len(name.places)),
        alternatives,
    )


def _precision(name: Name, place: Place) -> PlacePrecision:
    fine = place.precision in (PlacePrecision.POINT, PlacePrecision.PLACE)
    if name.near and fine:
        return PlacePrecision.NEAR
    return PlacePrecision.PLACE if name.site and fine else place.precision


def _basis(name: Name, place: Place, why: str, count: int) -> str:
    parts = [place.basis]
    if name.site:
        parts.append("the place that the site is named for")
    if name.part:
        parts.append(f"the whole of it, though the text says {name.part!r}")
    parts.append("the only one of that name" if count == 1 else f"of {count}: {why}")
    return "; ".join(parts)
