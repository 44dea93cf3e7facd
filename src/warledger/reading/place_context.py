"""What a report as a whole says about where it is: its countries, its units, and what stands around each name.

It turns the names of a report and the places chosen for them so far into one `Surroundings` a name. It weighs nothing
and chooses nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warledger.model.claim import PlacePrecision
from warledger.reading.place_name import OUTLET, Name, Role
from warledger.reading.place_words import QUARTERS
from warledger.reference.fold import fold
from warledger.reference.gazetteer import Place
from warledger.reference.nationalities import Nationalities

NEIGHBOURS = 60  # names on either side that speak for a place; a bound for reports of book length
NAMED, ACTING, BELONGING, HOLDING = 3, 1, 1, 1  # what a country's name, an agent, a demonym, a place in it count
LEAST_SIZE = 5_000  # people: below this, size says little about which of two towns of one name is meant
IMPLIED = 10  # what a town that could lie in a country counts, where no country is spoken of
_CAPITALISED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?")
_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.([a-z]{2})\b")

Places = Sequence[Place | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What speaks for one name's places.

    `countries` has how much the report speaks of each country, the most as 1; `units` the first-order units that it
    names or that its other places lie in, as (country, name). `others` are the places chosen for other names,
    `adjacent` those of the nearest names of the sentence, `beside` those that stand behind a comma ("Kharkiv,
    Ukraine"), `holds` those that stand before one. `outlet` is the country of the outlet, from its address. `could_be`
    has, for a country (unit '') and for each of its units, the share of the report's other names that could lie there;
    `places_named` the gazetteer's ids of the places that are named by themselves; `quarter` tells that the report
    calls it a part of a town.
    """

    countries: Mapping[str, float]
    units: frozenset[tuple[str, str]] = frozenset()
    others: tuple[Place, ...] = ()
    adjacent: tuple[Place, ...] = ()
    beside: tuple[Place, ...] = ()
    holds: tuple[Place, ...] = ()
    outlet: str | None = None
    could_be: Mapping[tuple[str, str], float] = field(default_factory=dict)
    places_named: frozenset[str] = frozenset()
    quarter: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The names of a report with what does not change while places are chosen; a key is a name's folded words."""

    names: Sequence[Name]
    keys: Sequence[str]
    spoken: Mapping[str, int]
    outlet: str | None = None
    regions: Mapping[str, Mapping[tuple[str, str], float]] = field(default_factory=dict)
    places: Mapping[str, Sequence[Place]] = field(default_factory=dict)

    def around(self, chosen: Places) -> list[Surroundings]:
        """The surroundings of each name, with the places chosen so far as its neighbours."""
        once = {key: place for key, place in zip(self.keys, chosen, strict=True) if place}
        lying = Counter(p.country for p in once.values() if p.country and p.kind != "country")
        units: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, place in once.items():
            if place.country and place.admin1:
                units[place.country, place.admin1].add(key)
        named = frozenset(
            place.gazetteer_id
            for name, place in zip(self.names, chosen, strict=True)
            if place and is_local(place) and not name.site and name.role is not Role.DOUBTFUL
            if place.precision is not PlacePrecision.DISTRICT
        )
        could_be = self._could_be()
        quarters = {key for key, name in zip(self.keys, self.names, strict=True) if is_quarter(name)}
        beside, holds = self._listed(chosen, self._behind), self._listed(chosen, self._before)
        found = []
        for number, key in enumerate(self.keys):
            own = once.get(key)
            countries = {country: float(weight) for country, weight in self.spoken.items()}
            for country, weight in lying.items():
                mine = own is not None and own.country == country and own.kind != "country"
                countries[country] = countries.get(country, 0.0) + HOLDING * (weight - mine)
            most = max(countries.values(), default=0.0) or 1.0
            found.append(
                Surroundings(
                    {country: weight / most for country, weight in countries.items() if weight},
                    frozenset(unit for unit, keys in units.items() if keys - {key}),
                    self._others(number, chosen),
                    tuple(self._adjacent(number, chosen)),
                    beside[key],
                    holds[key],
                    self.outlet,
                    could_be[key],
                    named,
                    key in quarters,
                )
            )
        return found

    def _could_be(self) -> dict[str, dict[tuple[str, str], float]]:
        """For each name, the share of the other names that have a place in a country or in a unit of one."""
        total: Counter[tuple[str, str]] = Counter()
        for shares in self.regions.values():
            total.update(shares)
        found = {}
        for key in set(self.keys):
            own = self.regions.get(key, {})
            others = max(1, len(self.regions) - (key in self.regions))
            mine = {region for place in self.places.get(key, ()) for region in regions_of(place)}
            found[key] = {region: (total[region] - own.get(region, 0.0)) / others for region in mine}
        return found

    def _others(self, number: int, chosen: Places) -> tuple[Place, ...]:
        first, stop = max(0, number - NEIGHBOURS), number + NEIGHBOURS + 1
        found: dict[str, Place] = {}
        for key, place in zip(self.keys[first:stop], chosen[first:stop], strict=True):
            if place and key != self.keys[number] and is_local(place):
                found[place.gazetteer_id] = place
        return tuple(found.values())

    def _adjacent(self, number: int, chosen: Places) -> Iterable[Place]:
        for step in (-1, 1):
            k = number + step
            while 0 <= k < len(chosen) and self.names[k].sentence == self.names[number].sentence:
                place = chosen[k]
                if place and is_local(place) and self.keys[k] != self.keys[number]:
                    yield place
                    break
                k += step

    def _listed(self, chosen: Places, one: Callable[[int, Places], Iterable[Place]]) -> dict[str, tuple[Place, ...]]:
        """What each name is listed with anywhere in the report: "Kharkiv, Ukraine" serves every "Kharkiv"."""
        found: dict[str, dict[str, Place]] = defaultdict(dict)
        for number, key in enumerate(self.keys):
            found[key] |= {place.gazetteer_id: place for place in one(number, chosen)}
        return {key: tuple(places.values()) for key, places in found.items()}

    def _behind(self, number: int, chosen: Places) -> Iterable[Place]:
        for k in range(number + 1, len(self.names)):
            if not self.names[k].listed:
                return
            place = chosen[k]
            if place:
                yield place

    def _before(self, number: int, chosen: Places) -> Iterable[Place]:
        name, place = self.names[number], chosen[number - 1] if number else None
        if place and name.listed and not name.site:
            yield place


