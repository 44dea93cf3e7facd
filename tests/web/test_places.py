"""The page of places: what waits, what a name could mean, and a choice that is signed, kept and taken back."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.build import NOON, a_claim, a_document, a_where
from warledger.pipeline import link_new
from warledger.store.case import Store
from warledger.web.small_map import small_map

NEAR = a_where("Stepanakert", country="AZ", admin1=None, gazetteer_id="2", basis="name; likely 0.99")


@pytest.fixture
def waiting(own_store: Store) -> Any:
    """A claim at a name that no list knows, beside one in a known place."""
    document = a_document("Shells fell on Xadrut. Guns fired on Stepanakert.", series="file:/x", title="Two hills")
    claim = a_claim(document, "fell", places=["Xadrut"])
    assert own_store.add_document(
        document, [claim, a_claim(document, "fired", places=["Stepanakert"], where=NEAR)], NOON
    )
    link_new(own_store)
    return claim.id


GIVEN = {
    "name": "Xadrut",
    "country": "AZ",
    "province": "",
    "meaning": "other",
    "other": "39.8, 46.7",
    "reach": "province",
}


def test_the_page_shows_the_name_its_sentence_and_what_lies_around(worker: TestClient, waiting: str) -> None:
    page = worker.get("/places?only=unresolved")
    assert page.status_code == 200
    assert "<mark>Xadrut</mark>" in page.text
    assert "place-map" in page.text
    assert "Stepanakert" in page.text


def test_a_choice_is_kept_and_taken_back(worker: TestClient, own_store: Store, waiting: str) -> None:
    answer = worker.post("/places/choose", data=GIVEN | {"why": "by the map"})
    assert answer.status_code == 303
    where = own_store.claim(waiting).where
    assert where is not None
    assert (where.value.lat, where.value.lon) == (39.8, 46.7)
    shown = worker.get("/places?only=chosen").text
    assert "by the map" in shown
    assert [one["name"] for one in worker.get("/places.json?only=chosen").json()] == ["Xadrut"]
    judgement = next(iter(own_store.judgements())).id
    assert worker.post("/review/undo", data={"judgement": judgement, "next": "/places"}).status_code == 303
    assert own_store.claim(waiting).where is None


@pytest.mark.parametrize(
    "changed",
    [{"meaning": ""}, {"other": "no such town at all"}, {"reach": "world"}, {"name": "Nowhere"}, {"other": ""}],
)
def test_what_cannot_be_chosen_is_said_and_nothing_is_stored(
    worker: TestClient, own_store: Store, waiting: str, changed: dict[str, str]
) -> None:
    assert worker.post("/places/choose", data=GIVEN | changed).status_code == 422
    assert list(own_store.judgements()) == []


@pytest.mark.parametrize("address", ["/places?only=none", "/places?name=Nowhere", "/places.json?only=x"])
def test_an_address_that_means_nothing_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (400, 422)


def test_the_incidents_page_leads_to_the_names(client: TestClient) -> None:
    assert 'href="/places"' in client.get("/incidents").text


def test_a_small_map_holds_every_point_and_names_no_more_than_there_is_room_for() -> None:
    beside = [(f"town {k}", 36.0 + k / 10, 37.0) for k in range(12)]
    drawn = small_map([("A", 36.2, 37.16), ("B", -33.0, -70.0)], beside)
    assert drawn is not None
    assert [pin.letter for pin in drawn.pins] == ["A", "B"]
    assert all(0 <= one.x <= 720 and 0 <= one.y <= 400 for one in (*drawn.pins, *drawn.dots))
    assert sum(bool(one.name) for one in drawn.dots) == 8
    assert small_map([], []) is None
