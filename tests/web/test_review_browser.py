"""The review in a real Chromium, in English and in Arabic: by keys alone, by selecting words, and without scripts."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.browser import ARGUMENTS, chromium, serving, shots
from warledger.model.ids import ClaimId
from warledger.store.case import Store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
LANGUAGES = ["en", "ar"]
WIDE, PHONE = {"width": 1380, "height": 860}, {"width": 390, "height": 800}
Opening = Callable[..., Page]
NUMBERS = count(1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests here."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, own_store: Store, request: pytest.FixtureRequest) -> Iterator[Opening]:
    """Opens windows of one desk on a case of its own, in which a pair waits; nothing may leave the machine."""
    _plant(own_store)
    faults: list[str] = []
    pages: list[Page] = []
    with serving(own_store) as address:
        base = address.partition("/?")[0]
        first = browser.new_context()
        first.new_page().goto(address)
        known = first.storage_state()

        def window(language: str = "en", **options: object) -> Page:
            options = {"viewport": WIDE, **options}
            context = browser.new_context(base_url=base, storage_state=known, locale=language, **options)  # type: ignore[arg-type]
            page = context.new_page()
            page.on("request", lambda asked: None if asked.url.startswith(base) else faults.append(asked.url))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
            pages.append(page)
            return page

        yield window
        for page in pages:
            keep(page, request.node.name)
            page.context.close()
        first.close()
    assert [fault for fault in faults if "409" not in fault] == []


def keep(page: Page, name: str) -> None:
    folder = shots()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.{next(NUMBERS)}.png")


def _plant(store: Store) -> None:
    claims = [claim.id for claim in store.claims()]
    homes = store.incidents().of_claims(claims)
    other = next(claim for claim in claims if claim in homes and homes[claim] != homes[claims[0]])
    with store.links().linking() as linking:
        linking.put_near((), [(claims[0], other, -400)])


def full(store: Store) -> ClaimId:
    return next(claim.id for claim in store.claims() if len(claim.harm) > 1)


def acts(store: Store) -> list[str]:
    return [one.act.value for one in store.judgements()]


def fits(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_queue_is_worked_through_by_keys_alone(opened: Opening, own_store: Store, language: str) -> None:
    page = opened(language)
    page.goto("/review")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".sides.both .passage")).to_have_count(2)
    page.keyboard.press("n")
    expect(page.locator(".sides.both")).to_have_count(0)
    first = page.locator(".waiting .at a").get_attribute("href")
    page.keyboard.press("j")
    expect(page.locator(".waiting li").nth(1)).to_have_class("at")
    page.keyboard.press("k")
    expect(page.locator(".waiting li").nth(0)).to_have_class("at")
    page.keyboard.press("r")
    expect(page.locator("input[name=why]").last).to_be_focused()
    page.keyboard.type("a film, by h and j and y")
    page.keyboard.press("Enter")
    expect(page.locator(".undo")).to_be_visible()
    expect(page.locator(f".waiting a[href='{first}']")).to_have_count(0)
    page.keyboard.press("a")
    expect(page.locator(".waiting li")).to_have_count(3)
    assert acts(own_store) == ["judge", "reject", "accept"]
    page.keyboard.press("Control+z")
    expect(page.locator(".waiting li")).to_have_count(4)
    page.keyboard.press("h")
    expect(page.locator(".waiting li")).to_have_count(3)
    assert acts(own_store) == ["judge", "reject", "accept", "undo", "doubt"]
    assert fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_is_corrected_by_keys_and_by_words_selected_in_the_report(
    opened: Opening, own_store: Store, language: str
) -> None:
    claim = full(own_store)
    page = opened(language)
    page.goto(f"/review?item={claim}")
    page.keyboard.press("c")
    page.locator(".choose a[href*='harm.killed']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".correct-form input[name=value]")).to_be_focused()
    page.keyboard.type("12-14")
    page.evaluate(
        """() => {
      const walk = document.createTreeWalker(document.querySelector(".passage"), NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf("three children");
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + 14);
      }
    }"""
    )
    expect(page.locator(".correct-form input[name=words]")).to_have_value("three children")
    page.locator(".correct-form input[name=why]").focus()
    page.keyboard.type("as the hospital counts")
    page.keyboard.press("Enter")
    expect(page.locator(".facts-side .note")).to_be_visible()
    killed = [one for one in own_store.claim(claim).harm if one.kind.value == "killed"]
    assert [(one.low, one.high, one.quote.text) for one in killed] == [(12, 14, "three children")]
    assert fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_decided_without_scripts(opened: Opening, own_store: Store, language: str) -> None:
    page = opened(language, java_script_enabled=False)
    page.goto("/review")
    page.locator("button[value=unsure]").click()
    page.locator(".decision input[name=why]").fill("not in the report")
    page.locator("button[value=reject]").click()
    page.locator("a[data-press=c]").click()
    page.locator(".choose a[href*='edit=status']").click()
    page.locator(".correct-form select[name=value]").select_option("attempted")
    page.locator(".correct-form button.main").click()
    page.locator(".undo button").click()
    assert acts(own_store) == ["judge", "reject", "correct", "undo"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_analyst_sees_the_first_ones_value_beside_the_own(
    opened: Opening, own_store: Store, language: str
) -> None:
    claim = full(own_store)
    one, two = opened(language), opened(language)
    for page in (one, two):
        page.goto(f"/review?item={claim}&edit=when")
    for page, day in ((one, "2014-04-01"), (two, "2014-04-03")):
        page.locator(".correct-form input[name=value]").fill(day)
        page.locator(".correct-form button.main").click()
    expect(two.locator(".conflict")).to_contain_text("2014-04-01")
    expect(two.locator(".conflict")).to_contain_text("2014-04-03")
    keep(two, f"conflict-{language}")
    two.locator(".conflict button.main").click()
    expect(two.locator(".facts-side")).to_contain_text("2014-04-03")
    when = own_store.claim(claim).when
    assert when
    assert when.value.start.isoformat() == "2014-04-03"
    assert acts(own_store) == ["correct", "correct"]


def test_coders_answer_side_by_side_and_never_see_each_other(opened: Opening, own_store: Store) -> None:
    for who, key, others in (("Omar", "y", "0 answers"), ("Sara", "n", "1 answer")):
        page = opened()
        page.goto("/review")
        page.locator(".signer input[name=who]").fill(who)
        page.locator(".signer select").select_option("coder")
        page.locator(".signer button").click()
        expect(page.locator(".statuses")).to_contain_text(others)
        expect(page.locator(".answers")).to_have_count(0)
        page.locator(".item-head h2").click()
        page.keyboard.press(key)
        expect(page.locator(".sides.both")).to_have_count(0)
    reviewer = opened()
    reviewer.goto("/review")
    expect(reviewer.locator(".answers li")).to_have_count(2)
    expect(reviewer.locator(".points-list")).to_contain_text("coders differ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_is_split_off_where_its_incident_is_shown(opened: Opening, own_store: Store, language: str) -> None:
    claim = full(own_store)
    page = opened(language)
    page.goto(f"/incidents/{claim}")
    page.locator(f".judge input[value='{claim}']").check()
    page.locator(".judge input[name=why]").fill("another strike")
    page.locator(".judge button[formaction='/judge/split']").click()
    expect(page.locator(".past")).to_contain_text("another strike")
    assert own_store.incidents().claims_beside(claim) == (claim,)
    assert fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_fits_a_phone(opened: Opening, language: str) -> None:
    page = opened(language, viewport=PHONE)
    for path in ("/review?kind=claims", "/review?kind=pairs"):
        page.goto(path)
        expect(page.locator(".decide")).to_be_attached()
        assert fits(page), path
