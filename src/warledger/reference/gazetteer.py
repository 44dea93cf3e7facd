"""Finds the places that a name can mean: countries, first-order units, regions and seas that wars name, and the places
of every list in the user's folder, the shipped one among them.

`lookup` goes by the name as it is written; `search` goes on to transliterations and, last, to near spellings. Which
place a report means is for the reader to say. Each place tells how its name matched and which list it comes from.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from warledger.model.claim import PlacePrecision
from warledger.reference.areas import COMMON_WORDS, Area, areas_by_name
from warledger.reference.fold import fold
from warledger.reference.gazetteers.building import key_of
from warledger.reference.gazetteers.folder import default_folder, opened
from warledger.reference.gazetteers.index import Hit, PlaceIndex, keys_of
from warledger.reference.gazetteers.records import Rings
from warledger.reference.place import OTHER_NAME, Match, Place, from_area, from_record
from warledger.reference.place_merging import merged
from warledger.reference.place_spelling import (
    bare_of_kind,
    near_skeletons,
    parts_of,
    spellings,
    unit_stems,
    with_articles,
    without_unit_word,
)
from warledger.reference.transliteration import nearness, skeletons

__all__ = ["OTHER_NAME", "Gazetteer", "Match", "Place", "distance_km", "gazetteer"]

SMALL = 50_000  # people
EARTH_KM = 6371.0
REMEMBERED = 20_000  # names
MOST_GIVEN = 40  # places of one search
AREA_KINDS = ("unit", "region", "district", "province")
# How near in sound a name of so many consonants must be: the fewer, the less its skeleton says, and the more its vowels
# must agree. Set where benchmarks/gazetteer.py lets in names of other places faster than it finds spellings.
TRANSLITERATED = {2: 0.93, 3: 0.91, 4: 0.89, 5: 0.85}
NEAR_SPELLING = {4: 0.9, 5: 0.86, 6: 0.84}  # shorter names are not sought by near spelling


@dataclass(slots=True)
class Gazetteer:
    """The places by name. Build one by hand in tests; `gazetteer()` is the one of the user's folder."""

    areas: Mapping[str, tuple[Area, ...]]
    lists: Sequence[PlaceIndex]
    _known: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place that goes by a name as written, or but for its article; the largest first, empty when unknown."""
        folded = fold(name).removeprefix("the ")
        if not folded:
            return ()
        found = self._known.get(folded)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[folded] = self._lookup(folded)
        return found

    def search(self, name: str, *, countries: Collection[str] = (), near: bool = True) -> tuple[Place, ...]:
        """What `lookup` gives, then places whose name sounds the same, then, if there are none, those near in sound.

        The surest way comes first and, of one way, the nearest and then the largest. `countries` (two letters each)
        bounds all of it to those countries; without them, a name that is known as written is sought by sound only in
        the countries that have it. Take what comes by sound for a place only where the words around vouch for
        it, or a country is given: many words that are no places sound like one of the world's.
        """
        for part in (name, *parts_of(name)):
            found = self._search(bare_of_kind(fold(part).removeprefix("the ")), countries, near=near)
            if found:
                return found
        return ()

    def _search(self, folded: str, countries: Collection[str], *, near: bool) -> tuple[Place, ...]:
        if not folded:
            return ()
        found = [place for place in self.lookup(folded) if not countries or place.country in countries]
        bare, unit_word = without_unit_word(folded)
        if not unit_word:
            at_home = countries or {place.country for place in found if place.country}
            found += self._by_sound(folded, at_home)
            if near and not found:
                found += self._by_near_sound(folded, countries)
        elif not found:
            found += map(_as_district, self._search(bare, countries, near=near))
        return tuple(sorted(merged(found), key=_surest_first)[:MOST_GIVEN])

    def outline(self, place: Place) -> Rings | None:
        """The outline of a place, as rings of longitude and latitude, where its list has one."""
        for index in self.lists:
            if index.provenance.name == place.source:
                for hit in index.exact(key_of(fold(place.name))):
                    if index.record(hit.record).id == place.gazetteer_id:
                        return index.outline(hit.record)
        return None

    def _lookup(self, folded: str) -> tuple[Place, ...]:
        bare, unit_word = without_unit_word(folded)
        if unit_word:
            return self._exact(folded, "name") or self._units(bare) or self._district(bare, unit_word)
        return self._exact(folded, "name") or self._other_spellings(folded)

    def _exact(self, folded: str, basis: str) -> tuple[Place, ...]:
        common = folded in COMMON_WORDS
        found = [from_area(area, basis, common, asked=folded) for area in self.areas.get(folded, ())]
        if not common:
            found += self._records(folded)
        if basis != "name":
            found = [replace(place, basis=basis, match=Match.SPELLING) for place in found]
        return tuple(sorted(_ranked(merged(found)), key=lambda place: -place.size))

    def _records(self, folded: str) -> Iterator[Place]:
        key = key_of(folded)
        for index in self.lists:
            seen: set[int] = set()
            for hit in index.exact(key):
                if hit.record not in seen:
                    seen.add(hit.record)
                    yield _place(index, hit, folded)

    def _units(self, bare: str) -> tuple[Place, ...]:
        """First-order units, regions and districts of a name written with its unit word ("Idlib province")."""
        for stem in unit_stems(bare):
            for form in with_articles(stem):
                areas = [from_area(area, "name", asked=form) for area in self.areas.get(form, ())]
                units = [place for place in (*areas, *self._records(form)) if place.kind in AREA_KINDS]
                if units:
                    named = (replace(unit, basis="name and unit word", weak=False) for unit in merged(units))
                    return tuple(sorted(named, key=lambda place: -place.size))
        return ()

    def _district(self, bare: str, unit_word: str) -> tuple[Place, ...]:
        """A unit, not of the first order, with the name of its town ("Urgun District"): the town stands for it.

        Not a county by another name of a town: "Berrien County" is not where a town was once called Berrien.
        """
        county = unit_word in ("county", "parish")
        towns = self._exact(bare, "name") or self._other_spellings(bare)
        return tuple(
            _as_district(town) for town in towns if town.kind == "town" and not (county and town.basis == OTHER_NAME)
        )

    def _other_spellings(self, folded: str) -> tuple[Place, ...]:
        for form, basis in spellings(folded):
            found = self._exact(form, basis)
            if found:
                return found
        return ()

    def _by_sound(self, folded: str, countries: Collection[str]) -> Iterator[Place]:
        keys = skeletons(folded, sought=True)
        if keys:
            least = TRANSLITERATED[min(len(keys[0]), max(TRANSLITERATED))]
            yield from self._near_ones(folded, keys, countries, least)

    def _by_near_sound(self, folded: str, countries: Collection[str]) -> Iterator[Place]:
        keys = [key for key in skeletons(folded, sought=True)[:2] if len(key) >= min(NEAR_SPELLING)]
        if not keys:
            return
        around = dict.fromkeys(one for key in keys for one in near_skeletons(key))
        least = NEAR_SPELLING[min(len(keys[0]), max(NEAR_SPELLING))]
        for place in self._near_ones(folded, around, countries, least):
            yield replace(place, match=Match.NEAR, basis=f"spelling near to {place.matched}")

    def _near_ones(self, folded: str, keys: Iterable[str], countries: Collection[str], least: float) -> Iterator[Place]:
        filed = keys_of(keys)
        for index in self.lists:
            best: dict[int, tuple[float, Hit, str]] = {}
            for hit in index.loose(filed, folded, countries):
                name = index.record(hit.record).names[hit.name]
                near = nearness(folded, name)
                if near >= least and near > best.get(hit.record, (0.0,))[0]:
                    best[hit.record] = near, hit, name
            for near, hit, name in best.values():
                basis = f"transliteration of {name}"
                yield replace(
                    _place(index, hit, folded), match=Match.TRANSLITERATION, nearness=round(near, 3), basis=basis
                )


def _place(index: PlaceIndex, hit: Hit, folded: str) -> Place:
    return from_record(index.record(hit.record), hit.name, listed=index.listed, asked=folded)


def _surest_first(place: Place) -> tuple[float, ...]:
    return place.match.tier, -round(place.nearness, 2), -place.size


def _as_district(town: Place) -> Place:
    if town.kind != "town":
        return town
    basis = "district by the name of its town"
    return replace(town, precision=PlacePrecision.DISTRICT, basis=basis, size=town.size // 2)


def _ranked(places: list[Place]) -> Iterator[Place]:
    """The places, a unit smaller than the chief town that it is named for: a bare "Kandahar" is the city.

    A small town that only has the name of an area as another name of its own is left out.
    """
    areas = [place for place in places if place.kind in (*AREA_KINDS, "country", "sea", "strait")]
    for place in places:
        towns = [town for town in places if town.kind == "town" and town.country == place.country]
        seat = max((t.size for t in towns if t.admin1 == place.name or t.size >= SMALL), default=0)
        if place.kind == "unit" and seat:
            yield replace(place, size=min(place.size, max(seat // 2, 2)))
        elif not (areas and place.kind == "town" and place.basis == OTHER_NAME and place.size < SMALL):
            yield place


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
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The shipped places with the lists of a folder; None is the folder where the user's lists are kept."""
    return Gazetteer(areas_by_name(), opened(folder or default_folder()))
