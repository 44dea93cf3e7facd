"""Reads areas and settlements as OCHA publishes them (COD-AB, COD-PS): GeoJSON, CSV, or a shapefile.

Columns differ from country to country and year to year; what is looked for is ADMn_EN, ADMn_AR, ADMn_PCODE, or
admn_name, admn_name1, admn_pcode, or NAME_EN, NAME_AR, PCODE. A row stands for its finest level. An area in a CSV
without a point cannot be placed: such a row is counted as bad.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import shapefile

from warledger.errors import BadSetting
from warledger.reference.gazetteers.geometry import bounds_of, middle_of, point_of, rings_of
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import BadRow, PlaceRecord, Rings, Rows
from warledger.reference.gazetteers.tables import Row, columns_of, number_in, table_rows

_LEVEL = re.compile(r"adm(?:in)?(\d)_?(?:pcode|p_code|code)")
# what pyshp, zipfile and zlib raise on damaged files
_BROKEN: tuple[type[Exception], ...] = (
    *(shapefile.ShapefileException, zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError),
    *(IndexError, KeyError, TypeError, NotImplementedError, OverflowError, AttributeError),
)
_LAT = ("lat", "latitude", "y", "point_y", "center_lat", "y_coord")
_LON = ("lon", "long", "longitude", "x", "point_x", "center_lon", "x_coord")
_SETTLEMENT = re.compile(r"pplp?|settlement|populated|community|village|locality", re.IGNORECASE)


def is_boundaries(head: str, suffix: str) -> bool:
    """Whether a text is GeoJSON or CSV with OCHA's columns, or the file a shapefile."""
    if suffix == ".shp":
        return True
    start = head[:50_000].lower()
    if head.lstrip().startswith("{"):
        return '"featurecollection"' in start and bool(re.search(r'"(?:adm\w*pcode|pcode|adm\d_\w+)"', start))
    columns = columns_of(head)
    return any(_LEVEL.fullmatch(column) or column == "pcode" for column in columns)


def read(file: ListFile) -> Rows:
    """The areas or settlements of a file."""
    settlements = bool(_SETTLEMENT.search(file.name))
    for number, found in enumerate(_rows(file), 1):
        yield found if isinstance(found, BadRow) else _place(number, *found, settlements=settlements)


def _rows(file: ListFile) -> Iterator[tuple[Row, Rings | None] | BadRow]:
    if file.suffix == ".shp":
        yield from _shapes(file)
    elif file.head().lstrip().startswith("{"):
        whole = file.json()
        for number, feature in enumerate(whole.get("features", []) if isinstance(whole, dict) else [], 1):
            properties = feature.get("properties") if isinstance(feature, dict) else None
            if not isinstance(properties, dict):
                yield BadRow(number, "it is no GeoJSON feature")
                continue
            row: Row = {key.lower(): value for key, value in properties.items()}
            if point := point_of(feature.get("geometry")):
                row |= {"lon": point[0], "lat": point[1]}
            yield row, rings_of(feature.get("geometry"))
    else:
        for row_or_bad in table_rows(file):
            yield row_or_bad if isinstance(row_or_bad, BadRow) else (row_or_bad, None)


def _shapes(file: ListFile) -> Iterator[tuple[Row, Rings | None] | BadRow]:
    try:
        with _reader(file) as shapes:
            for number, pair in enumerate(shapes.iterShapeRecords(), 1):
                row: Row = {key.lower(): value for key, value in pair.record.as_dict().items()}
                try:
                    geometry = pair.shape.__geo_interface__
                except (ValueError, IndexError, AttributeError):
                    yield BadRow(number, "its shape cannot be read")
                    continue
                if geometry["type"] == "Point":
                    row |= {"lon": geometry["coordinates"][0], "lat": geometry["coordinates"][1]}
                yield row, rings_of(_lists(geometry))
    except _BROKEN as error:
        raise BadSetting(
            f"{file.path} cannot be read as a shapefile ({error}). It needs its .dbf beside it, which holds the names; "
            "give the zip archive that the four files came in."
        ) from error


def _reader(file: ListFile) -> shapefile.Reader:
    encoding = file.encoding or "utf-8"
    if file.member is None:
        return shapefile.Reader(str(file.path), encoding=encoding, encodingErrors="replace")
    with zipfile.ZipFile(file.path) as archive:
        stem = Path(file.member).with_suffix("").as_posix()
        parts = {name.lower(): name for name in archive.namelist()}
        opened = {
            end: BytesIO(archive.read(parts[f"{stem}.{end}".lower()]))
            for end in ("shp", "dbf", "shx")
            if f"{stem}.{end}".lower() in parts
        }
    return shapefile.Reader(**opened, encoding=encoding, encodingErrors="replace")


def _lists(geometry: dict[str, object]) -> dict[str, object]:
    def plain(value: object) -> object:
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    return {"type": geometry["type"], "coordinates": plain(geometry["coordinates"])}


def _place(number: int, row: Row, rings: Rings | None, *, settlements: bool) -> PlaceRecord | BadRow:
    level = max((int(found.group(1)) for key in row if (found := _LEVEL.fullmatch(key)) and row[key]), default=-1)
    own = [str(row[key]) for key in row if re.fullmatch(r"nam\w*?_(?:en|ar|fr|ku|uk|ru)|name", key) and row[key]]
    if own and row.get("pcode"):
        level, names = level + 1, own
    else:
        names = own + _names(row, level)
    if not names:
        return BadRow(number, "it has no name in a column that is known")
    lat, lon = number_in(row, *_LAT), number_in(row, *_LON)
    if lat is None or lon is None:
        if not rings:
            return BadRow(number, "it has no point and no outline")
        lon, lat = middle_of(rings)
    code = row.get("pcode") or row.get(f"adm{level}_pcode") or row.get(f"admin{level}pcode") or f"{names[0]}:{number}"
    country = str(row.get("adm0_pcode") or row.get("admin0pcode") or code)[:2].upper()
    finest = _SETTLEMENT.search(" ".join(row)) if level >= 4 else None
    return PlaceRecord(
        f"ocha:{code}",
        tuple(names),
        lat,
        lon,
        country if len(country) == 2 and country.isalpha() else None,
        next(iter(_names(row, 1)), None) if level > 1 else names[0] if level == 1 else None,
        next(iter(_names(row, 2)), None) if level > 2 else names[0] if level == 2 else None,
        "P.PPL" if (settlements and not rings) or finest else "A.PCLI" if level == 0 else f"A.ADM{max(level, 1)}",
        None,
        bounds_of(rings) if rings else None,
        rings,
    )


def _names(row: Row, level: int) -> list[str]:
    """The names of a level of administration, English first."""
    pattern = re.compile(rf"adm(?:in)?{level}(?:_?(?:name)?_?(?:en|ar|fr|uk|ru|ku|alt\d?\w*|name\d?|ref))")
    keys = sorted(
        (key for key in row if pattern.fullmatch(key)), key=lambda key: (not key.endswith(("en", "name")), key)
    )
    return [str(row[key]).strip() for key in keys if isinstance(row[key], str) and str(row[key]).strip()]
