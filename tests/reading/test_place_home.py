"""The town that a report is about, and what stands there for want of a place of its own."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build import a_document
from warledger.model.claim import PlacePrecision
from warledger.model.reading import Reading
from warledger.reading import mentions, places, sentences
from warledger.reading.place_lines import line, persons

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/places/homes.yaml").read_text("utf-8"))


def read(text: str, title: str | None = None) -> Reading:
    return places.STEP.run(mentions.STEP.run(sentences.STEP.run(Reading(a_document(text, title=title)))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_town_that_a_report_is_about(case: dict[str, Any]) -> None:
    home = read(case["text"], case.get("title")).home
    assert (home.value.name if home else None) == case["home"]


def test_the_town_rests_on_the_words_that_name_it_and_on_none_where_only_the_title_does() -> None:
    told = read("HOMS, Syria (AP) — Two men were shot dead on Monday.").home
    assert told is not None
    assert [quote.text for quote in told.quotes] == ["HOMS"]
    titled = read("Two girls were shot at a school.", "Two girls shot in Fresno").home
    assert titled is not None
    assert titled.quotes == ()
    assert "title" in titled.rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FRESNO (AP) — A girl was shot in the 300 block of South Campbell on Monday.", "South Campbell"),
        ("FRESNO (AP) — A girl was shot near the corner of Elm and Nash streets.", "Nash streets"),
        ("FRESNO (AP) — A girl was shot on the West Side on Monday.", "West Side"),
        ("DAMASCUS (AP) — A shell fell on the Mustaqbal neighbourhood on Monday.", "Mustaqbal"),
    ],
)
def test_a_street_or_quarter_stands_in_the_town_that_the_report_is_about(text: str, words: str) -> None:
    reading = read(text)
    [where] = [one.where for one in reading.places or () if words in one.quote.text]
    assert reading.home is not None
    assert where is not None
    assert where.name == reading.home.value.name


def test_a_direction_in_small_letters_is_no_part_of_a_towns_name() -> None:
    [baltimore] = {
        one.where.name for one in read("BALTIMORE — Two men were shot in north Baltimore.").places or () if one.where
    }
    assert baltimore == "Baltimore"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cheron Shelton, 29, was shot.", {"Cheron", "Shelton"}),
        ("Police named him as Dallas J. Homs.", {"Dallas", "J.", "Homs"}),
        ("Kharkiv Mayor Ihor Terekhov spoke.", {"Mayor", "Ihor", "Terekhov"}),
        ("Kharkiv Police Department spoke.", set()),
    ],
)
def test_names_of_persons_are_told_by_what_stands_in_them_and_around_them(text: str, expected: set[str]) -> None:
    reading = sentences.STEP.run(Reading(a_document(text)))
    assert {word for each in reading.sentences or () for word in persons(line(text, each))} == expected


BORDERS = [
    ("Shells fell near the Syrian border with Turkey on Monday.", "Turkey", "Syria–Turkey border"),
    ("Smugglers were shot at on the border between Chad and Sudan.", "Sudan", "Sudan–Chad border"),
    ("Rockets hit Syria's border with Iraq.", "Iraq", "Iraq–Syria border"),
    (
        "Two soldiers were killed on the Turkish-Syrian border on Monday.",
        "Turkish-Syrian border",
        "Syria–Turkey border",
    ),
    ("Men left Homs, Syria, and were killed on the Lebanese border.", "Lebanese border", "Lebanon–Syria border"),
]


@pytest.mark.parametrize(("text", "words", "name"), BORDERS)
def test_a_border_has_a_point_in_its_middle_and_is_no_finer_than_a_province(text: str, words: str, name: str) -> None:
    [where] = [one.where for one in read(text).places or () if one.quote.text == words]
    assert where is not None
    assert (where.name, where.precision) == (name, PlacePrecision.PROVINCE)
    assert "border" in where.basis
    assert where.source is not None


def test_a_country_named_with_no_border_stays_the_country() -> None:
    [where] = [one.where for one in read("Shells fell in Turkey on Monday.").places or ()]
    assert where is not None
    assert where.precision is PlacePrecision.COUNTRY
