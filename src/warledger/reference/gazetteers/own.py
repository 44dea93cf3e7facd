"""Reads a table of places that somebody made: CSV with the columns below, of which name, lat and lon are needed.

    name, lat, lon, alternate_names, country, admin1, admin2, kind, population, id

`alternate_names` are parted by | ; `country` is two letters; `kind` is one of `KINDS`, or a GeoNames code as "P.PPLX".
"""

import re

from warledger.errors import BadSetting
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import BadRow, PlaceRecord, Rows
from warledger.reference.gazetteers.tables import Row, columns_of, number_in, table_rows

KINDS = {
    **{"town": "P.PPL", "city": "P.PPL", "village": "P.PPL", "quarter": "P.PPLX", "neighbourhood": "P.PPLX"},
    **{"camp": "S.CMPRF", "base": "S.INSM", "airport": "S.AIRP", "hospital": "S.HSP", "crossing": "S.BDRP"},
    **{"bridge": "S.BDG", "dam": "S.DAM", "checkpoint": "S.PSTB", "road": "R.RD", "mountain": "T.MT", "river": "H.STM"},
    **{"province": "A.ADM1", "district": "A.ADM2", "subdistrict": "A.ADM3", "region": "L.RGN", "site": "S.UNK"},
}
NEEDED = ("name", "lat", "lon")
COLUMNS = (*NEEDED, "alternate_names", "country", "admin1", "admin2", "kind", "population", "id")
_SAME = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "alternatenames": "alternate_names"}
_CODE = re.compile(r"[A-Z]\.\w{1,8}")


def is_table(head: str) -> bool:
    """Whether a text is a table with the columns that are needed."""
    columns = {_SAME.get(column, column) for column in columns_of(head)}
    return set(NEEDED) <= columns


def read(file: ListFile) -> Rows:
    """The places of a table."""
    columns = [_SAME.get(column, column) for column in columns_of(file.head())]
    doubled = [column for column in COLUMNS if columns.count(column) > 1]
    if doubled:
        raise BadSetting(f"{file.path} has the column {doubled[0]!r} twice; keep one of them.")
    for number, row in enumerate(table_rows(file), 2):
        yield row if isinstance(row, BadRow) else _place(number, {_SAME.get(key, key): row[key] for key in row})


def _place(number: int, row: Row) -> PlaceRecord | BadRow:
    lat, lon = number_in(row, "lat"), number_in(row, "lon")
    if lat is None or lon is None:
        return BadRow(number, f"{row.get('lat')!r:.20}, {row.get('lon')!r:.20} is no latitude and longitude")
    kind, country = str(row.get("kind") or "town"), str(row.get("country") or "").upper()
    if kind.lower() not in KINDS and not _CODE.fullmatch(kind):
        return BadRow(number, f"{kind!r:.20} is no kind of place; kinds: {', '.join(KINDS)}, or a GeoNames code")
    if country and not (len(country) == 2 and country.isalpha()):
        return BadRow(number, f"{country!r:.20} is no country; write two letters, as SY")
    people = number_in(row, "population")
    return PlaceRecord(
        f"own:{row.get('id') or number}",
        (str(row.get("name") or ""), *str(row.get("alternate_names") or "").split("|")),
        lat,
        lon,
        country or None,
        str(row.get("admin1") or "") or None,
        str(row.get("admin2") or "") or None,
        KINDS.get(kind.lower(), kind),
        int(people) if people and people > 0 else None,
    )
