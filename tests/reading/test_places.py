"""Places: the case tables, and what holds for any text at all."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import a_document
from warledger.model.claim import PlacePrecision
from warledger.model.reading import PlaceMention, Reading
from warledger.reading import mentions, places, sentences
from warledger.reference.nationalities import nationalities

FOLDER = Path(__file__).parents[1] / "cases/places"
FOUND = yaml.safe_load((FOLDER / "found.yaml").read_text("utf-8"))
CHOSEN = yaml.safe_load((FOLDER / "chosen.yaml").read_text("utf-8"))


def places_of(text: str) -> tuple[PlaceMention, ...]:
    reading = places.STEP.run(sentences.STEP.run(Reading(a_document(text))))
    assert reading.places is not None
    return reading.places


def test_every_case_has_its_three_parts():
    for case in (*FOUND, *CHOSEN):
        assert set(case) == {"text", "places", "why"}, case


@pytest.mark.parametrize("case", FOUND, ids=[case["why"] for case in FOUND])
def test_the_words_that_name_places_are_found(case: dict) -> None:
    assert [place.quote.text for place in places_of(case["text"])] == case["places"]


@pytest.mark.parametrize("case", CHOSEN, ids=[case["why"] for case in CHOSEN])
def test_a_name_is_given_the_place_it_means(case: dict) -> None:
    found = {
        place.quote.text: [place.where.country, place.where.name, place.where.precision.value] if place.where else None
        for place in places_of(case["text"])
    }
    assert found == case["places"]


def test_the_basis_tells_how_the_place_was_chosen_and_what_else_it_could_be():
    place = next(place for place in places_of("Shells fell on Tripoli, Lebanon.") if place.quote.text == "Tripoli")
    assert place.where is not None
    assert re.fullmatch(r"name; of \d+: named beside Lebanon and .*; likely 0\.\d\d", place.where.basis)
    assert "LY" in [other.country for other in place.where.alternatives]
    assert all(0.0 <= other.score <= 1.0 for other in place.where.alternatives)


def test_part_of_a_country_is_no_finer_than_the_country():
    (place,) = places_of("Two villages in western Burundi were burned.")
    assert place.where is not None
    assert place.where.precision is PlacePrecision.COUNTRY
    assert "'western'" in place.where.basis


def test_a_layer_of_mentions_gives_the_same_places_as_the_actor_list():
    text = "The Sudanese Armed Forces and the Islamic State in Somalia fought near Bosaso, Puntland, and in Khartoum."
    reading = sentences.STEP.run(Reading(a_document(text)))
    assert places.STEP.run(mentions.STEP.run(reading)).places == places.STEP.run(reading).places


WORDS = st.sampled_from(
    """in near of the and , . ( ) Aleppo Gaza Strip southern Syria's U.S. Kyiv Oblast said al-Mawasi Hamas Trump village
    airport Washington D.C. Israel–Lebanon border camp Russian District Umm X""".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=16).map(" ".join) | st.text(max_size=80))
def test_places_lie_in_order_in_the_text_and_have_countries_that_exist(text: str) -> None:
    end = 0
    for place in places_of(text):
        assert end <= place.quote.start
        assert text[place.quote.start : place.quote.end] == place.quote.text
        end = place.quote.end
        if place.where:
            assert place.where.country is None or nationalities().name(place.where.country)
            assert -90 <= place.where.lat <= 90
            assert -180 <= place.where.lon <= 180
            assert (place.where.lat, place.where.lon) != (0.0, 0.0)


def test_the_order_of_reports_does_not_matter():
    texts = ["Shells fell on Tripoli, Lebanon.", "Militias in Libya clashed in Tripoli.", "Men died in Tripoli."]
    forth = [places_of(text) for text in texts]
    back = [places_of(text) for text in reversed(texts)]
    assert forth == back[::-1]
