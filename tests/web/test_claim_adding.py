"""Adding a claim on the page of a report: by words, by where they stand, and what is refused."""

import pytest
from starlette.testclient import TestClient

from tests.web.case import reports, with_words
from warledger.store.case import Store

REPORT = reports()[1][0]
GIVEN = {
    "type": "attack",
    "status": "happened",
    "words.event": "killing",
    "words.sources": "the hospital",
    "why": "missed",
}


def test_a_claim_by_words_is_stored_signed_and_shown(worker: TestClient, own_store: Store) -> None:
    start, end = with_words(REPORT, "14 people")
    harm = {
        "harm": "harm.killed",
        "value.harm": "14",
        "spans.harm": f"{start}-{end}",
        "words.harm": "x",
        "who-harmed": "civilian",
    }
    answer = worker.post(f"/reports/{REPORT.id}/claims", data=GIVEN | harm)
    assert answer.status_code == 303
    claim = next(one for one in own_store.claims_of(REPORT.id) if one.trigger.text == "killing")
    assert claim.coder.startswith("person: ")
    assert [one.quote.text for one in claim.harm] == ["14 people"]
    page = worker.get(answer.headers["location"].partition("#")[0])
    assert "Added by a person" in page.text
    assert own_store.incidents().of_claims([claim.id])


def test_several_words_of_one_field_stand_with_a_bar_between(worker: TestClient, own_store: Store) -> None:
    worker.post(f"/reports/{REPORT.id}/claims", data=GIVEN | {"words.targets": "the market | 14 people"})
    claim = next(one for one in own_store.claims_of(REPORT.id) if one.trigger.text == "killing")
    assert [one.quote.text for one in claim.targets] == ["the market", "14 people"]


@pytest.mark.parametrize(
    "changed",
    [
        {"words.event": ""},
        {"words.event": "no such words"},
        {"type": "picnic"},
        {"status": "maybe"},
        {"value.harm": "9", "harm": "harm.sadness"},
        {"spans.event": "9-3"},
        {"spans.event": "1e3-4"},
        {"value.when": "soon"},
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_stored(
    worker: TestClient, own_store: Store, changed: dict[str, str]
) -> None:
    before = own_store.counts().claims
    assert worker.post(f"/reports/{REPORT.id}/claims", data=GIVEN | changed).status_code in (400, 422)
    assert own_store.counts().claims == before


def test_a_report_that_is_not_there_takes_none(worker: TestClient) -> None:
    assert worker.post("/reports/none/claims", data=GIVEN).status_code == 404
