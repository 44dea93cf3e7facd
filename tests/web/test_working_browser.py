"""An analyst at work in a real Chromium: words selected for a claim, words searched for, one incident in all views."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import chromium
from tests.web.test_browser import FIRST, LANGUAGES, desk, fits, page
from tests.web.test_browser_views import drawn, ready, with_place

__all__ = ["desk", "page"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
WHERE_WORDS_STAND = """words => {
  const walk = document.createTreeWalker(document.querySelector(".report .text"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    const box = range.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }
}"""


def select(page: Page, word: str) -> None:
    """Select a word of the report, as a person does: by two clicks on it."""
    x, y = page.evaluate(WHERE_WORDS_STAND, word)
    page.mouse.dblclick(x, y)


@pytest.mark.parametrize(("language", "event"), [("en", "killing"), ("ar", "told")])
def test_a_claim_is_added_by_words_selected_in_the_report(page: Page, language: str, event: str) -> None:
    page.goto(f"/reports/{FIRST.id}")
    before = page.locator(".told").count()
    page.locator(".add-claim summary").click()
    form = page.locator(".claim-form")
    form.locator("select[name=type]").select_option("attack")
    select(page, event)
    expect(form.locator("[name='words.event']")).to_have_value(event)
    form.locator("[name='words.sources']").focus()
    select(page, "mayor")
    expect(form.locator("[name='words.sources']")).to_have_value("mayor")
    form.locator("[name=why]").fill(f"missed, {language}")
    assert fits(page)
    form.locator("button.main").click()
    expect(page.locator(".told")).to_have_count(before + 1)
    added = page.locator(".told.on")
    expect(page.locator(".text .target")).to_have_text(event)
    expect(added.locator(".people")).to_be_visible()
    expect(added.locator(".quote", has_text="mayor")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ["q=market", "q=market&place=Al-Bab&min-killed=12", "q=shell*&from=2014-04"])
def test_what_is_searched_for_is_the_same_in_map_timeline_and_table(page: Page, language: str, asked: str) -> None:
    page.goto(f"/incidents?{asked}")
    ready(page)
    rows, placed = page.locator("tr[data-incident]"), with_place(page)
    assert rows.count() > 0
    assert placed > 0
    assert sum(one["incidents"] for one in drawn(page, "places")) == placed
    expect(page.locator(".time-view .single")).to_have_count(page.locator("tr[data-incident] .days").count())
    shown = {row.get_attribute("data-incident") for row in rows.all()}
    drawn_in_time = page.locator(".time-view [data-pick]").evaluate_all("all => all.map((one) => one.dataset.pick)")
    assert set(drawn_in_time) <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_picked_in_the_timeline_is_picked_in_all_views(page: Page, language: str) -> None:
    ready(page)
    link = page.locator(".time-view a[data-pick]").first
    id = link.get_attribute("data-pick") or ""
    link.dispatch_event("click")
    expect(page.locator("tr.picked-row")).to_have_attribute("data-incident", id)
    expect(page.locator(".single.picked")).to_have_count(1)
    expect(page.locator("#picked")).to_be_visible()
    if page.locator("tr.picked-row td.where bdi").count():
        assert len(drawn(page, "picked")) == 1
    page.reload()
    expect(page.locator("tr.picked-row")).to_have_attribute("data-incident", id)
