"""Map, timeline and table in a real Chromium, as three views of one filter; and the page of one incident."""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import chromium
from tests.web.test_browser import LANGUAGES, Open, desk, fits, page

__all__ = ["desk", "page"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
WAIT = 30_000  # milliseconds; the map is drawn by the processor, beside other tests
DRAWN = """layer => {
  const map = document.querySelector('.map').deskMap;
  return map.loaded() ? map.queryRenderedFeatures({ layers: [layer] }).map((one) => one.properties) : [];
}"""
AT = """() => {
  const part = document.querySelector('.map'), edge = part.querySelector('canvas').getBoundingClientRect();
  const found = part.deskMap.queryRenderedFeatures({ layers: ['places'] })[0];
  const at = part.deskMap.project(found.geometry.coordinates);
  return [edge.left + at.x, edge.top + at.y];
}"""
NO_WEBGL = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
};
"""


def ready(page: Page) -> None:
    """Wait until the map that moves is there."""
    expect(page.locator(".map")).to_have_attribute("data-state", "ready", timeout=WAIT)


def drawn(page: Page, layer: str) -> list[dict[str, Any]]:
    """What the map draws in one of its layers, once it draws something."""
    for _ in range(WAIT // 100):
        found: list[dict[str, Any]] = page.evaluate(DRAWN, layer)
        if found:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"the map draws nothing in {layer}")


def with_place(page: Page) -> int:
    """How many rows of the table have a place."""
    return page.locator("tr[data-incident] td.where bdi").count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_draws_as_many_incidents_as_the_table_has_with_a_place(page: Page, language: str) -> None:
    ready(page)
    assert page.locator("html").get_attribute("lang") == language
    placed = with_place(page)
    assert placed > 0
    assert sum(one["incidents"] for one in drawn(page, "places")) == placed
    expect(page.locator(".map-view .view-note")).to_contain_text(str(placed))
    without = page.locator("tr[data-incident]").count() - placed
    page.locator(".map-view .view-note a[href*=without]").click()
    expect(page.locator("tr[data-incident]")).to_have_count(without)
    assert "without=place" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_picked_in_the_table_is_picked_in_all_views(page: Page, language: str) -> None:
    ready(page)
    row = page.locator("tr[data-incident]").first
    id = row.get_attribute("data-incident")
    row.locator(".pick").click()
    expect(page.locator("tr.picked-row")).to_have_attribute("data-incident", id or "")
    assert f"pick={id}" in page.url
    expect(page.locator("#picked")).to_be_visible()
    expect(page.locator(".single.picked")).to_have_count(1)
    assert len(drawn(page, "picked")) == 1
    page.locator("[data-unpick]").click()
    expect(page.locator("tr.picked-row")).to_have_count(0)
    page.go_back()
    expect(page.locator("tr.picked-row")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_on_the_map_leads_to_its_incidents(page: Page, language: str) -> None:
    ready(page)
    drawn(page, "places")
    count = with_place(page)
    x, y = page.evaluate(AT)
    page.mouse.click(x, y)
    if count > 1:
        expect(page.locator(".map-list li a")).to_have_count(count)
        page.locator(".map-list li a").first.click()
    expect(page.locator("tr.picked-row")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawn_box_is_a_filter_in_the_address(page: Page, language: str) -> None:
    ready(page)
    drawn(page, "places")
    placed = with_place(page)
    x, y = page.evaluate(AT)
    page.locator("[data-tool=box]").click()
    page.mouse.move(x - 40, y - 40)
    page.mouse.down()
    page.mouse.move(x + 40, y + 40)
    page.mouse.up()
    expect(page.locator("tr[data-incident]")).to_have_count(placed)
    assert "box=" in page.url
    expect(page.locator("input[name=box]")).not_to_have_value("")
    page.go_back()
    expect(page.locator("input[name=box]")).to_have_value("")
    assert page.locator("tr[data-incident]").count() > placed


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_webgl_the_still_map_and_the_table_show_the_same(page: Page, language: str) -> None:
    page.add_init_script(NO_WEBGL)
    page.goto("/incidents")
    expect(page.locator(".map")).to_have_attribute("data-state", "failed", timeout=WAIT)
    expect(page.locator(".map-trouble")).to_be_visible()
    expect(page.locator(".static-map .disc").first).to_be_visible()
    page.locator(".static-map .discs a").first.click()
    page.wait_for_url(re.compile("box=|pick="))
    expect(page.locator("tr[data-incident]").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_every_view_is_there_and_leads_on(desk: Open, language: str) -> None:
    context = desk.context(locale=language, java_script_enabled=False)
    page = context.new_page()
    page.goto("/incidents")
    expect(page.locator(".static-map .disc").first).to_be_visible()
    expect(page.locator(".map-tools")).to_be_hidden()
    page.locator(".time-view .when a").first.click()
    expect(page.locator("tr.picked-row")).to_have_count(1)
    page.locator(".pick").last.click()
    expect(page.locator("tr.picked-row")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_an_incident_to_the_very_words_of_a_report(page: Page, language: str) -> None:
    page.locator("tr[data-incident]", has=page.locator(".where bdi")).first.locator(".go").click()
    expect(page.locator("h1")).to_contain_text("Al-Bab")
    quote = page.locator(".telling .quote").first
    words = quote.locator("bdi").text_content() or ""
    quote.click()
    expect(page.locator(".text .target")).to_have_text(words)
    expect(page.locator(".text .target")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_incident_fits_a_phone_and_prints_as_a_dossier(page: Page, language: str) -> None:
    page.locator("tr[data-incident]").first.locator(".go").click()
    expect(page.locator(".dossier-head h1")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert fits(page)
    expect(page.locator(".print-only").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".print-only").first).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".numbered .hash").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_printed_with_the_still_map(page: Page, language: str) -> None:
    ready(page)
    expect(page.locator(".live-map")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".live-map")).to_be_hidden()
    expect(page.locator(".static-map")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_serious_stands_in_the_way_on_the_map_and_on_an_incident(page: Page, language: str) -> None:
    ready(page)
    page.locator(".pick").first.click()
    expect(page.locator("#picked")).to_be_visible()
    found = faults(page)
    page.emulate_media(color_scheme="dark")
    found += faults(page)
    page.locator(".picked-open").click()
    expect(page.locator(".dossier-head h1")).to_be_visible()
    found += faults(page)
    page.emulate_media(color_scheme="light")
    assert found + faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe finds serious or critical on the page as it stands."""
    page.evaluate(next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8"))
    result = page.evaluate("() => axe.run(document)")
    serious = [one for one in result["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{page.url}: {one['id']} {node['html'][:140]}" for one in serious for node in one["nodes"]]
