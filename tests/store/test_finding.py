"""Claims, reports and incidents are found by words and by narrow columns, and by what people made of them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from tests.build import NOON, a_claim, a_document, a_full_claim, a_harm, a_where
from warledger.model.claim import Claim, HarmKind, Weapon, Who
from warledger.model.correction import Placed
from warledger.model.document import Document
from warledger.model.evidence import Sourced
from warledger.model.filters import ClaimFilter
from warledger.model.listing import IncidentFilter
from warledger.pipeline.judging import Person, accept, correct, reject, retract, undo
from warledger.pipeline.linking import link_new
from warledger.reference.searching import Sought
from warledger.store import facet_queries
from warledger.store.case import Store, open_case
from warledger.store.facet_tables import claim_facets
from warledger.store.word_queries import INDEXES, REPORTS, HasWords, expression

LINA = Person("Lina", NOON, "looked")
SECOND = "Rebels and soldiers clashed near Azaz. A drone struck a school in إِدْلِب, hurting 3 civilians."


def clash(report: Document) -> Claim:
    """Both sides did it, and nobody is named as hit."""
    return a_claim(report, "clashed", type="armed_clash", actors=["Rebels", "soldiers"])


def strike(report: Document) -> Claim:
    """A strike by a drone on a school, civilians hurt."""
    drone = Weapon(a_harm(report, "drone", HarmKind.INJURED, low=None, high=None).quote, "lexicon", "uav")
    hurt = a_harm(report, "3 civilians", HarmKind.INJURED, low=3, high=3)
    claim = a_claim(
        report, "struck", type="air_drone_strike", targets=["a school"], harm=(replace(hurt, who=Who.CIVILIAN),)
    )
    return replace(claim, weapons=(drone,))


@pytest.fixture
def reports(store: Store) -> list[Document]:
    """Two reports."""
    first, second = a_document(), a_document(SECOND, series="file:/two", title="Clashes and a raid")
    store.add_document(first, [a_full_claim(first)], NOON)
    store.add_document(second, [clash(second), strike(second)], NOON)
    link_new(store)
    return [first, second]


ASKED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a side that did it": ({"sides": ("rebels",)}, ["clashed"]),
    "a side that was hit": ({"sides": ("school",)}, ["struck"]),
    "between two that both did it": ({"sides": ("soldiers", "rebels")}, ["clashed"]),
    "between one that did it and one that was hit": ({"sides": ("government forces", "market")}, ["fell"]),
    "the same the other way round": ({"sides": ("market", "government forces")}, ["fell"]),
    "not between two of different events": ({"sides": ("rebels", "school")}, []),
    "whom it was done to": ({"target": "school"}, ["struck"]),
    "the means, by its words": ({"weapon": "drone"}, ["struck"]),
    "the means, by its kind": ({"weapon": "UAV"}, ["struck"]),
    "civilians harmed": ({"civilians": True}, ["fell", "struck"]),
    "words of the sentence": ({"words": "azaz"}, ["clashed"]),
    "words of another sentence of the report": ({"words": "azaz drone"}, []),
    "words side by side": ({"words": '"a drone struck"'}, ["struck"]),
    "a beginning of a word": ({"words": "civil*"}, ["struck"]),
    "Arabic without its signs": ({"words": "ادلب"}, ["struck"]),
    "words and another filter": ({"words": "soldiers", "types": frozenset(["attack"])}, []),
    "none reviewed yet": ({"reviewed": True}, []),
}


def triggers(store: Store, **wanted: Any) -> list[str]:
    """The triggers of the claims asked for; the count, the page and the incidents agree with them."""
    about = ClaimFilter(**wanted)
    found = list(store.claims(about))
    assert store.count_claims(about) == len(found)
    assert [one for skip in range(4) for one in store.claims(about, limit=1, offset=skip)] == found
    return [claim.trigger.text for claim in found]


@pytest.mark.parametrize(("wanted", "expected"), ASKED.values(), ids=ASKED)
def test_claims_are_found(store: Store, reports: list[Document], wanted: dict[str, Any], expected: list[str]) -> None:
    assert triggers(store, **wanted) == expected
    incidents = store.incidents()
    about = IncidentFilter(ClaimFilter(**wanted))
    assert incidents.count(about) == len(list(incidents.listed(about))) == len(expected)


def test_reports_are_found_by_words_of_text_and_title(store: Store, reports: list[Document]) -> None:
    first, second = reports
    assert list(store.reports()) == reports
    assert list(store.reports("raid")) == list(store.reports("azaz drone")) == [second]
    assert list(store.reports("market mayor")) == [first]
    assert (store.count_reports(), store.count_reports("market"), store.count_reports("zebra")) == (2, 1, 0)
    assert store.claims_counted(one.id for one in reports) == {first.id: 1, second.id: 2}
    hit = store.searches().reports("drone", 5)[0]
    assert hit.document == second
    assert [store.claim(id).trigger.text for id in hit.claims] == ["struck"]
    found = store.searches().count("drone")
    assert (found.reports, found.claims, found.incidents) == (1, 1, 1)


def test_a_newer_version_takes_the_place_of_the_older(store: Store, reports: list[Document]) -> None:
    old = reports[1]
    new = a_document("Only tanks moved near Azaz.", series=old.series, version=2)
    store.add_document(new, [a_claim(new, "moved")], NOON)
    assert list(store.reports("azaz")) == [new]
    assert triggers(store, words="azaz") == ["moved"]
    assert [one.trigger.text for one in store.claims(ClaimFilter(words="azaz"), superseded=True)] == [
        "clashed",
        "moved",
    ]
    assert [hit.document for hit in store.searches().reports("azaz", 5)] == [new]


def test_claims_coded_anew_are_found_by_what_they_say_now(store: Store, reports: list[Document]) -> None:
    second = reports[1]
    store.replace_claims(second, [strike(second)], NOON, (("coder", "2"),))
    assert triggers(store, words="azaz") == []
    assert triggers(store, weapon="drone") == ["struck"]


def test_a_correction_is_found_and_what_it_replaced_is_not(store: Store, reports: list[Document]) -> None:
    claim = next(store.claims(ClaimFilter(words="azaz")))
    place = Placed(Sourced(a_where("Raqqa", admin1="Raqqa"), "a person's word"), ())
    done = correct(store, claim.id, "where", place, LINA)
    for wanted in ({"place": "raqqa"}, {"words": "raqqa clashed"}, {"reviewed": True}):
        assert triggers(store, **wanted) == ["clashed"], wanted
    assert len(list(store.incidents().listed(IncidentFilter(ClaimFilter(reviewed=True))))) == 1
    undo(store, done.judgements[0].id, LINA)
    assert triggers(store, place="raqqa") == triggers(store, reviewed=True) == []


def test_a_rejected_claim_is_not_found_until_that_is_taken_back(store: Store, reports: list[Document]) -> None:
    claim = next(store.claims(ClaimFilter(words="azaz")))
    done = reject(store, claim.id, LINA)
    assert triggers(store, words="azaz") == []
    assert store.latest_claims() == 2
    undo(store, done.judgements[0].id, LINA)
    assert triggers(store, words="azaz") == ["clashed"]
    assert triggers(store, reviewed=True) == []


def test_a_claim_that_a_reviewer_accepted_is_reviewed_and_one_taken_back_by_its_source_is_not(
    store: Store, reports: list[Document]
) -> None:
    one, other, _ = store.claims()
    accept(store, one.id, LINA)
    retract(store, other.id, LINA)
    assert triggers(store, reviewed=True) == [one.trigger.text]
    assert len(triggers(store, reviewed=False)) == 2


def rows_of(path: Path) -> list[list[tuple[Any, ...]]]:
    """Everything that claims and reports are found by."""
    database = sqlite3.connect(path)
    tables = ("claim_facets", "claim_words", "incidents", "report_words_docsize")
    found = [database.execute(f"SELECT rowid, * FROM {table} ORDER BY 1").fetchall() for table in tables]
    database.close()
    return found


def test_filling_all_anew_gives_what_was_kept_in_step(store: Store, reports: list[Document]) -> None:
    one, other, _ = store.claims()
    accept(store, one.id, LINA)
    reject(store, other.id, LINA)
    newer = a_document("Tanks moved.", series=reports[0].series, version=2)
    store.add_document(newer, [a_claim(newer, "moved")], NOON)
    link_new(store)
    store.close()
    kept = rows_of(store.path)
    database = sqlite3.connect(store.path)
    database.execute("DELETE FROM meta WHERE name = 'facets'")
    database.execute(
        "UPDATE incidents SET targets = '', weapons = '', civilians = 0, place_name = NULL, killed_low = 9"
    )
    database.commit()
    database.close()
    with open_case(str(store.path), create=False) as opened:
        assert opened.count_claims() == 2
    assert rows_of(store.path) == kept


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A case that only is asked."""
    with open_case(str(tmp_path_factory.mktemp("found") / "case.ledger"), create=True) as store:
        report = a_document()
        store.add_document(report, [a_full_claim(report)], NOON)
        yield store


