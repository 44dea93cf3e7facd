"""Keys for programs: what they open, what they may, and how they end."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.team import TEST, Team, quick_hashes
from warledger.model.accounts import AccountRole
from warledger.pipeline import accounts
from warledger.store.case import Store

ADMIN, REVIEWER, CODER, VIEWER = AccountRole.ADMIN, AccountRole.REVIEWER, AccountRole.CODER, AccountRole.VIEWER


@pytest.fixture
def team(own_store: Store) -> Iterator[Team]:
    """A desk that a test changes."""
    with quick_hashes():
        yield Team(own_store)


def key_of(client: TestClient, role: str) -> str:
    """A new key."""
    answer = client.post("/account/keys", data={"name": "script", "role": role})
    return re.findall(r"wlk_[\w-]+", answer.text)[0]


def program(team: Team, key: str) -> TestClient:
    """A program that shows a key and knows of no cookies or origins."""
    client = TestClient(team.app, base_url="http://127.0.0.1:8765", follow_redirects=False)
    client.headers["authorization"] = f"Bearer {key}"
    return client


def test_a_key_opens_the_api_and_exports_and_no_page(team: Team) -> None:
    client = program(team, key_of(team.browser(REVIEWER), "reviewer"))
    assert client.get("/api/claims").status_code == 200
    assert client.get("/claims.csv").status_code == 200
    assert client.get("/claims").status_code == 303
    assert client.get("/accounts").status_code == 303
    assert client.post("/account/keys", data={"name": "more", "role": "viewer"}).status_code == 401


def test_a_key_may_what_its_role_and_its_owner_both_may(team: Team) -> None:
    reviewer = team.browser(REVIEWER)
    small, large = program(team, key_of(reviewer, "viewer")), program(team, key_of(reviewer, "reviewer"))
    assert small.get("/api/activity").status_code == 403
    assert large.get("/api/activity").status_code == 200
    accounts.set_role(team.store, team.account("Rim"), VIEWER, TEST)
    assert large.get("/api/activity").status_code == 403
    accounts.set_disabled(team.store, team.account("Rim"), True, TEST)
    assert large.get("/api/claims").status_code == 401


@pytest.mark.parametrize("role", ["admin", "reviewer", "", "root"])
def test_nobody_makes_a_key_that_may_more_than_they(team: Team, role: str) -> None:
    answer = team.browser(CODER).post("/account/keys", data={"name": "x", "role": role})
    assert answer.status_code == 400
    assert "wlk_" not in answer.text


def test_a_key_is_revoked_by_its_owner_only(team: Team) -> None:
    owner, other = team.browser(REVIEWER), team.browser(ADMIN)
    client = program(team, key_of(owner, "viewer"))
    (id,) = re.findall(r'name="key" value="(key-\w+)"', owner.get("/account").text)
    assert other.post("/account/keys/revoke", data={"key": id}).status_code == 404
    assert client.get("/api/claims").status_code == 200
    assert owner.post("/account/keys/revoke", data={"key": id}).status_code == 303
    assert client.get("/api/claims").status_code == 401


def test_a_browser_with_a_made_up_key_is_still_held_to_where_it_comes_from(team: Team) -> None:
    client = team.browser(ADMIN)
    headers = {"authorization": "Bearer x", "sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    assert client.post("/accounts/add", data={"name": "Eve", "role": "admin"}, headers=headers).status_code == 403
    assert team.store.accounts().named("Eve") is None
