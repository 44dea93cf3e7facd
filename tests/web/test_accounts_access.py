"""Who may do what: every address of the desk is walked for every role, and the table alone decides."""

import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from tests.web.case import reports
from tests.web.team import NAMES, OURS, Team, quick_hashes
from warledger.model.accounts import TABLE, AccountRole, Right, may, rights_of, who_may
from warledger.store.case import Store
from warledger.web.access import NEEDS, Open, allowed, check, demand, need_of, permitted
from warledger.web.app import routes_of
from warledger.web.assets import Assets
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble
from warledger.web.visitor import ALONE, Visitor

ROLES = tuple(AccountRole)
BOTH = [DeskSettings(team=False), DeskSettings(team=True)]
REPORT, (CLAIM, _) = reports()[0]


def addresses(settings: DeskSettings) -> list[tuple[str, str]]:
    """Every method and path that a desk answers."""
    found = [route for route in routes_of(settings, Assets()) if isinstance(route, Route)]
    return sorted((method, route.path) for route in found for method in (route.methods or ()) if method != "HEAD")


WALKED = [(method, path) for method, path in addresses(BOTH[1]) if path != "/events"]  # which never ends


@pytest.fixture(scope="module")
def team(shared_store: Store) -> Team:
    """A desk that these tests only look at."""
    with quick_hashes():
        return Team(shared_store)


def filled_in(path: str) -> str:
    """An address of that route: of a record that there is, where one is easily named."""
    ids = {"/incidents": CLAIM.id, "/claims": CLAIM.id, "/reports": REPORT.id}
    id = next((id for start, id in ids.items() if path.removeprefix("/api").startswith(start)), "none")
    return re.sub(r"\{\w+(:path)?\}", id, path)


def ask(client: TestClient, method: str, path: str) -> tuple[int, str]:
    """How a request without any form is answered."""
    answer = client.request(method, filled_in(path), headers={"accept-language": "en"})
    return answer.status_code, answer.text


# ---- the table


@given(st.sampled_from(ROLES), st.sampled_from(list(Right)))
def test_a_role_may_what_the_table_says_and_nothing_else(role: AccountRole, right: Right) -> None:
    assert may(role, right) is (role in TABLE[right])
    assert (right in rights_of(role)) is may(role, right)
    assert (role in who_may(right)) is may(role, right)


@given(st.sampled_from(ROLES), st.text())
def test_what_is_in_no_table_nobody_may(role: AccountRole, wish: str) -> None:
    if wish not in list(Right):
        assert not may(role, wish)  # type: ignore[arg-type]


def test_each_role_may_all_that_the_one_below_it_may() -> None:
    for lower, higher in pairwise(ROLES):
        assert rights_of(lower) < rights_of(higher)


def test_whoever_may_change_anything_sees_all_that_the_change_is_worked_out_from() -> None:
    changing = {Right.CODE, Right.DECIDE, Right.ADD, Right.NOTE}
    assert all(may(role, Right.SEE_PROTECTED) for role in ROLES if rights_of(role) & changing)


def test_a_coder_and_a_viewer_see_nobodys_answers_in_the_table() -> None:
    for right in (Right.SEE_ANSWERS, Right.SEE_ACTIVITY, Right.DECIDE, Right.ACCOUNTS):
        assert not may(AccountRole.CODER, right)
        assert not may(AccountRole.VIEWER, right)


# ---- every address


@pytest.mark.parametrize("settings", BOTH, ids=["alone", "team"])
def test_every_address_says_what_it_asks_for(settings: DeskSettings) -> None:
    assert [one for one in addresses(settings) if need_of(*one) is None] == []


def test_nothing_is_declared_that_is_not_there() -> None:
    assert sorted(set(NEEDS) - set(addresses(BOTH[1]))) == []


def test_only_the_ways_in_are_open_to_anybody() -> None:
    assert {path for (_, path), need in NEEDS.items() if need is Open.ANYBODY} == {
        *("/static/{path:path}", "/sign-in", "/invitation", "/like")
    }


def test_an_address_that_nobody_declared_refuses_everybody() -> None:
    every = Visitor(frozenset(Right), "Ada", AccountRole.ADMIN)
    with pytest.raises(Trouble, match="undeclared"):
        check(every, need_of("GET", "/new-page"), "/new-page")
    with pytest.raises(Trouble, match="undeclared"):
        check(every, need_of("DELETE", "/incidents"), "/incidents")


