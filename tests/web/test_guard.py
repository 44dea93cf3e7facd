"""Who gets in, by which name, from where; and what stands over every answer."""

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import BASE, TOKEN
from warledger.web.guard import HEADERS
from warledger.web.limits import Pace
from warledger.web.sessions import Sessions

PAGES = ("/incidents", "/claims", "/reports", "/sources", "/codebook", "/activity", "/add", "/api/claims")


@pytest.mark.parametrize("path", PAGES)
def test_without_a_session_nothing_of_the_case_is_shown(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "Al-Bab" not in answer.text
    assert "Radio" not in answer.text


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_can_use(stranger: TestClient) -> None:
    answer = stranger.get(f"/claims?type=statement&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?type=statement", "the token is out of the address"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert stranger.get("/claims").status_code == 200


def test_the_token_works_once(stranger: TestClient) -> None:
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    stranger.cookies.clear()
    assert stranger.get(f"/?token={TOKEN}").status_code == 401


def test_tokens_cannot_be_tried_out(stranger: TestClient) -> None:
    answers = [stranger.get(f"/?token=guess{number}").status_code for number in range(12)]
    assert answers == [401] * 10 + [429] * 2


@pytest.mark.parametrize("cookie", ["", "x", "é" * 5, "a" * 5000])
def test_a_wrong_session_key_is_no_session(stranger: TestClient, cookie: str) -> None:
    headers = {"cookie": f"warledger_8765={cookie}".encode()}
    assert stranger.get("/claims", headers=headers).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8766", "localhost.evil.example:8765", ""])
def test_a_request_by_another_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/claims", headers={"host": host})
    assert answer.status_code == 421
    assert "Al-Bab" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST:8765"])
def test_every_name_of_this_machine_is_ours(client: TestClient, host: str) -> None:
    assert client.get("/claims", headers={"host": host, "cookie": _cookie(client)}).status_code == 200


def _cookie(client: TestClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


FROM_ELSEWHERE = {
    "another site": {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
    "another site that hides its name": {"sec-fetch-site": "cross-site", "origin": "null"},
    "another port of this machine": {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:9999"},
    "an old browser, another site": {"origin": "https://evil.example"},
    "an old browser that says nothing": {},
    "an old browser, a page without an origin": {"origin": "null"},
    "a browser at odds with itself": {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    "a typed address": {"sec-fetch-site": "none"},
}


@pytest.mark.parametrize("headers", FROM_ELSEWHERE.values(), ids=FROM_ELSEWHERE)
@pytest.mark.parametrize("path", ["/like", "/add/preview", "/add/commit", "/link", "/no-such"])
def test_nothing_is_changed_from_elsewhere(client: TestClient, path: str, headers: dict[str, str]) -> None:
    for name in ("sec-fetch-site", "origin"):
        client.headers.pop(name, None)
    answer = client.post(path, headers=headers, data={"language": "ar"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", [BASE, "null", None])
def test_a_form_of_ours_is_taken_whatever_the_browser_tells_of_its_origin(
    client: TestClient, origin: str | None
) -> None:
    client.headers.pop("origin")
    headers = {} if origin is None else {"origin": origin}
    assert client.post("/like", data={"language": "ar"}, headers=headers).status_code == 303


def test_a_program_that_names_our_origin_may_change_things(client: TestClient) -> None:
    client.headers.pop("sec-fetch-site")
    assert client.post("/like", data={"language": "ar"}, headers={"origin": BASE}).status_code == 303


@pytest.mark.parametrize(
    "path",
    [*PAGES, "/static/desk.css", "/static/none", "/no-such", "/reports/none", "/claims.csv", "/claims?type=none"],
)
def test_the_headers_stand_over_every_answer(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name in HEADERS:
        assert name in answer.headers
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in answer.headers


def test_also_over_a_refusal(stranger: TestClient) -> None:
    for answer in (stranger.get("/"), stranger.get("/", headers={"host": "x"}), stranger.post("/like")):
        assert answer.status_code in (401, 403, 421)
        assert set(HEADERS) <= set(answer.headers)


def test_pages_are_not_kept_by_the_browser_but_hashed_files_are(client: TestClient) -> None:
    assert client.get("/claims").headers["cache-control"] == "no-store"
    assert "immutable" in client.get("/static/desk.css?v=1").headers["cache-control"]


def test_a_way_in_leads_to_no_other_host(stranger: TestClient) -> None:
    answer = stranger.get(f"{BASE}//evil.example/x?token={TOKEN}")
    assert answer.headers["location"].startswith("/evil.example")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/claims").status_code == 405


def test_a_pace_lets_so_many_through_in_a_minute() -> None:
    now = [0.0]
    pace = Pace(2, lambda: now[0])
    assert [pace.allows() for _ in range(3)] == [True, True, False]
    now[0] = 60.0
    assert pace.allows()


def test_a_session_can_be_closed() -> None:
    sessions = Sessions("t")
    key = sessions.open("t")
    assert key is not None
    assert sessions.holds(key)
    sessions.close(key)
    assert not sessions.holds(key)
