"""Makes src/warledger/reference/data/borders.csv: where each border between two countries lies, by the towns beside it.

    python tools/borders.py

For each pair of countries the towns of the shipped list are paired across the border, the nearest pairs first; the
middle of all such pairs stands for the border, with the kilometres within which nine in ten of them lie. Countries
whose towns come nowhere near one another have no border. The numbers are derived from GeoNames (CC BY 4.0).
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from warledger.reference.cities import records

TARGET = Path(__file__).parents[1] / "src/warledger/reference/data/borders.csv"
CELL = 1.0  # degrees: the towns of neighbouring cells are paired
FAR_KM = 60.0  # farther apart, two towns do not tell where the border between them runs
NEAREST = 0.25  # share of a border's pairs that are kept, the nearest first, but not fewer than LEAST
LEAST = 3
SEAS = {("DK", "SE"), ("ES", "MA"), ("GB", "FR"), ("FR", "GB"), ("ID", "SG"), ("SG", "ID"), ("DJ", "YE"), ("JP", "KR")}


def main() -> None:
    """Pair the towns and write the table."""
    lat, lon, country = [], [], []
    for record in records():
        if record.country:
            lat.append(record.lat)
            lon.append(record.lon)
            country.append(record.country)
    points = np.array([lat, lon]).T
    codes = np.array(country)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, (one, other) in enumerate(points):
        cells[int(one // CELL), int(other // CELL)].append(k)
    pairs = paired(points, codes, cells)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["one", "other", "lat", "lon", "reach_km"])
        for sides, found in sorted(pairs.items()):
            if sides not in SEAS and sides[::-1] not in SEAS:
                writer.writerow([*sides, *middle(found)])


def paired(
    points: np.ndarray, codes: np.ndarray, cells: dict[tuple[int, int], list[int]]
) -> dict[tuple[str, str], list[tuple[float, float, float]]]:
    """For each pair of countries: kilometres between two towns across, and the point midway."""
    found: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for (row, column), mine in cells.items():
        around = [k for r in (-1, 0, 1) for c in (-1, 0, 1) for k in cells.get((row + r, column + c), ())]
        if len({codes[k] for k in around}) < 2:
            continue
        others = np.array(around)
        for k in mine:
            across = others[codes[others] > codes[k]]
            if not len(across):
                continue
            north = (points[across, 0] - points[k, 0]) * 111.2
            east = (points[across, 1] - points[k, 1]) * 111.2 * np.cos(np.radians(points[k, 0]))
            km = np.hypot(north, east)
            for at in np.flatnonzero(km <= FAR_KM):
                half = (points[across[at]] + points[k]) / 2
                found[str(codes[k]), str(codes[across[at]])].append((float(km[at]), float(half[0]), float(half[1])))
    return found


def middle(found: list[tuple[float, float, float]]) -> tuple[float, float, int]:
    """The pair that lies nearest to all others, and the distance within which nine in ten lie."""
    kept = sorted(found)[: max(LEAST, int(NEAREST * len(found)))]
    kept = kept[:: max(1, len(kept) // 500)]
    points = np.array([(lat, lon) for _, lat, lon in kept])
    north = (points[:, None, 0] - points[None, :, 0]) * 111.2
    east = (points[:, None, 1] - points[None, :, 1]) * 111.2 * np.cos(np.radians(points[:, None, 0]))
    km = np.hypot(north, east)
    best = int(km.sum(axis=1).argmin())
    reach = int(round(float(np.quantile(km[best], 0.9)), -1))
    return round(float(points[best, 0]), 2), round(float(points[best, 1]), 2), max(10, reach)


if __name__ == "__main__":
    main()
