"""What is written as JSON comes back the same, for every record there is (tests/strategies.py finds them)."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import a_claim, a_document, a_full_claim, words
from tests.strategies import RECORDS, claims
from warledger.model import claim
from warledger.model.claim import Claim, DatePrecision, Party, Status, When
from warledger.model.reading import PlaceMention, TimeMention, TimePart
from warledger.model.serial import dump, load, printed, printed_claim
from warledger.model.serial import evidence as evidence_of


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_comes_back_from_json_as_it_went(kind: Any, data: st.DataObject) -> None:
    record = data.draw(RECORDS[kind])
    assert load(kind, json.loads(json.dumps(dump(record)))) == record


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_records_are_frozen_and_have_no_room_for_more(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", {"value": "rumoured", "rule": "r", "quotes": []}), ("trigger", "fell"), ("id", 7), ("harm", None)],
)
def test_json_that_is_no_claim_is_refused(field: str, value: Any) -> None:
    dumped = dump(a_full_claim()) | {field: value}
    with pytest.raises((TypeError, ValueError, KeyError)):
        load(Claim, dumped)


def test_a_missing_field_is_refused() -> None:
    dumped = dump(a_full_claim())
    del dumped["trigger"]
    with pytest.raises(KeyError):
        load(Claim, dumped)


def test_the_printed_claim_has_the_fields_the_scorers_read() -> None:
    report = a_document()
    out = printed(report, [a_full_claim(report)])
    assert out["document"]["id"] == report.id
    assert out["document"]["published"] == "2014-04-03"
    assert out["document"]["published_basis"] == "given"
    (claim_out,) = out["claims"]
    fields = "id type status trigger actors targets weapons sources places where times when harm confidence"
    assert " ".join(claim_out) == fields
    assert claim_out["trigger"] == {"text": "fell", "start": 18, "end": 22}
    assert claim_out["when"]["start"] == "2014-04-02"
    assert claim_out["harm"][0]["quote"]["text"] == "at least 11 people"
    assert json.loads(json.dumps(out)) == out


def test_places_and_dates_print_beside_the_claims() -> None:
    report = a_document("Shells fell on Al-Bab from 7 to 9 March 2014.")
    day = When(date(2014, 3, 7), date(2014, 3, 7), DatePrecision.DAY, "as written")
    dated = TimeMention(words(report, "7 to 9 March 2014"), day, parts=(TimePart(words(report, "7"), "2014-03-07"),))
    place, time = printed(report, [], [PlaceMention(words(report, "Al-Bab"), None), dated])["mentions"]
    assert place == {"kind": "place", "text": "Al-Bab", "start": 15, "end": 21, "where": None}
    assert (time["kind"], time["when"]["start"], time["value"], time["zone"]) == ("date", "2014-03-07", None, None)
    assert [part["value"] for part in time["parts"]] == ["2014-03-07"]


def test_what_is_absent_prints_as_null_or_empty() -> None:
    out = printed_claim(a_claim(a_document()))
    assert (out["where"], out["when"]) == (None, None)
    assert all(out[role] == [] for role in ("actors", "targets", "weapons", "sources", "places", "times", "harm"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claims)
def test_every_filled_field_of_a_claim_shows_its_rule(made: Claim) -> None:
    shown = evidence_of(made)
    assert all(entry["rule"] for entry in shown.values())
    assert len(shown) == (
        3
        + bool(made.where)
        + bool(made.when)
        + len(made.harm)
        + len(made.actors)
        + len(made.targets)
        + len(made.weapons)
        + len(made.sources)
    )


def test_a_status_prints_as_its_word() -> None:
    report = a_document()
    assert printed_claim(a_claim(report, status=Status.DENIED))["status"] == "denied"


def test_a_party_keeps_the_words_and_the_lists_name_apart() -> None:
    report = a_document()
    party = Party(words(report, "Government forces"), "subject", "Syria", claim.ActorKind.STATE_FORCES)
    (out,) = printed_claim(a_claim(report, actors=[party]))["actors"]
    assert (out["text"], out["name"], out["kind"]) == ("Government forces", "Syria", "state_forces")
