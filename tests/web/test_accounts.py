"""Signing in and out of a team's desk: what a person meets, and what somebody who means harm does not get."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.web.team import NAMES, PASSWORD, Team, quick_hashes
from warledger.model.accounts import AccountRole
from warledger.model.custody import Action
from warledger.pipeline import accounts, passwords
from warledger.pipeline.accounts import Doer
from warledger.pipeline.clock import utc_now
from warledger.store.case import Store
from warledger.web.settings import DeskSettings

ADMIN, REVIEWER, CODER, VIEWER = AccountRole.ADMIN, AccountRole.REVIEWER, AccountRole.CODER, AccountRole.VIEWER
ANOTHER = "a bakery on Wednesday 77"


@pytest.fixture
def team(own_store: Store) -> Iterator[Team]:
    """A desk that a test changes."""
    with quick_hashes():
        yield Team(own_store)


def sign_in(client: TestClient, name: str, password: str = PASSWORD, onto: str = "/claims") -> int:
    """Fill the form in; the status."""
    data = {"name": name, "password": password, "next": onto}
    return client.post("/sign-in", data=data).status_code


def log(team: Team) -> list[tuple[str, str]]:
    """What the custody log tells of sign-ins: whom, and what was done."""
    return [(one.subject, dict(one.details)["done"]) for one in team.store.custody() if one.action is Action.ACCESS]


# ---- signing in


def test_a_page_leads_to_the_form_and_the_form_back_to_the_page(team: Team) -> None:
    client = team.stranger()
    asked = client.get("/claims?type=statement")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=%2Fclaims%3Ftype%3Dstatement"
    assert 'value="/claims?type=statement"' in client.get(asked.headers["location"]).text
    data = {"name": "rim", "password": PASSWORD, "next": "/claims?type=statement"}
    answer = client.post("/sign-in", data=data)
    assert answer.headers["location"] == "/claims?type=statement"
    page = client.get("/claims?type=statement")
    assert page.status_code == 200
    assert "Rim" in page.text


@pytest.mark.parametrize("onto", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_a_sign_in_leads_to_no_other_host(team: Team, onto: str) -> None:
    answer = team.stranger().post("/sign-in", data={"name": "Rim", "password": PASSWORD, "next": onto})
    assert answer.headers["location"] == "/"


def test_the_cookie_is_for_this_host_and_no_script(team: Team) -> None:
    answer = team.stranger().post("/sign-in", data={"name": "Rim", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert "domain" not in cookie


def test_where_https_is_declared_the_cookie_is_for_https_only(own_store: Store) -> None:
    settings = DeskSettings(team=True, https=True, allowed_hosts=("desk.example.org",))
    with quick_hashes():
        team = Team(own_store, settings)
        client = TestClient(team.app, base_url="https://desk.example.org", follow_redirects=False)
        client.headers.update({"sec-fetch-site": "same-origin", "origin": "https://desk.example.org"})
        answer = client.post("/sign-in", data={"name": "Rim", "password": PASSWORD})
        assert answer.status_code == 303
        assert answer.headers["set-cookie"].startswith("__Host-warledger_8765=")
        assert "secure" in answer.headers["set-cookie"].lower()
        assert "max-age" in answer.headers["strict-transport-security"]
        plain = client.post("/sign-in", data={"name": "Rim"}, headers={"origin": "http://desk.example.org"})
        assert plain.status_code == 403
        client.cookies.clear()
        assert client.get("/claims", headers={"host": "other.example.org"}).status_code == 421


WRONG = {
    "a wrong password": ("Rim", "wrong password at all"),
    "no such account": ("Nobody", PASSWORD),
    "a disabled account": ("Vera", PASSWORD),
    "an account without a password": ("Nur", PASSWORD),
    "nothing": ("", ""),
    "a password of a megabyte cut short": ("Rim", "x" * 15_000),
    "odd signs": ("\u202eRim\x00", "\ud7ff" * 20),
}


@pytest.mark.parametrize(("name", "password"), WRONG.values(), ids=WRONG)
def test_every_failure_has_the_same_answer(team: Team, name: str, password: str) -> None:
    accounts.set_disabled(team.store, team.account("Vera"), True, Doer("test", utc_now()))
    accounts.add(team.store, "Nur", VIEWER, None, Doer("test", utc_now()))
    answer = team.stranger().post("/sign-in", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    page = re.sub(r'name="name" value="[^"]*"', "", answer.text)
    other = team.stranger().post("/sign-in", data={"name": "Else", "password": "else"}).text
    assert page == re.sub(r'name="name" value="[^"]*"', "", other) or not name


def test_a_failure_costs_the_same_work_whether_or_not_there_is_such_an_account(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    verify = passwords._hasher.verify

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(hasher, name)

        def verify(self, kept: str, given: str) -> bool:
            worked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return verify(kept, given)

    hasher = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting())
    for name in ("Rim", "Nobody"):
        sign_in(team.stranger(), name, "wrong password at all")
    assert len(worked) == 2
    assert worked[0] == worked[1], "by the same parameters"


def test_what_was_typed_for_an_unknown_account_is_written_down_nowhere(team: Team) -> None:
    sign_in(team.stranger(), "hunter2 is my password", "x")
    assert log(team) == [("unknown account", "sign-in failed")]
    assert b"hunter2" not in team.store.path.read_bytes()


def test_guessing_is_slowed_down_and_another_account_is_not(team: Team) -> None:
    client = team.stranger()
    assert [sign_in(client, "Rim", f"guess {n}") for n in range(7)] == [401] * 5 + [429] * 2
    assert sign_in(client, "Rim") == 429, "the right password has to wait too, or it could be told apart"
    assert sign_in(client, "Ada") == 303
    assert [sign_in(team.stranger(), "Nobody", f"guess {n}") for n in range(6)] == [401] * 5 + [429]


def test_one_place_that_tries_many_accounts_is_slowed_down(team: Team) -> None:
    client = team.stranger()
    answers = [sign_in(client, f"name {n}", "x") for n in range(24)]
    assert answers[:20] == [401] * 20
    assert set(answers[20:]) <= {401, 429}
    assert 429 in answers


def test_a_sign_in_gives_a_new_key_and_ends_the_old_one(team: Team) -> None:
    client = team.browser(CODER)
    old = client.cookies[team.settings.cookie]
    client.cookies.clear()
    client.cookies.set(team.settings.cookie, old, path="/")
    answer = client.post("/sign-in", data={"name": "Rim", "password": PASSWORD})
    new = re.findall(r"warledger_8765=([\w-]+)", answer.headers["set-cookie"])[0]
    assert new != old
    assert not team.sessions.holds(old)
    assert team.sessions.holds(new)


def test_a_key_that_a_stranger_planted_is_no_session(team: Team) -> None:
    client = team.stranger()
    client.cookies.set(team.settings.cookie, "planted", path="/")
    assert sign_in(client, "Rim") == 303
    assert not team.sessions.holds("planted")


# ---- signing out, and sessions that end


def test_signing_out_ends_the_session_on_our_side(team: Team) -> None:
    client = team.browser(REVIEWER)
    key = client.cookies[team.settings.cookie]
    assert client.post("/sign-out").status_code == 303
    assert not team.sessions.holds(key)
    assert log(team)[-1] == ("account Rim", "signed out")


def test_signing_out_everywhere_leaves_this_browser_with_a_new_key(team: Team) -> None:
    here, there = team.browser(REVIEWER), team.browser(REVIEWER)
    old = here.cookies[team.settings.cookie]
    assert here.post("/account/sign-out-everywhere").headers["location"] == "/account?done=elsewhere"
    assert here.get("/claims").status_code == 200
    assert there.get("/claims").status_code == 303
    assert not team.sessions.holds(old)


def test_a_session_that_nobody_uses_ends_and_one_that_is_used_ends_too(team: Team) -> None:
    client = team.browser(REVIEWER)
    team.clock.now += team.settings.idle_minutes * 60 - 1
    assert client.get("/codebook").status_code == 200
    team.clock.now += team.settings.idle_minutes * 60
    assert client.get("/codebook").status_code == 303
    client = team.browser(REVIEWER)
    for _ in range(team.settings.longest_hours):
        assert client.get("/codebook").status_code == 200
        team.clock.now += 3599
    team.clock.now += team.settings.longest_hours
    assert client.get("/codebook").status_code == 303


CHANGES = {
    "disabled": lambda team, by: accounts.set_disabled(team.store, team.account("Rim"), True, by),
    "another role": lambda team, by: accounts.set_role(team.store, team.account("Rim"), VIEWER, by),
    "another password": lambda team, by: accounts.set_password(team.store, team.account("Rim"), ANOTHER, by),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_an_account_elsewhere_ends_its_sessions_at_once(team: Team, change: object) -> None:
    """As another process does it: the terminal, while the desk is open."""
    client = team.browser(REVIEWER)
    assert client.get("/codebook").status_code == 200
    change(team, Doer("terminal", utc_now()))  # type: ignore[operator]
    assert client.get("/codebook").status_code == 303
    assert client.get("/api/claims").status_code == 401


def test_two_tabs_of_one_browser_end_together(team: Team) -> None:
    one = team.browser(REVIEWER)
    other = team.stranger()
    other.cookies.set(team.settings.cookie, one.cookies[team.settings.cookie], path="/")
    one.post("/sign-out")
    answer = other.post("/review/answer", data={"item": "claim-0", "act": "accept"})
    assert answer.status_code == 401
    assert "Sign in" in answer.text


# ---- invitations


def test_a_link_lets_its_owner_choose_a_password_once(team: Team) -> None:
    admin = team.browser(ADMIN)
    shown = admin.post("/accounts/add", data={"name": "Nur Haddad", "role": "coder"})
    (token,) = re.findall(r"/invitation\?token=([\w-]+)", shown.text)
    assert token not in admin.get("/accounts").text, "it is shown once"
    client = team.stranger()
    assert "Nur Haddad" in client.get(f"/invitation?token={token}").text
    data = {"token": token, "password": PASSWORD, "again": PASSWORD}
    assert client.post("/invitation", data=data).headers["location"] == "/"
    assert client.get("/review").status_code == 200
    thief = team.stranger()
    assert thief.get(f"/invitation?token={token}").status_code == 410
    assert thief.post("/invitation", data=data).status_code == 410
    assert thief.get("/review").status_code == 303


def test_a_link_ends_by_time_by_a_newer_one_and_by_disabling(team: Team) -> None:
    client, by = team.stranger(), Doer("test", utc_now())
    late = team.link("Rim", timedelta(seconds=-1))
    old = team.link("Rim")
    new = team.link("Rim")
    assert client.get(f"/invitation?token={late}").status_code == 410
    assert client.get(f"/invitation?token={old}").status_code == 410
    assert client.get(f"/invitation?token={new}").status_code == 200
    accounts.set_disabled(team.store, team.account("Rim"), True, by)
    accounts.set_disabled(team.store, team.account("Rim"), False, by)
    assert client.get(f"/invitation?token={new}").status_code == 410


def test_a_link_does_not_end_by_a_password_that_cannot_be_taken(team: Team) -> None:
    client, token = team.stranger(), team.link("Rim")
    for password, again in (("short", "short"), (ANOTHER, ANOTHER + "x"), ("Rim Rim Rim 12345", "Rim Rim Rim 12345")):
        data = {"token": token, "password": password, "again": again}
        assert client.post("/invitation", data=data).status_code == 400
    assert client.post("/invitation", data={"token": token, "password": ANOTHER, "again": ANOTHER}).status_code == 303


def test_only_hashes_of_secrets_are_in_the_case(team: Team) -> None:
    token = team.link("Rim")
    key = team.browser(REVIEWER)
    secret = re.findall(r"wlk_[\w-]+", key.post("/account/keys", data={"name": "x", "role": "viewer"}).text)[0]
    cookie = key.cookies[team.settings.cookie]
    files = [one for one in team.store.path.parent.glob("*") if one.is_file()]
    for held in (token, secret, cookie, PASSWORD):
        assert not any(held.encode() in one.read_bytes() for one in files)


# ---- one's own account


def test_a_new_password_takes_the_old_one_and_ends_every_other_session(team: Team) -> None:
    here, there = team.browser(REVIEWER), team.browser(REVIEWER)
    data = {"old": "wrong", "password": ANOTHER, "again": ANOTHER}
    assert here.post("/account/password", data=data).status_code == 400
    assert there.get("/codebook").status_code == 200
    assert here.post("/account/password", data=data | {"old": PASSWORD}).status_code == 303
    assert here.get("/codebook").status_code == 200
    assert there.get("/codebook").status_code == 303
    assert sign_in(team.stranger(), "Rim") == 401
    assert sign_in(team.stranger(), "Rim", ANOTHER) == 303


def test_a_stolen_browser_cannot_guess_the_password_either(team: Team) -> None:
    client = team.browser(REVIEWER)
    data = {"password": ANOTHER, "again": ANOTHER}
    answers = [client.post("/account/password", data=data | {"old": f"guess {n}"}).status_code for n in range(7)]
    assert answers == [400] * 5 + [429] * 2


# ---- accounts


def test_an_admin_changes_accounts_and_the_log_says_who_did(team: Team) -> None:
    admin, id = team.browser(ADMIN), team.account("Camil").id
    assert admin.post(f"/accounts/{id}/role", data={"role": "reviewer"}).status_code == 303
    assert team.account("Camil").role is REVIEWER
    assert admin.post(f"/accounts/{id}/disable").status_code == 303
    assert team.account("Camil").disabled
    assert sign_in(team.stranger(), "Camil") == 401
    assert admin.post(f"/accounts/{id}/enable").status_code == 303
    assert sign_in(team.stranger(), "Camil") == 303
    told = [dict(one.details) for one in team.store.custody() if one.subject == "account Camil"]
    changed = [(one["done"], one["by"]) for one in told if "by" in one]
    assert changed[1:] == [("role", "Ada"), ("disabled", "Ada"), ("enabled", "Ada")]
    assert admin.get("/activity").status_code == 200


def test_the_last_admin_stays(team: Team) -> None:
    admin, id = team.browser(ADMIN), team.account("Ada").id
    for path, data in ((f"/accounts/{id}/disable", {}), (f"/accounts/{id}/role", {"role": "viewer"})):
        answer = admin.post(path, data=data)
        assert answer.status_code == 409
        assert "last admin" in answer.text
    assert admin.get("/accounts").status_code == 200
    accounts.set_role(team.store, team.account("Rim"), ADMIN, Doer("test", utc_now()))
    assert admin.post(f"/accounts/{id}/role", data={"role": "viewer"}).status_code == 303
    assert admin.get("/accounts").status_code == 303, "the own session ended with the role"


def test_a_name_is_taken_once_however_it_is_spelt(team: Team) -> None:
    admin = team.browser(ADMIN)
    for name in ("Rim", "RIM", " rim ", "R\u0131m\u202e", "<script>", "", "x" * 90):
        assert admin.post("/accounts/add", data={"name": name, "role": "viewer"}).status_code == 400
    assert len(team.store.accounts().all()) == len(NAMES)


@pytest.mark.parametrize("path", ["/sign-in", "/invitation", "/accounts/add", "/account/password", "/sign-out"])
def test_nothing_is_done_from_another_site(team: Team, path: str) -> None:
    client = team.browser(ADMIN)
    headers = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    assert client.post(path, data={"name": "Rim", "password": PASSWORD}, headers=headers).status_code == 403
    assert client.get("/accounts").status_code == 200


def test_a_judgement_is_signed_with_the_account_whatever_the_browser_says(team: Team) -> None:
    client = team.browser(CODER)
    client.cookies.set("who", "Somebody Else", path="/")
    client.cookies.set("part", "reviewer", path="/")
    page = client.get("/review").text
    assert 'action="/review/as"' not in page
    (item,) = re.findall(r'name="item" value="([^"]+)"', page)[:1]
    act = "unsure" if "~" in item else "doubt"
    assert client.post("/review/answer", data={"item": item, "act": act}).status_code == 303
    made = list(team.store.judgements())[-1]
    assert (made.who, made.role.value) == ("Camil", "coder")


def test_an_export_is_noted_under_the_name_of_the_account(team: Team) -> None:
    assert team.browser(VIEWER).get("/claims.csv").status_code == 200
    last = list(team.store.custody())[-1]
    assert last.action is Action.EXPORT
    assert dict(last.details)["by"] == "Vera"


def test_too_many_requests_of_one_session_are_refused(own_store: Store) -> None:
    with quick_hashes():
        team = Team(own_store, DeskSettings(team=True, requests_a_minute=5))
        client, other = team.browser(VIEWER), team.browser(REVIEWER)
        assert [client.get("/codebook").status_code for _ in range(7)] == [200] * 5 + [429] * 2
        assert other.get("/codebook").status_code == 200


def test_a_password_that_a_browser_shows_a_proxy_unasked_is_no_key(team: Team) -> None:
    client = team.stranger()
    headers = {"authorization": "Basic cmltOng=", "sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    assert client.post("/sign-in", data={"name": "Rim", "password": PASSWORD}, headers=headers).status_code == 403


def test_a_team_that_signs_in_all_day_from_one_place_is_not_slowed_down(team: Team) -> None:
    assert [sign_in(team.stranger(), "Rim") for _ in range(30)] == [303] * 30


def test_the_place_of_a_request_is_what_the_proxy_says_only_when_it_is_trusted(own_store: Store) -> None:
    with quick_hashes():
        for proxied in (False, True):
            client = Team(own_store, DeskSettings(team=True, proxied=proxied)).stranger()
            answers = set()
            for n in range(30):
                headers = {"x-forwarded-for": f"lie, 192.0.2.{n}"}
                data = {"name": f"name {n}", "password": "x"}
                answers.add(client.post("/sign-in", data=data, headers=headers).status_code)
            assert (429 in answers) is not proxied
            assert not any("192.0.2" in str(one.details) for one in own_store.custody())
