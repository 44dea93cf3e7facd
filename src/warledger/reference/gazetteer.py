"""Finds the places that a name can mean: countries, first-order units, regions and seas that wars name, towns.

`lookup` gives every place of that name, the likeliest first by size alone; which one a report means is for the reader
to say. It is loaded on first use (some 110 MB, one to two seconds) and holds no name that its sources do not hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import asin, cos, radians, sin, sqrt

from warledger.model.claim import PlacePrecision
from warledger.reference.areas import COMMON_WORDS, UNIT_WORDS, Area, areas_by_name, unit_names
from warledger.reference.cities import Cities, City, cities
from warledger.reference.fold import ARTICLES, fold, without_article

SMALL = 50_000  # people
EARTH_KM = 6371.0
OTHER_NAME = "another name of it"


@dataclass(frozen=True, slots=True)
class Place:
    """A place a name can mean. `basis` says how the name matched; `weak` that the name is an everyday word too.

    `size` is people for a town and a stand-in of that order for an area: it only serves to put one before another.
    """

    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str
    precision: PlacePrecision
    size: int
    basis: str
    weak: bool = False


@dataclass(slots=True)
class Gazetteer:
    """The places by folded name. Build one by hand in tests; `gazetteer()` is the shipped one."""

    areas: Mapping[str, tuple[Area, ...]]
    units: Mapping[tuple[str, str], str]
    towns: Cities
    _known: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place that goes by a name, the largest first; empty when the name is unknown."""
        folded = fold(name).removeprefix("the ")
        if not folded:
            return ()
        found = self._known.get(folded)
        if found is None:
            found = self._known[folded] = self._lookup(folded)
        return found

    def _lookup(self, folded: str) -> tuple[Place, ...]:
        bare, unit_word = _without_unit_word(folded)
        if unit_word:
            return self._exact(folded, "name") or self._units(bare) or self._district(bare)
        return self._exact(folded, "name") or self._other_spellings(folded)

    def _exact(self, folded: str, basis: str) -> tuple[Place, ...]:
        found = [_from_area(area, basis, folded in COMMON_WORDS) for area in self.areas.get(folded, ())]
        towns = self.towns.find(folded) if folded not in COMMON_WORDS else ()
        found += [self._from_city(city, folded, basis) for city in towns]
        return tuple(sorted(_ranked(found), key=lambda place: -place.size))

    def _units(self, bare: str) -> tuple[Place, ...]:
        """First-order units of a name written with its unit word ("Idlib province")."""
        for form in _with_articles(bare):
            units = [
                area for area in self.areas.get(form, ()) if area.kind in ("unit", "region", "district", "province")
            ]
            if units:
                return tuple(_from_area(area, "name and unit word") for area in units)
        return ()

    def _district(self, bare: str) -> tuple[Place, ...]:
        """A unit, not of the first order, with the name of its town ("Urgun District"): the town stands for it."""
        towns = self._exact(bare, "name") or self._other_spellings(bare)
        return tuple(
            replace(
                town, precision=PlacePrecision.DISTRICT, basis="district by the name of its town", size=town.size // 2
            )
            for town in towns
            if town.kind == "town"
        )

    def _other_spellings(self, folded: str) -> tuple[Place, ...]:
        for form in _with_articles(folded)[1:]:
            found = self._exact(form, "name but for the article")
            if found:
                return found
        for form in _with_final_h(folded):
            found = self._exact(form, "name but for a final h")
            if found:
                return found
        return ()

    def _from_city(self, city: City, folded: str, basis: str) -> Place:
        own = without_article(fold(city.name)) == without_article(folded)
        return Place(
            f"geonames:{city.geonames_id}",
            city.name,
            city.country,
            self.units.get((city.country, city.admin1)),
            city.lat,
            city.lon,
            "town",
            PlacePrecision.PLACE,
            max(city.population, 1),
            basis if own or basis != "name" else OTHER_NAME,
        )


def _ranked(places: list[Place]) -> Iterator[Place]:
    """The places, a unit smaller than the chief town that it is named for: a bare "Kandahar" is the city.

    A small town that only has the name of an area as another name of its own is left out.
    """
    areas = [place for place in places if place.kind != "town"]
    for place in places:
        towns = [town for town in places if town.kind == "town" and town.country == place.country]
        seat = max((t.size for t in towns if t.admin1 == place.name or t.size >= SMALL), default=0)
        if place.kind == "unit" and seat:
            yield replace(place, size=min(place.size, max(seat // 2, 2)))
        elif not (areas and place.basis == OTHER_NAME and place.size < SMALL):
            yield place


def _from_area(area: Area, basis: str, weak: bool = False) -> Place:
    return Place(
        area.gazetteer_id,
        area.name,
        area.country,
        area.admin1,
        area.lat,
        area.lon,
        area.kind,
        area.precision,
        area.size,
        basis,
        weak,
    )


def _without_unit_word(folded: str) -> tuple[str, str | None]:
    """("donetsk", "oblast") of "donetsk oblast"; of "province of idlib" too."""
    first, _, rest = folded.partition(" of ")
    if rest and first in UNIT_WORDS:
        return rest, first
    bare, _, last = folded.rpartition(" ")
    return (bare, last) if bare and last in UNIT_WORDS else (folded, None)


def _with_articles(folded: str) -> tuple[str, ...]:
    """The name itself, then without its article, then with each article in front."""
    bare = without_article(folded)
    forms = [folded, bare, *(f"{article} {bare}" for article in sorted(ARTICLES))]
    return tuple(dict.fromkeys(forms))


def _with_final_h(folded: str) -> tuple[str, ...]:
    if folded.endswith("ah") and len(folded) > 4:
        return (folded[:-1], *(f"{article} {folded[:-1]}" for article in ("al", "ar", "as", "an")))
    if folded.endswith("a") and len(folded) > 3:
        return (folded + "h", *(f"{article} {folded}h" for article in ("al", "ar", "as", "an")))
    return ()


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points given as latitude and longitude, on a sphere.

    >>> round(distance_km((36.2, 37.16), (33.51, 36.29)))
    309
    """
    (lat1, lon1), (lat2, lon2) = one, other
    across = radians(lon2 - lon1)
    along = radians(lat2 - lat1)
    chord = sin(along / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(areas_by_name(), unit_names(), cities())
