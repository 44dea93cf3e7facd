"""What a list of places holds, whatever its format: places with their names, and where the list itself comes from.

A reader turns a file into `PlaceRecord`s, with a `BadRow` for each row that it cannot use, so that one broken row never
costs the file. Coordinates are WGS 84 degrees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from warledger.model.claim import PlaceList

UNIT_CODE = "#"
Rings = tuple[tuple[tuple[float, float], ...], ...]
"""The outer and inner rings of an area, as (longitude, latitude) in order, each closed."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place of a list. `names` begins with its main name; `feature` is GeoNames' class and code, as "P.PPL".

    `bounds` is west, south, east, north. Names of admin1 and admin2 are those of the units that it lies in.
    """

    id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    feature: str = "P.PPL"
    population: int | None = None
    bounds: tuple[float, float, float, float] | None = None
    outline: Rings | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that gives no place: its number in the file (from 1), and why."""

    number: int
    why: str


Rows = Iterator[PlaceRecord | BadRow]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a list comes from: shown by `gazetteer list` and beside places in exports.

    `version` is the list's own, or the date of its file; `sha256` is of the file as it was added; `added` is a UTC
    time. `bad` counts the rows that were left out and `first_bad` tells the first of them.
    """

    name: str
    format: str
    licence: str
    credit: str
    version: str
    file: str
    sha256: str
    added: str
    places: int = 0
    names: int = 0
    bad: int = 0
    first_bad: tuple[str, ...] = field(default=())

    @property
    def listed(self) -> PlaceList:
        """The list as it is named beside its places."""
        return PlaceList(self.name, self.version, self.licence, self.credit)
