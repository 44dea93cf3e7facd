"""What a filter lets through."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import a_claim, a_document, a_full_claim, a_harm, a_when, a_where
from tests.strategies import claims, texts
from warledger.model.claim import Candidate, Claim, HarmKind, Party, Status
from warledger.model.filters import ClaimFilter, folded

CASES: list[tuple[dict[str, Any], bool, str]] = [
    ({}, True, "no condition lets all through"),
    ({"types": frozenset({"shelling_missile", "attack"})}, True, "one of the types"),
    ({"types": frozenset({"attack"})}, False, "another type"),
    ({"statuses": frozenset({Status.HAPPENED})}, True, "the status"),
    ({"statuses": frozenset({Status.DENIED, Status.PLANNED})}, False, "other statuses"),
    ({"place": "al bab"}, True, "case and hyphens do not matter"),
    ({"place": "Al-Bāb"}, True, "accents do not matter"),
    ({"place": "Aleppo"}, True, "the province of the resolved place"),
    ({"place": "sy"}, True, "the country code"),
    ({"place": "Bab"}, True, "a whole word of the name"),
    ({"place": "Al-Ba"}, False, "part of a word is not a word"),
    ({"place": "Bab Al"}, False, "words in another order"),
    ({"place": "Homs"}, False, "another place"),
    ({"since": date(2014, 4, 2)}, True, "the day itself"),
    ({"since": date(2014, 4, 3)}, False, "it was over before"),
    ({"until": date(2014, 4, 2)}, True, "the day itself"),
    ({"until": date(2014, 4, 1)}, False, "it had not begun"),
    ({"since": date(2014, 4, 1), "until": date(2014, 4, 30)}, True, "within the month"),
    ({"actor": "government forces"}, True, "the report's words"),
    ({"actor": "Syria"}, True, "the actor list's name"),
    ({"actor": "the mayor"}, False, "a source is not an actor"),
    ({"actor": "market"}, False, "a target is not an actor"),
    ({"min_killed": 11}, True, "at least 11 reaches 11"),
    ({"min_killed": 12}, False, "at least 11 does not reach 12"),
    ({"min_killed": 0}, True, "none asked for"),
    ({"min_confidence": 0.75}, True, "as sure as asked for"),
    ({"min_confidence": 0.76}, False, "not as sure as asked for"),
    ({"min_confidence": 0.0}, True, "any sureness at all"),
    ({"place": "Al-Bab", "actor": "Russia"}, False, "every condition must hold"),
]


@pytest.mark.parametrize(("conditions", "through", "why"), CASES, ids=[case[2] for case in CASES])
def test_a_filter_lets_through_what_it_says(conditions: dict[str, Any], through: bool, why: str) -> None:
    assert ClaimFilter(**conditions).matches(a_full_claim()) is through, why


def test_a_claim_without_a_date_touches_no_days() -> None:
    assert not ClaimFilter(since=date(1900, 1, 1)).matches(a_claim(a_document()))


def test_an_interval_that_reaches_into_the_days_asked_for_is_let_through() -> None:
    month = a_when(date(2014, 3, 1), date(2014, 3, 31))
    claim = a_claim(a_document(), when=month)
    assert ClaimFilter(since=date(2014, 3, 31)).matches(claim)
    assert ClaimFilter(until=date(2014, 3, 1)).matches(claim)
    assert not ClaimFilter(since=date(2014, 4, 1)).matches(claim)


def test_injuries_are_not_deaths() -> None:
    report = a_document()
    claim = a_claim(report, harm=(a_harm(report, "at least 11 people", HarmKind.INJURED, low=11, high=None),))
    assert not ClaimFilter(min_killed=1).matches(claim)


def test_an_unlikely_reading_of_the_place_is_not_its_place() -> None:
    other = Candidate("Bab el Oued", "DZ", None, 36.8, 3.05, "2507480", 0.2)
    claim = a_claim(a_document(), where=a_where(alternatives=(other,)))
    assert not ClaimFilter(place="Bab el Oued").matches(claim)


def test_a_party_without_a_name_is_found_by_its_words() -> None:
    report = a_document()
    claim = a_claim(report, actors=["Government forces"])
    assert isinstance(claim.actors[0], Party)
    assert ClaimFilter(actor="forces").matches(claim)


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"place": "—"}, "no letters or digits"),
        ({"actor": " "}, "no letters or digits"),
        ({"since": date(2014, 4, 3), "until": date(2014, 4, 2)}, "end before they start"),
        ({"min_killed": -1}, "cannot be below 0"),
        ({"min_confidence": 80.0}, "from 0 to 1 .0.8, not 80.: 80$"),
        ({"min_confidence": -0.1}, "from 0 to 1"),
        ({"min_confidence": float("nan")}, "from 0 to 1"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(conditions: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ClaimFilter(**conditions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Bāb", "al bab"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("DEIR EZ-ZOR", "deir ez zor"),
        ("حَلَب", "حلب"),
        ("  St. Mary’s\n", "st marys"),
        ("—", ""),
    ],
)
def test_names_are_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims, st.data())
def test_a_claim_is_found_by_its_own_place_type_and_status(claim: Claim, data: st.DataObject) -> None:
    place = next((quote.text for quote in claim.places if folded(quote.text)), None)
    assert ClaimFilter(frozenset({claim.type.value}), frozenset({claim.status.value}), place).matches(claim)
