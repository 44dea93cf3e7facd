"""Reads Who's On First: its GeoJSON (one place or many), its CSV, and one JSON object a line (places.jsonl).

A place's names in every language are kept; codes ("eng_x_unknown") and places that no longer are, are left out.
"""

import json
from collections.abc import Iterable, Iterator

from warledger.reference.gazetteers.geometry import bounds_of, middle_of, rings_of
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import BadRow, PlaceRecord, Rows
from warledger.reference.gazetteers.tables import Row, number_in, table_rows
from warledger.reference.nationalities import nationalities

FEATURES = {
    **{"country": "A.PCLI", "dependency": "A.PCLD", "region": "A.ADM1", "county": "A.ADM2", "localadmin": "A.ADM3"},
    **{"macroregion": "L.RGN", "macrocounty": "L.RGN", "locality": "P.PPL", "borough": "P.PPLX", "campus": "S.CMP"},
    **{
        "neighbourhood": "P.PPLX",
        "macrohood": "P.PPLX",
        "microhood": "P.PPLX",
        "ocean": "H.OCN",
        "marinearea": "H.SEA",
    },
}
_ENGLISH_FIRST = ("eng_x_preferred", "eng_x_variant", "ara_x_preferred", "ara_x_variant")


def is_whosonfirst(head: str) -> bool:
    """Whether a text is a list of Who's On First."""
    start = head[:20_000]
    return ('"placetype"' in start and '"id"' in start) or '"wof:id"' in start or _is_csv(start)


def _is_csv(start: str) -> bool:
    columns = set(start.split("\n", 1)[0].replace('"', "").strip().split(","))
    return {"id", "name", "placetype"} <= columns


def read(file: ListFile) -> Rows:
    """The places of a list."""
    rows = list(_rows(file))
    areas = {
        str(row["id"]): next(_names(row.get("names")), str(row["name"]))
        for row in rows
        if isinstance(row, dict) and row.get("placetype") in ("region", "county")
    }
    countries = {
        str(row["id"]): code
        for row in rows
        if isinstance(row, dict) and row.get("placetype") == "country"
        if (code := nationalities().country(str(row["name"])))
    }
    for number, row in enumerate(rows, 1):
        yield row if isinstance(row, BadRow) else _place(number, row, areas, countries)


def _rows(file: ListFile) -> Iterator[Row | BadRow]:
    head = file.head().lstrip()
    if not head.startswith("{"):
        yield from table_rows(file)
    elif file.suffix in (".jsonl", ".ndjson") or '\n{"' in head:
        for number, line in file.lines():
            if line is None or line.strip():
                yield _object(number, line)
    else:
        whole = file.json()
        features = whole.get("features", [whole]) if isinstance(whole, dict) else []
        for number, feature in enumerate(features, 1):
            yield _of_feature(number, feature)


def _object(number: int, line: str | None) -> Row | BadRow:
    if line is None:
        return BadRow(number, "it is not UTF-8 text")
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return BadRow(number, "it is not whole JSON")
    if not isinstance(found, dict):
        return BadRow(number, "it is no JSON object")
    return _of_feature(number, found) if found.get("type") == "Feature" else found


def _of_feature(number: int, feature: object) -> Row | BadRow:
    """A feature's properties by their plain names, with the outline of its area."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return BadRow(number, "it is no GeoJSON feature")
    names = {key.removeprefix("name:"): value for key, value in properties.items() if key.startswith("name:")}
    plain = {key.split(":", 1)[1] if key.startswith(("wof:", "geom:")) else key: v for key, v in properties.items()}
    row: Row = {"names": names, "lat": plain.get("latitude"), "lon": plain.get("longitude")} | plain
    if (name := plain.get("name_ar")) and isinstance(name, str):
        row["names"] = names | {"ara_x_preferred": [name]}
    rings = rings_of(feature.get("geometry"))
    if rings:
        row["rings"] = rings
        if row.get("lat") is None:
            row["lon"], row["lat"] = middle_of(rings)
    return row


def _place(number: int, row: Row, areas: dict[str, str], countries: dict[str, str]) -> PlaceRecord | BadRow:
    lat, lon = (number_in(row, *keys) for keys in (("lat", "geom_latitude"), ("lon", "geom_longitude")))
    if lat is None or lon is None:
        return BadRow(number, "it has no latitude and longitude")
    if str(row.get("is_current", "")) == "0" or row.get("deprecated") or row.get("superseded_by"):
        return BadRow(number, "the place is no longer current")
    rings = row.get("rings")
    ids = _lies_in(row)
    geonames = row.get("gn_id")
    own = row.get("name")
    people = number_in(row, "population", "gn:population", "wof:population")
    return PlaceRecord(
        f"geonames:{geonames}" if isinstance(geonames, int) and geonames > 0 else f"wof:{row.get('id')}",
        (*([own] if isinstance(own, str) else []), *_names(row.get("names"))),
        lat,
        lon,
        _country(row) or countries.get(ids.get("country_id", "")),
        areas.get(ids.get("region_id", "")),
        areas.get(ids.get("county_id", "")),
        FEATURES.get(str(row.get("placetype")), "S.UNK"),
        int(people) if people else None,
        bounds_of(rings) if isinstance(rings, tuple) else None,
        rings if isinstance(rings, tuple) else None,
    )


def _names(names: object) -> Iterator[str]:
    if not isinstance(names, dict):
        return
    first = [key for key in _ENGLISH_FIRST if key in names]
    for key in dict.fromkeys((*first, *names)):
        values = names[key]
        if not key.endswith("_unknown"):
            yield from (value for value in (values if isinstance(values, Iterable) else ()) if isinstance(value, str))


def _lies_in(row: Row) -> dict[str, str]:
    hierarchy = row.get("hierarchy")
    first = hierarchy[0] if isinstance(hierarchy, list) and hierarchy else row
    if not isinstance(first, dict):
        return {}
    return {key: str(value) for key, value in first.items() if key.endswith("_id")}


def _country(row: Row) -> str | None:
    found = row.get("country") or row.get("iso") or row.get("iso:country")
    return found.upper() if isinstance(found, str) and len(found) == 2 and found.isalpha() else None
