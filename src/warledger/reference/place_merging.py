"""Brings together the places that several lists have of one thing, so that a name has one candidate for each.

Two are one where they share their id, or are of one kind and country and stand side by side. The first is kept, with
what only the other knows.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import cos, radians

from warledger.reference.place import Place

# Kilometres within which two of a kind, found by one name, are the same: lists place a settlement by different corners
# of it, and an area by different ideas of its middle.
_SAME_WITHIN = {"town": 4.0, "quarter": 1.5, "district": 30.0, "unit": 120.0, "country": 2000.0, "region": 120.0}
_SAME_SITE_WITHIN = 2.0
_DEGREE_KM = 111.2


def merged(places: Iterable[Place]) -> list[Place]:
    """The places, each thing once, in the order of the first of each."""
    kept: list[Place] = []
    for place in places:
        for number, other in enumerate(kept):
            if _same(place, other):
                kept[number] = _joined(other, place)
                break
        else:
            kept.append(place)
    return kept


def _same(one: Place, other: Place) -> bool:
    if one.gazetteer_id == other.gazetteer_id:
        return True
    if one.kind != other.kind or (one.country and other.country and one.country != other.country):
        return False
    reach = _SAME_WITHIN.get(one.kind, _SAME_SITE_WITHIN) / _DEGREE_KM
    north = abs(one.lat - other.lat)
    if north > reach:
        return False
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return north * north + east * east <= reach * reach


def _joined(first: Place, second: Place) -> Place:
    """The first, with what only the second has, and the surer way of the two."""
    surer = second if (second.match.tier, -second.nearness) < (first.match.tier, -first.nearness) else first
    return replace(
        first,
        country=first.country or second.country,
        admin1=first.admin1 or second.admin1,
        admin2=first.admin2 or second.admin2,
        size=max(first.size, second.size),
        population=first.population or second.population,
        bounds=first.bounds or second.bounds,
        feature=second.feature if first.feature == "P.PPL" and second.feature.startswith("P.") else first.feature,
        match=surer.match,
        nearness=surer.nearness,
        matched=surer.matched,
        basis=surer.basis,
    )
