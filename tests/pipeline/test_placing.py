"""What a person chooses for the name of a place: who gets it, what rules over it, and that it can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.build import NOON, a_claim, a_document, a_where
from warledger.errors import BadSetting
from warledger.linking.judging import Person
from warledger.model.claim import Claim, PlacePrecision, Where
from warledger.model.document import Document
from warledger.model.evidence import Sourced
from warledger.model.ledger import Role
from warledger.model.place_choice import RULE, Doubt, Meaning, Reach
from warledger.pipeline.correcting import restate_all
from warledger.pipeline.judging import correct, undo
from warledger.pipeline.linking import link, link_new
from warledger.pipeline.naming import most_spoken_of
from warledger.pipeline.placing import NameInFull, choose, in_full, meaning_of, names, one_name
from warledger.pipeline.wording import Typed, value_for
from warledger.reference.codebook import load_codebook
from warledger.reference.gazetteer import Place
from warledger.store.case import Store, open_case

LENA = Person("Lena", datetime(2026, 11, 20, 9, tzinfo=UTC), "it lies beside the road")
HADRUT = Where("Hadrut", "AZ", None, None, 39.52, 47.03, "1", PlacePrecision.PLACE, "name; likely 0.99")


def nothing(name: str, country: str | None) -> tuple[Place, ...]:
    """A gazetteer without places."""
    del name, country
    return ()


def report(
    text: str, series: str, place: str, *, where: Where | None = None, beside: Where | None = None
) -> tuple[Document, list[Claim]]:
    """A report of one event at a name, and of another in a known place."""
    document = a_document(text, series=series)
    claims = [a_claim(document, "fell", places=[place], where=where)]
    if beside is not None:
        claims.append(a_claim(document, "fired", places=[beside.name], where=beside))
    return document, claims


STEPANAKERT = a_where("Stepanakert", country="AZ", admin1=None, gazetteer_id="2", basis="name; likely 0.99")
HOMS = a_where("Homs", country="SY", admin1="Homs", gazetteer_id="3", basis="name; likely 0.99")
FIRST = report("Shells fell on Hadrut. Guns fired on Stepanakert.", "file:/1", "Hadrut", beside=STEPANAKERT)
SECOND = report("A bomb fell on HADRUT. Guns fired near Stepanakert.", "file:/2", "HADRUT", beside=STEPANAKERT)
ELSEWHERE = report("Shells fell on Hadrut. Guns fired on Homs.", "file:/3", "Hadrut", beside=HOMS)
DOUBTFUL = report(
    "Rockets fell on Hadrut too. Guns fired on Stepanakert.",
    "file:/4",
    "Hadrut",
    where=a_where("Hadrut", country="US", admin1="Texas", gazetteer_id="9", basis="name; likely 0.31"),
    beside=STEPANAKERT,
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    with open_case(str(tmp_path / "case.ledger"), create=True, at=NOON) as store:
        for document, claims in (FIRST, ELSEWHERE, DOUBTFUL):
            assert store.add_document(document, claims, NOON)
        link(store)
        yield store


def full(store: Store, country: str = "AZ") -> NameInFull:
    return in_full(store, one_name(store, "Hadrut", country), nothing)


def say(store: Store, given: str, reach: Reach = Reach.PROVINCE, person: Person = LENA) -> str:
    """Choose; the judgement's id."""
    shown = full(store)
    made = choose(store, shown.named, reach, meaning_of(shown, given, lambda name, country: (place(),)), person)
    return made.judgements[0].id


def place() -> Place:
    return Place("1", "Hadrut", "AZ", None, 39.52, 47.03, "town", PlacePrecision.PLACE, 4000, "name")


def where(store: Store, of: tuple[Document, list[Claim]]) -> Sourced[Where] | None:
    return store.claim(of[1][0].id).where


def test_names_are_grouped_by_what_lies_around_and_the_doubtful_come_first(case: Store) -> None:
    found = [(one.group.written, one.group.around.country, one.group.doubtful) for one in names(case)]
    assert found[:2] == [("Hadrut", "AZ", 2), ("Hadrut", "SY", 1)]
    first = names(case)[0].group
    assert (first.count(Doubt.UNRESOLVED), first.count(Doubt.UNSURE)) == (1, 1)


def test_a_choice_holds_for_the_name_in_its_surroundings_and_says_who_made_it(case: Store) -> None:
    say(case, "Hadrut")
    found = where(case, FIRST)
    assert found is not None
    assert (found.value.name, found.value.country, found.rule) == ("Hadrut", "AZ", RULE)
    assert found.value.basis == "Lena chose it on 2026-11-20 for “Hadrut” where the report is about AZ"
    assert [one.text for one in found.quotes] == ["Hadrut"]
    assert where(case, DOUBTFUL) == found.__class__(found.value, RULE, where(case, DOUBTFUL).quotes)  # type: ignore[union-attr]
    assert where(case, ELSEWHERE) is None


