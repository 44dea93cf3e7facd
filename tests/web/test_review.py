"""The review by plain forms: what is asked first, what each answer does, who sees whose, and what a conflict shows."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from warledger.model.claim import Status
from warledger.model.ids import ClaimId
from warledger.model.ledger import Act, Role
from warledger.pipeline.reviewing import Review, first
from warledger.store.case import Store
from warledger.web.signing import Signer, kept, named


@pytest.fixture
def full(own_store: Store) -> ClaimId:
    """The claim that fills every field."""
    return next(claim.id for claim in own_store.claims() if len(claim.harm) > 1)


@pytest.fixture
def pair(own_store: Store) -> str:
    """Two claims of two incidents, whose weight is near nought."""
    held = own_store.incidents()
    claims = [claim.id for claim in own_store.claims()]
    homes = held.of_claims(claims)
    one = claims[0]
    other = next(claim for claim in claims if claim in homes and homes[claim] != homes[one])
    with own_store.links().linking() as linking:
        linking.put_near((), [(one, other, -400)])
    return "~".join(sorted((one, other)))


def said(store: Store) -> list[tuple[str, str, str | None]]:
    return [(one.act.value, one.who, one.why) for one in store.judgements()]


def test_the_page_shows_what_the_command_lists_first(worker: TestClient, own_store: Store, pair: str) -> None:
    queue = first(Review(own_store, "desk", Role.REVIEWER), 50)
    assert queue[0].id == pair
    assert [item["id"] for item in worker.get("/review.json").json()["items"]] == [item.id for item in queue]
    page = worker.get("/review").text
    assert "Do these two tell of one incident?" in page
    assert re.findall(r'<span class="points num"[^>]*>(\d+)<', page) == [str(item.total) for item in queue]


ANSWERS = {
    "y": ("yes", "judge"),
    "n": ("no", "judge"),
    "h": ("unsure", "judge"),
}


@pytest.mark.parametrize("key", ANSWERS)
def test_a_pair_is_answered_by_a_form_and_waits_no_more(
    worker: TestClient, own_store: Store, pair: str, key: str
) -> None:
    act, kind = ANSWERS[key]
    form = {"item": pair, "act": act, "why": "same street", "next": "/review?kind=claims"}
    answer = worker.post("/review/answer", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=claims")
    assert said(own_store) == [(kind, "desk", "same street")]
    assert pair not in worker.get("/review").text.replace("&#x7e;", "~").split('class="undo"')[0]


def test_a_contradiction_is_refused_with_both_shown(worker: TestClient, own_store: Store, pair: str) -> None:
    worker.post("/review/answer", data={"item": pair, "act": "yes", "why": "the same hour"})
    answer = worker.post("/review/answer", data={"item": pair, "act": "no"})
    assert answer.status_code == 409
    assert "the same hour" in answer.text
    assert len(said(own_store)) == 1


def test_a_claim_is_rejected_for_a_reason_only(worker: TestClient, own_store: Store, full: ClaimId) -> None:
    assert worker.post("/review/answer", data={"item": full, "act": "reject"}).status_code == 422
    assert said(own_store) == []
    assert worker.post("/review/answer", data={"item": full, "act": "reject", "why": "a film"}).status_code == 303
    assert full not in {claim.id for claim in own_store.claims()}
    assert "a film" in worker.get(f"/review?item={full}").text


def test_undo_is_another_judgement_and_leads_back_to_the_item(
    worker: TestClient, own_store: Store, full: ClaimId
) -> None:
    worker.post("/review/answer", data={"item": full, "act": "reject", "why": "a film"})
    page = worker.get("/review").text
    form = re.search(r'action="/review/undo"><input type="hidden" name="judgement" value="([^"]+)"', page)
    assert form
    answer = worker.post("/review/undo", data={"judgement": form[1]})
    assert answer.headers["location"] == f"/review?item={full}"
    assert [act for act, _, _ in said(own_store)] == ["reject", "undo"]
    assert full in {claim.id for claim in own_store.claims()}


FIELDS = {
    "harm.killed": {"value": "12-14", "words": "at least 11 people", "who-harmed": "civilian"},
    "when": {"value": "2014-04-01", "words": "on Wednesday"},
    "type": {"value": "air_drone_strike"},
    "status": {"value": "attempted"},
    "actors": {"words": "the mayor"},
    "weapons": {"none": "yes", "words": "mortar shells"},
    "where": {"place": "", "value": "", "none": "yes"},
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_corrected_by_a_form(worker: TestClient, own_store: Store, full: ClaimId, field: str) -> None:
    shown = worker.get(f"/review?item={full}&edit={field}")
    assert shown.status_code == 200
    assert f'name="field" value="{field}"' in shown.text
    before = own_store.claim(full)
    form = {"claim": full, "field": field, "seen": "", "why": "I read it", **FIELDS[field]}
    assert worker.post("/review/correct", data=form).status_code == 303
    assert own_store.claim(full) != before
    assert said(own_store) == [("correct", "desk", "I read it")]


def test_words_selected_in_the_report_are_the_quote(worker: TestClient, own_store: Store, full: ClaimId) -> None:
    claim = own_store.claim(full)
    document = own_store.document(claim.document)
    assert document
    start = document.text.index("three children")
    form = {"claim": full, "field": "targets", "span": f"{start}-{start + 14}", "words": "whatever"}
    assert worker.post("/review/correct", data=form).status_code == 303
    assert [party.quote.text for party in own_store.claim(full).targets] == ["three children"]


@pytest.mark.parametrize(
    "form",
    [
        {"field": "actors", "words": "nobody of the kind"},
        {"field": "title", "words": "x"},
        {"field": "when", "value": "yesterday"},
        {"field": "targets", "span": "5-999999"},
        {"field": "where", "value": "Xyzzyville"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    worker: TestClient, own_store: Store, full: ClaimId, form: dict[str, str]
) -> None:
    assert worker.post("/review/correct", data={"claim": full, **form}).status_code == 422
    assert said(own_store) == []


def test_the_second_of_two_who_edit_a_field_sees_both_and_may_put_the_own_in_its_place(
    worker: TestClient, own_store: Store, full: ClaimId
) -> None:
    form = {"claim": full, "field": "status", "seen": ""}
    worker.post("/review/correct", data={**form, "value": "attempted", "why": "it failed"})
    answer = worker.post("/review/correct", data={**form, "value": "ongoing", "why": "it goes on"})
    assert answer.status_code == 409
    assert all(words in answer.text for words in ("it failed", "it goes on", "attempted", "ongoing"))
    assert own_store.claim(full).status.value is Status.ATTEMPTED
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    assert worker.post("/review/correct", data={k: unescape(v) for k, v in again.items()}).status_code == 303
    assert own_store.claim(full).status.value is Status.ONGOING
    assert [act for act, _, _ in said(own_store)] == ["correct", "correct"]


def as_(worker: TestClient, who: str, role: str) -> None:
    answer = worker.post("/review/as", data={"who": who, "role": role, "back": "/review"})
    assert answer.status_code == 303


def test_two_coders_answer_blind_and_the_reviewer_sees_both(worker: TestClient, own_store: Store, pair: str) -> None:
    as_(worker, "عمر", "coder")
    worker.post("/review/answer", data={"item": pair, "act": "yes", "why": "omars reason"})
    as_(worker, "Sara", "coder")
    page = worker.get(f"/review?item={pair}").text
    assert "omars reason" not in page
    assert "عمر" not in page
    assert "1 answer" in page
    worker.post("/review/answer", data={"item": pair, "act": "no", "why": "saras reason"})
    as_(worker, "Lina", "reviewer")
    page = worker.get("/review").text
    assert "coders differ" in page
    assert "omars reason" in page
    assert "saras reason" in page
    assert {one.role for one in own_store.judgements()} == {Role.CODER}
    assert len(set(own_store.incidents().of_claims(ClaimId(one) for one in pair.split("~")).values())) == 2


def test_agreement_is_shown_with_where_the_formula_is_from(worker: TestClient, own_store: Store) -> None:
    claims = [claim.id for claim in own_store.claims()][:3]
    for who, acts in (("Omar", ("accept", "reject", "accept")), ("Sara", ("accept", "reject", "reject"))):
        as_(worker, who, "coder")
        for claim, act in zip(claims, acts, strict=True):
            worker.post("/review/answer", data={"item": claim, "act": act, "why": "I read it"})
    page = worker.get("/review").text
    assert "α 0.44" in page
    assert "Krippendorff 2011" in page


def test_a_coder_changes_no_incident(worker: TestClient, own_store: Store, full: ClaimId) -> None:
    as_(worker, "Omar", "coder")
    assert worker.post("/judge/split", data={"claim": full}).status_code == 403
    assert said(own_store) == []


def test_an_incident_is_split_moved_merged_and_its_claims_taken_back_by_forms(
    worker: TestClient, own_store: Store, full: ClaimId
) -> None:
    held = own_store.incidents()
    before = held.claims_beside(full)
    assert len(before) > 1
    split = worker.post("/judge/split", data={"claim": full, "why": "another strike", "next": "/incidents"})
    assert (split.status_code, split.headers["location"]) == (303, "/incidents")
    assert held.claims_beside(full) == (full,)
    other = next(claim for claim in before if claim != full)
    assert worker.post("/judge/merge", data={"claim": full, "to": other}).status_code == 409, "a no stands"
    last = list(own_store.judgements())[-1]
    worker.post("/review/undo", data={"judgement": last.batch or last.id})
    assert held.claims_beside(full) == before
    assert worker.post("/judge/retract", data={"claim": full, "why": "withdrawn"}).status_code == 303
    assert list(own_store.judgements())[-1].act is Act.RETRACT
    alone = next(claim.id for claim in own_store.claims() if len(held.claims_beside(claim.id)) == 1)
    home = held.of_claims([full])[full]
    assert worker.post("/judge/move", data={"claim": alone, "to": home}).status_code == 303
    assert alone in held.claims_beside(full)


def test_every_change_stands_in_the_activity_log(worker: TestClient, own_store: Store, full: ClaimId) -> None:
    links = own_store.counts().links
    worker.post("/review/answer", data={"item": full, "act": "accept"})
    worker.post("/review/correct", data={"claim": full, "field": "status", "value": "attempted"})
    worker.post("/judge/retract", data={"claim": full})
    records = list(own_store.custody())[links:]
    assert [record.subject for record in records] == [one.id for one in own_store.judgements()]
    page = worker.get("/activity").text
    assert all(record.subject[-8:] in page or record.subject in page for record in records)


WRITES = ("/review/answer", "/review/undo", "/review/correct", "/review/as", "/judge/split", "/judge/merge")


@pytest.mark.parametrize("path", WRITES)
def test_nothing_is_judged_from_another_site(worker: TestClient, own_store: Store, path: str) -> None:
    answer = worker.post(path, data={"item": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert said(own_store) == []


@pytest.mark.parametrize("path", WRITES)
def test_a_form_that_says_nothing_is_refused(worker: TestClient, own_store: Store, path: str) -> None:
    answer = worker.post(path, data={"next": "https://evil.example"})
    assert answer.status_code in (400, 404, 422)
    assert said(own_store) == []


def test_what_is_asked_for_wrongly_is_said(worker: TestClient) -> None:
    for query, status in (("kind=x", 400), ("why=x", 400), ("item=claim-none", 404), ("item=a~b~c", 404)):
        assert worker.get(f"/review?{query}").status_code == status, query


def test_it_leads_only_to_pages_of_the_desk(worker: TestClient, full: ClaimId) -> None:
    form = {"item": full, "act": "accept", "next": "//evil.example"}
    assert worker.post("/review/answer", data=form).headers["location"] == "/"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_review_is_in_the_readers_language(worker: TestClient, pair: str, language: str) -> None:
    worker.cookies.set("language", language)
    page = worker.get("/review").text
    assert f'lang="{language}"' in page
    assert ("مراجعة" in page) is (language == "ar")


def test_a_name_in_any_script_survives_the_cookie() -> None:
    for name in ("Lina", "لينا", 'Łukasz \\ "x"', named("a\nb\x00c" * 40)):
        assert kept(name).isascii()
        assert kept(name).encode("latin-1").decode("unicode_escape") == name
    assert Signer("x", Role.CODER).person("  a\n b ").why == "a b"


def test_two_who_note_of_one_source_lose_nothing(worker: TestClient, own_store: Store) -> None:
    source = own_store.incidents().publishers()[0][0].id
    was = {"was_reliability": "", "was_affiliation": "", "was_protected": "", "was_same_as": ""}
    path = f"/sources/{source}/notes"
    assert worker.post(path, data={**was, "reliability": "B", "why": "right so far"}).status_code == 303
    other_field = {**was, "reliability": "", "affiliation": "the mayor"}
    assert worker.post(path, data=other_field).status_code == 303, "what was left as it stood takes nothing back"
    assert [(one.noted.value, one.value) for one in own_store.incidents().notes()] == [
        ("reliability", "B"),
        ("affiliation", "the mayor"),
    ]
    clash = worker.post(path, data={**was, "reliability": "D"})
    assert clash.status_code == 409
    assert "right so far" in clash.text
    assert re.search(r'value="D" checked', clash.text)
    assert len(own_store.incidents().notes()) == 2
    again = worker.post(path, data={**was, "was_reliability": "B", "reliability": "D", "affiliation": "the mayor"})
    assert again.status_code == 303
    assert own_store.incidents().notes()[-1].value == "D"


def test_the_log_says_who_judged_what_but_not_what_a_coder_answered(
    worker: TestClient, own_store: Store, full: ClaimId
) -> None:
    worker.post("/review/answer", data={"item": full, "act": "accept", "why": "I read it"})
    as_(worker, "Omar", "coder")
    worker.post("/review/answer", data={"item": full, "act": "reject", "why": "no such words"})
    page = worker.get("/activity").text
    assert "<strong>accepted</strong>" in page
    assert "I read it" in page
    assert "answered as a coder" in page
    assert "no such words" not in page
