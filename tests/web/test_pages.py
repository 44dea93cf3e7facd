"""What the pages show, in both languages: lists and their filters, a report beside its claims, the log."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tests.web.case import ARABIC, reports, with_words
from warledger.model.custody import Action
from warledger.store.case import Store

FIRST, SECOND, THIRD, FOURTH = (document for document, _ in reports())
CLAIM = reports()[0][1][0]
TABS = ("/incidents", "/claims", "/reports", "/sources", "/codebook", "/activity", "/add")


def text_of(html: str) -> str:
    """What a reader sees of a page."""
    body = html.split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("path", [*TABS, f"/reports/{FIRST.id}", f"/reports/{THIRD.id}", "/no-such"])
def test_every_page_is_there_in_both_languages(client: TestClient, path: str) -> None:
    english = client.get(path, headers={"accept-language": "en"}).text
    arabic = client.get(path, headers={"accept-language": "ar-SY,en;q=0.5"}).text
    assert '<html lang="en" dir="ltr"' in english
    assert '<html lang="ar" dir="rtl"' in arabic
    assert english.count("<h1") == arabic.count("<h1") == 1


def test_the_first_page_is_that_of_the_incidents(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/incidents"


@pytest.mark.parametrize("path", TABS)
def test_the_tab_of_a_page_is_marked(client: TestClient, path: str) -> None:
    assert f'href="{path}" aria-current="page"' in client.get(path).text


def test_a_language_and_a_theme_are_chosen_without_a_script(client: TestClient) -> None:
    answer = client.post("/like", data={"language": "ar", "back": "/claims?type=statement"})
    assert answer.headers["location"] == "/claims?type=statement"
    client.post("/like", data={"theme": "dark"})
    page = client.get("/claims", headers={"accept-language": "en"}).text
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in page


def test_a_choice_that_there_is_not_is_refused(client: TestClient) -> None:
    assert client.post("/like", data={"theme": "pink"}).status_code == 400


# ---- lists

FILTERS = {
    "type=statement": 1,
    "type=statement&type=shelling_missile": 5,
    "status=denied": 1,
    "place=al+bab": 3,
    "place=SY": 3,
    "place=الباب": 1,
    "actor=syria": 1,
    "from=2014-04-02&to=2014-04-02": 3,
    "from=2014-05": 0,
    "min-killed=12": 1,
    "min-confidence=0.5": 4,
    "type=": 5,
}


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_shows_exports_and_answers_the_same(client: TestClient, query: str) -> None:
    expected = FILTERS[query]
    assert len(client.get(f"/claims.json?{query}").json()) == expected
    assert len(list(csv.DictReader(io.StringIO(client.get(f"/claims.csv?{query}").text)))) == expected
    assert len(client.get(f"/api/claims?{query}").json()["items"]) == expected
    page = client.get(f"/claims?{query}").text
    assert page.count('<th scope="row">') == min(expected, 3)


def test_a_list_is_paged_and_the_filters_stay(client: TestClient) -> None:
    first = client.get("/claims?min-confidence=0.5").text
    assert 'rel="next" href="/claims?min-confidence=0.5&amp;page=2"' in first
    second = client.get("/claims?min-confidence=0.5&page=2").text
    assert second.count('<th scope="row">') == 1
    assert 'rel="prev" href="/claims?min-confidence=0.5"' in second
    assert 'rel="next"' not in second


def test_a_page_beyond_the_last_says_that_nothing_fits(client: TestClient) -> None:
    assert "Nothing fits" in client.get("/claims?type=statement&page=9", headers={"accept-language": "en"}).text


WRONG = {
    "type=shelling": "type",
    "status=true": "status",
    "from=yesterday": "from",
    "from=2014-13": "from",
    "from=2014-05&to=2014-04": "to",
    "min-killed=-1": "min-killed",
    "min-killed=٣": "min-killed",
    "min-confidence=80": "min-confidence",
    "place=---": "place",
    "page=0": "page",
    "page=1e3": "page",
    "kiled=3": "kiled",
}


@pytest.mark.parametrize("query", WRONG)
def test_a_filter_that_cannot_be_used_is_named_and_nothing_is_looked_up(client: TestClient, query: str) -> None:
    page = client.get(f"/claims?{query}")
    assert page.status_code == 400
    assert '<th scope="row">' not in page.text
    for path in ("/claims.json", "/claims.csv", "/api/claims"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert WRONG[query] in answer.text


def test_a_field_says_what_is_wrong_with_it(client: TestClient) -> None:
    page = client.get("/claims?from=yesterday", headers={"accept-language": "en"}).text
    assert re.search(r'name="from" value="yesterday"[^>]*aria-invalid="true" aria-describedby="wrong-from"', page)
    assert 'id="wrong-from">Write a day as' in page


def test_incidents_join_what_two_reports_tell_and_show_how_well_it_is_known(client: TestClient) -> None:
    found = client.get("/incidents.json?place=al+bab&min-killed=1").json()
    assert len(found) == 1
    assert len(found[0]["voices"]) == 2
    page = text_of(client.get("/incidents?place=al+bab&voices=2", headers={"accept-language": "en"}).text)
    assert "Shelling or missile" in page
    assert "2014-04-02" in page
    assert "11–14 killed" in page or "11+ killed" in page


def test_incidents_are_filtered_by_their_grade(client: TestClient) -> None:
    grades = {one["grade"] for one in client.get("/incidents.json").json()}
    for grade in grades:
        found = client.get(f"/incidents.json?grade={grade}").json()
        assert {one["grade"] for one in found} == {grade}
    assert client.get("/incidents?grade=best").status_code == 400


def test_the_map_of_incidents_holds_those_with_a_place(client: TestClient) -> None:
    assert client.get("/incidents.geojson").json()["type"] == "FeatureCollection"
    assert client.get("/claims.geojson").json()["type"] == "FeatureCollection"


def test_what_leaves_the_case_is_noted_with_its_hash(client: TestClient, shared_store: Store) -> None:
    client.get("/claims.csv?type=statement")
    last = list(shared_store.custody())[-1]
    assert last.action is Action.EXPORT
    details = dict(last.details)
    assert details["format"] == "csv"
    assert details["filters"] == "type=statement"
    assert len(details["sha256"]) == 64


def test_a_form_can_be_sent_without_a_script(client: TestClient) -> None:
    page = client.get("/incidents").text
    form = page.split('<form class="filters"')[1].split("</form>")[0]
    names = set(re.findall(r'name="([\w-]+)"', form))
    assert {"place", "actor", "from", "to", "min-killed", "min-confidence", "voices", "contested", "type"} <= names
    assert '<button class="main">' in form


# ---- a report


def test_a_report_marks_the_words_of_each_role_with_a_shape_and_a_letter(client: TestClient) -> None:
    page = client.get(f"/reports/{FIRST.id}", headers={"accept-language": "en"}).text
    for role, words in (("trigger", "fell"), ("target", "a market"), ("weapon", "mortar shells"), ("place", "Al-Bab")):
        assert re.search(rf'class="m m-{role}"[^>]*data-tag="[A-Z]">{words}<', page), role
    assert 'class="legend"' in page
    css = client.get("/static/desk.css").text
    shapes = re.findall(r"\.m-(\w+) \{ text-decoration(?:-style|-line)?: ?([\w-]+)", css)
    assert {"actor", "target", "weapon", "place", "time"} <= {role for role, _ in shapes}


def test_a_report_shows_every_word_of_its_text(client: TestClient) -> None:
    page = client.get(f"/reports/{FIRST.id}").text
    shown = page.split('<div class="text"')[1].split(">", 1)[1].split("</div>")[0]
    assert re.sub(r"<[^>]+>|\n", "", shown) == FIRST.text


def test_an_address_points_at_a_passage_without_a_script(client: TestClient) -> None:
    start, end = with_words(FIRST, "at least 11 people")
    page = client.get(f"/reports/{FIRST.id}?claim={CLAIM.id}&span={start}-{end}").text
    assert len(re.findall(r'class="[^"]*\btarget"[^>]*id="here"[^>]*>at least 11 people<', page)) == 1
    assert 'class="told on"' in page


def test_a_passage_of_no_claim_can_be_pointed_at(client: TestClient) -> None:
    start, end = with_words(FIRST, "told the radio")
    page = client.get(f"/reports/{FIRST.id}?span={start}-{end}").text
    assert re.search(r'class="target" id="here"[^>]*>told the radio<', page)


@pytest.mark.parametrize("span", ["9-3", "0-99999", "-1-4", "a-b", "3", "5-5", "99999999999-3"])
def test_a_passage_that_there_is_not_is_left_aside(client: TestClient, span: str) -> None:
    page = client.get(f"/reports/{FIRST.id}?span={span}")
    assert page.status_code == 200
    assert 'id="here"' not in page.text


def test_every_link_of_a_claim_leads_to_its_words(client: TestClient) -> None:
    page = client.get(f"/reports/{FIRST.id}").text
    links = re.findall(r'<a class="quote" href="[^"]*span=(\d+)-(\d+)#here"[^>]*>(.*?)</a>', page)
    assert len(links) >= 9
    for start, end, shown in links:
        assert re.sub(r"<[^>]+>", "", shown) == FIRST.text[int(start) : int(end)]


def test_an_arabic_report_runs_from_right_to_left_in_an_english_page(client: TestClient) -> None:
    page = client.get(f"/reports/{THIRD.id}", headers={"accept-language": "en"}).text
    assert '<div class="text" lang="ar" dir="rtl">' in page
    shown = page.split('<div class="text"')[1].split(">", 1)[1].split("</div>")[0]
    assert re.sub(r"<[^>]+>|\n", "", shown) == ARABIC


def test_a_report_that_is_not_there_says_so_and_what_to_do(client: TestClient) -> None:
    answer = client.get("/reports/document-none", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "no such record" in answer.text
    assert client.get("/reports/document-none.json").json()["error"]["code"] == "no_record"


def test_sources_say_who_publishes_and_who_is_quoted(client: TestClient) -> None:
    rows = {row["name"]: row for row in client.get("/sources.json").json()}
    assert rows["Radio Hirak"]["documents"] == 2
    assert rows["Northern Wire"]["documents"] == 1
    assert any("mayor" in name for name in rows)


def test_the_codebook_lists_every_type(client: TestClient) -> None:
    page = client.get("/codebook").text
    for type in client.get("/codebook.json").json()["types"]:
        assert f'id="type-{type["id"]}"' in page


def test_the_activity_shows_the_newest_record_first(client: TestClient, shared_store: Store) -> None:
    newest = list(shared_store.custody())[-1]
    page = client.get("/activity").text
    assert page.index(newest.hash[:12]) < page.index(newest.previous[:12])


# ---- sources


def test_a_note_on_a_source_counts_at_once_and_is_kept_with_its_reason(worker: TestClient, own_store: Store) -> None:
    rows = {row["name"]: row for row in worker.get("/sources.json").json()}
    address = f"/sources/{rows['Radio Hirak']['id']}"
    form = {"reliability": "B", "affiliation": "", "same_as": "", "why": "right on 14 of 15"}
    assert worker.post(f"{address}/notes", data=form).headers["location"] == address
    page = worker.get(address, headers={"accept-language": "en"}).text
    assert 'value="B" checked' in page
    assert "right on 14 of 15" in page
    worker.post(f"{address}/notes", data=form)
    assert len(own_store.incidents().notes()) == 1, "what is known already is not noted again"
    worker.post(f"{address}/notes", data=form | {"reliability": ""})
    assert [one.value for one in own_store.incidents().notes()] == ["B", None]


@pytest.mark.parametrize("wrong", [{"reliability": "Z"}, {"same_as": "source-none"}])
def test_a_note_that_cannot_be_is_refused(worker: TestClient, own_store: Store, wrong: dict[str, str]) -> None:
    id = worker.get("/sources.json").json()[0]["id"]
    assert worker.post(f"/sources/{id}/notes", data=wrong).status_code == 400
    assert own_store.incidents().notes() == ()
