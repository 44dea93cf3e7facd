"""Small lists of places in every format, written for the tests; the villages are invented, about 35 N 37 E."""

import json
import struct
import zipfile
from pathlib import Path


def dump_row(identity: int, names: str, place: str, kind: str, unit: str, people: int) -> str:
    """A row of a GeoNames dump; `names` and `place` have their columns parted by | ."""
    columns = [
        str(identity),
        *names.split("|"),
        *place.split("|"),
        *kind.split("."),
        "SY",
        "",
        *unit.split("."),
        "",
        "",
    ]
    return "\t".join([*columns, str(people), "", "", "Asia/Damascus", "2020-01-01"])


GEONAMES = "\n".join(
    (
        dump_row(1001, "Kafr Zahra|Kafr Zahra|Kafer Zahra,كفر زهرة,kfr zhrt", "35.10|36.90", "P.PPL", "09.0902", 1200),
        dump_row(1002, "Manatiqat Zahra|Manatiqat Zahra|", "35.2|36.8", "A.ADM2", "09.0902", 0),
        "1003\tbroken row",
        dump_row(1004, "Tall Noor|Tall Noor|Tell Nour", "north|36.7", "P.PPL", "09.", 0),
        dump_row(1005, "Jabal Shams|Jabal Shams|", "35.5|36.5", "T.MT", "02.", 0),
    )
)
NAMES = """1\t1001\ten\tKafr Zohra\t\t\t\t\t\t
2\t1001\tlink\thttps://example.org/kafr\t\t\t\t\t\t
3\t99\ten\tElsewhere\t\t\t\t\t\t
oops
"""
TABLE = """name;latitude;longitude;alternate_names;country;kind;population
Old Bridge;35,12;36,93;Jisr al-Qadim|الجسر القديم;sy;bridge;
Bab Hadid;35.13;36.94;;SY;quarter;4000
Nowhere;;36.9;;SY;village;
Odd;35.1;36.9;;SY;spaceport;
Far;135.1;36.9;;SY;village;
Null Island;0;0;;SY;village;
"""
WOF = [
    {"id": 7, "name": "Zahra", "placetype": "region", "lat": 35.2, "lon": 36.9, "names": {"eng_x_variant": ["Hama"]}},
    {"id": 8, "name": "Syria", "placetype": "country", "lat": 35.0, "lon": 38.0, "names": {}},
    {
        "id": 9,
        "name": "Kafr Zahrah",
        "placetype": "locality",
        "lat": 35.11,
        "lon": 36.91,
        "gn_id": None,
        "population": 1500,
        "hierarchy": [{"region_id": 7, "country_id": 8}],
        "names": {"ara_x_preferred": ["كفر زهرة"], "eng_x_unknown": ["KZH"], "und_x_variant": ["Kefr Zahré"]},
    },
]
SQUARE = [[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]
COD = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ADM2_EN": "Zahra", "ADM2_AR": "الزهرة", "ADM2_PCODE": "SY0902", "ADM1_EN": "Hama",
                           "ADM1_PCODE": "SY09", "ADM0_PCODE": "SY"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        },
        {"type": "Feature", "properties": {"ADM2_PCODE": "SY0903"}, "geometry": None},
    ],
}  # fmt: skip
COD_CSV = """admin1Name_en,admin1Pcode,admin4Name_en,admin4Name_ar,admin4Pcode,latitude,longitude
Hama,SY05,Kafr Zahra,كفر زهرة,C3001,35.1,36.9
Hama,SY05,,,C3002,35.1,36.9
Hama,SY05,No Point,,C3003,,
"""
OPEN_SYRIA = [
    {
        "id": "sy-hama-zahra",
        "governorateId": "sy-hama",
        "name": {"en": "Zahra", "ar": "الزهرة"},
        "aliases": [{"value": "Az-Zahra", "language": "en", "type": "alternate_spelling"}, {"value": "zhrt"}],
        "centroid": {"latitude": 35.2, "longitude": 36.9},
        "population": {"value": 9000, "year": 2004},
        "externalIds": {"ochaPcode": "SY0502"},
    },
    {"id": "sy-hama-nowhere", "name": {"en": "Nowhere"}, "aliases": [], "centroid": None},
]
QUARTERS = {
    "version": 1,
    "items": [
        {
            "pCode": "N1",
            "nameEnglish": "Bab Hadid",
            "nameArabic": "باب الحديد",
            "centerLatitude": 35.5,
            "centerLongitude": 36.5,
            "boundaryWkt": "POLYGON((36 35, 37 35, 37 36, 36 36, 36 35))",
        },
        {"pCode": "N2", "nameEnglish": "Nowhere"},
    ],
}


def write_all(folder: Path) -> dict[str, Path]:
    """Each list as a file, by its format."""
    files = {
        "geonames": _text(folder / "SY.txt", GEONAMES),
        "geonames-names": _text(folder / "alternateNamesV2.txt", NAMES),
        "table": _text(folder / "Mine of Hama.csv", TABLE),
        "whosonfirst": _text(folder / "places.jsonl", "\n".join(map(json.dumps, WOF)) + "\n{broken\n"),
        "cod": _text(folder / "syr_admin2.geojson", json.dumps(COD)),
        "cod-csv": _text(folder / "syr_pplp.csv", COD_CSV),
        "opensyria": _text(folder / "districts.json", json.dumps(OPEN_SYRIA)),
        "quarters": _text(folder / "quarters.json", json.dumps(QUARTERS)),
    }
    files["zip"] = folder / "SY.zip"
    with zipfile.ZipFile(files["zip"], "w") as archive:
        archive.writestr("readme.txt", "notes " * 1000)
        archive.writestr("SY.txt", GEONAMES)
    files["shapes"] = folder / "syr_admin1.zip"
    with zipfile.ZipFile(files["shapes"], "w") as archive:
        archive.writestr("syr_admin1.shp", _shp())
        archive.writestr("syr_admin1.dbf", _dbf())
    return files


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _shp() -> bytes:
    """A shapefile of one square, by ESRI's description of 1998."""
    points = b"".join(struct.pack("<2d", *point) for point in reversed(SQUARE))
    box = struct.pack("<4d", 36, 35, 37, 36)
    body = struct.pack("<i", 5) + box + struct.pack("<iii", 1, len(SQUARE), 0) + points
    record = struct.pack(">ii", 1, len(body) // 2) + body
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2) + struct.pack("<ii", 1000, 5)
    return head + box + struct.pack("<4d", 0, 0, 0, 0) + record


def _dbf() -> bytes:
    """Its table: NAME_EN, NAME_AR, PCODE and the code of the country."""
    columns = (("NAME_EN", "Hama"), ("NAME_AR", "حماة"), ("PCODE", "SY05"), ("ADM0_PCODE", "SY"))
    width = 20
    described = b"".join(
        name.encode().ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([width, 0]) + b"\0" * 14 for name, _ in columns
    )
    row = b" " + b"".join(value.encode().ljust(width) for _, value in columns)
    head = struct.pack("<B3BIHH20x", 3, 26, 1, 1, 1, 32 + len(described) + 1, len(row))
    return head + described + b"\r" + row + b"\x1a"
