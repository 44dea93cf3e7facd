"""From claims to incidents: what is joined, what is kept apart, and that neither order nor piecemeal input matters."""

import random
from datetime import timedelta

import pytest

from tests.build import NOON, a_where
from tests.linking.reports import DAY, Report, ids, split_up, told
from warledger.linking.judging import Person, judgement, split, undo
from warledger.linking.linker import Linkage, judged, link, resumed, with_reports
from warledger.model.claim import PlacePrecision, Status
from warledger.model.corroboration import FamilyId
from warledger.model.ledger import Judgement, Verdict

LINA = Person("Lina", NOON, "same street")


def linkage(*reports: Report, **options: object) -> Linkage:
    claims, documents = split_up(*reports)
    return link(claims, documents, **options)  # type: ignore[arg-type]


def joined(*reports: Report, **options: object) -> bool:
    return len(linkage(*reports, **options).groups) == 1


MORNING = told("morning", killed=3)
NIGHT = told("night", killed=5, range=(5, None), after=2)

TOGETHER = {
    "the same toll the same day": (MORNING, told("other", killed=3)),
    "three killed in the morning, at least five at night": (MORNING, NIGHT),
    "a day that the other report is a day off": (MORNING, told("late", killed=3, day=DAY + timedelta(days=1))),
    "another spelling of the town": (MORNING, told("spelt", town="El Bab", killed=3)),
    "a report without a toll": (MORNING, told("bare")),
    "a denial": (MORNING, told("ministry", status=Status.DENIED)),
    "a report without a day, out the day after": (MORNING, told("undated", killed=3, day=None)),
}
APART = {
    "another town": (MORNING, told("far", killed=3, where=a_where("Raqqa", lat=35.95, lon=39.01, gazetteer_id="2"))),
    "a month later": (MORNING, told("later", killed=3, day=DAY + timedelta(days=40))),
    "two incidents of one day in one city": (
        told("market", killed=11, targets=["a market"]),
        told("oven", killed=40, on="a bakery", targets=["a bakery"]),
    ),
    "words about a deed": (MORNING, told("speech", killed=3, type="statement")),
    "a running toll of the war": (
        MORNING,
        told("toll", killed=150_000, type="other", where=a_where("Syria", precision=PlacePrecision.COUNTRY)),
    ),
    "a day after the other report came out": (MORNING, told("next", killed=3, day=DAY + timedelta(days=9))),
}


@pytest.mark.parametrize("reports", TOGETHER.values(), ids=TOGETHER)
def test_these_are_one_incident(reports: tuple[Report, Report]) -> None:
    assert joined(*reports), linkage(*reports).explain(*ids(*reports))


@pytest.mark.parametrize("reports", APART.values(), ids=APART)
def test_these_are_two_incidents(reports: tuple[Report, Report]) -> None:
    assert not joined(*reports), linkage(*reports).explain(*ids(*reports))


def test_what_is_only_planned_or_feared_is_in_no_incident() -> None:
    assert linkage(told("fear", status=Status.POSSIBLE), told("plan", status=Status.PLANNED), MORNING).groups == (
        ids(MORNING),
    )


def test_no_claims_make_no_incidents() -> None:
    assert link([], {}).groups == ()


LOST = [told(name, town=None, day=None, killed=3, text="Ahmad Zaki, Rima Haddad died.") for name in ("x", "yy")]


def test_claims_without_place_and_day_are_not_joined_on_likeness_and_are_listed() -> None:
    found = linkage(*LOST)
    assert len(found.groups) == 2
    assert found.unplaced == ids(*LOST)
    assert found.explain(*ids(*LOST)).rule == "a claim with neither place nor day is joined to near-copies only"


def test_claims_without_place_and_day_are_joined_to_their_copies() -> None:
    family = {document.id: FamilyId("one") for document, _ in LOST}
    assert joined(*LOST, families=family)


def test_a_day_after_the_report_itself_is_not_believed() -> None:
    document, claim = told("misread", killed=3, after=-5)
    assert joined(MORNING, (document, claim)) == joined(MORNING, told("misread", killed=3, day=None, after=-5))


