"""A case is linked as reports come, and from scratch: the same incidents either way, and people are always obeyed."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import NOON
from tests.linking.reports import DAY, Report, ids, told
from warledger.errors import BadSetting, ContradictoryJudgements
from warledger.model.corroboration import Assessment, Grade
from warledger.model.document import Source
from warledger.model.ids import ClaimId
from warledger.model.ledger import Verdict, claim_named, incident_id
from warledger.model.listing import IncidentFilter
from warledger.model.register import Noted
from warledger.pipeline.comparing import compare
from warledger.pipeline.exporting import documents_of
from warledger.pipeline.judging import Person, judge, merge, move, note, retract, split, undo
from warledger.pipeline.linking import is_linked, link, link_new
from warledger.pipeline.sources import a_note
from warledger.store.case import Store, open_case

LINA = Person("Lina", NOON, "same street")
MORNING = told("morning", killed=3)
NIGHT = told("night", killed=5, range=(5, None), after=2)
OTHER = told("other report", killed=3, after=3)
FAR = told("far", town="Raqqa", killed=9, day=DAY + timedelta(days=40))
VOICE = random.Random(7)
WORDS = ["".join(VOICE.choices("bdfgklmnrst", k=2) + VOICE.choices("aeiou", k=2)) for _ in range(400)]
STORY = " ".join(VOICE.choices(WORDS, k=120))


def own_words() -> str:
    """What makes a report no copy of another."""
    return " ".join(VOICE.choices(WORDS, k=60))


WAR = [
    told(
        f"report {k}",
        text=own_words(),
        killed=[2, 2, 9, 30][k % 4],
        day=DAY + timedelta(days=k // 5),
        town=["Al-Bab", "Raqqa"][k % 2],
        source=["wire", "radio", "post", "monitors"][k % 3],
    )
    for k in range(14)
]
WAR += [
    told("page", killed=4, series="page", text=own_words()),
    told("page again", killed=5, series="page", version=2, source="page", text=own_words()),
    told("story", killed=9, text=STORY),
    told("reprint", killed=9, text=STORY, after=2),
]


def put(store: Store, *reports: Report) -> None:
    for document, claim in reports:
        assert store.add_document(document, [claim], NOON)


def all_of(store: Store) -> list[Assessment]:
    return list(store.incidents().assessments())


def claims_of(store: Store) -> list[tuple[ClaimId, ...]]:
    return sorted(one.incident.claims for one in all_of(store))


def state_of(store: Store) -> object:
    """All that linking put away and that does not tell in what order reports came."""
    marks, speakers = list(store.incidents().marks()), sorted(store.incidents().speakers())
    beside = [store.incidents().claims_beside(claim.id) for claim in store.claims(superseded=True)]
    return sorted(all_of(store), key=lambda one: one.incident.id), marks, speakers, sorted(beside)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> object:
    """What a case of the war says that was linked once, from scratch."""
    with open_case(str(tmp_path_factory.mktemp("whole") / "c.ledger"), create=True) as store:
        put(store, *WAR)
        link(store)
        return state_of(store)


@pytest.mark.parametrize("seed", range(20))
def test_reports_in_any_order_and_any_batches_make_the_incidents_of_linking_from_scratch(
    seed: int, store: Store, whole: object
) -> None:
    chance, waiting = random.Random(seed), list(WAR)
    chance.shuffle(waiting)
    waiting.sort(key=lambda report: report[0].version)  # a version is counted as it comes: the second after the first
    while waiting:
        batch = chance.randint(1, 6)
        put(store, *waiting[:batch])
        waiting = waiting[batch:]
        link_new(store)
    assert state_of(store) == whole


def test_a_report_touches_only_the_incident_that_it_could_change(store: Store) -> None:
    put(store, MORNING, FAR)
    link_new(store)
    put(store, NIGHT)
    done = link_new(store)
    assert (done.documents, done.incidents, done.gone) == (1, 1, 1)
    assert claims_of(store) == sorted([ids(MORNING, NIGHT), ids(FAR)])
    assert link_new(store).documents == 0


def test_an_incident_keeps_its_name_when_later_reports_join_it_and_every_name_leads_to_it(store: Store) -> None:
    put(store, MORNING)
    link_new(store)
    (before,) = all_of(store)
    assert before.incident.id == incident_id(MORNING[1].id)
    put(store, NIGHT, OTHER)
    link_new(store)
    (after,) = all_of(store)
    assert after.incident.id == before.incident.id
    for _, claim in (MORNING, NIGHT, OTHER):
        assert store.incidents().id_of(incident_id(claim.id)) == after.incident.id
        assert store.incidents().assessment(claim.id[:12]) == after
    assert claim_named(after.incident.id) == MORNING[1].id


def test_an_id_of_no_incident_is_refused_with_what_to_do(store: Store) -> None:
    put(store, MORNING)
    link_new(store)
    with pytest.raises(BadSetting, match="warledger incidents"):
        store.incidents().assessment("zzzz")


def test_a_later_version_replaces_what_the_earlier_said_and_takes_back_what_it_leaves_out(store: Store) -> None:
    first, again = told("one", killed=30, series="page"), told("two", killed=3, series="page", version=2, source="one")
    put(store, first)
    link_new(store)
    put(store, again)
    link_new(store)
    (found,) = all_of(store)
    assert [(toll.low, toll.high) for toll in found.tolls] == [(3, 3)]
    assert len(found.incident.voices) == 1
    elsewhere = told("three", killed=3, series="page", version=3, source="one", town="Raqqa", day=DAY + timedelta(300))
    put(store, elsewhere)
    link_new(store)
    old = store.incidents().assessment(first[1].id)
    assert (old.grade, old.grade_rule) == (Grade.DISCOUNTED, "taken_back")


def test_a_persons_no_and_yes_are_obeyed_and_undone(store: Store) -> None:
    put(store, MORNING, NIGHT, FAR)
    link_new(store)
    joined = claims_of(store)
    done = judge(store, *ids(MORNING, NIGHT), Verdict.NO, LINA)
    assert claims_of(store) == sorted([ids(MORNING), ids(NIGHT), ids(FAR)])
    assert all(mark.judged is (mark.id != incident_id(FAR[1].id)) for mark in store.incidents().marks())
    undo(store, done.judgements[0].id, Person("Omar", NOON + timedelta(hours=1)))
    assert claims_of(store) == joined
    judge(store, MORNING[1].id, FAR[1].id, Verdict.YES, Person("Omar", NOON + timedelta(hours=2)))
    assert ids(MORNING, NIGHT, FAR) in claims_of(store)
    before = state_of(store)
    link(store)
    assert state_of(store) == before


def test_contradictory_judgements_are_refused_and_nothing_is_stored(store: Store) -> None:
    put(store, MORNING, NIGHT)
    judge(store, *ids(MORNING, NIGHT), Verdict.NO, LINA)
    with pytest.raises(ContradictoryJudgements, match=r"Omar said yes .* but Lina said no"):
        judge(store, *ids(MORNING, NIGHT), Verdict.YES, Person("Omar", NOON + timedelta(hours=1)))
    assert store.counts().judgements == 1
    assert len(claims_of(store)) == 2


def test_split_merge_and_move_are_judgements_that_are_undone_together(store: Store) -> None:
    put(store, MORNING, NIGHT, OTHER, FAR)
    link_new(store)
    three, far = ids(MORNING, NIGHT, OTHER), ids(FAR)
    parted = split(store, [OTHER[1].id], LINA)
    assert claims_of(store) == sorted([ids(MORNING, NIGHT), ids(OTHER), far])
    undo(store, parted.judgements[0].batch or "", LINA)
    assert claims_of(store) == sorted([three, far])
    one = merge(store, [MORNING[1].id, FAR[1].id], LINA)
    assert claims_of(store) == [tuple(sorted(three + far))]
    undo(store, one.judgements[0].batch or "", LINA)
    move(store, OTHER[1].id, FAR[1].id, Person("Lina", NOON + timedelta(hours=3)))
    assert claims_of(store) == sorted([ids(MORNING, NIGHT), ids(OTHER, FAR)])


REFUSED = {
    "splitting off all claims": lambda store: split(store, ids(MORNING, NIGHT), LINA),
    "splitting a stranger off": lambda store: split(store, [MORNING[1].id, FAR[1].id], LINA),
    "merging one incident": lambda store: merge(store, ids(MORNING, NIGHT), LINA),
    "moving where it is": lambda store: move(store, MORNING[1].id, NIGHT[1].id, LINA),
    "undoing nothing": lambda store: undo(store, "judgement-0", LINA),
}


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(store: Store, act: object) -> None:
    put(store, MORNING, NIGHT, FAR)
    with pytest.raises(BadSetting):
        act(store)  # type: ignore[operator]
    assert store.counts().judgements == 0


def test_a_retraction_takes_a_voice_away_until_it_is_undone(store: Store) -> None:
    put(store, MORNING, NIGHT)
    link_new(store)
    (before,) = all_of(store)
    done = retract(store, NIGHT[1].id, LINA)
    (after,) = all_of(store)
    assert after.retracted == ids(NIGHT)
    assert (len(before.incident.voices), len(after.incident.voices)) == (2, 1)
    undo(store, done.judgements[0].id, LINA)
    assert all_of(store) == [before]


def noted(store: Store, name: str, what: Noted, value: str | None) -> None:
    note(store, a_note(Source.named(name), what, value, LINA))


def test_letters_of_sources_count_at_once_for_the_incidents_that_they_speak_for(store: Store) -> None:
    put(store, MORNING, OTHER, FAR)
    link_new(store)
    assert store.incidents().assessment(MORNING[1].id).grade is Grade.FAIR
    noted(store, "morning", Noted.RELIABILITY, "B")
    noted(store, "other report", Noted.RELIABILITY, "A")
    assert store.incidents().assessment(MORNING[1].id).grade is Grade.CONFIRMED
    assert store.incidents().count(IncidentFilter(grades=frozenset([Grade.CONFIRMED]))) == 1


def test_two_names_of_one_source_are_one_voice(store: Store) -> None:
    put(store, MORNING, OTHER)
    noted(store, "other report", Noted.SAME_AS, Source.named("morning").id)
    (found,) = all_of(store)
    assert len(found.incident.voices) == 1


def test_the_name_of_a_protected_source_is_in_no_incident_and_no_document_that_leaves(store: Store) -> None:
    put(store, MORNING, OTHER)
    link_new(store)
    noted(store, "Other Report", Noted.PROTECTED, "yes")
    (found,) = all_of(store)
    assert sorted(found.incident.voices) == ["morning", "protected source 1"]
    assert "other report" not in str(found).casefold()
    source = documents_of(store)[OTHER[0].id].source
    assert source is not None
    assert (source.name, source.protected) == ("protected source 1", True)


def test_a_user_may_bring_weights_and_grades_that_hold_until_the_case_is_linked_anew(
    store: Store, tmp_path: Path
) -> None:
    grades = tmp_path / "grades.yaml"
    grades.write_text("grades:\n  - {rule: mine, grade: confirmed, why: because, when: {}}\n", "utf-8")
    put(store, MORNING)
    link(store, grades=grades)
    put(store, FAR)
    link_new(store)
    assert {one.grade_rule for one in all_of(store)} == {"mine"}
    link(store)
    assert {one.grade_rule for one in all_of(store)} == {"one_voice"}


BAD = {"weights": "comparison,level,bits\nprior,,much\n", "grades": "grades: []\n"}


@pytest.mark.parametrize("what", BAD)
def test_weights_and_grades_that_cannot_be_used_are_refused_and_leave_the_case_as_it_was(
    store: Store, tmp_path: Path, what: str
) -> None:
    put(store, MORNING)
    link(store)
    before = state_of(store)
    path = tmp_path / "mine"
    path.write_text(BAD[what], "utf-8")
    with pytest.raises(BadSetting):
        link(store, **{what: path})  # type: ignore[arg-type]
    assert state_of(store) == before


def test_claims_that_were_replaced_are_linked_anew(store: Store) -> None:
    put(store, MORNING, NIGHT)
    link_new(store)
    document, _ = NIGHT
    store.replace_claims(document, [], NOON)
    assert not is_linked(store)
    link_new(store)
    assert claims_of(store) == [ids(MORNING)]


def test_a_pair_is_laid_open_with_what_people_said_of_it(store: Store) -> None:
    put(store, MORNING, NIGHT, FAR)
    judge(store, *ids(MORNING, NIGHT), Verdict.UNSURE, LINA)
    found = compare(store, *ids(MORNING, NIGHT))
    assert found.together
    assert [one.verdict for one in found.judgements] == [Verdict.UNSURE]
    sums = found.waterfall.prior + sum(step.bits for step in found.waterfall.steps)
    assert sums == pytest.approx(found.waterfall.total, abs=0.01)
    assert not compare(store, MORNING[1].id, FAR[1].id).together


def test_an_empty_case_has_no_incidents(store: Store) -> None:
    assert link_new(store).incidents == 0
    assert all_of(store) == []