def test_a_kind_of_route_that_cannot_be_guarded_is_not_built() -> None:
    with pytest.raises(TypeError, match="guarded"):
        permitted(WebSocketRoute("/live", lambda socket: None))


def test_guarding_a_route_leaves_the_route_of_another_desk_alone() -> None:
    route = Route("/x", lambda request: PlainTextResponse("x"))
    app = route.app
    assert permitted(route) is not route
    assert route.app is app


@pytest.mark.parametrize("role", ROLES)
def test_every_address_is_refused_to_a_role_exactly_when_the_table_says_so(team: Team, role: AccountRole) -> None:
    client = team.browser(role)
    for method, path in WALKED:
        if path in ("/sign-out", "/account/sign-out-everywhere", "/link"):
            continue  # they would end the walk, or write
        need = NEEDS[method, path]
        status, text = ask(client, method, path)
        refused = isinstance(need, Right) and not may(role, need)
        said = "Your role may not do this." in text or '"not_allowed"' in text
        assert said is refused, (method, path, status)
        assert (status == 403) is refused, (method, path, status)


def test_every_address_is_closed_to_a_stranger(team: Team) -> None:
    client = team.stranger()
    for method, path in WALKED:
        status, text = ask(client, method, path)
        if NEEDS[method, path] is not Open.ANYBODY:
            assert status in (303, 401), (method, path, status)
            assert "Al-Bab" not in text
            assert "aleppo" not in text.lower(), (method, path)


def test_every_address_is_closed_to_a_key_that_was_made_up(team: Team) -> None:
    client = team.stranger()
    client.headers["authorization"] = "Bearer wlk_none"
    for method, path in WALKED:
        if NEEDS[method, path] is not Open.ANYBODY:
            assert ask(client, method, path)[0] in (303, 401), (method, path)


def test_a_refusal_says_the_rule_and_who_can_change_it(team: Team) -> None:
    client = team.browser(AccountRole.CODER)
    page = client.get("/activity")
    assert page.status_code == 403
    assert '/why?right=see_activity"' in page.text
    why = client.get("/why?right=see_activity").text
    assert "Refused: your role may not do this. It is for: reviewer, admin." in why
    assert NAMES[AccountRole.ADMIN] in why
    told = client.get("/api/activity").json()["error"]
    assert told["detail"] == "see_activity is for reviewer, admin; you are coder"


@pytest.mark.parametrize(("role", "right"), list(product(ROLES, Right)))
def test_the_page_that_says_why_says_what_the_table_says(team: Team, role: AccountRole, right: Right) -> None:
    page = team.browser(role).get(f"/why?right={right.value}").text
    assert ("Allowed: you may do this." in page) is may(role, right)
    assert ("Refused: your role may not do this." in page) is not may(role, right)


@pytest.mark.parametrize("role", ROLES)
def test_the_tabs_lead_only_where_the_role_may_go(team: Team, role: AccountRole) -> None:
    client = team.browser(role)
    page = client.get("/codebook").text
    tabs = re.findall(r'<a href="(/\w+)"', page[page.index('class="tabs"') : page.index("</nav>")])
    assert "/incidents" in tabs
    assert [tab for tab in tabs if client.get(tab).status_code != 200] == []


def test_a_desk_for_one_has_no_accounts_and_all_other_rights(client: TestClient) -> None:
    assert frozenset(Right) - ALONE == {Right.ACCOUNTS}
    for path in ("/accounts", "/account", "/sign-in", "/invitation"):
        assert client.get(path).status_code == 404
    assert client.post("/sign-in", headers=OURS).status_code == 404
    assert client.get("/why").status_code == 200


def test_a_request_that_no_guard_saw_has_no_rights() -> None:
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": []})
    assert not any(allowed(request, right) for right in Right)
    with pytest.raises(Trouble, match="no_session"):
        demand(request, Right.READ)


def test_the_documented_table_is_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "teams.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("| `")]
    documented = {re.findall(r"`(\w+)`", row[0])[0]: [cell.strip() == "yes" for cell in row[1:]] for row in rows}
    assert documented == {right.value: [may(role, right) for role in ROLES] for right in Right}
