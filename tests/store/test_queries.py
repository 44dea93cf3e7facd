"""Every statement in queries.py is named, listed here and run on a filled case."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Executable

from tests.build import NOON, a_claim, a_document, a_full_claim, a_judgement
from warledger.model.claim import Status
from warledger.model.copies import CopyKind, CopyLink, FamilyId
from warledger.model.custody import Action
from warledger.model.failure import Failure
from warledger.model.filters import ClaimFilter
from warledger.store import family_queries, queries, rows
from warledger.store.case import Store
from warledger.store.sqlite import WRITING, engine_for

REPORT = a_document()
OTHER = a_document("Bombs fell.", series="file:/reports/two.txt")
CLAIM = a_full_claim(REPORT)
FAILURE = Failure("b.pdf", "unreadable", "b.pdf: is encrypted.", NOON, "warledger add case b.pdf")
EVERY_CONDITION = ClaimFilter(
    frozenset({"shelling_missile"}),
    frozenset({Status.HAPPENED}),
    "Al-Bab",
    date(2014, 4, 1),
    date(2014, 4, 30),
    "Syria",
    1,
)

# Each statement with its parameters and how many rows it gives on the case below (None: it gives none, it changes).
STATEMENTS: dict[str, tuple[Any, int | None]] = {
    "TABLE_COUNT": (None, 1),
    "APPLICATION_ID": (None, 1),
    "SCHEMA_NUMBER": (None, 1),
    "INTEGRITY_CHECK": (None, 1),
    "FOREIGN_KEY_CHECK": (None, 0),
    "DOCUMENT": ({"id": REPORT.id}, 1),
    "DOCUMENTS": (None, 1),
    "LATEST_DOCUMENTS": (None, 1),
    "DOCUMENT_IDS": (None, 1),
    "DOCUMENT_ROW": ({"document_id": REPORT.id}, 1),
    "DOCUMENT_WITH_BYTES": ({"sha256": REPORT.sha256}, 1),
    "VERSIONS": ({"series": REPORT.series}, 1),
    "BRANCHES": ({"series": REPORT.series, "first": f"{REPORT.series}~", "last": f"{REPORT.series}~\x7f"}, 1),
    "CLASHING": ({"id": "x", "sha256": REPORT.sha256, "series": "x", "version": 1}, 1),
    "ADD_DOCUMENT": (rows.document_columns(OTHER), None),
    "ADD_TEXT": ({"document_id": OTHER.id, "text": b"Bombs fell."}, None),
    "RESTATE_DOCUMENT": ({"document_id": REPORT.id, "unread": "why", "record": "{}"}, None),
    "SOURCE": ({"id": CLAIM.id}, 0),
    "SOURCES": (None, 1),
    "ADD_SOURCE": ({"id": "source-1", "name": "Radio", "record": "{}"}, None),
    "CLAIMS_OF_DOCUMENT": ({"document_id": REPORT.id}, 1),
    "REJECTED_OF_DOCUMENT": ({"document_id": REPORT.id}, 0),
    "CODED_OF_DOCUMENT": ({"document_id": REPORT.id}, 1),
    "CODED_CLAIM": ({"id": CLAIM.id}, 1),
    "FORGET_CORRECTED": ({"of_claim": CLAIM.id}, None),
    "FORGET_CORRECTED_OF": ({"of_document": REPORT.id}, None),
    "FORGET_ALL_CORRECTED": (None, None),
    "ADD_CORRECTED": (rows.corrected_columns(CLAIM, rejected=True), None),
    "JUDGEMENTS_COUNTED": (None, 1),
    "CLAIM_IDS_FROM": ({"first": CLAIM.id[:9], "last": CLAIM.id[:9] + "\x7f", "limit": 6}, 1),
    "CLAIM": ({"id": CLAIM.id}, 1),
    "ADD_CLAIM": (rows.claim_columns(a_claim(REPORT, "killing"), 2), None),
    "DELETE_CLAIMS": ({"of_document": REPORT.id}, None),
    "LAST_LINK": (None, 1),
    "CUSTODY": (None, 4),
    "ADD_LINK": (
        {"sequence": 9, "at": "", "action": "skip", "subject": "", "details": "[]", "previous": "p", "hash": "h"},
        None,
    ),
    "JUDGEMENTS": (None, 1),
    "ADD_JUDGEMENT": (rows.judgement_columns(a_judgement(CLAIM.id, who="Omar")), None),
    "FAILURES": (None, 1),
    "ADD_FAILURE": (rows.failure_columns(FAILURE), None),
    "META": (None, 3),
    "SET_META": ({"name": "a", "value": "b"}, None),
    "COUNTS": (None, 1),
    "DOCUMENT_ROWS": (None, 1),
    "CLAIM_ROWS": ({"document_id": REPORT.id}, 1),
    "CLAIMS_WITHOUT_DOCUMENT": (None, 0),
    "LAST_STATED": ({"subject": REPORT.id}, 1),
    "JUDGEMENT_ROWS": (None, 1),
    "NOTE_ROWS": (None, 0),
    "JUDGEMENT_STATED": ({"subject": a_judgement(CLAIM.id).id}, 1),
    "CAPTURES_WITHOUT_DOCUMENT": (None, 0),
}
LINK = CopyLink(REPORT.id, OTHER.id, CopyKind.CUT, 1.0, 0.5, "published", "a test's")
STATEMENTS |= {
    "NUMBER": ({"id": REPORT.id}, 1),
    "NUMBERED_DOCUMENT": ({"number": 1}, 1),
    "SHARED": ({"marks": "[3, 4]"}, 1),
    "ADD_FINGERPRINTS": ({"marks": "[7, 3]", "document": 1, "most": 1}, None),
    "ADD_COPY_LINK": (
        {"one": REPORT.id, "other": REPORT.id, "one_voice": True, "record": rows.written(LINK)},
        None,
    ),
    "LINKS_OF_DOCUMENT": ({"id": REPORT.id}, 0),
    "CONNECTED": ({"id": REPORT.id}, 1),
    "CONNECTED_LINKS": ({"id": REPORT.id}, 0),
    "FAMILY_OF": ({"id": REPORT.id}, 1),
    "FAMILY": ({"family": "family-1"}, 1),
    "FAMILY_LINKS": ({"family": "family-1"}, 0),
    "FAMILIES": (None, 1),
    "SHARED_FAMILIES": (None, 0),
    "PLACED": (None, 1),
    "UNPLACED": (None, 0),
    "ADD_FAMILY": ({"document_id": OTHER.id, "family": "family-2", "fingerprints": 1}, None),
    "MOVE_FAMILY": ({"moved": REPORT.id, "to_family": "family-2"}, None),
}
AFTER = {"ADD_FAMILY": "ADD_DOCUMENT", "ADD_TEXT": "ADD_DOCUMENT"}  # what must be there before


def test_every_statement_is_listed_here() -> None:
    both = {**vars(queries), **vars(family_queries)}
    named = {name for name, value in both.items() if name[0] != "_" and isinstance(value, Executable)}
    assert named == set(STATEMENTS)


@pytest.fixture
def filled(store: Store) -> Store:
    """A case with one of everything."""
    store.add_document(REPORT, [CLAIM], NOON)
    store.add_judgement(a_judgement(CLAIM.id))
    store.add_failure(FAILURE)
    with store.families().placing() as placing:
        placing.keep(REPORT.id, (3, 5), most=1)
        relatives, _ = placing.connected(REPORT.id)
        placing.settle(relatives, {REPORT.id: FamilyId("family-1")}, 2)
    return store


def statement_of(name: str) -> Any:
    """The statement of that name, in whichever of the files it stands."""
    return getattr(queries if hasattr(queries, name) else family_queries, name)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_runs_and_gives_what_it_says(filled: Store, name: str) -> None:
    parameters, expected = STATEMENTS[name]
    engine = engine_for(filled.path, wait_s=1)
    connection = engine.connect().execution_options(**{WRITING: True})
    try:
        if name in AFTER:
            connection.execute(statement_of(AFTER[name]), STATEMENTS[AFTER[name]][0])
        result = connection.execute(statement_of(name), parameters)
        assert (len(result.all()) if result.returns_rows else None) == expected
    finally:
        connection.rollback()
        connection.close()
        engine.dispose()


@pytest.mark.parametrize("superseded", [True, False])
def test_asking_for_claims_by_every_condition_at_once_gives_the_claim(filled: Store, superseded: bool) -> None:
    assert list(filled.claims(EVERY_CONDITION, superseded=superseded)) == [CLAIM]


def test_looking_up_a_document_by_what_names_it_needs_no_scan(filled: Store) -> None:
    engine = engine_for(filled.path, wait_s=1)
    with engine.connect() as connection:
        named = ("DOCUMENT", "DOCUMENT_WITH_BYTES", "VERSIONS", "CLASHING", "CLAIMS_OF_DOCUMENT", "LAST_STATED")
        for name in (*named, "NUMBER", "NUMBERED_DOCUMENT", "FAMILY_OF"):
            statement = statement_of(name).params(**STATEMENTS[name][0])
            written = statement.compile(engine, compile_kwargs={"literal_binds": True})
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}").all()
            assert not [row for row in plan if row[3].startswith("SCAN")], (name, plan)
    engine.dispose()


def test_the_last_word_on_a_document_is_the_latest(filled: Store) -> None:
    filled.record(Action.EXPORT, REPORT.id, (), NOON)
    filled.replace_claims(REPORT, [], NOON, (("coder", "2"),))
    engine = engine_for(filled.path, wait_s=1)
    with engine.connect() as connection:
        told = rows.details_of(str(connection.scalar(queries.LAST_STATED, {"subject": REPORT.id})))
    engine.dispose()
    assert dict(told)["claims_counted"] == "0"
