"""Add in a real Chromium, in English and Arabic: dropping, watching, keeping; hostile reports; a desk that is away."""

import io
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from tests.build import NOON, a_claim, a_document
from tests.web.browser import ARGUMENTS, chromium, serving, shots
from tests.web.case import SCRIPT, reports
from tests.web.conftest import CASE
from warledger.store.case import Store, open_case

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on the path: apt-get install chromium"),
]
LANGUAGES = ["en", "ar"]
PATIENCE_MS = 60_000  # the first text that is brought waits until the readers are loaded
TEXT = "A shell fell on the old town of Homs on 3 April 2014, and one killed there was a child."
KEPT = ".became li > a"  # a report that was kept; the links beside it lead to its copies
WIDE, PHONE = {"width": 1380, "height": 860}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def open_desk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str, str, Store]]:
    """A browser, the address of a desk and the token that opens it, and its case."""
    folder = tmp_path_factory.mktemp("adding") / "desk"
    shutil.copytree(filled, folder)
    with (
        open_case(str(folder / CASE), create=False) as store,
        serving(store) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        base = address.partition("/?")[0]
        first = browser.new_context()
        first.new_page().goto(address)
        state = folder / "state.json"
        first.storage_state(path=state)
        first.close()
        yield browser, base, str(state), store
        browser.close()


@pytest.fixture
def page(open_desk: tuple[Browser, str, str, Store], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in the language of the test; nothing may leave the machine, break the policy, or fail."""
    browser, base, state, _ = open_desk
    called = getattr(request.node, "callspec", None)
    language = called.params.get("language", "en") if called else "en"
    faults: list[str] = []
    context = browser.new_context(base_url=base, storage_state=state, viewport=WIDE, locale=language)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.on(
        "request", lambda asked: None if asked.url.startswith((base, "data:", "blob:")) else faults.append(asked.url)
    )
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" and not away(said) else None)
    opened.on("dialog", lambda dialog: faults.append("a dialog"))
    yield opened
    folder = shots()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=folder / f"{request.node.name}.png", full_page=True)
    context.close()
    assert faults == []


def away(said: ConsoleMessage) -> bool:
    """Whether Chromium says that it did not reach the events, which a test keeps from it."""
    return "/events" in str(said.location.get("url", ""))


def drop(page: Page, files: list[tuple[str, str]]) -> None:
    """Drop files on the form, as a person would."""
    page.evaluate(
        """(files) => {
          const data = new DataTransfer();
          for (const [name, text] of files) data.items.add(new File([text], name));
          const on = document.querySelector("form.sheet");
          for (const kind of ["dragenter", "dragover", "drop"]) {
            on.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
          }
        }""",
        files,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_dropped_looked_at_and_kept_without_a_reload(page: Page, language: str) -> None:
    page.goto("/add")
    expect(page.locator(".picked")).not_to_be_empty()
    drop(page, [("one.txt", f"{TEXT} {language} one"), ("two.txt", f"{TEXT} {language} two")])
    drop(page, [("picture.png", "\x89PNG\r\n\x1a\n\0\0\0\0")])
    expect(page.locator(".picked li")).to_have_count(3)
    page.locator("form.sheet button.main").click()
    expect(page.locator(".preview")).to_have_count(2, timeout=PATIENCE_MS)
    expect(page.locator(".batch-rows input:checked")).to_have_count(2)
    expect(page.locator("tbody.bad")).to_have_count(1)
    page.locator(".inputs button.main").click()
    expect(page.locator(KEPT)).to_have_count(2, timeout=PATIENCE_MS)
    expect(page.locator("progress")).to_have_count(0, timeout=PATIENCE_MS)
    page.locator(KEPT).first.click()
    expect(page.locator(".text .m-trigger")).to_have_text("fell")


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", bytes(80 * 1024 * 1024))
    return packed.getvalue()


HOSTILE = {
    f'"><{SCRIPT}\u202egpj.txt': f"{SCRIPT} A shell fell. \u202e backwards \u202c {{{{ 7*7 }}}} javascript:x".encode(),
    "deep.html": b"<div>" * 200_000 + b"A shell fell on Homs, and nobody was hurt by it at all that day.",
    "links.html": (
        f"<html><head><base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'></head><body>"
        "<article><p>A shell fell on Homs, it was said by those who live there. "
        f"<a href='javascript:x'>{SCRIPT}</a></p></article>"
        "<img src=//evil.example/x><script>document.title='taken'</script></body></html>"
    ).encode(),
    "bomb.docx": bomb(),
    "large.txt": b"A shell fell on the market of Homs. Nobody was hurt that day, doctors said there.\n" * 61_000,
    "long.txt": (b"A shell fell on Homs.\n" + b"Nobody was hurt there that day, the doctors of the town said.\n" * 75)
    * 200,
}


def test_hostile_reports_do_no_harm_and_keep_the_page_quick(
    page: Page, open_desk: tuple[Browser, str, str, Store]
) -> None:
    page.goto("/add")
    files = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in HOSTILE.items()]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.locator("button[formaction='/add/keep']").click()
    expect(page.locator("progress")).to_have_count(0, timeout=3 * PATIENCE_MS)
    assert "taken" not in page.title()
    refused = page.locator(".became .bad").all_inner_texts()
    assert any("inflate" in one or "damaged" in one for one in refused), refused
    assert any("1,000,000" in one for one in refused), refused
    assert page.locator("main script, main img, main iframe, base").count() == 0
    long = next(one for one in open_desk[3].documents() if one.origin == "long.txt")
    begun = time.monotonic()
    page.goto(f"/reports/{long.id}")
    expect(page.locator(".parts").first).to_be_visible()
    page.locator(".parts a[rel=next]").first.click()
    expect(page.locator(".parts").first).to_contain_text("2")
    assert (time.monotonic() - begun) / 2 < 4, "each half of that: two pages of a long report"
    assert page.locator(".text").inner_text().count("\n") > 100
    claim = open_desk[3].claims_of(long.id)[150]
    page.goto(f"/reports/{long.id}?claim={claim.id}&span={claim.trigger.start}-{claim.trigger.end}#here")
    expect(page.locator(".text .target")).to_have_text("fell")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_that_the_case_changed_and_shows_it_when_asked(
    page: Page, open_desk: tuple[Browser, str, str, Store], language: str
) -> None:
    page.goto("/reports")
    expect(page.locator(".live")).to_be_hidden()
    other = page.context.new_page()
    other.goto("/add")
    other.locator("form.sheet > label textarea").fill(f"{TEXT} Said in {language}.")
    other.locator("button[formaction='/add/keep']").click()
    expect(other.locator(KEPT)).to_have_count(1, timeout=PATIENCE_MS)
    expect(page.locator(".live a")).to_be_visible(timeout=PATIENCE_MS)
    page.locator(".live a").click()
    expect(page.locator(".live")).to_be_hidden()


def test_what_is_done_while_a_page_loads_is_told_it(page: Page, open_desk: tuple[Browser, str, str, Store]) -> None:
    def first_a_report(route: Route) -> None:
        document = a_document("A shell fell on Homs.", series="file:/late", origin="late.txt")
        open_desk[3].add_document(document, (a_claim(document, "fell"),), NOON)
        route.continue_()

    page.route("**/events?*", first_a_report, times=1)
    page.goto("/reports")
    expect(page.locator(".live a")).to_be_visible(timeout=PATIENCE_MS)
    later = page.context.new_page()
    later.goto("/reports")
    expect(later.locator(".rows")).to_contain_text("late.txt")
    expect(later.locator(".live")).to_be_hidden()


def test_a_page_says_when_the_desk_does_not_answer_and_keeps_what_was_typed(page: Page) -> None:
    page.route("**/events*", lambda route: route.abort())
    page.goto(f"/review?item={reports()[0][1][0].id}")
    page.locator(".decision input[name=why]").fill("typed with care")
    expect(page.locator(".live.bad")).to_be_visible(timeout=PATIENCE_MS)
    page.locator(".decision button").first.click()
    expect(page.locator(".live.bad")).to_have_class(re.compile("nudge"))
    assert page.locator(".decision input[name=why]").input_value() == "typed with care"
    page.unroute("**/events*")
    expect(page.locator(".live")).to_be_hidden(timeout=PATIENCE_MS)
    page.locator(".decision button").first.click()
    expect(page.locator(".undo")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_adding_fits_and_nothing_serious_stands_in_the_way_of_anybody(page: Page, language: str, theme: str) -> None:
    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto("/add")
    page.locator("form.sheet > label textarea").fill(f"{TEXT} {language} {theme}")
    page.locator("form.sheet button.main").click()
    expect(page.locator(".preview")).to_have_count(1, timeout=PATIENCE_MS)
    where = page.url
    for path in ("/add", where):
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.goto(path)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (path, size)
        page.evaluate(script)
        found = page.evaluate(
            "() => axe.run().then((all) => all.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
        )
        assert found == []
    if shots():
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.goto("/add")
        page.screenshot(path=Path(str(shots())) / f"add-{language}-{theme}.png", full_page=True)
        page.goto(where)
