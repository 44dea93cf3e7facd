"""Searching and filtering as the pages, the exports and the API have it."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.build import NOON
from tests.web.case import ARABIC, reports
from warledger.pipeline.judging import Person, accept
from warledger.store.case import Store

FOUND = {  # claims, incidents and reports
    "q=market": (2, 1, 2),
    "q=MARK*": (2, 1, 2),
    'q="mortar shells"': (2, 1, 2),
    "q=" + quote("شخصا"): (1, 1, 1),
    "q=square": (1, 1, 1),
    "q=zebra": (0, 0, 0),
}
ASKED = {  # claims and incidents
    "side=government+forces": (2, 1),
    "side=market&side=government+forces": (1, 1),
    "target=market": (2, 1),
    "weapon=mortar+shells": (1, 1),
    "civilians=yes": (1, 1),
    "reviewed=no": (5, 2),
    "reviewed=yes": (0, 0),
    "q=market&min-killed=12": (1, 1),
}


@pytest.mark.parametrize(("query", "counts"), FOUND.items())
def test_words_are_found_on_every_page_in_its_export_and_by_the_api(
    client: TestClient, query: str, counts: tuple[int, int, int]
) -> None:
    for path, count in zip(("/claims", "/incidents", "/reports"), counts, strict=True):
        page = client.get(f"{path}?{query}", headers={"accept-language": "en"}).text
        assert f"{count} of " in page, path
        assert len(client.get(f"{path}.json?{query}").json()) == count, path
        answer = client.get(f"/api{path}?{query}").json()
        assert (len(answer["items"]), answer["found"]) == (count, count), path
    assert sum(spot[3] for spot in client.get(f"/incidents/spots.json?{query}").json()) <= counts[1]


@pytest.mark.parametrize(("query", "counts"), ASKED.items())
def test_a_filter_is_the_same_on_the_page_and_by_the_api(
    client: TestClient, query: str, counts: tuple[int, int]
) -> None:
    for path, count in zip(("/claims", "/incidents"), counts, strict=True):
        assert f"{count} of " in client.get(f"{path}?{query}", headers={"accept-language": "en"}).text, path
        assert client.get(f"/api{path}?{query}").json()["found"] == count, path


def test_a_hit_is_marked_where_it_stands(client: TestClient) -> None:
    assert "<mark>market</mark>" in client.get("/claims?q=market").text
    page = client.get("/reports?q=" + quote("شخصا")).text
    assert "<mark>شخصًا</mark>" in page
    assert 'class="hit" lang="ar"' in page
    assert "شخصًا" in ARABIC


def test_where_no_claim_has_the_words_the_reports_are_offered(client: TestClient) -> None:
    assert 'href="/reports?q=zebra"' in client.get("/claims?q=zebra").text
    assert 'href="/reports?q=zebra"' in client.get("/incidents?q=zebra").text
    assert "No report has these words" in client.get("/reports?q=zebra", headers={"accept-language": "en"}).text


@pytest.mark.parametrize(
    "query", ["q=%22", "q=*", "reviewed=perhaps", "civilians=no", "side=a&side=b&side=c", "side=%3F"]
)
@pytest.mark.parametrize("path", ["/claims", "/incidents", "/claims.json", "/api/incidents"])
def test_what_cannot_be_asked_is_said(client: TestClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize(
    "words", ["a AND", "NEAR(", '"', "-x", "words:a", "a OR b)", "^", "%", "';--", "(*)", "\u202e"]
)
def test_no_search_is_a_fault_of_ours(client: TestClient, words: str) -> None:
    for path in ("/claims", "/incidents", "/reports", "/api/reports", "/incidents/spots.json"):
        assert client.get(path, params={"q": words}).status_code in (200, 400), path


def test_a_filter_can_be_taken_out_again(client: TestClient) -> None:
    page = client.get("/incidents?side=market&side=shells&civilians=yes&reviewed=no").text
    assert 'href="/incidents?side=shells&amp;civilians=yes&amp;reviewed=no"' in page
    assert 'value="shells"' in page
    assert '<option value="no" selected>' in page


def test_what_a_reviewer_said_is_counted_at_once(worker: TestClient, own_store: Store) -> None:
    claim = reports()[1][1][0]
    accept(own_store, claim.id, Person("Lina", NOON, "read"))
    assert worker.get("/api/claims?reviewed=yes").json()["found"] == 1
    assert worker.get("/api/incidents?reviewed=yes").json()["found"] == 1
    before = worker.get("/incidents?reviewed=no", headers={"accept-language": "en"}).text
    assert "1 of 2" in before
