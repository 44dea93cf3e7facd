"""A claim that a person adds: words of the report, signed, in incidents like any, and kept by coding again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import NOON, a_document, a_full_claim
from tests.fakes import fake_stages
from warledger.archive.capture import Given as Told
from warledger.config import Settings
from warledger.errors import BadSetting
from warledger.linking.judging import Person
from warledger.model.claim import HarmKind, Status
from warledger.model.ledger import Role
from warledger.pipeline.adding import add
from warledger.pipeline.claim_adding import RULE, Given, add_claim, made
from warledger.pipeline.judging import reject
from warledger.pipeline.recoding import recode
from warledger.pipeline.verifying import verify
from warledger.pipeline.wording import Typed
from warledger.reference.codebook import load_codebook
from warledger.store.case import Store, open_case

LENA = Person("Lena", NOON, "the coder missed it")
STORY = "A shell fell on Al-Bab on Tuesday. Later soldiers arrested four men in Al-Bab, residents said."
ARREST = Given(
    "arrest",
    Typed(words=("arrested",)),
    fields={
        "actors": Typed(words=("soldiers",)),
        "targets": Typed(words=("four men",)),
        "sources": Typed(words=("residents",)),
        "where": Typed("none"),
        "when": Typed("2014-04-01", ("on Tuesday",)),
        "harm.detained": Typed("4", ("four men",), who="civilian"),
    },
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    report = tmp_path / "story.txt"
    report.write_text(STORY)
    with open_case(str(tmp_path / "case.ledger"), create=True, at=NOON) as store:
        add(store, str(report), Told(source="Wire"), Settings(), stages=fake_stages())
        yield store


def added(store: Store, given: Given = ARREST, person: Person = LENA) -> str:
    document = next(store.documents())
    return add_claim(store, document, given, person, load_codebook(None)).id


def test_it_is_stored_as_words_of_the_report_signed_by_who_gave_them(case: Store) -> None:
    claim = case.claim(added(case))
    assert (claim.type.value, claim.status.value, claim.coder) == ("arrest", Status.HAPPENED, "person: Lena")
    assert [claim.trigger.text, claim.actors[0].quote.text, claim.harm[0].quote.text] == [
        "arrested",
        "soldiers",
        "four men",
    ]
    assert (claim.harm[0].kind, claim.harm[0].low, claim.actors[0].rule) == (HarmKind.DETAINED, 4, RULE)


def test_it_is_in_an_incident_and_the_case_is_whole(case: Store, tmp_path: Path) -> None:
    id = added(case)
    assert case.incidents().of_claims([case.claim(id).id])
    assert [one.name for one in verify(str(case.path)) if not one.ok] == []
    record = list(case.custody())[-1]
    assert dict(record.details)["added"] == id
    assert dict(record.details)["by"] == "Lena"


def test_coding_the_report_again_keeps_it(case: Store) -> None:
    id = added(case)
    done = recode(case, Settings(), stages=fake_stages())
    assert done.claims == 2
    assert case.claim(id).coder == "person: Lena"
    assert [one.name for one in verify(str(case.path)) if not one.ok] == []


def test_rejecting_takes_it_out_like_any_claim(case: Store) -> None:
    id = case.claim(added(case)).id
    reject(case, id, replace(LENA, why="it was another day"))
    assert id not in {one.id for one in case.claims()}


def test_the_same_words_take_the_place_and_the_days_of_another_claim_of_the_report() -> None:
    full = a_full_claim()
    document = a_document()
    given = Given(
        "armed_clash",
        Typed(words=("fired",)),
        fields={"where": Typed(words=(full.places[0].text,)), "when": Typed(words=(full.times[0].text,))},
    )
    claim = made([full], document, given, LENA, load_codebook(None))
    assert claim.where is not None
    assert full.where is not None
    assert claim.places == full.places


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (replace(ARREST, type="picnic"), "no type"),
        (replace(ARREST, event=Typed(words=("detonated",))), "do not stand"),
        (replace(ARREST, event=Typed()), "tell the event"),
        (replace(ARREST, status="maybe"), "no status"),
        (replace(ARREST, fields={"moon": Typed(words=("men",))}), "no field"),
        (replace(ARREST, fields={"harm.killed": Typed("many", ("men",))}), "no number"),
        (replace(ARREST, event=Typed(spans=((0, 9999),))), "no passage"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_the_report_does_not_say_is_refused(case: Store, given: Given, says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        added(case, given)
    assert case.counts().claims == 1


def test_a_claim_that_the_report_has_is_not_added_twice_and_a_coder_adds_none(case: Store) -> None:
    added(case)
    with pytest.raises(BadSetting, match="correct claim-"):
        added(case)
    with pytest.raises(BadSetting, match="reviewer"):
        added(case, person=replace(LENA, role=Role.CODER))