def report_of(names: Sequence[Name], text: str, nations: Nationalities, source: str = "") -> Report:
    """The report that names stand in. `source` is the name or address of its outlet."""
    weights: Counter[str] = Counter()
    for name in names:
        place = name.places[0] if name.places else None
        if name.sentence == OUTLET:
            continue  # whose places say where its readers are
        if place and place.country and place.kind in ("country", "region", "sea") and name.role is not Role.PEOPLE:
            weights[place.country] += NAMED if name.role is Role.PLACE else ACTING
    for match in _CAPITALISED.finditer(text):
        words = match.group()
        country = nations.demonym(words) or nations.demonym(words.split(" ")[0])
        if country:
            weights[country] += BELONGING
    domain = _DOMAIN.search(source)
    outlet = {"uk": "GB"}.get(domain[1], domain[1].upper()) if domain else None
    keys = [fold(name.text) for name in names]
    places = {key: name.places for name, key in zip(names, keys, strict=True)}
    towns = {
        key: _regions(name.places)
        for name, key in zip(names, keys, strict=True)
        if name.places and not name.site and name.role in (Role.PLACE, Role.AGENT)
    }
    regions = {key: shares for key, shares in towns.items() if shares}
    return Report(names, keys, weights or _implied(regions), outlet, regions, places)


def _implied(regions: Mapping[str, Mapping[tuple[str, str], float]]) -> Counter[str]:
    """The countries that a report which speaks of none may mean: those where two of its towns could lie, or more."""
    total: Counter[str] = Counter()
    for shares in regions.values():
        for (country, unit), share in shares.items():
            if not unit:
                total[country] += int(IMPLIED * share)
    return Counter({country: weight for country, weight in total.items() if weight > 1.5 * IMPLIED})


def _regions(places: Sequence[Place]) -> dict[tuple[str, str], float]:
    """How likely a name of towns alone lies in each country and unit, by the size of the towns; '' is the whole."""
    if any(place.kind not in ("town", "metropolis", "quarter") for place in places):
        return {}
    largest = max(place.size for place in places) + LEAST_SIZE
    found: dict[tuple[str, str], float] = {}
    for place in places:
        for region in regions_of(place):
            found[region] = max(found.get(region, 0.0), ((place.size + LEAST_SIZE) / largest) ** 0.5)
    return found


def regions_of(place: Place) -> list[tuple[str, str]]:
    """The country and the unit that a place lies in."""
    if not place.country:
        return []
    return [(place.country, ""), (place.country, place.admin1)] if place.admin1 else [(place.country, "")]


def is_quarter(name: Name) -> bool:
    """Whether the words call it a part of a town: "Hamra neighbourhood", "the neighbourhood of Hamra"."""
    return name.noun in QUARTERS and (name.following == name.noun or name.noun != "quarter")


def is_local(place: Place) -> bool:
    """Whether its point says where in its country it is."""
    return place.precision not in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
