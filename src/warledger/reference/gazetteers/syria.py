"""Reads two lists of one country: OpenSyria's governorates, districts and subdistricts, and quarters of cities as JSON.

OpenSyria (github.com/Open-Syria/data-geography) is a list of objects with `name`, `aliases` and `centroid`. A file of
quarters has `items` with `pCode`, `nameEnglish`, `nameArabic`, a centre, and the outline in well-known text.
"""

from collections.abc import Iterator

from warledger.reference.gazetteers.geometry import bounds_of, middle_of, rings_of_wkt
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import BadRow, PlaceRecord, Rows
from warledger.reference.gazetteers.tables import Row, number_in


def is_open_syria(head: str) -> bool:
    """Whether a text is one of OpenSyria's lists."""
    start = head.lstrip()[:4000]
    return start.startswith("[") and '"aliases"' in start and '"centroid"' in start


def read_open_syria(file: ListFile) -> Rows:
    """The areas of one of OpenSyria's lists."""
    whole = file.json()
    for number, row in enumerate(whole if isinstance(whole, list) else [], 1):
        yield _area(number, row) if isinstance(row, dict) else BadRow(number, "it is no JSON object")


def _area(number: int, row: Row) -> PlaceRecord | BadRow:
    centre, outside, people = (_object(row, key) for key in ("centroid", "externalIds", "population"))
    lat, lon = number_in(centre, "latitude"), number_in(centre, "longitude")
    if lat is None or lon is None:
        return BadRow(number, "it has no point")
    names = (*(str(name) for name in _object(row, "name").values() if name), *_aliases(row.get("aliases")))
    level = 3 if row.get("districtId") else 2 if row.get("governorateId") else 1
    if "subdistrictId" in row:
        level = 4
    value = number_in(people, "value")
    geonames, code = outside.get("geonames"), outside.get("ochaPcode")
    return PlaceRecord(
        f"geonames:{geonames}" if geonames else f"ocha:{code}" if code else f"opensyria:{row.get('id')}",
        names,
        lat,
        lon,
        "SY",
        names[0] if level == 1 and names else _unit_of(row.get("governorateId")),
        names[0] if level == 2 and names else None,
        "P.PPL" if level == 4 else f"A.ADM{level}",
        int(value) if value else None,
    )


def _aliases(aliases: object) -> Iterator[str]:
    for alias in aliases if isinstance(aliases, list) else []:
        value = alias.get("value") if isinstance(alias, dict) else alias
        if isinstance(value, str) and not ("a" <= value[:1] <= "z" and " " not in value):
            yield value


def _unit_of(identity: object) -> str | None:
    """A governorate's name from its id ("sy-deir-ez-zor"): the list of its districts holds no other."""
    if not isinstance(identity, str):
        return None
    return " ".join(word.capitalize() for word in identity.removeprefix("sy-").split("-"))


def is_quarters(head: str) -> bool:
    """Whether a text is a list of quarters."""
    start = head.lstrip()[:4000]
    return start.startswith("{") and '"items"' in start and '"nameEnglish"' in start


def read_quarters(file: ListFile) -> Rows:
    """The quarters of a city."""
    whole = file.json()
    items = whole.get("items") if isinstance(whole, dict) else None
    for number, row in enumerate(items if isinstance(items, list) else [], 1):
        yield _quarter(number, row) if isinstance(row, dict) else BadRow(number, "it is no JSON object")


def _quarter(number: int, row: Row) -> PlaceRecord | BadRow:
    outline = row.get("boundaryWkt")
    rings = rings_of_wkt(outline) if isinstance(outline, str) else None
    lat, lon = number_in(row, "centerLatitude"), number_in(row, "centerLongitude")
    if lat is None or lon is None:
        if not rings:
            return BadRow(number, "it has no centre and no outline")
        lon, lat = middle_of(rings)
    names = tuple(str(row[key]) for key in ("nameEnglish", "nameArabic") if row.get(key))
    return PlaceRecord(
        f"ocha:{row.get('pCode') or number}",
        names,
        lat,
        lon,
        None,
        feature="P.PPLX",
        bounds=bounds_of(rings) if rings else None,
        outline=rings,
    )


def _object(row: Row, key: str) -> Row:
    found = row.get(key)
    return found if isinstance(found, dict) else {}