def test_a_report_added_later_gets_it_too_and_its_incident_stands_there(case: Store) -> None:
    say(case, "Hadrut")
    assert case.add_document(*SECOND, NOON)
    link_new(case)
    found = where(case, SECOND)
    assert found is not None
    assert found.value.lat == 39.52
    incident = case.incidents().of_claims([SECOND[1][0].id])[SECOND[1][0].id]
    settled = case.incidents().assessment(incident).incident.where
    assert settled is not None
    assert settled.value.name == "Hadrut"


def test_linking_on_and_from_scratch_give_the_same_incidents(case: Store) -> None:
    say(case, "Hadrut")
    case.add_document(*SECOND, NOON)
    link_new(case)
    before = list(case.incidents().assessments())
    link(case)
    assert list(case.incidents().assessments()) == before


def test_undoing_puts_back_what_was_coded_and_undoing_that_restores_it(case: Store) -> None:
    made = say(case, "Hadrut")
    back = undo(case, made, replace(LENA, when=NOON)).judgements[0].id
    assert where(case, FIRST) is None
    assert where(case, DOUBTFUL) == DOUBTFUL[1][0].where
    undo(case, back, replace(LENA, when=NOON))
    assert where(case, FIRST) is not None


@pytest.mark.parametrize(("reach", "expected"), [(Reach.PROVINCE, False), (Reach.COUNTRY, False), (Reach.CASE, True)])
def test_a_choice_reaches_as_far_as_is_said(case: Store, reach: Reach, expected: bool) -> None:
    assert dict(full(case).reaching) == {Reach.PROVINCE: 2, Reach.COUNTRY: 2, Reach.CASE: 3}
    say(case, "Hadrut", reach)
    assert (where(case, ELSEWHERE) is not None) is expected


def test_the_choice_that_reaches_least_far_counts(case: Store) -> None:
    say(case, "none", Reach.PROVINCE)
    say(case, "Hadrut", Reach.CASE, replace(LENA, when=NOON))
    assert where(case, FIRST) is None
    assert where(case, ELSEWHERE) is not None


def test_none_of_these_and_not_a_place_leave_no_place(case: Store) -> None:
    say(case, Meaning.NONE)
    claim = case.claim(DOUBTFUL[1][0].id)
    assert (claim.where, [one.text for one in claim.places]) == (None, ["Hadrut"])
    say(case, Meaning.NOT_A_PLACE, person=replace(LENA, when=NOON))
    claim = case.claim(DOUBTFUL[1][0].id)
    assert (claim.where, claim.places) == (None, ())


def test_coordinates_are_a_point_in_the_country_around_only_where_it_is_near(case: Store) -> None:
    near = (STEPANAKERT.lat + 0.1, STEPANAKERT.lon)
    for (lat, lon), country in ((near, "AZ"), ((-10.0, 20.0), None)):
        _, found = meaning_of(full(case), f"{lat:.4f}, {lon:.4f}", nothing)
        assert found is not None
        assert (found.precision, found.country) == (PlacePrecision.POINT, country)


@pytest.mark.parametrize("given", ["91, 10", "no such town", "", "Hadrut|77"])
def test_what_is_no_place_is_refused(case: Store, given: str) -> None:
    with pytest.raises(BadSetting):
        meaning_of(full(case), given, nothing)


def test_a_correction_of_the_claim_itself_rules_over_the_choice(case: Store) -> None:
    say(case, "Hadrut")
    document, (claim, _) = FIRST
    held = case.claim(claim.id)
    correct(case, claim.id, "where", value_for(held, document, "where", Typed("none"), load_codebook(None)), LENA)
    assert where(case, FIRST) is None
    restate_all(case)
    assert where(case, FIRST) is None
    assert where(case, DOUBTFUL) is not None


def test_coding_again_keeps_the_choice(case: Store) -> None:
    say(case, "Hadrut")
    document, claims = FIRST
    again = [replace(claims[0], coder="fake 2"), claims[1]]
    assert case.replace_claims(document, again, NOON)
    link_new(case)
    assert where(case, FIRST) is not None


def test_a_coder_chooses_no_places(case: Store) -> None:
    with pytest.raises(BadSetting, match="reviewer"):
        say(case, "Hadrut", person=replace(LENA, role=Role.CODER))


def test_a_name_in_several_surroundings_is_asked_back(case: Store) -> None:
    with pytest.raises(BadSetting, match="--country 'AZ'"):
        one_name(case, "hadrut")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Syrian forces shelled Idlib.", "SY"),
        ("Two men were shot on Tuesday.", None),
        ("The United States condemned it. U.S. jets flew.", "US"),
        ("قصفت القوات البلدة", None),
    ],
)
def test_a_report_speaks_of_the_country_that_it_names_most(text: str, country: str | None) -> None:
    assert most_spoken_of(text) == country
