"""What open pages are told: progress, changes by anybody, who is where; bounded, resumed, ended with the session."""

import asyncio
import http.client
import json
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.build import NOON
from tests.web.browser import serving
from tests.web.case import reports
from tests.web.conftest import CASE
from tests.web.team import NAMES, Team, quick_hashes
from warledger.archive.capture import Given
from warledger.model.accounts import AccountRole
from warledger.model.custody import Action
from warledger.pipeline.batches import Kind
from warledger.pipeline.spool import Brought, Spool
from warledger.store.case import Store, open_case
from warledger.store.changes import Mark
from warledger.web import events
from warledger.web.events import Hub
from warledger.web.presence import Presence


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "TICK_S", 0.05)
    monkeypatch.setattr(events, "BEAT_S", 0.1)


async def always() -> bool:
    return True


async def some(stream: AsyncIterator[str], many: int) -> list[str]:
    """The first so many things that are sent, blank ones left out."""
    found: list[str] = []
    async for text in stream:
        if text:
            found.append(text)
        if len(found) == many:
            break
    await stream.aclose()  # type: ignore[attr-defined]
    return found


def test_when_nothing_happens_a_sign_of_life_is_sent(shared_store: Store) -> None:
    first, beat = asyncio.run(some(Hub(shared_store).stream("", always), 2))
    assert first.startswith("retry:")
    assert beat.startswith(":")


def test_a_page_that_was_away_gets_what_it_missed(shared_store: Store) -> None:
    hub = Hub(shared_store)

    async def scene() -> list[str]:
        for number in range(3):
            hub.publish("batch", {"id": str(number)})
        ids = [event.id for event in hub._kept]
        return await some(hub.stream(ids[0], always), 3)

    _, second, third = asyncio.run(scene())
    assert 'data: {"id": "1"}' in second
    assert 'data: {"id": "2"}' in third


@pytest.mark.parametrize("last", ["of-another-desk-7", "x", "\n\n"])
def test_a_page_that_was_away_too_long_is_told_to_look_at_everything_anew(shared_store: Store, last: str) -> None:
    hub = Hub(shared_store)
    hub.publish("batch", {})
    _, reset = asyncio.run(some(hub.stream(last, always), 2))
    assert "event: reset" in reset


def test_a_page_is_told_what_was_done_between_its_drawing_and_its_listening(shared_store: Store) -> None:
    now = shared_store.changes().sequence()
    _, done = asyncio.run(some(Hub(shared_store).stream("", always, mark=0), 2))
    assert "event: case" in done
    assert f'"sequence": {now}' in done
    assert '"reports"' in done
    _, beat = asyncio.run(some(Hub(shared_store).stream("", always, mark=now), 2))
    assert beat.startswith(":")


def test_a_page_that_cannot_keep_up_is_let_go_and_nobody_else_waits(shared_store: Store) -> None:
    hub = Hub(shared_store)

    async def scene() -> list[str]:
        stream = hub.stream("", always)
        assert (await anext(stream)).startswith("retry")
        for number in range(events.MOST_WAITING + 5):
            hub.publish("batch", {"n": number})
        return [text async for text in stream if text]

    found = asyncio.run(scene())
    assert len(found) == events.MOST_WAITING
    assert hub._listeners == set()


def test_it_ends_when_the_session_does(shared_store: Store) -> None:
    hub, stands = Hub(shared_store), [True, True, False]

    async def is_open() -> bool:
        return stands.pop(0)

    async def scene() -> list[str]:
        return [text async for text in hub.stream("", is_open) if text]

    assert asyncio.run(scene())[-1].startswith("event: end")


def test_what_another_process_does_to_the_case_is_told_by_kind_and_not_in_words(own_store: Store) -> None:
    hub = Hub(own_store)

    async def scene() -> list[str]:
        stream = hub.stream("", always)
        await anext(stream)
        found: list[str] = []
        started = time.monotonic()
        async for text in stream:
            if time.monotonic() - started < 0.4:
                continue
            if not found and not scene_done:
                with open_case(str(own_store.path), create=False) as other:
                    other.record(Action.EXPORT, "secret words", (), datetime.now(UTC))
                scene_done.append(True)
            if "event: case" in text:
                found.append(text)
                break
        await stream.aclose()  # type: ignore[attr-defined]
        return found

    scene_done: list[bool] = []
    (told,) = asyncio.run(asyncio.wait_for(scene(), 30))
    assert json.loads(told.partition("data: ")[2])["kinds"] == ["activity"]
    assert "secret" not in told


def test_kinds_of_changes_are_told_apart(own_store: Store) -> None:
    mark, everything = own_store.changes().since(Mark())
    assert {"reports", "incidents"} <= everything
    assert own_store.changes().since(mark) == (mark, frozenset())
    own_store.record(Action.SKIP, "a.png", (("reason", "unreadable"),), datetime.now(UTC))
    assert own_store.changes().since(mark)[1] == {"refused"}