@given(
    typed=st.text(alphabet=st.sampled_from("ab\"*()^:-+ANDORNOT{}éق'\\;%_ ."), min_size=1, max_size=20)
    | st.text(max_size=20)
)
@example('"')
@example("a AND")
@example("NEAR(a b)")
@example("words : a")
@example("^a -b")
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
def test_nothing_that_is_typed_is_an_error_of_the_database(case: Store, typed: str) -> None:
    try:
        Sought.read(typed)
    except ValueError:
        return
    assert case.count_reports(typed) in (0, 1)
    assert case.count_claims(ClaimFilter(words=typed)) in (0, 1)


def test_postgresql_is_asked_the_same() -> None:
    sought = Sought.read('"barrel bomb" hospit*')
    dialect = postgresql.dialect()
    written = select(claim_facets.c.claim_id).where(HasWords(claim_facets.c.position, REPORTS, sought))
    compiled = written.compile(dialect=dialect)
    assert "words @@ to_tsquery('simple', " in str(compiled)
    assert list(compiled.params.values()) == [expression(sought, "postgresql")]
    sides = ClaimFilter(sides=("a", "b"), weapon="c", since=date(2014, 1, 1))
    assert "strpos(claim_facets.actors, " in str(facet_queries.counted(sides).compile(dialect=dialect))
    for index in INDEXES:
        assert "tsvector" in index.make["postgresql"][0]
        for statement in (index.add, index.forget, index.best):
            assert str(statement["postgresql"].compile(dialect=dialect))
