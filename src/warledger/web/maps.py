"""The map as the server draws it: countries, places and how finely they are known, as one SVG in Web Mercator.

It is what is seen without scripts, before they come, without WebGL and on paper. A place known only to its province
is a soft circle about the size of one, and a country is tinted whole: neither is ever a pin.
"""

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from warledger.model.claim import PlacePrecision
from warledger.model.listing import Box, Spot
from warledger.web.asking import Asked
from warledger.web.assets import FOLDER

WIDTH, HEIGHT = 720.0, 400.0
# How wide what is known only so finely is drawn, in kilometres from the middle: a sign of size, no border.
EXTENT_KM = {PlacePrecision.NEAR: 10.0, PlacePrecision.DISTRICT: 25.0, PlacePrecision.PROVINCE: 75.0}
KM_A_DEGREE = 111.3
NARROWEST = 3.0  # degrees of longitude that a map shows at least
FARTHEST_NORTH = 83.0  # degrees; Mercator has no pole
DETAILED_BELOW = 60.0  # degrees of longitude: below, the base map of 1 : 50 million, else that of 1 : 110 million
CLUSTER = 24.0  # units within which places are counted together
NAMED = 7  # places that are named on the map
SMALLEST = 1.2  # units that two points of a border are apart at least

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the base map: its rings of degrees, and the box around each."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country as drawn. `told` counts the incidents that are known to no finer place than it."""

    path: str
    name: str
    told: int


@dataclass(frozen=True, slots=True)
class Disc:
    """Places drawn as one; `extent` is how widely they are known, in units, 0 where to a town or a point."""

    x: float
    y: float
    radius: float
    incidents: int
    places: int
    contested: int
    extent: float
    name: str
    address: str
    picked: bool


@dataclass(frozen=True, slots=True)
class StaticMap:
    """The map. `placed` incidents are on it, `unplaced` have no place."""

    lands: tuple[Land, ...]
    areas: tuple[Disc, ...]
    discs: tuple[Disc, ...]
    named: tuple[Disc, ...]
    bounds: Box
    placed: int
    unplaced: int


