"""Finds places in one indexed list by a folded name or by the skeleton of a name; the file is mapped, never read.

Nothing is kept in memory but what was looked up, so that a list of millions costs what a small one costs, and processes
side by side share its pages. An index never changes: `building` writes a new one.
"""

import json
import mmap
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from warledger.errors import BadSetting
from warledger.reference.areas import unit_names
from warledger.reference.gazetteers.building import ABJAD, LENGTH, MAGIC, OTHERS, Numbers, country_code, key_of, mark_of
from warledger.reference.gazetteers.records import UNIT_CODE, PlaceRecord, Provenance, Rings

MOST_NAMESAKES = 250  # places of one name, those with most people first
MOST_ALIKE = 5_000  # entries of one skeleton whose length and country are looked at
MOST_FOUND = 120  # entries of all skeletons whose names are compared
MOST_LONGER = 2  # sounds by which a name may be longer or shorter, and a fifth of its length
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
        self.marks = _array(data, places["marks"], "u1")
        start, count = places["keys"]
        self._plain = memoryview(data)[start : start + 8 * count].cast("Q")  # read one by one, faster than numpy

    def find(self, key: int) -> Iterator[Hit]:
        """The records under a key, those with most people first."""
        at = bisect_left(self._plain, key)
        stop = min(at + MOST_NAMESAKES, len(self._plain))
        while at < stop and self._plain[at] == key:
            yield Hit(int(self.owners[at]), int(self.numbers[at]))
            at += 1

    def under(self, keys: Numbers) -> Numbers:
        """Where in the arrays the entries of any of the keys stand, at most `MOST_ALIKE` a key."""
        starts = np.searchsorted(self.keys, keys)
        there = starts < len(self.keys)
        there[there] = self.keys[starts[there]] == keys[there]
        starts = starts[there]
        counts = np.minimum(np.searchsorted(self.keys, keys[there], side="right") - starts, MOST_ALIKE)
        firsts = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        found: Numbers = firsts + np.arange(counts.sum())
        return found


class PlaceIndex:
    """One list of places, open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header = _header(self._data)
            self.provenance = Provenance(**_tuples(header["provenance"]))
            self.listed = self.provenance.listed
            sections = header["sections"]
            self._exact = _Names(self._data, sections["exact"])
            self._loose = _Names(self._data, sections["loose"])
            self._countries = _array(self._data, sections["countries"], "<u2")
            self._starts = _array(self._data, sections["starts"], "<u8")
            self._outlines: int = sections["outlines"][0]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadSetting(f"{path} is no list of places, or a damaged one ({error}); {_REMADE}.") from error
        self.record = lru_cache(maxsize=4096)(self._record)

    def __len__(self) -> int:
        return self.provenance.places

    def exact(self, key: int) -> Iterator[Hit]:
        """The places filed under the key of a folded name."""
        return self._exact.find(key)

    def loose(self, keys: Numbers, like: str, countries: Collection[str] = ()) -> Iterator[Hit]:
        """The places filed under one of the skeletons' keys, with a name about as long as the one it should be like.

        Where a place has names in the script of that name, only these count: Arabic ones leave the vowels open.
        """
        names, mark = self._loose, mark_of(like, others=False)
        at = names.under(keys)
        if not len(at):
            return
        marks, owners = names.marks[at], names.owners[at]
        same = (marks & ABJAD) == (mark & ABJAD)
        length, wanted = (marks & LENGTH).astype("i2"), mark & LENGTH
        fits = np.where(same, abs(length - wanted) <= MOST_LONGER + wanted // 5, (marks & OTHERS) == 0)
        if countries:
            there = self._countries[owners]
            fits &= np.logical_or.reduce([there == country_code(country) for country in countries])
        for place in at[fits][:MOST_FOUND]:
            yield Hit(int(names.owners[place]), int(names.numbers[place]))

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
            _unit(country, admin1),
            admin2 or None,
            feature,
            int(people) if people else None,
            (west, south, east, north) if bounds else None,
        )

    def _line(self, number: int) -> list[str]:
        line = self._data[int(self._starts[number]) : int(self._starts[number + 1]) - 1]
        return line.decode("utf-8").split("\t")


def _unit(country: str, admin1: str) -> str | None:
    if admin1.startswith(UNIT_CODE):
        return unit_names().get((country, admin1.removeprefix(UNIT_CODE)))
    return admin1 or None


def keys_of(skeletons: Iterable[str]) -> Numbers:
    """The keys under which skeletons are filed, in order, as `loose` wants them."""
    keys: Numbers = np.sort(np.array([key_of(skeleton) for skeleton in skeletons], dtype="<u8"))
    return keys


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
