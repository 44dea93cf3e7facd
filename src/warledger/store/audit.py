"""Reads a case as it lies in the tables, trusting nothing: what `verify` looks at. It reports, and never mends.

Rows that hold no record are handed on with what is wrong with them, so that one broken row does not hide the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.store import queries, rows
from warledger.store.database import Database

Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Audited:
    """A document as it lies there, and what the custody log says of it. `fault` tells of a row that is no record."""

    id: DocumentId
    sha256: str
    document: Document | None
    claims: tuple[Claim, ...]
    stated: Details
    custody: Details | None
    fault: str | None = None

    @property
    def changed(self) -> str | None:
        """What is not as the custody log says it was stored; None when all is."""
        if self.custody is None:
            return "no custody record tells of its capture"
        told = dict(self.custody)
        names = {"sha256": "the hash of its original", "document": "its row", "text": "the hash of its text"}
        names |= {"claims": "a claim of it", "claims_counted": "the number of its claims"}
        changed = [names[name] for name, value in self.stated if told.get(name) != value]
        return f"{changed[-1]} is not what was stored" if changed else None


class Audit:
    """The tables of an open case, read row by row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unsound(self) -> str | None:
        """What SQLite finds wrong with its pages or references."""
        with self._database.reading() as connection:
            said = connection.scalar(queries.INTEGRITY_CHECK)
            if said != "ok":
                return str(said)
            dangling = connection.execute(queries.FOREIGN_KEY_CHECK).first()
        return f"a row of {dangling[0]} refers to a row of {dangling[2]} that is not there" if dangling else None

    def documents(self) -> Iterator[Audited]:
        """Every document, superseded ones too, with its claims."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.DOCUMENT_ROWS).yield_per(20):
                yield _audited(connection, row)

    def claims_without_document(self) -> tuple[str, ...]:
        """Ids of claims whose document is not there."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(queries.CLAIMS_WITHOUT_DOCUMENT))

    def captures_without_document(self) -> tuple[str, ...]:
        """Ids of documents that the custody log tells of and that are not there."""
        with self._database.reading() as connection:
            return tuple(row.subject for row in connection.execute(queries.CAPTURES_WITHOUT_DOCUMENT))

    def judgements(self) -> Iterator[tuple[str, str | None]]:
        """Every judgement's id, and what is wrong with it, if anything."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.JUDGEMENT_ROWS).yield_per(200):
                told = connection.scalar(queries.JUDGEMENT_STATED, {"subject": row.id})
                stands = told is not None and rows.details_of(told) == rows.judgement_stated(dict(row._mapping))
                yield row.id, None if stands else "is not what was stored"

    def notes(self) -> Iterator[tuple[str, str | None]]:
        """Every note on a source, by its id, and what is wrong with it, if anything."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.NOTE_ROWS).yield_per(200):
                told = connection.scalar(queries.JUDGEMENT_STATED, {"subject": row.id})
                stands = told is not None and rows.details_of(told) == rows.note_stated(dict(row._mapping))
                yield row.id, None if stands else "is not what was stored"


def _audited(connection: Connection, row: Row[tuple[object, ...]]) -> Audited:
    columns = dict(row._mapping)
    text = columns.pop("text")
    columns.pop("number")
    id = DocumentId(str(columns["id"]))
    claim_rows = [dict(claim._mapping) for claim in connection.execute(queries.CLAIM_ROWS, {"document_id": id})]
    told = connection.scalar(queries.LAST_STATED, {"subject": id})
    document, claims, fault = _records(columns, text, claim_rows)
    return Audited(
        id=id,
        sha256=str(columns["sha256"]),
        document=document,
        claims=claims,
        stated=rows.stated(columns, claim_rows),
        custody=_details(told),
        fault=fault,
    )


def _records(
    columns: rows.Columns, text: object, claim_rows: list[rows.Columns]
) -> tuple[Document | None, tuple[Claim, ...], str | None]:
    """The records of a document's rows, or what is wrong with them; never in words of the report."""
    if not isinstance(text, bytes):
        return None, (), "its text is missing"
    try:
        document = rows.document_of(str(columns["record"]), text)
    except (ValueError, KeyError, TypeError) as error:
        return None, (), f"its row holds no record ({type(error).__name__})"
    try:
        claims = tuple(rows.claim_of(str(claim["record"])) for claim in claim_rows)
    except (ValueError, KeyError, TypeError) as error:
        return document, (), f"a row of its claims holds no record ({type(error).__name__})"
    return document, claims, None


def _details(told: object) -> Details | None:
    try:
        return rows.details_of(str(told)) if told is not None else None
    except (ValueError, TypeError):
        return None
