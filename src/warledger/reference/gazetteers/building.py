"""Writes a list of places as one indexed file, in one pass over its records; what stood there before stands until then.

    "WLPLACE1" | length of the header | header (JSON) | records | outlines | exact names | skeletons | starts

The two name indexes are sorted arrays of 64-bit hashes with, for each, the record and which of its names it is; within
one hash the places with most people come first. Only these arrays are held in memory, some 40 bytes a name.
"""

import json
import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import IO

import numpy as np

from warledger.reference.fold import fold
from warledger.reference.gazetteers.records import BadRow, PlaceRecord, Provenance
from warledger.reference.transliteration import is_abjad, skeletons, sounds

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.integer]]
MAGIC = b"WLPLACE1"
PARTIAL = ".part"  # the ending of an index that is being written
HEADER_ROOM = 16 * 1024
ABJAD, OTHERS, LENGTH = 0x80, 0x40, 0x3F  # what the mark of a name under its skeleton tells
MOST_NAMES = 2_000  # of one place; a bound against broken rows
LONGEST_CODE = 4
FIRST_BAD = 5  # bad rows told one by one
_SEPARATORS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\x1f": " "})


def key_of(name: str) -> int:
    """The hash that a folded name or a skeleton is filed under."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def country_code(country: str | None) -> int:
    """The two letters of a country as a number; 0 for none."""
    return int.from_bytes(country.encode("ascii", "replace")[:2], "little") if country else 0


def mark_of(folded: str, *, others: bool) -> int:
    """How long a name sounds, whether it is in Arabic letters, and whether its place has names that are of the other
    kind."""
    return min(len(sounds(folded)), LENGTH) | (ABJAD if is_abjad(folded) else 0) | (OTHERS if others else 0)


@dataclass(slots=True)
class _Names:
    """Hashes with the record and the number of the name that each belongs to, as they come."""

    keys: "array[int]" = field(default_factory=lambda: array("Q"))
    owners: "array[int]" = field(default_factory=lambda: array("I"))
    numbers: "array[int]" = field(default_factory=lambda: array("H"))
    marks: bytearray = field(default_factory=bytearray)

    def add(self, key: str, owner: int, number: int, mark: int = 0) -> None:
        self.keys.append(key_of(key))
        self.owners.append(owner)
        self.numbers.append(number)
        self.marks.append(mark)

    def write(self, file: IO[bytes], weights: Numbers) -> dict[str, list[int]]:
        """Write the arrays, sorted; where each stands in the file, with its length."""
        keys = np.frombuffer(self.keys, dtype="<u8") if self.keys else np.zeros(0, "<u8")
        owners = np.frombuffer(self.owners, dtype="<u4") if self.owners else np.zeros(0, "<u4")
        numbers = np.frombuffer(self.numbers, dtype="<u2") if self.numbers else np.zeros(0, "<u2")
        marks = np.frombuffer(self.marks, dtype="u1")
        order = np.lexsort((numbers, -weights[owners].astype("<i8"), keys))
        return {
            name: _written(file, values[order])
            for name, values in (("keys", keys), ("owners", owners), ("numbers", numbers), ("marks", marks))
        }


def build(path: Path, provenance: Provenance, records: Iterable[PlaceRecord | BadRow]) -> Provenance:
    """Write the index; what the list turned out to hold. A list without one usable place leaves no file."""
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            known = _write(file, provenance, records)
            file.flush()
            os.fsync(file.fileno())  # the name must not be there before the bytes are
        if known.places:
            partial.replace(path)
        return known
    finally:
        partial.unlink(missing_ok=True)


def _write(file: IO[bytes], provenance: Provenance, records: Iterable[PlaceRecord | BadRow]) -> Provenance:
    file.write(b" " * HEADER_ROOM)
    exact, loose, outlines = _Names(), _Names(), bytearray()
    starts, people, countries = array("Q"), array("I"), array("H")
    bad: list[BadRow] = []
    counts: Counter[str] = Counter()
    for record in _usable(records, bad, counts):
        starts.append(file.tell())
        people.append(min(max(record.population or 0, 0), 2**32 - 1))
        countries.append(country_code(record.country))
        _file_names(record.names, len(starts) - 1, exact, loose)
        counts["names"] += len(record.names)
        file.write(_line(record, outlines))
    starts.append(file.tell())
    weights = np.frombuffer(people, dtype="<u4") if people else np.zeros(0, "<u4")
    sections: dict[str, object] = {"outlines": [file.tell(), file.write(bytes(outlines))]}
    sections |= {"exact": exact.write(file, weights), "loose": loose.write(file, weights)}
    sections["countries"] = _written(file, np.frombuffer(countries, dtype="<u2"))
    sections["starts"] = _written(file, np.frombuffer(starts, dtype="<u8"))
    known = replace(
        provenance,
        places=len(people),
        names=counts["names"],
        bad=counts["bad"],
        first_bad=tuple(f"row {row.number}: {row.why}" for row in bad),
    )
    header = json.dumps({"provenance": asdict(known), "sections": sections}).encode()
    file.seek(0)
    file.write(MAGIC + len(header).to_bytes(8, "little") + header)
    return known


def _usable(records: Iterable[PlaceRecord | BadRow], bad: list[BadRow], counts: Counter[str]) -> Iterator[PlaceRecord]:
    """The places, names tidied; bad rows are counted and the first few kept."""
    for number, record in enumerate(records, 1):
        fault = record if isinstance(record, BadRow) else None
        if isinstance(record, PlaceRecord):
            names = tuple(dict.fromkeys(" ".join(name.translate(_SEPARATORS).split()) for name in record.names))
            names = tuple(name for name in names if name)[:MOST_NAMES]
            why = _wrong(record, names)
            if why is None:
                yield replace(record, names=names)
                continue
            fault = BadRow(number, why)
        assert fault is not None
        counts["bad"] += 1
        if len(bad) < FIRST_BAD:
            bad.append(fault)


def _wrong(record: PlaceRecord, names: tuple[str, ...]) -> str | None:
    if not names:
        return "it has no name"
    if not (-90 <= record.lat <= 90 and -180 <= record.lon <= 180):
        return f"latitude {record.lat:g}, longitude {record.lon:g} is no point on the globe"
    if record.lat == 0 and record.lon == 0:
        return "its point is 0, 0, which stands for no point"
    return None


def _file_names(names: tuple[str, ...], owner: int, exact: _Names, loose: _Names) -> None:
    folded = {form: number for number, name in reversed(list(enumerate(names))) if (form := fold(name))}
    scripts = {is_abjad(form) for form in folded}
    filed: set[str] = set()
    for form, number in folded.items():
        exact.add(form, owner, number)
        if len(form) <= LONGEST_CODE and names[number].isupper() and not is_abjad(form):
            continue  # the code of an airport, which sounds like nothing
        sound, mark = sounds(form), mark_of(form, others=len(scripts) > 1)
        for skeleton in skeletons(form):
            if (twin := f"{skeleton} {sound}") not in filed:  # vowels tell names of one skeleton apart
                filed.add(twin)
                loose.add(skeleton, owner, number, mark)


def _line(record: PlaceRecord, outlines: bytearray) -> bytes:
    """The record as a line; its outline goes to the outlines."""
    outline = ""
    if record.outline:
        start = len(outlines)
        outlines += json.dumps([[[round(x, 5), round(y, 5)] for x, y in ring] for ring in record.outline]).encode()
        outline = f"{start}:{len(outlines)}"
    fields = (
        record.id.translate(_SEPARATORS),
        repr(round(record.lat, 6)),
        repr(round(record.lon, 6)),
        record.country or "",
        (record.admin1 or "").translate(_SEPARATORS),
        (record.admin2 or "").translate(_SEPARATORS),
        record.feature,
        "" if record.population is None else str(record.population),
        ",".join(repr(round(edge, 5)) for edge in record.bounds) if record.bounds else "",
        outline,
        "\x1f".join(record.names),
    )
    return ("\t".join(fields) + "\n").encode("utf-8", "replace")


def _written(file: IO[bytes], values: Numbers) -> list[int]:
    """Write an array at the next multiple of eight; where it stands, and how many values it has."""
    file.write(b"\0" * (-file.tell() % 8))
    start = file.tell()
    file.write(values.tobytes())
    return [start, len(values)]
