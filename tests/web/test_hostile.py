"""A report that means harm, with script in its text, title, publisher and file name, is shown and does nothing."""

import re
import time
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.case import HOSTILE, SCRIPT, content_of, reports

REPORT = reports()[3][0]
PAGES = ("/claims", "/incidents", "/reports", f"/reports/{REPORT.id}", "/sources", "/activity")
ALLOWED_SCRIPT = re.compile(r"/static/(desk|review)\.mjs\?v=[0-9a-f]+")


class Seen(HTMLParser):
    """What a browser would make of a page: its elements that could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not ALLOWED_SCRIPT.fullmatch(given.get("src") or ""):
            self.dangers.append(tag)
        if tag in ("img", "iframe", "object", "embed", "base", "style") or "http-equiv" in given:
            self.dangers.append(tag)
        self.dangers += [name for name in given if name.startswith(("on", "hx-on", "style"))]
        self.dangers += [
            value for name, value in attrs if name in ("href", "src", "action") and value and _leads_away(value)
        ]


def _leads_away(value: str) -> bool:
    return not value.startswith(("/", "?", "#")) or value.startswith("//")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_its_words_become_no_elements(client: TestClient, path: str, language: str) -> None:
    seen = Seen()
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    seen.feed(answer.text)
    assert seen.dangers == []


def test_its_text_is_all_there_and_signs_that_rule_over_others_are_shown(client: TestClient) -> None:
    text = client.get(f"/reports/{REPORT.id}").text
    assert "&lt;script&gt;" in text
    assert "runs backwards" in text
    assert "{{ 7*7 }}" in text
    assert "\u202e" not in text
    assert "\x00" not in text
    assert "◌above this line" in text


def test_its_original_is_a_download_that_no_page_of_ours_draws(client: TestClient) -> None:
    answer = client.get(f"/reports/{REPORT.id}/original")
    assert answer.content == content_of(REPORT)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert "<" not in answer.headers["content-disposition"]


def test_its_json_is_json_and_not_a_page(client: TestClient) -> None:
    answer = client.get(f"/reports/{REPORT.id}.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["document"]["text"].startswith(SCRIPT)


@pytest.mark.parametrize("value", [SCRIPT, '"><svg onload=1>', "\u202e", "%00", "a" * 10_000, "' or 1=1 --"])
@pytest.mark.parametrize("name", ["place", "type", "page", "no-such", "from"])
def test_a_hostile_address_becomes_no_elements(client: TestClient, name: str, value: str) -> None:
    answer = client.get("/claims", params={name: value})
    assert answer.status_code in (200, 400)
    seen = Seen()
    seen.feed(answer.text)
    assert seen.dangers == []


def when_done(client: TestClient, where: str) -> Any:
    """The page of a batch, once nobody works on it any more."""
    for _ in range(600):
        if not client.get(where + ".json").json()["live"]:
            break
        time.sleep(0.05)
    return client.get(where)


def test_a_hostile_upload_is_shown_and_kept_harmlessly(client: TestClient) -> None:
    name = "../../etc/<script>x</script>.html"
    page = f"<html><title>{SCRIPT}</title><body><p>A shell fell on Al-Bab. {SCRIPT}</p></body></html>"
    sent = client.post("/add/preview", files={"files": (name, page.encode(), "text/html")}, data={"title": SCRIPT})
    answer = when_done(client, sent.headers["location"])
    seen = Seen()
    seen.feed(answer.text)
    assert answer.status_code == 200
    assert seen.dangers == []


def test_a_long_report_of_many_lines_and_marks_is_cut_in_time(client: TestClient) -> None:
    text = (HOSTILE.replace("\ud800", "") + "\n") * 2000
    sent = client.post("/add/preview", data={"text": text})
    answer = when_done(client, sent.headers["location"])
    assert answer.status_code == 200
    assert len(answer.text) < 400_000
    client.post(sent.headers["location"] + "/drop")
