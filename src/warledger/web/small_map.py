"""A small map that the server draws for a choice among places: lettered pins, and the other places of the reports.

It is the base map of maps.py around these points. Points in, coordinates on a sheet of 720 by 400 units out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warledger.model.listing import Box
from warledger.web.maps import View, land_paths

LEAST = 0.6  # degrees of longitude and latitude that are shown at least
LETTERS = "ABCDEFGHIJKL"
NAMED = 8  # other places that are named


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that may be chosen."""

    x: float
    y: float
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Another place of the reports; `name` is empty where there is no room for one."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class SmallMap:
    """The map."""

    lands: tuple[str, ...]
    pins: tuple[Pin, ...]
    dots: tuple[Dot, ...]


Named = tuple[str, float, float]  # a name, latitude and longitude


def small_map(meant: Sequence[Named], beside: Sequence[Named]) -> SmallMap | None:
    """The map of what a name could mean; None where there is nothing to show."""
    points = [*meant, *beside]
    if not points:
        return None
    view = View.of((), _around(points))
    pins = tuple(Pin(*_at(view, one), letter, one[0]) for one, letter in zip(meant, LETTERS, strict=False))
    dots = tuple(Dot(*_at(view, one), one[0] if k < NAMED else "") for k, one in enumerate(beside))
    return SmallMap(tuple(path for _, path in land_paths(view)), pins, dots)


def _around(points: Sequence[Named]) -> Box:
    lats, lons = [lat for _, lat, _ in points], [lon for _, _, lon in points]
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    tall = max(LEAST, max(lats) - min(lats)) / 2
    wide = max(LEAST, max(lons) - min(lons)) / 2
    return Box(max(-180.0, lon - wide), max(-80.0, lat - tall), min(180.0, lon + wide), min(80.0, lat + tall))


def _at(view: View, point: Named) -> tuple[float, float]:
    x, y = view.point(point[2], point[1])
    return round(x, 1), round(y, 1)
