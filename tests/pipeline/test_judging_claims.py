"""What people say of claims: lists, incidents and exports obey it, the coded claim is kept, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.build import NOON, a_claim, a_document, a_harm, a_source, a_when, a_where
from warledger.errors import BadSetting, EditedMeanwhile
from warledger.linking.agreement import agreement, alpha
from warledger.linking.judging import Person
from warledger.model.claim import Claim, HarmKind, PlacePrecision, Status
from warledger.model.document import Document
from warledger.model.filters import ClaimFilter
from warledger.model.ids import ClaimId
from warledger.model.ledger import Role, Verdict
from warledger.model.ranges import most_stated
from warledger.model.reviewing import Why
from warledger.pipeline import judging, link, link_new
from warledger.pipeline.reviewing import Review, first
from warledger.pipeline.wording import Typed, value_for
from warledger.reference.codebook import load_codebook
from warledger.store.case import Store, open_case

TEXTS = (
    "Two mortar shells fell on a market in Al-Bab on Wednesday, killing at least 11 people, the mayor said.",
    "Mortar shells fell on the market of Al-Bab on 2 April, killing 14 people, the hospital of Al-Bab said.",
    "A roadside bomb went off near Homs, and soldiers fled the village, a witness told the radio.",
)
CODEBOOK = load_codebook(None)
TIMES = iter(NOON + timedelta(minutes=k) for k in range(1, 100_000))


def person(who: str = "Lina", why: str | None = "I read it", role: Role = Role.REVIEWER) -> Person:
    return Person(who, next(TIMES), why, role)


def reports() -> list[tuple[Document, tuple[Claim, ...]]]:
    names = ("Radio Hirak", "Northern Wire", "Southern Post")
    documents = [
        a_document(text, series=f"file:/{number}", source=a_source(name), origin=f"{number}.txt")
        for number, (text, name) in enumerate(zip(TEXTS, names, strict=True))
    ]
    one, two, three = documents
    when, where = a_when(date(2014, 4, 2)), a_where()
    first_ = a_claim(one, where=where, when=when, harm=(a_harm(one, "killing at least 11 people", low=11, high=None),))
    second = a_claim(two, where=where, when=when, harm=(a_harm(two, "killing 14 people", low=14, high=14),))
    third = a_claim(three, "bomb", type="ied_mine", confidence=0.3)
    movement = a_claim(three, "fled", type="movement", status=Status.POSSIBLE, confidence=0.4)
    return [(one, (first_,)), (two, (second,)), (three, (third, movement))]


@dataclass
class Case:
    store: Store
    one: ClaimId
    two: ClaimId
    three: ClaimId
    four: ClaimId

    def incidents(self) -> set[tuple[ClaimId, ...]]:
        return {one.incident.claims for one in self.store.incidents().assessments()}

    def correct(self, claim: ClaimId, field: str, value: str = "", *words: str, **options: Any) -> judging.Judged:
        held = self.store.claim(claim)
        document = self.store.document(held.document)
        assert document
        typed = Typed(value, words, who=options.pop("who_harmed", ""))
        found = value_for(held, document, field, typed, CODEBOOK)
        return judging.correct(self.store, claim, field, found, options.pop("by", person()), **options)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(str(tmp_path / "a.ledger"), create=True, at=NOON) as store:
        ids = []
        for document, claims in reports():
            store.add_document(document, claims, NOON)
            ids += [claim.id for claim in claims]
        link(store)
        yield Case(store, *ids)


def test_a_rejected_claim_is_in_no_list_and_no_incident_until_that_is_undone(case: Case) -> None:
    before = case.incidents()
    done = judging.reject(case.store, case.two, person())
    assert not any(case.two in one for one in case.incidents())
    assert case.two not in {claim.id for claim in case.store.claims()}
    assert case.store.latest_claims() == 3
    assert case.store.coded_claim(case.two) is not None, "what was coded is kept"
    judging.undo(case.store, done.judgements[0].id, person())
    assert case.incidents() == before
    assert case.store.latest_claims() == 4


def test_rejecting_needs_a_reason(case: Case) -> None:
    with pytest.raises(BadSetting, match="say why"):
        judging.reject(case.store, case.one, person(why=" "))
    assert list(case.store.judgements()) == []


def test_accepting_and_doubting_change_no_incident_and_are_on_record(case: Case) -> None:
    before = list(case.store.incidents().assessments())
    judging.accept(case.store, case.one, person())
    judging.doubt(case.store, case.two, person())
    assert [one.act.value for one in case.store.judgements()] == ["accept", "doubt"]
    assert list(case.store.incidents().assessments()) == before


CORRECTIONS = {
    "type": ("type", "air_drone_strike", ()),
    "status": ("status", "attempted", ()),
    "a day": ("when", "2014-04-01", ("on Wednesday",)),
    "a month": ("when", "2014-04", ()),
    "no day": ("when", "none", ()),
    "no place": ("where", "none", ()),
    "doers": ("actors", "", ("the mayor",)),
    "done to": ("targets", "", ("a market",)),
    "means": ("weapons", "", ("mortar shells",)),
    "who says it": ("sources", "", ("the mayor",)),
    "toll": ("harm.killed", "12-14", ("killing at least 11 people",)),
    "no toll": ("harm.killed", "none", ()),
    "another harm": ("harm.injured", "3+", ("11 people",)),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_incidents_obey_a_correction_the_same_from_scratch_as_onwards(case: Case, name: str) -> None:
    field, value, words = CORRECTIONS[name]
    coded = case.store.claim(case.one)
    case.correct(case.one, field, value, *words)
    assert case.store.claim(case.one) != coded
    assert case.store.coded_claim(case.one) == coded
    onwards = list(case.store.incidents().assessments())
    link(case.store)
    assert list(case.store.incidents().assessments()) == onwards


def test_a_corrected_figure_is_the_incidents_and_its_words_are_the_reports(case: Case) -> None:
    case.correct(case.two, "harm.killed", "16", "killing 14 people", who_harmed="civilian")
    claim = case.store.claim(case.two)
    assert most_stated(claim, HarmKind.KILLED) == 16
    assert claim.harm[0].quote.text == "killing 14 people"
    tolls = [
        toll for one in case.store.incidents().assessments() for toll in one.tolls if case.two in one.incident.claims
    ]
    assert 16 in {figure.low for toll in tolls for figure in toll.figures}


def test_a_filter_finds_a_claim_by_what_it_was_corrected_to(case: Case) -> None:
    case.correct(case.one, "type", "air_drone_strike")
    found = {claim.id for claim in case.store.claims(ClaimFilter(types=frozenset({"air_drone_strike"})))}
    assert found == {case.one}
    assert case.one not in {claim.id for claim in case.store.claims(ClaimFilter(types=frozenset({"shelling_missile"})))}


def test_what_was_only_possible_becomes_an_incident_when_a_person_says_that_it_happened(case: Case) -> None:
    before = len(case.incidents())
    done = case.correct(case.four, "status", "happened")
    assert len(case.incidents()) == before + 1
    judging.undo(case.store, done.judgements[0].id, person())
    assert len(case.incidents()) == before


def test_the_latest_correction_rules_and_undoing_it_restores_the_one_before(case: Case) -> None:
    case.correct(case.one, "status", "attempted")
    later = case.correct(case.one, "status", "ongoing")
    assert case.store.claim(case.one).status.value is Status.ONGOING
    judging.undo(case.store, later.judgements[0].id, person())
    assert case.store.claim(case.one).status.value is Status.ATTEMPTED


BAD = {
    "words that are not there": ("actors", "", ("the governor",)),
    "no words": ("actors", "", ()),
    "no type": ("type", "battle", ()),
    "no day": ("when", "2014-02-30", ()),
    "backwards": ("when", "2014-04-03..2014-04-01", ()),
    "a figure without words": ("harm.killed", "12", ()),
    "a figure backwards": ("harm.killed", "14-12", ("11 people",)),
    "no figure": ("harm.killed", "many", ("11 people",)),
    "no field": ("title", "x", ()),
    "no place": ("where", "Nowhere", ()),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_a_value_is_refused_and_nothing_is_stored(case: Case, name: str) -> None:
    field, value, words = BAD[name]
    with pytest.raises(BadSetting):
        case.correct(case.one, field, value, *words)
    assert list(case.store.judgements()) == []


def test_the_second_to_edit_a_field_sees_the_first_and_nothing_of_either_is_lost(case: Case) -> None:
    mine = case.correct(case.one, "status", "attempted", seen="", by=person("Lina", "it failed"))
    with pytest.raises(EditedMeanwhile, match=r"Lina corrected the status .*it failed"):
        case.correct(case.one, "status", "ongoing", seen="", by=person("Omar"))
    assert case.store.claim(case.one).status.value is Status.ATTEMPTED
    case.correct(case.one, "status", "ongoing", seen=mine.judgements[0].id, by=person("Omar"))
    assert case.store.claim(case.one).status.value is Status.ONGOING
    assert [one.who for one in case.store.judgements()] == ["Lina", "Omar"]


def test_a_case_judged_by_another_in_between_is_looked_at_again(case: Case) -> None:
    assert not case.store.add_judgement(after=7)
    judging.judge(case.store, case.one, case.three, Verdict.NO, person())
    assert len(list(case.store.judgements())) == 1


def test_every_judgement_stands_in_the_custody_log_and_the_case_verifies(case: Case) -> None:
    links = case.store.counts().links
    case.correct(case.one, "status", "attempted")
    judging.reject(case.store, case.two, person())
    assert case.store.counts().links == links + 2
    assert [one for one in case.store.audit().judgements() if one[1]] == []


def test_coders_answer_blind_and_bind_nothing(case: Case) -> None:
    before = list(case.store.incidents().assessments())
    judging.judge(case.store, case.one, case.three, Verdict.YES, person("Omar", role=Role.CODER))
    judging.judge(case.store, case.one, case.three, Verdict.NO, person("Sara", role=Role.CODER))
    judging.reject(case.store, case.two, person("Omar", role=Role.CODER))
    case.correct(case.one, "status", "attempted", by=person("Omar", role=Role.CODER))
    assert list(case.store.incidents().assessments()) == before
    assert case.store.claim(case.one).status.value is Status.HAPPENED
    pair = Review(case.store, "Omar", Role.CODER).item(f"{case.one}~{case.three}")
    assert pair
    seen = Review(case.store, "Omar", Role.CODER).said(pair)
    assert (seen.coders, [one.who for one in seen.answers], seen.differs) == (2, ["Omar"], None)
    shown = Review(case.store, "Lina", Role.REVIEWER).said(pair)
    assert {one.who for one in shown.answers} == {"Omar", "Sara"}
    assert shown.differs


def test_a_coder_takes_back_only_the_own_answer(case: Case) -> None:
    ruled = judging.accept(case.store, case.one, person("Lina")).judgements[0]
    answer = judging.accept(case.store, case.one, person("Omar", role=Role.CODER)).judgements[0]
    with pytest.raises(BadSetting, match="your own"):
        judging.undo(case.store, ruled.id, person("Omar", role=Role.CODER))
    last = judging.last_of(case.store, person("Omar", role=Role.CODER))
    assert last
    assert last.id == answer.id
    judging.undo(case.store, answer.id, person("Omar", role=Role.CODER))
    assert judging.last_of(case.store, person("Omar", role=Role.CODER)) is None


def test_what_coders_answered_differently_comes_first_and_what_was_decided_waits_no_more(case: Case) -> None:
    queue = first(Review(case.store, "Lina", Role.REVIEWER), 50)
    last = next(item for item in reversed(queue) if not item.is_pair)
    judging.accept(case.store, last.claims[0], person("Omar", role=Role.CODER))
    judging.reject(case.store, last.claims[0], person("Sara", role=Role.CODER))
    queue = first(Review(case.store, "Lina", Role.REVIEWER), 50)
    assert queue[0].claims == last.claims
    assert queue[0].points[0][0] is Why.DIFFERS
    assert last.claims not in [item.claims for item in first(Review(case.store, "Omar", Role.CODER), 50)]
    judging.accept(case.store, last.claims[0], person())
    assert last.claims not in [item.claims for item in first(Review(case.store, "Lina", Role.REVIEWER), 50)]


def test_the_queue_is_in_the_order_of_its_points_and_each_point_has_a_reason(case: Case) -> None:
    queue = first(Review(case.store, "Lina", Role.REVIEWER), 50)
    totals = [item.total for item in queue]
    assert totals == sorted(totals, reverse=True)
    unsure = next(item for item in queue if item.claims == (case.three,))
    assert dict(unsure.points) == {Why.UNSURE: 35, Why.UNPLACED: 20, Why.UNDATED: 10}


def test_alpha_is_that_of_the_published_examples() -> None:
    coders = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    units = zip(*(row.split() for row in coders), strict=True)
    assert alpha([said for said in unit if said != "."] for unit in units) == pytest.approx(0.743, abs=0.001)
    assert alpha(zip("0100000010", "1110010000", strict=True)) == pytest.approx(0.095, abs=0.001)


def test_agreement_is_not_defined_where_nothing_was_answered_twice_or_all_alike() -> None:
    assert agreement([{"Omar": "yes"}]).alpha is None
    alike = agreement([{"Omar": "yes", "Sara": "yes"}, {"Omar": "", "Sara": "no"}])
    assert (alike.alpha, alike.items, alike.alike, alike.coders) == (None, 1, 1, 2)


def test_a_claim_coded_anew_is_corrected_anew(case: Case) -> None:
    case.correct(case.one, "status", "attempted")
    document = case.store.document(case.store.claim(case.one).document)
    assert document
    fresh = a_claim(document, confidence=0.9, where=a_where(precision=PlacePrecision.PROVINCE))
    assert fresh.id == case.one
    case.store.replace_claims(document, [fresh], NOON)
    link_new(case.store)
    claim = case.store.claim(case.one)
    assert (claim.status.value, claim.confidence.value) == (Status.ATTEMPTED, 0.9)
