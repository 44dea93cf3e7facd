"""The page Add without scripts: a form, a preview, a yes; failures with why, what was cut short, whose turn it is."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.archive.web import serving as a_site
from tests.build import NOON
from tests.fakes import fake_stages
from tests.web.case import FakeHands, reports
from tests.web.conftest import BASE, TOKEN, codebook, signed_in
from warledger.archive.capture import Given
from warledger.pipeline.batches import Kind, Phase
from warledger.pipeline.spool import Brought, Spool
from warledger.store.case import Store
from warledger.web import jobs
from warledger.web.app import make_app
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings

TEXT = "A shell fell on the old town of Homs on 3 April 2014, and one killed there was a child."
FIRST = reports()[0][0]


def page_after(client: TestClient, data: dict[str, str], path: str = "/add/preview", **more: object) -> str:
    """The page that a form leads to, once nobody works on it any more."""
    where = sent(client, data, path, **more)
    for _ in range(600):
        found = client.get(where + ".json")
        if found.status_code != 200 or not found.json()["live"]:
            break
        time.sleep(0.05)
    return where


def sent(client: TestClient, data: dict[str, str], path: str = "/add/preview", **more: object) -> str:
    """The page that a form leads to, at once."""
    answer = client.post(path, data=data, headers={"accept-language": "en"}, **more)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def shown(client: TestClient, where: str) -> str:
    return client.get(where, headers={"accept-language": "en"}).text


def until(client: TestClient, where: str, phase: str) -> dict[str, object]:
    """The batch as JSON, once nobody works on it and it is in a phase."""
    for _ in range(600):
        found = client.get(where + ".json").json()
        if found["phase"] == phase and not found["live"]:
            return found  # type: ignore[no-any-return]
        time.sleep(0.05)
    raise AssertionError(found)


def desk_of(store: Store, hands: FakeHands) -> TestClient:
    app = make_app(store, DeskSettings(), hands=hands, sessions=Sessions(TOKEN), codebook=codebook())
    return signed_in(TestClient(app, base_url=BASE, follow_redirects=False))


def test_nothing_is_in_the_case_before_a_person_says_so(worker: TestClient, own_store: Store) -> None:
    before = own_store.counts()
    where = page_after(worker, {"text": TEXT, "source": "A friend", "published": "2014-04-03"})
    page = shown(worker, where)
    assert "m-trigger" in page
    assert "A friend" in page
    assert "Not kept yet" in page
    assert own_store.counts() == before


def test_what_was_previewed_is_kept_once(worker: TestClient, own_store: Store) -> None:
    before = own_store.counts().documents
    where = page_after(worker, {"text": TEXT, "title": "From Homs"})
    assert page_after(worker, {"keep": "1"}, where + "/keep") == where
    page = shown(worker, where)
    assert "From Homs" in page
    assert "in incidents" in page
    assert own_store.counts().documents == before + 1
    assert worker.post(where + "/keep", data={"keep": "1"}).status_code == 410
    newest = list(own_store.documents())[-1]
    assert (newest.title, newest.text) == ("From Homs", TEXT)


def test_what_is_not_ticked_is_not_kept(worker: TestClient, own_store: Store) -> None:
    before = own_store.counts().documents
    files = [("files", (f"{n}.txt", f"{TEXT} It was number {n}.".encode(), "text/plain")) for n in (1, 2, 3)]
    where = page_after(worker, {}, files=files)
    assert worker.post(where + "/keep", data={}).status_code == 422
    page_after(worker, {"keep": ["1", "3"]}, where + "/keep")  # type: ignore[dict-item]
    assert [one.origin for one in list(own_store.documents())[before:]] == ["1.txt", "3.txt"]
    assert "left out" in shown(worker, where)


def test_several_files_are_brought_at_once_and_one_that_cannot_be_read_stops_no_other(worker: TestClient) -> None:
    files = [
        ("files", ("a.txt", TEXT.encode(), "text/plain")),
        ("files", ("b.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")),
    ]
    where = page_after(worker, {}, path="/add/keep", files=files)
    page = shown(worker, where)
    assert "is an image, not text" in page
    assert "Try the input that failed again" in page
    assert until(worker, where, "done")["linked"] is True
    page_after(worker, {}, where + "/again")
    assert "is an image, not text" in shown(worker, where)
    page_after(worker, {}, where + "/drop")
    assert worker.get(where).status_code == 404


def test_what_the_case_holds_already_is_told_before_and_after(worker: TestClient, own_store: Store) -> None:
    files = [("files", ("again.txt", FIRST.text.encode(), "text/plain"))]
    where = page_after(worker, {}, files=files)
    page = shown(worker, where)
    assert "byte for byte, as" in page
    assert f"/reports/{FIRST.id}" in page
    files = [("files", ("near.txt", (FIRST.text + " And more besides.").encode(), "text/plain"))]
    assert f"/reports/{FIRST.id}" in shown(worker, page_after(worker, {}, files=files))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "  "}, "wrong-text"),
        ({"text": TEXT, "published": "3 April"}, "wrong-published"),
        ({"text": TEXT, "published": "2999-01-01"}, "wrong-published"),
        ({"text": TEXT, "urls": "https://news.example/a"}, "wrong-urls"),
    ],
)
def test_a_form_that_cannot_be_used_comes_back_as_it_was(worker: TestClient, data: dict[str, str], field: str) -> None:
    page = worker.post("/add/preview", data=data)
    assert page.status_code == 400
    assert f'id="{field}"' in page.text
    assert data["text"].strip() in page.text


def test_a_form_that_is_too_large_is_refused_before_it_is_read(worker: TestClient) -> None:
    answer = worker.post("/add/preview", headers={"content-length": str(2**40)}, content=b"")
    assert answer.status_code == 413


@pytest.mark.parametrize("id", ["x", "0" * 16, "%2e%2e%2fc", "a" * 999])
def test_a_batch_that_is_none_is_answered_with_what_to_do(worker: TestClient, id: str) -> None:
    assert worker.get(f"/add/{id}").status_code == 404
    assert worker.post(f"/add/{id}/keep", data={"keep": "1"}).status_code == 404


def test_what_is_typed_can_be_changed_before_it_is_kept(worker: TestClient) -> None:
    where = page_after(worker, {"text": TEXT, "title": "From Hmos"})
    id = where.rpartition("/")[2]
    page = shown(worker, f"/add?instead={id}")
    assert TEXT in page
    assert 'value="From Hmos"' in page
    other = page_after(worker, {"text": TEXT, "title": "From Homs", "instead": id})
    assert other != where
    assert worker.get(where).status_code == 404


# ---- addresses


def test_a_desk_without_leave_asks_no_address_and_says_how_to_allow_it(worker: TestClient) -> None:
    page = shown(worker, "/add")
    assert "--allow-fetch" in page
    assert 'name="urls"' not in page


def test_an_address_is_fetched_when_a_person_asks_for_it_and_none_in_a_private_network(own_store: Store) -> None:
    hands = FakeHands(own_store, may_fetch=True)
    client = desk_of(own_store, hands)
    with a_site() as web:
        page = shown(client, page_after(client, {"urls": f"{web}/report"}))
        assert "private network" in page
        assert 'name="keep"' in page
        assert "disabled" in page
        near = desk_of(own_store, FakeHands(own_store, may_fetch=True, private=True))
        where = page_after(near, {"urls": f"{web}/report\n{web}/status/404"})
        page = shown(near, where)
    assert "fetched" in page
    assert "404" in page
    page_after(near, {"keep": "1"}, where + "/keep")
    assert list(own_store.documents())[-1].origin == f"{web}/report"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/x", "//a.example", "a.example"])
def test_an_address_of_another_kind_is_not_taken(own_store: Store, address: str) -> None:
    client = desk_of(own_store, FakeHands(own_store, may_fetch=True))
    assert client.post("/add/preview", data={"urls": address}).status_code == 400


# ---- the queue


class Held(FakeHands):
    """Hands that read nothing before they are let go."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.go = threading.Event()
        stages = fake_stages()

        def extract(capture: object, settings: object) -> object:
            assert self.go.wait(20)
            return stages.extract(capture, settings)  # type: ignore[arg-type]

        self._stages = replace(stages, extract=extract)  # type: ignore[arg-type]


