"""Resolution: what the ranker weighs, what it says of itself, and the geometry of "10 km south of" and the like."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import a_document
from warledger.model.claim import PlacePrecision, Where
from warledger.model.reading import Reading
from warledger.reading import mentions, places, sentences
from warledger.reading.place_choice import choose
from warledger.reading.place_context import report_of
from warledger.reading.place_names import NameFinder
from warledger.reading.place_ranker import known_features, ranker, read_weights
from warledger.reading.place_stretches import Stretches
from warledger.reading.place_where import moved
from warledger.reference.actors import actors
from warledger.reference.gazetteer import distance_km, gazetteer


def read(text: str) -> Reading:
    return places.STEP.run(mentions.STEP.run(sentences.STEP.run(Reading(a_document(text)))))


def where(text: str, words: str) -> Where | None:
    found = {mention.quote.text: mention.where for mention in read(text).places or ()}
    return found[words]


def test_every_weight_belongs_to_a_feature_that_is_explained() -> None:
    assert set(read_weights("choice")) <= known_features()
    assert read_weights("name")


@pytest.mark.parametrize(
    ("text", "words", "country", "unit"),
    [
        ("Floods hit Paris, Texas, on Monday.", "Paris", "US", "Texas"),
        ("The river rose in Louisville, Ky., and in Surrey, B.C.", "Ky", "US", "Kentucky"),
        ("The river rose in Louisville, Ky., and in Surrey, B.C.", "B.C.", "CA", "British Columbia"),
        ("Troops left Mosul, Tikrit and Samarra.", "Samarra", "IQ", "Salah al-Din Governorate"),
    ],
)
def test_what_stands_around_a_name_decides(text: str, words: str, country: str, unit: str) -> None:
    found = where(text, words)
    assert found is not None
    assert (found.country, found.admin1) == (country, unit)


def test_names_of_countries_that_act_and_of_peoples_are_toponyms_and_no_places() -> None:
    reading = read("Turkey said Russian jets bombed Idlib, Syria.")
    assert [m.quote.text for m in reading.places or ()] == ["Idlib", "Syria"]
    assert [m.quote.text for m in reading.toponyms or ()] == ["Turkey", "Russian", "Idlib", "Syria"]
    assert [m.quote.text for m in reading.located() if m in (reading.toponyms or ())] == [
        "Turkey",
        "Russian",
        "Idlib",
        "Syria",
    ]


def test_a_quarter_that_no_list_knows_takes_its_town_and_says_so() -> None:
    found = where("Two shells fell in Aleppo, Syria. One hit Zarnouqi Street.", "Zarnouqi Street")
    assert found is not None
    assert found.name == "Aleppo"
    assert "not in the gazetteer" in found.basis


def test_a_village_that_no_list_knows_has_no_place() -> None:
    assert where("Syrian jets bombed Aleppo. Others bombed the village of Umm Zarnouqi.", "Umm Zarnouqi") is None


@pytest.mark.parametrize(
    ("text", "bearing", "km"),
    [
        ("A mine went off 20 km south of Mosul, Iraq.", "south", 20.0),
        ("A mine went off 10 miles north-east of Mosul, Iraq.", "northeast", 16.1),
        ("A mine went off 15 kilometres (9 miles) west of the city of Mosul, Iraq.", "west", 15.0),
    ],
)
def test_so_many_kilometres_from_a_town_moves_the_point(text: str, bearing: str, km: float) -> None:
    plain, found = where("A mine went off in Mosul, Iraq.", "Mosul"), where(text, "Mosul")
    assert plain is not None
    assert found is not None
    assert found.precision is PlacePrecision.NEAR
    assert distance_km((plain.lat, plain.lon), (found.lat, found.lon)) == pytest.approx(km, rel=0.02)
    assert f"km {bearing}" in found.basis


def test_beside_a_town_without_a_distance_is_near_it() -> None:
    found = where("A mine went off south of Mosul, Iraq.", "Mosul")
    assert found is not None
    assert found.precision is PlacePrecision.NEAR
    assert "somewhere south of it" in found.basis


def test_the_road_between_two_towns_is_midway() -> None:
    text = "Gunmen fired on a bus on the road between Mosul and Tikrit in Iraq."
    plain = [where("A bus left Mosul for Tikrit in Iraq.", name) for name in ("Mosul", "Tikrit")]
    found = where(text, "Mosul")
    assert found is not None
    assert found.precision is PlacePrecision.NEAR
    ends = [(one.lat, one.lon) for one in plain if one]
    assert distance_km(ends[0], (found.lat, found.lon)) == pytest.approx(distance_km(*ends) / 2, rel=0.05)
    assert "midway between Mosul and Tikr" in found.basis


def test_a_street_does_not_stand_in_the_town_it_is_called_after() -> None:
    found = where("Police in Tallahassee, Florida, found a gun in Dover Street.", "Dover Street")
    assert found is not None
    assert found.name == "Tallahassee"


def test_a_given_stretch_is_resolved_whether_or_not_it_would_be_found() -> None:
    text = "Floods hit Texas. The mayor of Paris spoke."
    reading = mentions.STEP.run(sentences.STEP.run(Reading(a_document(text))))
    (found,) = places.places_at(reading, [(text.index("Paris"), text.index("Paris") + 5)])
    assert found is not None
    assert re.search(r"likely [01]\.\d\d", found.basis)


@given(
    st.floats(-80, 80), st.floats(-179, 179), st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 270.0]), st.floats(1, 500)
)
def test_a_moved_point_lies_as_far_off_as_it_was_moved(lat: float, lon: float, bearing: float, km: float) -> None:
    assert distance_km((lat, lon), moved((lat, lon), bearing, km)) == pytest.approx(km, abs=0.05)


TEXTS = st.lists(
    st.sampled_from(
        ["Paris", "Tripoli", "in", "Libya", ",", "Aleppo", "Syrian", "Smith County", "Georgia", "near", "."]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_shares_of_candidates_and_of_none_sum_to_one(text: str) -> None:
    reading = sentences.STEP.run(Reading(a_document(text)))
    names = NameFinder(Stretches(gazetteer(), actors().nations), ()).find(text, reading.sentences or ())
    for choice in choose(report_of(names, text, actors().nations), ranker()):
        assert sum(choice.ranking.shares) + choice.ranking.none == pytest.approx(1.0)
        assert list(choice.ranking.shares) == sorted(choice.ranking.shares, reverse=True)
