"""The desk in a real Chromium, in English and in Arabic: reading, pointing, filtering, adding, by mouse and by keys."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

from tests.web.browser import ARGUMENTS, chromium, serving, shots
from tests.web.case import reports
from tests.web.conftest import CASE
from warledger.store.case import open_case

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
FIRST, _, THIRD, FOURTH = (document for document, _ in reports())
WIDE, PHONE = {"width": 1380, "height": 860}, {"width": 390, "height": 800}
LANGUAGES = ["en", "ar"]
SHOWN = (
    f"/reports/{FIRST.id}?claim={reports()[0][1][0].id}&span=4-10",
    "/incidents",
    "/claims?type=statement&min-confidence=0.2",
    "/reports",
    "/sources",
    "/codebook",
    "/activity",
    "/add",
    "/review",
    "/review?kind=claims&item=" + reports()[0][1][0].id,
    f"/review?item={reports()[0][1][0].id}&edit=harm.killed",
    "/places",
    "/why?right=see_activity",
    "/claims?q=market",
    "/incidents?q=shell*&place=Al-Bab",
    "/incidents?q=nothing-of-the-kind",
    f"/reports/{THIRD.id}",
)


ALL: dict[str, object] = {}
COLOURS: dict[str, object] = {"runOnly": ["color-contrast"]}  # what else is on a page is the same in the dark


@dataclass(frozen=True)
class Open:
    """A browser that a desk knows: the address of the desk, and the cookies of who is signed in."""

    browser: Browser
    base: str
    known: StorageState

    def context(self, **options: Any) -> BrowserContext:
        """A window of its own, signed in."""
        return self.browser.new_context(
            base_url=self.base, storage_state=self.known, viewport=WIDE, service_workers="block", **options
        )


@pytest.fixture(scope="module")
def desk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """One browser and one desk for all tests here, on a case of their own."""
    folder = tmp_path_factory.mktemp("browser") / "desk"
    shutil.copytree(filled, folder)
    with (
        open_case(str(folder / CASE), create=False) as store,
        serving(store) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        first = browser.new_context()
        first.new_page().goto(address)
        yield Open(browser, address.partition("/?")[0], first.storage_state())
        browser.close()


@pytest.fixture
def page(desk: Open, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in the language of the test; nothing may leave the machine, break the policy, or fail."""
    called = getattr(request.node, "callspec", None)
    faults: list[str] = []
    ours = (desk.base, "data:", "blob:")
    context = desk.context(locale=called.params["language"] if called else "en")
    opened = context.new_page()
    opened.on("request", lambda asked: None if asked.url.startswith(ours) else faults.append(asked.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto("/")
    yield opened
    _keep(opened, request.node.name)
    context.close()
    assert faults == []


def _keep(page: Page, name: str) -> None:
    folder = shots()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")


def fits(page: Page) -> bool:
    """Whether nothing runs out of the page sideways."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_list_to_the_very_words_of_a_report(page: Page, language: str) -> None:
    assert "token" not in page.url
    page.locator(".tabs a[href='/claims']").click()
    page.locator("tr", has_text="Radio Hirak").first.locator(".go").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".text .target")).to_have_text("fell")
    expect(page.locator(".told.on")).to_have_count(1)
    page.locator(".told.on .quote", has_text="at least 11 people").click()
    expect(page.locator(".text .target")).to_have_text("at least 11 people")
    expect(page.locator(".text .target")).to_be_in_viewport()
    page.reload()
    expect(page.locator(".text .target")).to_have_text("at least 11 people")
    assert fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_previewed_and_kept(page: Page, language: str) -> None:
    page.goto("/add")
    page.locator("textarea").fill("A shell fell on the old town of Homs, and one killed there was a child.")
    page.locator("button.main").click()
    expect(page.locator(".text .m-trigger")).to_have_text("fell", timeout=60_000)
    page.locator(".inputs button.main").click()
    page.locator(".became a").first.click()
    expect(page.locator(".text .m-trigger")).to_have_text("fell")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_a_phone_in_light_and_dark(page: Page, language: str) -> None:
    page.set_viewport_size(PHONE)
    for path in (
        "/incidents",
        "/claims",
        f"/reports/{FIRST.id}",
        f"/reports/{FOURTH.id}",
        "/sources",
        "/activity",
        "/add",
    ):
        page.goto(path)
        assert fits(page), path
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.locator(".theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_serious_stands_in_the_way_of_anybody(page: Page, language: str) -> None:
    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    found = []
    for path in SHOWN:
        page.goto(path)
        if path.startswith("/reports/") and page.locator(".add-claim").count():
            page.locator(".add-claim summary").click()
        page.evaluate(script)
        for scheme, rules in (("light", ALL), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            result = page.evaluate("rules => axe.run(document, rules)", rules)
            for fault in result["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    found += [f"{scheme} {path}: {fault['id']} {node['html'][:120]}" for node in fault["nodes"]]
    assert found == []


def test_an_arabic_report_runs_from_right_to_left(page: Page) -> None:
    page.goto(f"/reports/{THIRD.id}")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.text p')).direction") == "rtl"


def test_a_hostile_report_does_nothing(page: Page) -> None:
    for path in (f"/reports/{FOURTH.id}", "/reports", "/claims", "/sources", "/activity"):
        page.goto(path)
        assert page.title() != "taken"
    assert page.locator("img").count() == 0


def test_the_keys_lead_through_claims_and_show_themselves(page: Page) -> None:
    page.goto(f"/reports/{FIRST.id}")
    page.keyboard.press("j")
    expect(page.locator(".told.on")).to_have_attribute("data-claim", "1")
    page.keyboard.press("j")
    expect(page.locator(".told.on")).to_have_attribute("data-claim", "2")
    page.keyboard.press("k")
    expect(page.locator(".told.on")).to_have_attribute("data-claim", "1")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/claims")
    page.keyboard.press("/")
    page.keyboard.type("Al-Bab")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Al-Bab")


def test_a_passage_is_found_by_the_end_of_the_address_alone(page: Page) -> None:
    start = FIRST.text.index("market")
    page.goto(f"/reports/{FIRST.id}#{start}-{start + 6}")
    expect(page.locator(".text .target")).to_have_text("a market")


def test_without_scripts_everything_can_be_read(desk: Open) -> None:
    context = desk.context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/")
    opened.locator(".tabs a[href='/claims']").click()
    opened.locator("input[name=place]").fill("Al-Bab")
    opened.locator(".filters button.main").click()
    opened.locator("tr", has_text="Radio Hirak").first.locator(".go").click()
    assert opened.locator(".text .target").text_content() == "fell"
    opened.locator(".likes button[name=language]").click()
    assert opened.locator("html").get_attribute("dir") == "rtl"
    context.close()