def test_nobody_without_a_session_is_told_anything(stranger: TestClient) -> None:
    assert stranger.get("/events").status_code == 401
    assert stranger.post("/presence", data={"at": "review:x"}).status_code in (401, 403)


def test_so_many_pages_listen_and_no_more(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_LISTENERS", 0)
    assert client.get("/events").status_code == 503


def test_a_desk_tells_its_pages_over_the_wire(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "desk")
    with open_case(str(tmp_path / "desk" / CASE), create=False) as store, serving(store) as address:
        host = address.removeprefix("http://").partition("/")[0]
        connection, adding = (http.client.HTTPConnection(host, timeout=60) for _ in range(2))
        for _ in range(200):
            with suppress(ConnectionRefusedError):
                connection.request("GET", "/" + address.rpartition("/")[2])
                break
            connection.close()
            time.sleep(0.05)
        first = connection.getresponse()
        first.read()
        cookie = first.headers["set-cookie"].split(";")[0]
        connection.request("GET", "/events", headers={"cookie": cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.readline() == b"retry: 2000\n"
        headers = {"cookie": cookie, "origin": f"http://{host}", "content-type": "application/x-www-form-urlencoded"}
        adding.request("POST", "/add/keep", "text=A+shell+fell+on+Homs+today", headers)
        lines: list[bytes] = []
        while b"event: batch\n" not in lines or b"event: case\n" not in lines:
            lines.append(answer.readline())
        connection.close()
        adding.close()
    assert not any(b"shell" in line for line in lines)


# ---- who is where


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_somebody_on_an_item_is_seen_by_others_until_they_leave_or_half_a_minute_has_passed() -> None:
    clock, told = Clock(), []
    presence = Presence(lambda kind, data: told.append((kind, data)), clock)
    presence.here("review:claim-1", "Lina")
    assert presence.on("review:claim-1", but="Omar") == ("Lina",)
    assert presence.on("review:claim-1", but="Lina") == ()
    clock.now = 20
    presence.here("review:claim-1", "Lina")
    clock.now = 49
    assert presence.on("review:claim-1") == ("Lina",)
    clock.now = 51
    assert presence.on("review:claim-1") == ()
    presence.here("review:claim-1", "Lina")
    presence.leave("review:claim-1", "Lina")
    assert presence.everywhere() == {}
    assert all(kind == "presence" for kind, _ in told)


def test_who_goes_on_to_the_next_item_leaves_the_one_before() -> None:
    presence = Presence(lambda kind, data: None, Clock())
    presence.here("review:claim-1", "Lina")
    presence.here("report:document-1", "Lina")
    presence.here("review:claim-2", "Lina")
    assert presence.everywhere() == {"review:claim-2": ["Lina"], "report:document-1": ["Lina"]}


@pytest.mark.parametrize("place", ["", "review", "elsewhere:x", "review:a b", "review:" + "x" * 999, "review:\n"])
def test_what_is_no_item_is_not_noted(place: str) -> None:
    presence = Presence(lambda kind, data: None, Clock())
    presence.here(place, "Lina")
    assert presence.everywhere() == {}


def test_a_desk_for_one_shows_nobody(client: TestClient) -> None:
    page = client.get("/review").text
    assert "data-here" not in page
    assert "data-team" not in page


def test_a_team_sees_who_else_is_on_an_item_and_a_coder_learns_no_more(own_store: Store) -> None:
    claim = reports()[0][1][0].id
    with quick_hashes():
        team = Team(own_store)
        coder, reviewer = team.browser(AccountRole.CODER), team.browser(AccountRole.REVIEWER)
        reviewer.post("/review/answer", data={"item": claim, "act": "accept", "why": "a reason of my own"})
        reviewer.get(f"/review?item={claim}")
        page = coder.get(f"/review?item={claim}").text
        assert f'data-present="review:{claim}"' in page
        assert NAMES[AccountRole.REVIEWER] in page
        assert "a reason of my own" not in page
        assert coder.post("/presence", data={"at": f"review:{claim}", "gone": "yes"}).status_code == 204
        assert team.app._app.state.presence.everywhere() == {f"review:{claim}": [NAMES[AccountRole.REVIEWER]]}  # type: ignore[attr-defined]


def test_what_somebody_brought_is_not_for_others_who_may_not_see_protected_sources(own_store: Store) -> None:
    with quick_hashes():
        team = Team(own_store)
        mine, admin = team.browser(AccountRole.CODER), team.browser(AccountRole.ADMIN)
        batch = Spool(own_store.path).make([Brought(Kind.TEXT, "pasted text", Given(), b"x")], "Somebody else", NOON)
        assert mine.get(f"/add/{batch.id}").status_code == 403
        assert mine.post(f"/add/{batch.id}/drop").status_code == 403
        assert batch.id not in mine.get("/add").text
        assert batch.id in admin.get("/add").text
