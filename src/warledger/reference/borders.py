"""Where the border between two countries lies: one point in its middle, and how far from there it goes on.

The table is made by tools/borders.py from the towns on both sides (GeoNames); it knows no course of a border, and where
hardly anybody lives beside it only the stretch where somebody does.
"""

import csv
from dataclasses import dataclass
from functools import cache

from warledger.reference.settings_file import shipped_text


@dataclass(frozen=True, slots=True)
class Border:
    """The middle of a border, and the kilometres from there within which nine in ten of the towns beside it lie."""

    lat: float
    lon: float
    reach_km: int


def border(one: str, other: str) -> Border | None:
    """The border between two countries, by their two letters in either order; None where they have none.

    >>> border("TR", "SY").reach_km
    380
    >>> border("TR", "PE") is None
    True
    """
    return _borders().get(frozenset((one, other)))


@cache
def _borders() -> dict[frozenset[str], Border]:
    return {
        frozenset((row["one"], row["other"])): Border(float(row["lat"]), float(row["lon"]), int(row["reach_km"]))
        for row in csv.DictReader(shipped_text("borders.csv").splitlines())
    }
