"""The contract of the store on incidents: lists, filters and pages; notes that stay; statements for either database."""

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import ClauseElement
from sqlalchemy.dialects import postgresql, sqlite

from tests.build import NOON
from tests.linking.reports import DAY, told
from tests.pipeline.test_linking import put
from warledger.model.claim import Status
from warledger.model.corroboration import Grade
from warledger.model.document import Source
from warledger.model.filters import ClaimFilter
from warledger.model.listing import IncidentFilter
from warledger.model.register import Noted
from warledger.pipeline.judging import Person, note
from warledger.pipeline.linking import link_new
from warledger.pipeline.sources import a_note, sources_of
from warledger.store import facet_queries, incident_queries, link_queries
from warledger.store.case import Store

LINA = Person("Lina", NOON, "checked")
MARKET = [told("wire", killed=11), told("radio", killed=11), told("ministry", status=Status.DENIED)]
OVEN = told("column", town="Raqqa", killed=40, day=DAY + timedelta(days=90))
UNDATED = told("undated", town=None, day=None)


@pytest.fixture
def linked(store: Store) -> Store:
    """A case of three incidents: one denied and told by two voices, one a season later, one without place or day."""
    put(store, *MARKET, OVEN, UNDATED)
    link_new(store)
    return store


def found(store: Store, **wanted: Any) -> list[str]:
    """The most killed of each incident asked for: enough to know it by."""
    about = {name: wanted.pop(name) for name in list(wanted) if name in ClaimFilter.__dataclass_fields__}
    return [str(mark.killed) for mark in store.incidents().marks(IncidentFilter(ClaimFilter(**about), **wanted))]


ASKED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "everything, by first days, undated last": ({}, ["11", "40", "None"]),
    "a place": ({"place": "al bab"}, ["11"]),
    "half a word is no place": ({"place": "al ba"}, []),
    "from a day on": ({"since": DAY + timedelta(days=30)}, ["40"]),
    "until a day": ({"until": DAY}, ["11"]),
    "the deadly": ({"min_killed": 20}, ["40"]),
    "a type that there is not": ({"types": frozenset(["riot"])}, []),
    "a status that is no event": ({"statuses": frozenset([Status.DENIED])}, []),
    "the surely coded": ({"min_confidence": 0.9}, []),
    "two voices": ({"voices": 2}, ["11"]),
    "what is contested": ({"contested": True}, ["11"]),
    "grades": ({"grades": frozenset([Grade.WEAK])}, ["40", "None"]),
    "a campaign that there is not": ({"campaign": "campaign-0"}, []),
    "a per cent sign is no wildcard": ({"place": "100% al"}, []),
}


@pytest.mark.parametrize(("wanted", "expected"), ASKED.values(), ids=ASKED)
def test_incidents_are_found_by_what_is_asked(linked: Store, wanted: dict[str, Any], expected: list[str]) -> None:
    assert found(linked, **dict(wanted)) == expected


def test_a_list_and_its_count_and_its_records_agree_page_by_page(linked: Store) -> None:
    incidents = linked.incidents()
    whole = [line.incident for line in incidents.listed()]
    pages = [line.incident for skip in range(4) for line in incidents.listed(limit=1, offset=skip)]
    assert whole == pages == [one.incident for one in incidents.assessments()]
    assert incidents.count() == len(whole) == 3
    line = next(incidents.listed())
    assert (line.grade, line.contested, line.voices, line.denials) == (Grade.CONTESTED, True, 2, 1)
    assert line.incident.when is not None
    assert line.incident.when.value.start == date(2014, 4, 2)


def test_notes_on_sources_are_append_only_and_told_in_the_custody_log(linked: Store) -> None:
    note(linked, a_note(Source.named("Wire"), Noted.RELIABILITY, "B", LINA))
    use = next(use for use in sources_of(linked) if use.source.name.casefold() == "wire")
    assert use.source.reliability is not None
    assert (use.documents, use.incidents) == (1, 1)
    assert [link.subject for link in linked.custody()][-1].startswith("note-")
    linked.close()
    with sqlite3.connect(linked.path) as tampering:
        for statement in ("UPDATE source_notes SET record = '{}'", "DELETE FROM source_notes"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                tampering.execute(statement)


STATEMENTS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": statement
    for module in (facet_queries, incident_queries, link_queries)
    for name, value in vars(module).items()
    if name.isupper()
    for statement in (value if isinstance(value, tuple) else (value,))
    if isinstance(statement, ClauseElement) and name not in ("ORDER", "MARK_COLUMNS")
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_every_statement_is_one_that_either_database_takes(statement: ClauseElement, dialect: Any) -> None:
    assert str(statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": False}))


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_every_list_is_asked_for_in_terms_that_either_database_takes(dialect: Any) -> None:
    about = ClaimFilter(
        *(frozenset("t"), frozenset(Status), "a", DAY, DAY, "b", 1, 0.5),
        *('"barrel bomb" hospit*', ("a", "b"), "c", "d", True, True),
    )
    wanted = IncidentFilter(about, frozenset(Grade), 2, True, "c")
    assert str(facet_queries.claims_matching(about, False, 10, 20).compile(dialect=dialect))
    for name in ("listed", "assessed"):
        assert str(getattr(incident_queries, name)(wanted, 10, 20).compile(dialect=dialect))
    for name in ("marks", "counted"):
        assert str(getattr(incident_queries, name)(wanted).compile(dialect=dialect))
