"""Lists of places: every format comes in, broken rows are told, and names are found in every way that is promised."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.reference.lists import SQUARE, write_all

from warledger.errors import BadSetting
from warledger.model.claim import PlacePrecision
from warledger.reference.areas import areas_by_name
from warledger.reference.gazetteer import Gazetteer, Match
from warledger.reference.gazetteers import folder as lists
from warledger.reference.gazetteers.building import build
from warledger.reference.gazetteers.folder import Given, add, installed, remove
from warledger.reference.gazetteers.formats import FORMATS, format_of
from warledger.reference.gazetteers.geometry import contains
from warledger.reference.gazetteers.index import PlaceIndex
from warledger.reference.gazetteers.opening import list_file
from warledger.reference.gazetteers.records import PlaceRecord, Provenance
from warledger.reference.gazetteers.units import unit_called

# format, the list's name, places, bad rows
EXPECTED = [
    ("geonames", "sy", 3, 2),
    ("zip", "sy", 3, 2),
    ("table", "mine-of-hama", 2, 4),
    ("whosonfirst", "places", 3, 1),
    ("cod", "syr_admin2", 1, 1),
    ("cod-csv", "syr_pplp", 1, 2),
    ("opensyria", "districts", 1, 1),
    ("quarters", "quarters", 1, 1),
    ("shapes", "syr_admin1", 1, 0),
]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "files").mkdir()
    return write_all(tmp_path / "files")


@pytest.fixture
def places(tmp_path: Path, files: dict[str, Path]) -> Gazetteer:
    """A gazetteer of three of the lists, without the shipped one."""
    for form in ("geonames", "table", "quarters"):
        add(tmp_path / "lists", files[form], Given(country="SY"))
    return Gazetteer({}, installed(tmp_path / "lists"))


@pytest.mark.parametrize(("form", "name", "count", "bad"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_every_format_comes_in_and_its_broken_rows_are_told(form, name, count, bad, tmp_path, files) -> None:
    known = add(tmp_path / "lists", files[form], Given())
    assert (known.name, known.places, known.bad) == (name, count, bad)
    assert len(known.first_bad) == bad
    [index] = installed(tmp_path / "lists")
    assert index.provenance == known
    assert known.licence
    assert len(known.sha256) == 64
    assert len(list(index.records())) == count


def test_every_format_has_its_example() -> None:
    assert {form.id for form in FORMATS} <= {row[0] for row in EXPECTED} | {"geonames-names"}


def test_a_place_keeps_what_its_list_says(tmp_path, files) -> None:
    add(tmp_path, files["geonames"], Given())
    [place] = Gazetteer({}, installed(tmp_path)).lookup("Kafr Zahra")
    assert place.gazetteer_id == "geonames:1001"
    assert (place.country, place.admin1, place.admin2) == ("SY", "Aleppo Governorate", "Manatiqat Zahra")
    assert (place.feature, place.kind, place.population) == ("P.PPL", "town", 1200)
    assert (place.source, place.licence) == ("sy", "CC BY 4.0")
    assert place.listed.version.startswith("file of ")
    assert "GeoNames" in place.listed.credit


WAYS = [
    ("Kafr Zahra", Match.NAME, "Kafr Zahra"),
    ("Kafer Zahra", Match.OTHER_NAME, "Kafr Zahra"),
    ("كفر زهرة", Match.OTHER_SCRIPT, "Kafr Zahra"),
    ("Al-Kafr Zahra", Match.SPELLING, "Kafr Zahra"),
    ("Kafr Zahreh", Match.TRANSLITERATION, "Kafr Zahra"),
    ("Kfar Zahra village", Match.TRANSLITERATION, "Kafr Zahra"),
    ("Kafr Nahra", Match.NEAR, "Kafr Zahra"),
    ("Jisr al-Kadeem", Match.TRANSLITERATION, "Old Bridge"),
    ("Jabal Shams", Match.NAME, "Jabal Shams"),
    ("Kafr Zahra (Jabal Qamar)", Match.NAME, "Kafr Zahra"),
]


@pytest.mark.parametrize(("asked", "way", "name"), WAYS, ids=[row[0] for row in WAYS])
def test_a_match_says_how_it_was_made(asked, way, name, places) -> None:
    found = places.search(asked)[0]
    assert (found.name, found.match) == (name, way)
    assert (found.nearness == 1) == (way.tier < 2) or way is Match.TRANSLITERATION


@pytest.mark.parametrize("asked", ["Monday", "Washington", "artillery", "Xyzzy", "", "   ", "()", "village"])
def test_what_is_no_place_there_is_not_found(asked, places) -> None:
    assert places.search(asked) == ()


def test_lookup_stops_at_the_spelling(places) -> None:
    assert places.lookup("Kafr Zahra")
    assert places.lookup("Kafr Zahreh") == ()


def test_a_search_keeps_to_its_countries(places) -> None:
    assert places.search("Kafr Zahra", countries={"SY"})
    assert places.search("Kafr Zahra", countries={"UA"}) == ()


def test_the_surest_way_comes_first(tmp_path) -> None:
    built(tmp_path, record("a", "Kessab", 40.0, people=900_000), record("b", "Kassab", 35.0, people=10))
    found = Gazetteer({}, installed(tmp_path)).search("Kassab")
    assert [place.match for place in found] == [Match.NAME, Match.TRANSLITERATION]


def test_a_quarter_has_its_outline(places) -> None:
    quarter = next(place for place in places.lookup("باب الحديد"))
    assert (quarter.kind, quarter.precision) == ("quarter", PlacePrecision.PLACE)
    assert quarter.bounds == (36.0, 35.0, 37.0, 36.0)
    outline = places.outline(quarter)
    assert outline
    assert contains(outline, 36.5, 35.5)
    assert not contains(outline, 37.5, 35.5)


def test_one_place_of_two_lists_is_one_candidate(tmp_path, files) -> None:
    add(tmp_path, files["geonames"], Given())
    add(tmp_path, files["whosonfirst"], Given())
    found = Gazetteer({}, installed(tmp_path)).lookup("كفر زهرة")
    assert len(found) == 1
    assert found[0].admin1 == "Hama Governorate"
    assert found[0].admin2 == "Manatiqat Zahra"


def test_names_are_added_to_places_that_are_there(tmp_path, files) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "opened", installed)
        with pytest.raises(BadSetting, match="add the dump of its country first"):
            add(tmp_path, files["geonames-names"], Given(name="names"))
        add(tmp_path, files["geonames"], Given())
        known = add(tmp_path, files["geonames-names"], Given(name="names"))
    assert (known.places, known.bad) == (1, 1)
    [place] = Gazetteer({}, installed(tmp_path)).lookup("Kafr Zohra")
    assert place.gazetteer_id == "geonames:1001"


def test_whosonfirst_comes_as_geojson_and_as_csv(tmp_path: Path) -> None:
    properties = {"wof:id": 11, "wof:name": "Zahra", "wof:placetype": "county", "iso:country": "SY"}
    properties |= {"geom:latitude": 35.5, "geom:longitude": 36.5, "name:ara_x_preferred": ["الزهرة"]}
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    feature = {"type": "Feature", "properties": properties, "geometry": outline}
    (tmp_path / "11.geojson").write_text(json.dumps(feature))
    (tmp_path / "meta.csv").write_text("id,name,placetype,geom_latitude,geom_longitude,iso\n12,Nur,locality,35,36,SY\n")
    add(tmp_path / "lists", tmp_path / "11.geojson", Given(name="a"))
    add(tmp_path / "lists", tmp_path / "meta.csv", Given(name="b"))
    places = Gazetteer({}, installed(tmp_path / "lists"))
    [county] = places.lookup("الزهرة")
    assert (county.name, county.kind, county.country, county.bounds) == ("Zahra", "district", "SY", (36, 35, 37, 36))
    assert places.lookup("Nur")[0].gazetteer_id == "wof:12"


def test_a_folder_of_the_same_lists_finds_the_same_places(tmp_path, files) -> None:
    for folder in ("one", "two"):
        add(tmp_path / folder, files["geonames"], Given(version="1"))
    one, two = (Gazetteer({}, installed(tmp_path / folder)) for folder in ("one", "two"))
    assert one.search("Kfar Zahra") == two.search("Kfar Zahra")


COD_COLUMNS = [
    ("ADM3_EN,ADM3_AR,ADM3_PCODE,ADM1_EN,ADM1_PCODE,lat,lon", "Zahra,الزهرة,SY090201,Hama,SY05,35.1,36.9"),
    (
        "adm3_name,adm3_name1,adm3_pcode,adm1_name,adm1_pcode,center_lat,center_lon",
        "Zahra,الزهرة,X,Hama,SY05,35.1,36.9",
    ),
    ("admin3Name_en,admin3Name_ar,admin3Pcode,admin1Name_en,admin1Pcode,y,x", "Zahra,الزهرة,X,Hama,SY05,35.1,36.9"),
]


@pytest.mark.parametrize(("columns", "row"), COD_COLUMNS, ids=["2018", "2025", "tables"])
def test_columns_of_several_years_are_known(columns: str, row: str, tmp_path: Path) -> None:
    path = tmp_path / "syr_admin3.csv"
    path.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    add(tmp_path / "lists", path, Given(country="SY"))
    [place] = Gazetteer({}, installed(tmp_path / "lists")).lookup("الزهرة")
    assert (place.name, place.feature, place.admin1) == ("Zahra", "A.ADM3", "Hama Governorate")


def test_a_unit_is_called_as_it_is_here() -> None:
    assert unit_called("SY", "Hamah") == "Hama Governorate"
    assert unit_called("SY", "Idleb") == "Idlib Governorate"
    assert unit_called("XX", "Anything") == "Anything"


def test_an_area_is_found_by_its_unit_word(tmp_path, files) -> None:
    add(tmp_path, files["cod"], Given())
    places = Gazetteer(areas_by_name(), installed(tmp_path))
    [district] = places.lookup("Zahra District")
    assert (district.precision, district.admin1) == (PlacePrecision.DISTRICT, "Hama Governorate")
    assert places.lookup("محافظة إدلب") == () or places.lookup("Kharkivska oblast")[0].name == "Kharkiv Oblast"


def test_a_list_of_the_same_name_is_replaced_and_one_can_be_removed(tmp_path, files) -> None:
    add(tmp_path, files["geonames"], Given(name="mine"))
    add(tmp_path, files["quarters"], Given(name="mine", licence="CC0", credit="me", version="3"))
    [index] = installed(tmp_path)
    known = index.provenance
    assert (known.format, known.licence, known.credit, known.version) == ("quarters", "CC0", "me", "3")
    assert remove(tmp_path, "mine") == 1
    assert installed(tmp_path) == ()
    with pytest.raises(BadSetting, match="no list 'mine'"):
        remove(tmp_path, "mine")


def test_swapped_coordinates_are_seen_and_can_be_exchanged(tmp_path) -> None:
    table = tmp_path / "swapped.csv"
    table.write_text("name,lat,lon,country\nOne,39.1,34.2,SY\nTwo,40.2,35.1,SY\nThree,40.9,36.6,SY\n")
    with pytest.raises(BadSetting, match=r"exchanged.*--swap"):
        add(tmp_path / "lists", table, Given())
    add(tmp_path / "lists", table, Given(swap=True))
    [place] = Gazetteer({}, installed(tmp_path / "lists")).lookup("One")
    assert (place.lat, place.lon) == (34.2, 39.1)


BAD = [
    (b"", "is empty"),
    (b"Dear reader, this is a letter.\n", "no format that is known"),
    (b"X,Y\n36.2,33.5\n", "no format that is known"),
    (b"name,lat,lon\n", "no usable place"),
    (b"name,lat,lon\nBab,north,east\n", "no usable place"),
    (b"name,lat,lon,lat\nBab,35,36,35\n", "twice"),
    (b'{"version": 1, "items": [{"nameEnglish": "Bab"', "not whole JSON"),
    (b"na\xffme,lat,lon\nBab,35,36\n", "no format that is known"),
    (b"name,lat,lon,\xff\nBab,35,36,1\n", "headings are not text"),
    (b"name,lat\rlon\n", "no format that is known"),
    (b"PK\x03\x04 and then nothing", "damaged zip"),
    ("name,lat,lon\nباب,35,36\n".encode("cp1256"), "no usable place"),
]


@pytest.mark.parametrize(("content", "message"), BAD, ids=[message + str(k) for k, (_, message) in enumerate(BAD)])
def test_a_file_that_is_no_list_is_refused_and_leaves_nothing(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(BadSetting, match=message):
        add(tmp_path / "lists", path, Given())
    assert not list((tmp_path / "lists").glob("*")) if (tmp_path / "lists").exists() else True


def test_another_encoding_is_read_when_it_is_named(tmp_path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name,lat,lon\nباب الهوى,36.2,36.7\n".encode("cp1256"))
    add(tmp_path / "lists", path, Given(encoding="cp1256"))
    assert Gazetteer({}, installed(tmp_path / "lists")).lookup("باب الهوى")
    with pytest.raises(BadSetting, match="no encoding 'klingon'"):
        list_file(path, "klingon")


def test_utf16_and_a_byte_order_mark_are_read(tmp_path) -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("name,lat,lon\nKafr Zahra,35.1,36.9\n".encode(encoding))
        assert add(tmp_path / "lists", path, Given()).places == 1


@pytest.mark.parametrize("name", ["../up", "A B", "", "shipped-x", ".hidden"])
def test_a_list_has_a_plain_name(name: str, tmp_path, files) -> None:
    if name:
        with pytest.raises(BadSetting, match="cannot be called"):
            add(tmp_path / "lists", files["geonames"], Given(name=name))


def test_a_damaged_index_says_so(tmp_path, files) -> None:
    add(tmp_path, files["geonames"], Given(name="mine"))
    path = tmp_path / "mine.places"
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(BadSetting, match="damaged"):
        PlaceIndex(path)
    path.write_bytes(b"something else")
    with pytest.raises(BadSetting, match="damaged"):
        installed(tmp_path)
    assert remove(tmp_path, "mine") == 0
    assert installed(tmp_path) == ()


def test_the_shipped_list_is_made_where_it_is_missing_damaged_or_cannot_be_kept(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(lists, "default_folder", lambda: tmp_path / "home")
    monkeypatch.setattr(lists, "shipped_records", lambda: iter([record("a", "One", 35.0)]))
    assert len(lists.shipped()) == 1
    kept = tmp_path / "home" / lists.shipped_name()
    kept.write_bytes(b"damaged")
    assert len(lists.shipped()) == 1
    assert kept.read_bytes() != b"damaged"
    assert list(kept.parent.iterdir()) == [kept]
    monkeypatch.setattr(lists, "default_folder", lambda: kept / "below a file")
    assert len(lists.shipped()) == 1
    assert len(lists.shipped(tmp_path / "mine")) == 1
    assert (tmp_path / "mine" / lists.shipped_name()).exists()
    assert installed(tmp_path / "mine") == ()


KILLED_HALF_WAY = """
import os, sys
from pathlib import Path
from warledger.reference.gazetteers import folder
from warledger.reference.gazetteers.records import PlaceRecord

