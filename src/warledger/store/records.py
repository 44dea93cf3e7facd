"""One case: records in, records out. Each change is one transaction together with the custody record that tells of it.

No method answers with rows or connections, and no other room speaks SQL. Text and records come back exactly as they
were put in; a record that does not is damage, and is said to be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from warledger.errors import BadSetting
from warledger.model.claim import Claim
from warledger.model.custody import Action, CustodyRecord, next_record
from warledger.model.document import Document
from warledger.model.failure import Failure
from warledger.model.filters import ClaimFilter
from warledger.model.ids import DocumentId
from warledger.model.ledger import Judgement
from warledger.model.register import SourceNote
from warledger.store import queries, rows
from warledger.store.audit import Audit
from warledger.store.database import Database
from warledger.store.families import Families
from warledger.store.incident_queries import ADD_NOTE
from warledger.store.incidents import Incidents
from warledger.store.link_queries import FORGET_FORM
from warledger.store.links import Links

Details = tuple[tuple[str, str], ...]
BATCH = 200  # rows fetched at a time: memory stays flat however large the case
AFTER = "\x7f"  # sorts after every character of an id, and of the number of a branch
EVERYTHING = ClaimFilter()


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version of a series, without its text."""

    id: DocumentId
    series: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds."""

    documents: int
    claims: int
    links: int
    judgements: int
    failures: int


class Store:
    """An open case; see `open_case`."""

    def __init__(self, database: Database) -> None:
        self.path: Path = database.path
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def audit(self) -> Audit:
        """The tables read with suspicion, for `verify`."""
        return Audit(self._database)

    def families(self) -> Families:
        """The documents that are copies of one another."""
        return Families(self._database)

    def links(self) -> Links:
        """What the case was last linked by."""
        return Links(self._database)

    def incidents(self) -> Incidents:
        """What the claims of the case support together, as they were last linked."""
        return Incidents(self._database)

    def close(self) -> None:
        """Let go of the file. What was stored is stored already."""
        self._database.close()

    @property
    def archive(self) -> Path:
        """The folder beside the case that holds the original bytes."""
        return self.path.with_name(f"{self.path.name}.archive")

    def counts(self) -> Counts:
        """How much the case holds."""
        with self._database.reading() as connection:
            return Counts(*connection.execute(queries.COUNTS).one())

    # ---- documents

    def document(self, id: DocumentId) -> Document | None:
        """The document of that id, or None."""
        with self._database.reading() as connection:
            row = connection.execute(queries.DOCUMENT, {"id": id}).first()
        return self._database.loaded(f"document {id}", rows.document_of, row.record, row.text) if row else None

    def documents(self, *, superseded: bool = False) -> Iterator[Document]:
        """Documents in the order they were added; those that a newer version replaced only if `superseded`."""
        query = queries.DOCUMENTS if superseded else queries.LATEST_DOCUMENTS
        with self._database.reading() as connection:
            for row in connection.execute(query).yield_per(BATCH):
                yield self._database.loaded("a document", rows.document_of, row.record, row.text)

    def document_ids(self) -> tuple[DocumentId, ...]:
        """Every document's id, superseded ones too, in the order they were added."""
        with self._database.reading() as connection:
            return tuple(map(DocumentId, connection.scalars(queries.DOCUMENT_IDS)))

    def holder_of(self, sha256: str) -> DocumentId | None:
        """The document made of these bytes, or None."""
        with self._database.reading() as connection:
            found = connection.scalar(queries.DOCUMENT_WITH_BYTES, {"sha256": sha256})
        return None if found is None else DocumentId(found)

    def has_bytes(self, sha256: str) -> bool:
        """Whether a document was made of these bytes."""
        return self.holder_of(sha256) is not None

    def series_versions(self, series: str) -> tuple[Version, ...]:
        """The versions of a series, oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(queries.VERSIONS, {"series": series}).all()
        return tuple(Version(DocumentId(row.id), row.series, row.version, row.sha256) for row in found)

    def branches(self, series: str) -> tuple[str, ...]:
        """The series, and those that branched off it under its name and a number: `series`, `series~2`, ..."""
        bounds = {"series": series, "first": f"{series}~", "last": f"{series}~{AFTER}"}
        with self._database.reading() as connection:
            found = connection.scalars(queries.BRANCHES, bounds).all()
        numbers = {name: name.removeprefix(series).removeprefix("~") for name in found}
        kept = [name for name, number in numbers.items() if name == series or (number.isascii() and number.isdigit())]
        return tuple(sorted(kept, key=lambda name: int(numbers[name] or 1)))

    def add_document(self, document: Document, claims: Iterable[Claim], at: datetime, details: Details = ()) -> bool:
        """Store a document, its claims and the custody record of its capture: all of it, or nothing.

        False, and nothing is stored, when the case holds its id, its bytes or its version by now: look again.
        """
        columns, claim_rows = rows.document_columns(document), _claim_rows(claims)
        identity = {name: columns[name] for name in ("id", "sha256", "series", "version")}
        with self._database.writing() as connection:
            if connection.execute(queries.CLASHING, identity).first():
                return False
            if document.source and not connection.execute(queries.SOURCE, {"id": document.source.id}).first():
                connection.execute(queries.ADD_SOURCE, rows.source_columns(document.source))
            connection.execute(queries.ADD_DOCUMENT, columns)
            connection.execute(queries.ADD_TEXT, {"document_id": document.id, "text": rows.text_bytes(document.text)})
            if claim_rows:
                connection.execute(queries.ADD_CLAIM, claim_rows)
            append(connection, at, Action.CAPTURE, document.id, details + rows.stated(columns, claim_rows))
        return True

    # ---- claims

    def claims(self, wanted: ClaimFilter = EVERYTHING, *, superseded: bool = False) -> Iterator[Claim]:
        """The claims asked for, in the order of the documents; those of replaced versions only if `superseded`."""
        with self._database.reading() as connection:
            for record in connection.scalars(queries.claims_matching(wanted, superseded)).yield_per(BATCH):
                claim = self._database.loaded("a claim", rows.claim_of, record)
                if wanted.matches(claim):
                    yield claim

    def latest_claims(self) -> int:
        """How many claims there are, those of replaced versions left out."""
        with self._database.reading() as connection:
            return connection.scalar(queries.LATEST_CLAIMS) or 0

    def claims_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document."""
        with self._database.reading() as connection:
            records = connection.scalars(queries.CLAIMS_OF_DOCUMENT, {"document_id": document}).all()
        return tuple(self._database.loaded(f"a claim of {document}", rows.claim_of, record) for record in records)

    def claim(self, prefix: str) -> Claim:
        """The one claim whose id begins so, with or without "claim-"; BadSetting when there is none, or several."""
        first = prefix if prefix.startswith("claim-") else f"claim-{prefix}"
        bounds = {"first": first, "last": first + AFTER, "limit": 6}
        with self._database.reading() as connection:
            found = connection.scalars(queries.CLAIM_IDS_FROM, bounds).all()
            if not found:
                raise BadSetting(f"no claim's id begins with {prefix!r}. List them: warledger claims {self.path}")
            if len(found) > 1:
                some = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
                raise BadSetting(f"several claims' ids begin with {prefix!r}: {some}. Give more of the id.")
            record = connection.scalar(queries.CLAIM, {"id": found[0]})
        return self._database.loaded(f"claim {found[0]}", rows.claim_of, record)

    def replace_claims(self, document: Document, claims: Iterable[Claim], at: datetime, details: Details = ()) -> bool:
        """Put new claims in place of a document's old ones, restate why it is unread, and tell custody.

        False, and nothing is changed, when they are the same as before.
        """
        columns, claim_rows = rows.document_columns(document), _claim_rows(claims)
        stated = rows.stated(columns, claim_rows)
        with self._database.writing() as connection:
            before = connection.scalar(queries.LAST_STATED, {"subject": document.id})
            if before is not None and set(stated) <= set(rows.details_of(before)):
                return False
            restated = {"document_id": document.id, "unread": columns["unread"], "record": columns["record"]}
            connection.execute(queries.RESTATE_DOCUMENT, restated)
            connection.execute(queries.DELETE_CLAIMS, {"of_document": document.id})
            if claim_rows:
                connection.execute(queries.ADD_CLAIM, claim_rows)
            connection.execute(FORGET_FORM)
            append(connection, at, Action.RECODE, document.id, details + stated)
        return True

    # ---- judgements, failures, custody

    def judgements(self) -> Iterator[Judgement]:
        """Judgements, oldest first."""
        with self._database.reading() as connection:
            for record in connection.scalars(queries.JUDGEMENTS).yield_per(BATCH):
                yield self._database.loaded("a judgement", rows.judgement_of, record)

    def add_judgement(self, *judgements: Judgement) -> None:
        """Store judgements and the custody record of each: all of them, or none."""
        with self._database.writing() as connection:
            for judgement in judgements:
                columns = rows.judgement_columns(judgement)
                connection.execute(queries.ADD_JUDGEMENT, columns)
                append(connection, judgement.when, Action.CHANGE, judgement.id, rows.judgement_stated(columns))

    def add_note(self, note: SourceNote) -> None:
        """Store a note on a source and the custody record of it."""
        columns: rows.Columns = {"id": note.id, "source_id": note.source, "record": rows.written(note)}
        with self._database.writing() as connection:
            connection.execute(ADD_NOTE, columns)
            append(connection, note.when, Action.CHANGE, note.id, rows.note_stated(columns))

    def failures(self) -> Iterator[Failure]:
        """Inputs that were refused, oldest first."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.FAILURES).yield_per(BATCH):
                yield self._database.loaded("a failure", rows.failure_of, row)

    def add_failure(self, failure: Failure) -> None:
        """Store a refusal and the custody record of it."""
        with self._database.writing() as connection:
            connection.execute(queries.ADD_FAILURE, rows.failure_columns(failure))
            append(connection, failure.at, Action.SKIP, failure.origin, (("reason", failure.reason),))

    def custody(self) -> Iterator[CustodyRecord]:
        """The custody log, oldest link first."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.CUSTODY).yield_per(BATCH):
                yield self._database.loaded(f"custody record {row.sequence}", rows.link_of, row)

    def record(self, action: Action, subject: str, details: Details, at: datetime) -> CustodyRecord:
        """Append to the custody log."""
        with self._database.writing() as connection:
            return append(connection, at, action, subject, details)


def _claim_rows(claims: Iterable[Claim]) -> list[rows.Columns]:
    return [rows.claim_columns(claim, number) for number, claim in enumerate(claims, start=1)]


def append(connection: Connection, at: datetime, action: Action, subject: str, details: Details) -> CustodyRecord:
    """Forge the next link; the lock of the transaction keeps any other writer from forging one beside it."""
    row = connection.execute(queries.LAST_LINK).first()
    link = next_record(rows.link_of(row) if row else None, at, action, subject, details)
    connection.execute(queries.ADD_LINK, rows.link_columns(link))
    return link
