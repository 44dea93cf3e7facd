"""Reads outlines of areas, from GeoJSON and from well-known text, and gives an area's bounds and its middle."""

import math
import re

from warledger.reference.gazetteers.records import Rings

Box = tuple[float, float, float, float]
_RING = re.compile(r"\(([^()]+)\)")


def rings_of(geometry: object) -> Rings | None:
    """The rings of a GeoJSON polygon or multipolygon; None for anything else."""
    if not isinstance(geometry, dict):
        return None
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(parts, list):
        return None
    polygons = [parts] if kind == "Polygon" else parts if kind == "MultiPolygon" else []
    try:
        rings = tuple(
            tuple((float(point[0]), float(point[1])) for point in ring) for polygon in polygons for ring in polygon
        )
    except (TypeError, ValueError, IndexError):
        return None
    return rings or None


def rings_of_wkt(words: str) -> Rings | None:
    """The rings of a polygon or multipolygon in well-known text.

    >>> rings_of_wkt("POLYGON((0 0, 2 0, 2 2, 0 0))")
    (((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)),)
    """
    if "POLYGON" not in words.upper():
        return None
    rings = []
    for ring in _RING.findall(words):
        try:
            points = [tuple(map(float, point.split()[:2])) for point in ring.split(",")]
        except ValueError:
            return None
        if any(len(point) != 2 for point in points):
            return None
        rings.append(tuple((x, y) for x, y in points))
    return tuple(rings) or None


def point_of(geometry: object) -> tuple[float, float] | None:
    """Longitude and latitude of a GeoJSON point."""
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        parts = geometry.get("coordinates")
        if isinstance(parts, list) and len(parts) >= 2 and all(isinstance(x, int | float) for x in parts[:2]):
            return float(parts[0]), float(parts[1])
    return None


def bounds_of(rings: Rings) -> Box:
    """West, south, east, north."""
    points = [point for ring in rings for point in ring]
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def middle_of(rings: Rings) -> tuple[float, float]:
    """Longitude and latitude of the centroid of the largest ring, by the shoelace formula.

    >>> middle_of((((0, 0), (4, 0), (4, 2), (0, 2), (0, 0)),))
    (2.0, 1.0)
    """
    area, x, y = max((_moments(ring) for ring in rings), key=lambda found: abs(found[0]))
    if not area or not math.isfinite(area):
        west, south, east, north = bounds_of(rings)
        return (west + east) / 2, (south + north) / 2
    return x / (3 * area), y / (3 * area)


def _moments(ring: tuple[tuple[float, float], ...]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return area, x, y


def contains(rings: Rings, lon: float, lat: float) -> bool:
    """Whether a point lies inside: a ray from it crosses the rings an odd number of times.

    >>> contains((((0, 0), (4, 0), (4, 2), (0, 2), (0, 0)),), 1, 1)
    True
    """
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