def static_map(spots: Sequence[Spot], found: int, wanted: Asked, pick: Spot | None) -> StaticMap:
    """The map of the places of the incidents asked for; `found` counts these incidents."""
    view = View.of(spots, wanted.values.get("box"))
    fine = [spot for spot in spots if spot.precision is not PlacePrecision.COUNTRY]
    broad = [spot for spot in spots if spot.precision is PlacePrecision.COUNTRY]
    drawn = [_drawn(view, group, wanted, pick) for group in _clusters(view, fine)]
    areas = [_drawn(view, [spot], wanted, pick) for spot in fine if spot.precision in EXTENT_KM]
    placed = sum(spot.incidents for spot in spots)
    return StaticMap(
        tuple(_lands(view, broad)),
        tuple(areas),
        tuple(drawn),
        tuple(sorted(drawn, key=lambda disc: -disc.incidents)[:NAMED]),
        view.box,
        placed,
        found - placed,
    )


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the world on the sheet."""

    west: float
    north: float  # of Mercator
    scale: float  # units a degree of longitude
    box: Box

    @staticmethod
    def of(spots: Sequence[Spot], box: Box | None) -> "View":
        """The view that holds a box, else all places, with room around them."""
        if box is not None and box.west < box.east:
            west, south, east, north = box.west, box.south, box.east, box.north
        elif spots:
            west, east = min(spot.lon for spot in spots), max(spot.lon for spot in spots)
            south, north = min(spot.lat for spot in spots), max(spot.lat for spot in spots)
        else:
            west, south, east, north = -170.0, -55.0, 175.0, 75.0
        low, high = mercator(south), mercator(north)
        wide, tall = max(NARROWEST, (east - west) * 1.2), max(NARROWEST / 2, (high - low) * 1.25)
        scale = min(WIDTH / wide, HEIGHT / tall)
        scale = max(scale, WIDTH / 360)
        left, top = (west + east) / 2 - WIDTH / scale / 2, (low + high) / 2 + HEIGHT / scale / 2
        return View(left, top, scale, _box(left, top, scale))

    def point(self, lon: float, lat: float) -> Point:
        """Where a point of the world is on the sheet."""
        return (lon - self.west) * self.scale, (self.north - mercator(lat)) * self.scale

    def radius(self, km: float, lat: float) -> float:
        """So many kilometres on the sheet."""
        return km / KM_A_DEGREE / max(0.1, math.cos(math.radians(lat))) * self.scale


def _box(left: float, top: float, scale: float) -> Box:
    south, north = unmercator(top - HEIGHT / scale), unmercator(top)
    edges = [max(-180.0, left), max(-85.0, south), min(180.0, left + WIDTH / scale), min(85.0, north)]
    return Box(*(round(edge, 4) for edge in edges))


def mercator(lat: float) -> float:
    """The height of a latitude on a Mercator map, in degrees of longitude.

    >>> round(mercator(60.0), 2)
    75.46
    """
    lat = math.radians(max(-FARTHEST_NORTH, min(FARTHEST_NORTH, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + lat / 2)))


def unmercator(height: float) -> float:
    """The latitude of a height."""
    return math.degrees(2 * math.atan(math.exp(math.radians(height))) - math.pi / 2)


# ---- places


def _clusters(view: View, spots: Iterable[Spot]) -> list[list[Spot]]:
    """Places that lie within one reach of a larger one, together with it."""
    cells: dict[tuple[int, int], list[tuple[Point, list[Spot]]]] = {}
    groups: list[list[Spot]] = []
    for spot in spots:  # those with most incidents come first
        point = view.point(spot.lon, spot.lat)
        column, row = int(point[0] // CLUSTER), int(point[1] // CLUSTER)
        near = (one for c in (-1, 0, 1) for r in (-1, 0, 1) for one in cells.get((column + c, row + r), ()))
        home = next((group for middle, group in near if math.dist(middle, point) < CLUSTER), None)
        if home is not None:
            home.append(spot)
            continue
        groups.append([spot])
        cells.setdefault((column, row), []).append((point, groups[-1]))
    return groups


def _drawn(view: View, group: Sequence[Spot], wanted: Asked, pick: Spot | None) -> Disc:
    first = group[0]
    x, y = view.point(first.lon, first.lat)
    total = sum(spot.incidents for spot in group)
    extent = max((view.radius(EXTENT_KM.get(spot.precision, 0.0), spot.lat) for spot in group), default=0.0)
    return Disc(
        round(x, 1),
        round(y, 1),
        round(min(22.0, 3.4 + 2.1 * math.sqrt(total)), 1),
        total,
        len(group),
        sum(spot.contested for spot in group),
        round(max(extent, 7.0), 1) if extent else 0.0,
        first.name,
        _address(group, wanted),
        pick is not None and any((spot.lat, spot.lon) == (pick.lat, pick.lon) for spot in group),
    )


def _address(group: Sequence[Spot], wanted: Asked) -> str:
    """To the one incident, or to the box around several."""
    if len(group) == 1 and group[0].incidents == 1:
        return wanted.changed({"pick": group[0].first}) + "#picked"
    lons, lats = [spot.lon for spot in group], [spot.lat for spot in group]
    edges = (min(lons), min(lats), max(lons), max(lats))
    return wanted.changed({"box": ",".join(f"{edge:.6f}".rstrip("0").rstrip(".") for edge in _widened(edges))})


def _widened(edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = edges
    return max(-180.0, west - 1e-4), south - 1e-4, min(180.0, east + 1e-4), north + 1e-4


# ---- countries


def _lands(view: View, broad: Sequence[Spot]) -> Iterator[Land]:
    detailed = WIDTH / view.scale < DETAILED_BELOW
    told: dict[str, int] = {}
    for spot in broad:
        home = next((one.name for one in countries(detailed) if _holds(one, spot.lon, spot.lat)), None)
        if home is not None:
            told[home] = told.get(home, 0) + spot.incidents
    for name, path in _paths(view, detailed):
        yield Land(path, name, told.get(name, 0))


def land_paths(view: View) -> tuple[tuple[str, str], ...]:
    """The countries that are seen in a view, each with its path."""
    return _paths(view, WIDTH / view.scale < DETAILED_BELOW)


@lru_cache(maxsize=64)
def _paths(view: View, detailed: bool) -> tuple[tuple[str, str], ...]:
    made = []
    for country in countries(detailed):
        parts = [_path(view, ring) for ring, box in zip(country.rings, country.boxes, strict=True) if _seen(view, box)]
        if any(parts):
            made.append((country.name, "".join(parts)))
    return tuple(made)


def _seen(view: View, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    left, bottom = view.point(west, south)
    right, top = view.point(east, north)
    return left < WIDTH and right > 0 and top < HEIGHT and bottom > 0


def _path(view: View, ring: Sequence[Point]) -> str:
    """A ring as a path; what lies far outside is drawn in to the edge, and what is too small is left out."""
    points: list[Point] = []
    for lon, lat in ring:
        x, y = view.point(lon, lat)
        x, y = min(WIDTH + 40, max(-40.0, x)), min(HEIGHT + 40, max(-40.0, y))
        if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) > SMALLEST:
            points.append((x, y))
    if len(points) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _holds(country: Country, lon: float, lat: float) -> bool:
    """Whether a point lies in a country, by the rays that leave it."""
    inside = False
    for ring, (west, south, east, north) in zip(country.rings, country.boxes, strict=True):
        if not (west <= lon <= east and south <= lat <= north):
            continue
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) is not (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@cache
def countries(detailed: bool) -> tuple[Country, ...]:
    """The countries of the base map (Natural Earth, by way of world-atlas)."""
    path = FOLDER / "vendor" / ("countries-50m.json.gz" if detailed else "countries-110m.json")
    content = path.read_bytes()
    topology = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)
    return tuple(_country(one, arcs) for one in topology["objects"]["countries"]["geometries"] if one.get("arcs"))


def _country(geometry: dict[str, object], arcs: Sequence[list[Point]]) -> Country:
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    assert isinstance(shapes, list)
    rings = tuple(_ring(indices, arcs) for shape in shapes for indices in shape)
    boxes = tuple(
        (min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring))
        for ring in rings
    )
    properties = geometry["properties"]
    assert isinstance(properties, dict)
    return Country(str(properties["name"]), rings, boxes)


def _ring(indices: Sequence[int], arcs: Sequence[list[Point]]) -> tuple[Point, ...]:
    """The arcs of a ring one after the other, those below 0 backwards; it never jumps round the world."""
    ring: list[Point] = []
    for index in indices:
        for lon, lat in arcs[index] if index >= 0 else reversed(arcs[~index]):
            turns = round((lon - ring[-1][0]) / 360) if ring else 0
            ring.append((lon - 360 * turns, lat))
    return tuple(ring)
