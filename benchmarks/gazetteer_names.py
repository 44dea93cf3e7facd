"""The names that benchmarks/gazetteer.py looks for, each with how often it is mentioned and which place is right."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from warledger.reference.fold import fold
from warledger.reference.gazetteer import Gazetteer, Place, distance_km
from warledger.reference.gazetteers.opening import list_file
from warledger.reference.gazetteers.records import PlaceRecord
from warledger.reference.gazetteers.syria import read_open_syria
from warledger.reference.gazetteers.whosonfirst import read

LIKE = 0.65
Right = Callable[[Place], bool]
_NAMED = re.compile(r"[A-Z][\w'’`-]+(?: (?:[A-Z][\w'’`-]*|al|as|ash|el|ez|az|ar|of))*")
_SETTLEMENT = re.compile(r"\b(?:town|village|city|suburb|neighbou?rhood)\W*$")
_WORDS = re.compile(r"[A-Z][\w'’`-]*(?: (?:[A-Z][\w'’`-]*|al|as|ash|el|ez|az|ar)){0,3}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name to look for, how often it is mentioned, and which place is the right one."""

    name: str
    count: int
    right: Right


def ucdp(folder: Path) -> Iterator[dict[str, str]]:
    """UCDP's events whose place is a point or near one."""
    with gzip.open(folder / "ucdp_syria_2016_2019.csv.gz", "rt", encoding="utf-8") as file:
        yield from (row for row in csv.DictReader(file) if row["where_prec"] in "12")


def of_events(events: Iterable[dict[str, str]]) -> Iterator[Mention]:
    """UCDP's own names of places."""
    counts = Counter((row["where_coordinates"].strip(), row["latitude"], row["longitude"]) for row in events)
    for (name, lat, lon), count in counts.items():
        yield Mention(name, count, within(float(lat), float(lon), 10))


def of_settlements(events: Iterable[dict[str, str]]) -> Iterator[Mention]:
    """Those of them that their coders call a settlement."""
    yield from of_events(row for row in events if _SETTLEMENT.search(row["where_coordinates"]))


def of_headlines(events: Iterable[dict[str, str]]) -> Iterator[Mention]:
    """The same places as headlines spell them."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in events:
        name = re.sub(r"\b(?:town|village|city|area|neighborhood|farms?)\b.*", "", row["where_coordinates"]).strip()
        best = max(runs(row["source_headline"]), key=lambda run: likeness(run, name), default="")
        if likeness(best, name) >= LIKE and fold(best) != fold(name):
            counts[best, row["latitude"], row["longitude"]] += 1
    for (name, lat, lon), count in counts.items():
        yield Mention(name, count, within(float(lat), float(lon), 10))


def runs(headline: str) -> Iterator[str]:
    """Every run of capitalised words, and its parts."""
    for match in _WORDS.finditer(headline):
        words = match.group().split()
        for start in range(len(words)):
            for stop in range(start + 1, len(words) + 1):
                if words[start][0].isupper() and words[stop - 1][0].isupper():
                    yield " ".join(words[start:stop])


def likeness(one: str, other: str) -> float:
    """By letters alone: nothing of what is measured."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() if one and other else 0.0


def of_claims(folder: Path, places: Gazetteer) -> Iterator[Mention]:
    """Places of claims in reports that name Syria, but those known elsewhere only; found at all is all that is told."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            report = json.loads(line)
            if "Syria" in report["text"]:
                for words in {words for claim in report["claims"] for words in claim["place"]}:
                    counts.update(_NAMED.findall(words)[:1])
    for name, count in counts.items():
        known = places.lookup(name)
        if not known or syrian(known):
            yield Mention(name, count, lambda place: place.country == "SY")


def of_open_syria(lists: Path) -> Iterator[Mention]:
    """OpenSyria's names but the formal ones, which add the word for the unit."""
    for name in ("governorates", "districts", "subdistricts"):
        for record in read_open_syria(list_file(lists / f"open_syria/data/{name}.json")):
            if isinstance(record, PlaceRecord):
                for spelled in dict.fromkeys(record.names):
                    if not spelled[0].islower():  # made by machine
                        yield Mention(spelled, 1, within(record.lat, record.lon, 30))


def within(lat: float, lon: float, km: float) -> Right:
    """Whether a place is not farther than that; an area by its bounds, and a unit by its name alone."""

    def right(place: Place) -> bool:
        if place.bounds:
            west, south, east, north = place.bounds
            if west <= lon <= east and south <= lat <= north:
                return True
        return distance_km((lat, lon), (place.lat, place.lon)) <= (100 if place.kind == "unit" else km)

    return right


def same(record: PlaceRecord) -> Right:
    """Whether a place is that record, or lies where it lies."""
    return lambda place: distance_km((record.lat, record.lon), (place.lat, place.lon)) < 3


def wof(lists: Path) -> Iterator[PlaceRecord]:
    """The settlements of Who's On First."""
    for record in read(list_file(lists / "whosonfirst_sy/places.jsonl")):
        if isinstance(record, PlaceRecord) and record.feature.startswith("P."):
            yield replace(record, country="SY")


def syrian(places: Iterable[Place]) -> bool:
    """Whether one of the places lies in Syria."""
    return any(place.country == "SY" for place in places)