def until_killed():
    yield PlaceRecord("a", ("One",), 35.0, 37.0, "SY")
    os.kill(os.getpid(), 9)

folder.default_folder = lambda: Path(sys.argv[1])
folder.shipped_records = until_killed
folder.shipped()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot kill itself without a trace there")
def test_a_process_killed_while_it_makes_the_shipped_list_leaves_none_and_blocks_nobody(tmp_path, monkeypatch) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_HALF_WAY, str(tmp_path)], check=False, capture_output=True)
    assert killed.returncode == -9
    left = {path.name for path in tmp_path.iterdir()}
    assert lists.shipped_name() not in left
    assert any(name.endswith(".part") for name in left)
    monkeypatch.setattr(lists, "default_folder", lambda: tmp_path)
    monkeypatch.setattr(lists, "shipped_records", lambda: iter([record("a", "One", 35.0)]))
    began = time.monotonic()
    assert len(lists.shipped()) == 1
    assert time.monotonic() - began < 5.0
    assert [path.name for path in tmp_path.iterdir()] == [lists.shipped_name()]


def test_a_failure_half_way_leaves_what_was_there(tmp_path, files) -> None:
    add(tmp_path, files["geonames"], Given(name="mine"))
    before = (tmp_path / "mine.places").read_bytes()

    def failing():
        yield record("a", "One", 35.0)
        raise BadSetting("the disk went away")

    with pytest.raises(BadSetting):
        build(tmp_path / "mine.places", Provenance("mine", "", "", "", "", "", "", ""), failing())
    assert (tmp_path / "mine.places").read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_every_name_of_a_thousand_places_is_found(tmp_path) -> None:
    syllables = "ba du kha shi na ru mo ti ghe za".split()
    made = [
        record(str(k), "".join(syllables[int(digit)] for digit in f"{k:04}").capitalize(), 35.0 + k / 1000)
        for k in range(1000)
    ]
    built(tmp_path, *made)
    [index] = installed(tmp_path)
    places = Gazetteer({}, [index])
    assert all(any(found.gazetteer_id == one.id for found in places.lookup(one.names[0])) for one in made)


def test_the_format_is_told_by_the_text(files) -> None:
    told = {form: format_of(list_file(path)).id for form, path in files.items()}
    assert told.pop("zip") == "geonames"
    assert told.pop("shapes") == told.pop("cod-csv") == "cod"
    assert all(form == found for form, found in told.items())


def record(identity: str, name: str, lat: float, people: int | None = None) -> PlaceRecord:
    return PlaceRecord(identity, (name,), lat, 36.5, "SY", population=people)


def built(folder: Path, *records: PlaceRecord) -> None:
    folder.mkdir(exist_ok=True)
    build(folder / "made.places", Provenance("made", "table", "CC0", "", "1", "", "", ""), records)
