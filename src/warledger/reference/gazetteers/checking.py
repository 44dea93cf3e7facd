"""Checks the points of a list against the country that it gives, so that swapped coordinates are seen before use.

A list whose places lie outside their country as written, and inside it with latitude and longitude exchanged, is
refused. Countries are known here by the bounds of their settled units, so the check has wide margins.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice

from warledger.errors import BadSetting
from warledger.reference.areas import unit_points
from warledger.reference.gazetteers.records import BadRow, PlaceRecord

SAMPLE = 300  # rows by which a list is judged
MARGIN = 3.0  # degrees around the points of a country's units


def checked(rows: Iterable[PlaceRecord | BadRow], file: str) -> Iterator[PlaceRecord | BadRow]:
    """The same rows; a list with swapped coordinates raises BadSetting before the first comes."""
    rows = iter(rows)
    first = list(islice(rows, SAMPLE))
    placed = [row for row in first if isinstance(row, PlaceRecord) and row.country in _boxes()]
    wrong = [row for row in placed if not _inside(row.country, row.lat, row.lon)]
    swapped = [row for row in wrong if _inside(row.country, row.lon, row.lat)]
    if len(swapped) > len(placed) / 2:
        example = swapped[0]
        raise BadSetting(
            f"{file} has latitude and longitude exchanged: {example.names[0]!r} would lie at latitude {example.lat:g}, "
            f"longitude {example.lon:g}, outside {example.country}. Give --swap to exchange them."
        )
    return chain(first, rows)


def _inside(country: str | None, lat: float, lon: float) -> bool:
    west, south, east, north = _boxes()[country or ""]
    return south <= lat <= north and west <= lon <= east


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    points: dict[str, list[tuple[float, float]]] = {}
    for country, lat, lon in unit_points():
        points.setdefault(country, []).append((lat, lon))
    return {
        country: (
            min(lon for _, lon in found) - MARGIN,
            min(lat for lat, _ in found) - MARGIN,
            max(lon for _, lon in found) + MARGIN,
            max(lat for lat, _ in found) + MARGIN,
        )
        for country, found in points.items()
    }