def test_unlike_claims_are_not_chained_together_through_one_in_the_middle() -> None:
    one, middle = told("one", killed=7), told("middle", town=None, killed=7)
    other = told("three", killed=7, where=a_where("Raqqa", lat=35.95, lon=39.01, gazetteer_id="2"))
    assert joined(one, middle)
    assert joined(middle, other)
    assert len(linkage(one, middle, other).groups) == 2


MANY = [
    told(f"report {k}", killed=[2, 2, 9, 30][k % 4], day=DAY + timedelta(days=k // 6), town=["Al-Bab", "Raqqa"][k % 2])
    for k in range(40)
]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_input_does_not_matter(seed: int) -> None:
    shuffled = list(MANY)
    random.Random(seed).shuffle(shuffled)
    assert linkage(*shuffled).groups == linkage(*MANY).groups


@pytest.mark.parametrize("held", [True, False], ids=["in memory", "put away in between"])
@pytest.mark.parametrize("seed", range(20))
def test_reports_that_come_one_by_one_make_the_same_incidents(seed: int, held: bool) -> None:
    shuffled = MANY[:16]
    random.Random(seed).shuffle(shuffled)
    growing = linkage(*shuffled[:8])
    for report in shuffled[8:]:
        if not held:
            growing = resumed(growing.table, growing.model.weights, growing.part, growing.group, ())
        before = set(growing.groups)
        claims, documents = split_up(report)
        growing = with_reports(growing, claims, documents)
        assert growing.touched == {claim for group in set(growing.groups) - before for claim in group}
    assert growing.groups == linkage(*MANY[:16]).groups


def test_a_report_touches_only_what_it_could_change() -> None:
    far = [told(f"far {k}", killed=k, day=DAY + timedelta(days=100 + k)) for k in range(3)]
    before = linkage(MORNING, *far)
    after = with_reports(before, *split_up(NIGHT))
    assert after.touched == set(ids(MORNING, NIGHT))
    assert after.group_of(NIGHT[1].id) == ids(MORNING, NIGHT)


def test_a_report_that_is_there_already_changes_nothing() -> None:
    before = linkage(MORNING, NIGHT)
    after = with_reports(before, *split_up(NIGHT))
    assert (after.groups, after.touched) == (before.groups, frozenset())


def test_a_persons_yes_joins_what_nothing_else_would() -> None:
    reports = APART["another town"]
    yes = judgement(*ids(*reports), Verdict.YES, LINA)
    assert joined(*reports, judgements=[yes])


def test_a_persons_no_parts_what_all_else_would_join() -> None:
    no = judgement(*ids(MORNING, NIGHT), Verdict.NO, LINA)
    assert not joined(MORNING, NIGHT, judgements=[no])
    third = told("third", killed=3)
    groups = linkage(MORNING, NIGHT, third, judgements=[no]).groups
    assert all(not set(ids(MORNING, NIGHT)) <= set(group) for group in groups)


def test_judgements_given_later_and_undone_leave_things_as_they_were() -> None:
    before = linkage(*MANY)
    group = max(before.groups, key=len)
    parts = split([group[:1], group[1:]], LINA)
    after = judged(before, parts)
    assert group[:1] in after.groups
    assert group[1:] in after.groups
    assert after.groups == link(*split_up(*MANY), judgements=parts).groups
    back: list[Judgement] = [*parts, *(undo(one, LINA) for one in parts)]
    assert judged(after, back).groups == before.groups


def test_a_pair_explains_itself_in_sentences_that_add_up() -> None:
    waterfall = linkage(MORNING, NIGHT).explain(*ids(MORNING, NIGHT))
    assert waterfall.prior + sum(step.bits for step in waterfall.steps) == pytest.approx(waterfall.total, abs=0.01)
    told_ = {step.comparison: step.sentence for step in waterfall.steps}
    assert told_["time"] == "both say the same day (2014-04-02; 2014-04-02)"
    assert told_["place"] == "they name the same place"
    assert told_["reported"] == "the reports came out a day apart"
    assert "killed" in told_["killed"]
    assert 0.5 < waterfall.chance <= 1
