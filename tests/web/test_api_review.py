"""The API of the review: each deed is that of the page, answers are as described, and schemathesis finds nothing."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from starlette.testclient import TestClient

from tests.web.case import reports
from tests.web.conftest import TOKEN, visitor
from tests.web.test_api import fits
from warledger.store.case import Store

(FIRST, (CLAIM, DENIED)), (_, (SECOND,)) = reports()[:2]


@pytest.fixture
def known(worker: TestClient) -> Any:
    """The schemas of the description."""
    return worker.get("/api/openapi.json").json()["components"]["schemas"]


def test_the_queue_and_an_item_are_those_of_the_page(worker: TestClient) -> None:
    queue = worker.get("/api/review?kind=claims").json()["items"]
    assert [one["id"] for one in queue] == [one["id"] for one in worker.get("/review.json?kind=claims").json()["items"]]
    item = worker.get(f"/api/review/{queue[0]['id']}").json()
    assert item["item"] == queue[0]
    assert item["claims"][0]["id"] == queue[0]["claims"][0]


@pytest.mark.parametrize("act", ["accept", "reject", "doubt"])
def test_a_claim_is_answered_told_and_taken_back(worker: TestClient, own_store: Store, known: Any, act: str) -> None:
    answer = worker.post(f"/api/review/{CLAIM.id}", json={"act": act, "why": "by the map"})
    assert answer.status_code == 200, answer.text
    assert fits(answer.json(), known["Judged"], known) == []
    item = worker.get(f"/api/review/{CLAIM.id}").json()
    assert fits(item, known["ReviewItemInFull"], known) == []
    assert [one["act"] for one in item["people"]] == [
        {"accept": "accepted", "reject": "rejected", "doubt": "doubted"}[act]
    ]
    judgement = answer.json()["judgements"][0]["id"]
    assert worker.post("/api/undo", json={"judgement": judgement}).status_code == 200
    assert worker.get(f"/api/review/{CLAIM.id}").json()["people"] == []
    assert len(list(own_store.judgements())) == 2


def test_a_pair_is_answered_and_a_contradiction_refused(worker: TestClient, own_store: Store) -> None:
    pair = "~".join(sorted((CLAIM.id, SECOND.id)))
    assert worker.post(f"/api/review/{pair}", json={"act": "no"}).status_code == 200
    assert worker.post(f"/api/review/{pair}", json={"act": "yes"}).status_code == 409
    assert worker.post(f"/api/review/{pair}", json={"act": "accept"}).status_code == 422
    assert len(list(own_store.judgements())) == 1


def test_a_field_is_corrected_and_of_two_the_second_is_told(worker: TestClient, own_store: Store) -> None:
    given = {"field": "type", "value": "attack", "words": ["fell"], "seen": ""}
    first = worker.post(f"/api/claims/{CLAIM.id}/corrections", json=given)
    assert first.status_code == 200, first.text
    assert own_store.claim(CLAIM.id).type.value == "attack"
    second = worker.post(f"/api/claims/{CLAIM.id}/corrections", json=given | {"value": "riot"})
    assert second.status_code == 409
    seen = first.json()["judgements"][0]["id"]
    assert second.json()["error"]["detail"] == seen
    again = worker.post(f"/api/claims/{CLAIM.id}/corrections", json=given | {"value": "riot", "seen": seen})
    assert again.status_code == 200
    spans = {"field": "actors", "spans": [[CLAIM.trigger.start, CLAIM.trigger.end]]}
    assert worker.post(f"/api/claims/{CLAIM.id}/corrections", json=spans).status_code == 200


WRONG = [
    ("/api/review/" + CLAIM.id, {"act": "burn"}, 400),
    ("/api/review/" + CLAIM.id, {"act": "reject"}, 422),
    ("/api/review/" + CLAIM.id, {"act": "accept", "moon": "x"}, 400),
    ("/api/review/" + CLAIM.id, {}, 400),
    ("/api/review/claim-none", {"act": "accept"}, 404),
    ("/api/undo", {"judgement": "judgement-none"}, 422),
    ("/api/undo", {"judgement": 7}, 400),
    (f"/api/claims/{CLAIM.id}/corrections", {"field": "type", "value": "picnic"}, 422),
    (f"/api/claims/{CLAIM.id}/corrections", {"field": "actors", "spans": [[5, 2]]}, 422),
    (f"/api/claims/{CLAIM.id}/corrections", {"field": "actors", "spans": [[5]]}, 400),
    ("/api/places", {"name": "Nowhere", "meaning": "none"}, 422),
]


@pytest.mark.parametrize(("path", "body", "status"), WRONG)
def test_what_cannot_be_judged_is_refused_in_one_shape(
    worker: TestClient, own_store: Store, known: Any, path: str, body: dict[str, Any], status: int
) -> None:
    answer = worker.post(path, json=body)
    assert answer.status_code == status, answer.text
    assert fits(answer.json(), known["Error"], known) == []
    assert list(own_store.judgements()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 9000, b"\xff", b"1" * 70_000])
def test_a_body_that_is_none_is_refused(worker: TestClient, content: bytes) -> None:
    answer = worker.post("/api/undo", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 413)
    assert worker.post("/api/undo", data={"judgement": "x"}).status_code == 400


@pytest.fixture
def described(own_store: Store) -> Any:
    """The API of a case, as schemathesis reads it, with a session."""
    app = visitor(own_store).app
    headers = {"host": "127.0.0.1:8765", "origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    client = TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)
    client.get(f"/?token={TOKEN}")
    headers["cookie"] = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=headers), headers


CHECKS = [
    *(checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance),
    *(checks.response_schema_conformance, checks.negative_data_rejection),
]
BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.filterwarnings("ignore")
def test_schemathesis_finds_nothing(described: Any) -> None:
    schema, headers = described
    statuses: list[int] = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @BOUNDED
        @given(case=operation.as_strategy())
        def asked(case: Any) -> None:
            statuses.append(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

        asked()
    assert {200, 400, 422} <= set(statuses)
