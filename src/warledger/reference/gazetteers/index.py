"""Finds places in one indexed list by a folded name or by the skeleton of a name; the file is mapped, never read.

Nothing is kept in memory but what was looked up, so that a list of millions costs what a small one costs, and processes
side by side share its pages. An index never changes: `building` writes a new one.
"""

import json
import mmap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from warledger.errors import BadSetting
from warledger.reference.gazetteers.building import MAGIC, Numbers, key_of
from warledger.reference.gazetteers.records import PlaceRecord, Provenance, Rings

MOST_FOUND = 60  # places of one skeleton that are looked at, those with most people first
_REMADE = "remove it with `warledger gazetteer remove` and add its file again"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record and the number of its name that was found."""

    record: int
    name: int


class _Names:
    """Sorted hashes with the records that they belong to."""

    def __init__(self, data: mmap.mmap, places: dict[str, list[int]]) -> None:
        self.keys = _array(data, places["keys"], "<u8")
        self.owners = _array(data, places["owners"], "<u4")
        self.numbers = _array(data, places["numbers"], "<u2")

    def find(self, keys: Iterable[int], most: int) -> Iterator[Hit]:
        """The records under any of the keys, at most so many a key."""
        wanted = np.array(list(keys), dtype="<u8")
        starts = np.searchsorted(self.keys, wanted)
        there = starts < len(self.keys)
        there[there] = self.keys[starts[there]] == wanted[there]
        for place in np.flatnonzero(there):
            start = int(starts[place])
            stop = start + int(np.searchsorted(self.keys[start : start + most], wanted[place], side="right"))
            for at in range(start, stop):
                yield Hit(int(self.owners[at]), int(self.numbers[at]))


class PlaceIndex:
    """One list of places, open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header = _header(self._data)
            self.provenance = Provenance(**_tuples(header["provenance"]))
            sections = header["sections"]
            self._exact = _Names(self._data, sections["exact"])
            self._loose = _Names(self._data, sections["loose"])
            self._starts = _array(self._data, sections["starts"], "<u8")
            self._outlines: int = sections["outlines"][0]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadSetting(f"{path} is no list of places, or a damaged one ({error}); {_REMADE}.") from error
        self.record = lru_cache(maxsize=4096)(self._record)

    def __len__(self) -> int:
        return self.provenance.places

    def exact(self, folded: str) -> Iterator[Hit]:
        """The places that have a folded name."""
        return self._exact.find((key_of(folded),), MOST_FOUND * 4)

    def loose(self, skeletons: Iterable[str]) -> Iterator[Hit]:
        """The places that have a name of one of the skeletons."""
        return self._loose.find(map(key_of, skeletons), MOST_FOUND)

    def outline(self, number: int) -> Rings | None:
        """The outline of a place, where its list has one."""
        mark = self._line(number)[9]
        if not mark:
            return None
        start, _, stop = mark.partition(":")
        rings = json.loads(self._data[self._outlines + int(start) : self._outlines + int(stop)])
        return tuple(tuple((x, y) for x, y in ring) for ring in rings)

    def records(self) -> Iterator[PlaceRecord]:
        """Every place, in the order of its file."""
        return map(self._record, range(len(self)))

    def _record(self, number: int) -> PlaceRecord:
        identity, lat, lon, country, admin1, admin2, feature, people, bounds, _, names = self._line(number)
        west, south, east, north = map(float, bounds.split(",")) if bounds else (0.0, 0.0, 0.0, 0.0)
        return PlaceRecord(
            identity,
            tuple(names.split("\x1f")),
            float(lat),
            float(lon),
            country or None,
            admin1 or None,
            admin2 or None,
            feature,
            int(people) if people else None,
            (west, south, east, north) if bounds else None,
        )

    def _line(self, number: int) -> list[str]:
        line = self._data[int(self._starts[number]) : int(self._starts[number + 1]) - 1]
        return line.decode("utf-8").split("\t")


def _header(data: mmap.mmap) -> dict[str, Any]:  # JSON border
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError("it does not begin as one")
    start = len(MAGIC) + 8
    found: dict[str, Any] = json.loads(data[start : start + int.from_bytes(data[len(MAGIC) : start], "little")])
    return found


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _array(data: mmap.mmap, place: list[int], kind: str) -> Numbers:
    start, count = place
    found: Numbers = np.frombuffer(data, dtype=kind, count=count, offset=start)
    return found
