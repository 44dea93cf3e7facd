"""What speaks for and against a candidate for a place name, each as a number that a weight belongs to.

A feature is 0 where it says nothing. The docstring of `FEATURES` is what `warledger explain` prints; the weights are
fitted by training/places.py. It chooses nothing.
"""

from math import exp, log10

from warledger.model.claim import PlacePrecision
from warledger.reading.place_context import Surroundings, is_local
from warledger.reading.place_name import Name
from warledger.reference.gazetteer import OTHER_NAME, Place, distance_km

CITY = 300_000  # people: a town of this size is nobody's quarter
FAR_QUARTER = 0.67  # of the feature "near": 40 km, farther than a quarter lies from the middle of its town
FAR = 1e5  # km: farther than any two places are
FEATURES = {
    "size": "its size",
    "country": "it is a country",
    "unit": "it is a first-order unit",
    "capital": "it is a capital",
    "region": "it is a region, a sea or the like",
    "other name": "it goes by that name, and by another one first",
    "spelling": "its name is spelled in another way",
    "seat": "a town of its country bears the same name",
    "spoken of": "the report speaks of its country",
    "most spoken of": "no country is spoken of more",
    "unit spoken of": "the report speaks of the country that it is a unit of",
    "country abroad": "it is a country, and the report speaks of no place in it",
    "in a unit named": "it lies in a unit where other places of the report lie",
    "near": "it lies near other places of the report",
    "in reach": "it lies in reach of other places of the report",
    "near its neighbours": "it lies near the places named beside it",
    "beside its country": "the country named behind it is its own",
    "beside its unit": "the unit named behind it is its own",
    "beside another": "the country or unit named behind it is another",
    "holds": "the place named before it lies in it",
    "holds not": "the place named before it does not lie in it",
    "called a town": "the words call it a town",
    "called a quarter": "the words call it a part of a town, and it lies far from the others",
    "called a unit": "the words call it a unit",
    "its country could hold others": "other names of the report could lie in its country",
    "its unit could hold others": "other names of the report could lie in its unit",
    "outlet": "the report comes from its country",
}
"""Every feature with what it says of a candidate."""

NONE_FEATURES = {
    "none": "no place of the gazetteer",
    "none, by size": "the largest of that name is small",
    "none, unsupported": "nothing in the report speaks for any place of that name",
    "none, abroad": "no place of that name lies in a country that the report speaks of",
    "none, site": "it is a building or the like, named for a place",
    "none, no country": "the report speaks of no country",
}
"""What speaks for none of the candidates."""

_RANK = {PlacePrecision.COUNTRY: 3, PlacePrecision.PROVINCE: 2, PlacePrecision.DISTRICT: 1}
_TOWN_WORDS = frozenset("city town village hamlet settlement neighbourhood neighborhood suburb capital".split())
_UNIT_WORDS = frozenset("province governorate oblast region state county department prefecture".split())


def features(place: Place, name: Name, seen: Surroundings) -> dict[str, float]:
    """What is not 0 for a candidate."""
    share = seen.countries.get(place.country or "", 0.0)
    unit, country = place.kind in ("unit", "province"), place.kind == "country"
    seated = any(p.kind == "town" and p.country == place.country for p in name.places)
    found = {
        "size": log10(place.size + 10) / 8,
        "country": float(country),
        "unit": float(unit and not seated),
        "region": float(place.kind in ("region", "sea", "area", "district", "water")),
        "capital": float(place.kind == "metropolis" or place.feature == "P.PPLC"),
        "other name": float(place.basis == OTHER_NAME),
        "spelling": float(place.match.tier > 0),
        "seat": float(unit and seated),
        "spoken of": share,
        "most spoken of": float(share >= 1.0),
        "unit spoken of": share * (unit and not seated),
        "country abroad": float(country and not share),
        "in a unit named": float((place.country, place.admin1) in seen.units and not unit),
        "its country could hold others": seen.could_be.get((place.country or "", ""), 0.0) * (place.kind != "country"),
        "its unit could hold others": seen.could_be.get((place.country or "", place.admin1 or "-"), 0.0) * (not unit),
        "outlet": float(seen.outlet is not None and place.country == seen.outlet),
        "called a town": float(name.cue in _TOWN_WORDS and place.kind == "town"),
        "called a unit": float((name.cue in _UNIT_WORDS or name.noun in _UNIT_WORDS) and unit),
    }
    found |= _distances(place, seen)
    found |= _listing(place, seen)
    far = bool(seen.others) and found.get("near", 0.0) < FAR_QUARTER
    found["called a quarter"] = float(seen.quarter and far and place.kind == "town" and place.size < CITY)
    return {key: value for key, value in found.items() if value}


def _distances(place: Place, seen: Surroundings) -> dict[str, float]:
    if not is_local(place):
        return {}
    point = place.lat, place.lon
    others = [other for other in seen.others if other.gazetteer_id != place.gazetteer_id]
    near = min((distance_km(point, (other.lat, other.lon)) for other in others), default=FAR)
    beside = min((distance_km(point, (other.lat, other.lon)) for other in seen.adjacent), default=FAR)
    return {"near": exp(-near / 100.0), "in reach": exp(-near / 800.0), "near its neighbours": exp(-beside / 100.0)}


def _listing(place: Place, seen: Surroundings) -> dict[str, float]:
    own_country = own_unit = another = 0.0
    for container in seen.beside:
        if _RANK.get(container.precision, 0) <= _RANK.get(place.precision, 0):
            continue  # a list of peers
        if container.country and place.country:
            own_country = max(own_country, float(container.country == place.country))
            another = max(another, float(container.country != place.country))
        if container.kind == "unit" and place.admin1:
            own_unit = max(own_unit, float(container.name == place.admin1))
            another = max(another, float(container.name != place.admin1 and container.country == place.country))
    held = [inner for inner in seen.holds if _RANK.get(inner.precision, 0) < _RANK.get(place.precision, 0)]
    holds = any(_lies_in(inner, place) for inner in held)
    return {
        "beside its country": own_country,
        "beside its unit": own_unit,
        "beside another": another,
        "holds": float(holds),
        "holds not": float(bool(held) and not holds),
    }


def _lies_in(inner: Place, outer: Place) -> bool:
    if outer.kind == "country":
        return inner.country == outer.country
    return inner.country == outer.country and (inner.admin1 == outer.name or outer.kind != "unit")


def none_features(name: Name, seen: Surroundings, best: dict[str, float]) -> dict[str, float]:
    """What speaks for no place at all. `best` has the largest value of each feature among the candidates."""
    supported = any(best.get(key) for key in ("spoken of", "beside its country", "beside its unit", "holds", "outlet"))
    found = {
        "none": 1.0,
        "none, by size": 1.0 - best.get("size", 0.0),
        "none, unsupported": float(not supported and best.get("near", 0.0) < 0.1),
        "none, abroad": float(bool(seen.countries) and not best.get("spoken of")),
        "none, site": float(name.site),
        "none, no country": float(not seen.countries),
    }
    return {key: value for key, value in found.items() if value}
