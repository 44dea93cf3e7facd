"""The page of one incident: what its sources say, side by side, each with its words, and a dossier on paper."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from tests.build import NOON
from warledger.linking.judging import Person, judgement, retraction, undo
from warledger.model.ids import IncidentId
from warledger.model.ledger import Verdict
from warledger.pipeline import link
from warledger.pipeline.whole import printed_whole, whole_of
from warledger.store.case import Store
from warledger.web.charts import ticks_of
from warledger.web.marking import excerpt

LINA = Person("Lina <b>", NOON, "same <street>")


@pytest.fixture
def joined(own_store: Store) -> IncidentId:
    """The incident of the three reports on the market, which a person joined."""
    fell = [claim.id for claim in own_store.claims() if claim.where is not None and claim.harm]
    assert len(fell) == 3
    for one, other in pairwise(fell):
        own_store.add_judgement(judgement(one, other, Verdict.YES, LINA))
    link(own_store)
    return own_store.incidents().id_of(fell[0])


def page(client: TestClient, incident: str) -> str:
    answer = client.get(f"/incidents/{incident}")
    assert answer.status_code == 200
    return answer.text


def test_it_begins_with_one_sentence_of_facts(worker: TestClient, joined: IncidentId) -> None:
    heading = re.sub(r"<[^>]+>", "", re.findall(r"<h1>(.*?)</h1>", page(worker, joined), re.DOTALL)[0])
    assert heading == "Shelling or missile in Al-Bab, Aleppo, SY, on 2014-04-02"


def test_the_grade_stands_beside_its_rule_and_its_facts(
    worker: TestClient, joined: IncidentId, own_store: Store
) -> None:
    found = own_store.incidents().assessment(joined)
    shown = page(worker, joined)
    assert f"by the rule {found.grade_rule}" in shown
    assert found.grade_why.replace("'", "&#39;") in shown


def test_every_claim_is_told_in_its_words_and_leads_to_its_passage(
    worker: TestClient, joined: IncidentId, own_store: Store
) -> None:
    shown, whole = page(worker, joined), whole_of(own_store, joined)
    assert shown.count('class="telling') >= len(whole.claims)
    for claim in whole.claims:
        address = f"/reports/{claim.document}?claim={claim.id}&amp;span={claim.trigger.start}-{claim.trigger.end}#here"
        assert address in shown
        there = worker.get(address.replace("&amp;", "&").removesuffix("#here"))
        assert 'id="here"' in there.text


def test_rival_figures_stand_side_by_side_on_one_scale(worker: TestClient, joined: IncidentId) -> None:
    shown = page(worker, joined)
    assert shown.count('class="whiskers"') >= 1
    assert "<dt>fewest</dt><dd>11</dd>" in shown
    assert all(figure in shown for figure in ("11+", "14"))


def test_the_dossier_numbers_its_sources_with_capture_and_hash(
    worker: TestClient, joined: IncidentId, own_store: Store
) -> None:
    shown, whole = page(worker, joined), whole_of(own_store, joined)
    for number, document in enumerate(dict.fromkeys(claim.document for claim in whole.claims), start=1):
        assert f'id="source-{number}"' in shown
        assert f"SHA-256 {whole.documents[document].sha256}" in shown
        assert f"{whole.documents[document].captured_at:%Y-%m-%d %H:%M} UTC" in shown


def test_the_history_has_every_judgement_also_those_taken_back(
    worker: TestClient, joined: IncidentId, own_store: Store
) -> None:
    claim = own_store.incidents().assessment(joined).incident.claims[0]
    back = retraction(claim, Person("Omar", NOON + timedelta(hours=1), "corrected on air"))
    own_store.add_judgement(back)
    own_store.add_judgement(undo(back, Person("Omar", NOON + timedelta(hours=2))))
    shown = page(worker, joined)
    assert "corrected on air" in shown
    assert "no longer stands" in shown
    assert "Lina &lt;b&gt;" in shown
    assert "same &lt;street&gt;" in shown


def test_the_id_of_any_of_its_claims_leads_to_it(worker: TestClient, joined: IncidentId, own_store: Store) -> None:
    for claim in own_store.incidents().assessment(joined).incident.claims:
        answer = worker.get(f"/incidents/{claim}")
        assert answer.status_code == 200 or answer.headers["location"] == f"/incidents/{joined}"


@pytest.mark.parametrize("id", ["none", "incident-ffffffffffffffff", "%3Cscript%3E"])
def test_an_unknown_id_is_refused_in_words(client: TestClient, id: str) -> None:
    answer = client.get(f"/incidents/{id}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text.replace('<script type="module"', "")


def test_its_json_is_what_the_command_line_prints(worker: TestClient, joined: IncidentId, own_store: Store) -> None:
    assert worker.get(f"/incidents/{joined}.json").json() == printed_whole(whole_of(own_store, joined))


def test_every_incident_has_a_page_in_every_language(worker: TestClient, own_store: Store) -> None:
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        worker.cookies.set("language", language)
        for found in own_store.incidents().assessments():
            assert f'<html lang="{language}" dir="{direction}"' in page(worker, found.incident.id)


def test_the_words_around_a_trigger_are_words_of_the_report(own_store: Store) -> None:
    for claim in own_store.claims():
        document = own_store.document(claim.document)
        assert document is not None
        start, pieces = excerpt(document.text, claim)
        told = "".join(piece.text for piece in pieces)
        assert document.text[start : start + len(told)] == told
        assert claim.trigger.text in told


@pytest.mark.parametrize("most", [1, 2, 7, 43, 99, 100, 101, 38000])
def test_ticks_are_round_start_at_nobody_and_stay_within(most: int) -> None:
    ticks = ticks_of(most)
    assert ticks[0] == 0
    assert ticks[-1] <= most
    assert 2 <= len(ticks) <= 6
    assert len({later - one for one, later in pairwise(ticks)}) == 1