@pytest.fixture
def held(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TestClient, Held]]:
    monkeypatch.setattr("warledger.web.pages.add.SOON_S", 0.05)
    hands = Held(own_store)
    try:
        yield desk_of(own_store, hands), hands
    finally:
        hands.go.set()


def test_what_goes_on_is_told_by_a_reload_and_can_be_stopped(held: tuple[TestClient, Held], own_store: Store) -> None:
    client, hands = held
    before = own_store.counts().documents
    one = sent(client, {"text": TEXT}, "/add/keep")
    two = sent(client, {"text": TEXT + " Twice."}, "/add/keep")
    page = shown(client, one)
    assert "<progress" in page
    assert "Keeping" in page
    assert "Waiting its turn" in shown(client, two)
    sent(client, {}, two + "/stop")
    assert "Take it up again" in shown(client, two)
    sent(client, {}, one + "/stop")
    hands.go.set()
    assert until(client, one, "keeping")["stopped"] is True
    assert own_store.counts().documents == before
    sent(client, {}, one + "/again")
    until(client, one, "done")
    assert own_store.counts().documents == before + 1


def test_the_queue_is_bounded_and_what_it_does_not_take_waits(
    held: tuple[TestClient, Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, hands = held
    monkeypatch.setattr(jobs, "MOST_WAITING", 1)
    sent(client, {"text": TEXT})
    time.sleep(0.2)
    sent(client, {"text": TEXT + " Twice."})
    assert client.post("/add/preview", data={"text": TEXT + " Thrice."}).status_code == 503
    assert shown(client, "/add").count("cut short") >= 1
    hands.go.set()


def test_a_desk_that_starts_again_says_what_was_finished_and_offers_to_take_it_up(own_store: Store) -> None:
    spool = Spool(own_store.path)
    brought = [Brought(Kind.FILE, f"{n}.txt", Given(), f"{TEXT} Number {n}.".encode()) for n in (1, 2)]
    left = spool.make(brought, "Lina", NOON, Phase.KEEPING)
    client = desk_of(own_store, FakeHands(own_store))
    page = shown(client, "/add")
    assert left.id in page
    assert "cut short" in page
    page = shown(client, f"/add/{left.id}")
    assert "0 of 2 inputs were finished" in page
    before = own_store.counts().documents
    page_after(client, {}, f"/add/{left.id}/again")
    until(client, f"/add/{left.id}", "done")
    assert own_store.counts().documents == before + 2


def test_a_table_of_many_rows_is_counted_and_its_beginning_shown(worker: TestClient) -> None:
    rows = "".join(f'{{"text": "A shell fell on house {n} of Homs."}}\n' for n in range(120)).encode()
    where = page_after(worker, {}, files=[("files", ("rows.jsonl", rows, "application/json"))])
    until(worker, where, "shown")
    page = shown(worker, where)
    assert "20 reports are shown below; 100 more" in page
    assert len(re.findall('class="beside sheet preview"', page)) == 20


def test_a_desk_without_hands_says_that_it_cannot_add(own_store: Store) -> None:
    app = make_app(own_store, DeskSettings(), sessions=Sessions(TOKEN), codebook=codebook())
    client = signed_in(TestClient(app, base_url=BASE, follow_redirects=False))
    assert client.get("/add").status_code == 200
    assert client.post("/add/preview", data={"text": TEXT}).status_code == 409
