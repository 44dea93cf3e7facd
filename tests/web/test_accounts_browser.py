"""A team's desk in a real Chromium: a link, a password, signed in; nothing stands in anybody's way."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
import uvicorn
from playwright.sync_api import Page, Request, StorageState, sync_playwright

from tests.web.browser import ARGUMENTS, chromium, shots
from tests.web.team import PASSWORD, Team, quick_hashes
from warledger.store.case import Store
from warledger.web.settings import DeskSettings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))


@contextmanager
def serving(store: Store) -> Iterator[tuple[Team, str]]:
    """A team's desk on a free port of this machine."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    team = Team(store, DeskSettings(port=port, team=True))
    server = uvicorn.Server(uvicorn.Config(team.app, log_config=None, access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield team, f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def look(page: Page, name: str) -> None:
    """Ask axe of what is shown, and keep a picture."""
    folder = shots()
    if folder:
        page.screenshot(path=folder / f"{name}.png")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], (name, scheme)
    page.emulate_media(color_scheme="light")


def known(team: Team, desk: str) -> StorageState:
    """The cookie of a browser that Ada, an admin, is signed in at."""
    account = team.account("Ada")
    value = team.sessions.begin(account.id, account.epoch)
    return {"cookies": [{"name": team.settings.cookie, "value": value, "url": desk}], "origins": []}  # type: ignore[list-item]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_person_is_invited_signs_in_meets_a_refusal_and_signs_out(own_store: Store, language: str) -> None:
    elsewhere: list[str] = []
    with quick_hashes(), serving(own_store) as (team, desk), sync_playwright() as play:

        def seen(request: Request) -> None:
            if not request.url.startswith((desk, "data:", "blob:")):
                elsewhere.append(request.url)

        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_context(locale=language, viewport={"width": 390, "height": 800}).new_page()
        page.on("request", seen)
        page.goto(f"{desk}/invitation?token={team.link('Camil')}")
        look(page, f"team-invitation-{language}")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.click("form.sheet button.main")
        page.wait_for_url(f"{desk}/incidents")
        for path, name in (("/account", "account"), ("/activity", "refused"), ("/why?right=see_activity", "why")):
            page.goto(desk + path)
            look(page, f"team-{name}-{language}")
        page.goto(f"{desk}/account")
        page.click("form[action='/sign-out'] button")
        page.wait_for_url(f"{desk}/sign-in")
        look(page, f"team-sign-in-{language}")
        page.goto(f"{desk}/claims")
        assert page.url == f"{desk}/sign-in?next=%2Fclaims"
        admin = browser.new_context(
            locale=language, viewport={"width": 1280, "height": 800}, storage_state=known(team, desk)
        )
        page = admin.new_page()
        page.on("request", seen)
        for path, name in (
            ("/accounts", "accounts"),
            ("/account", "own"),
            ("/activity", "activity"),
            ("/review", "review"),
        ):
            page.goto(desk + path)
            look(page, f"team-admin-{name}-{language}")
        browser.close()
    assert elsewhere == []
