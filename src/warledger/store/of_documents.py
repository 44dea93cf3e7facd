"""The documents of an open case: stored once with their claims, never changed, found by id, bytes or series."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from warledger.model.claim import Claim
from warledger.model.custody import Action
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.reference.searching import Sought
from warledger.store import facet_queries, facets, queries, rows
from warledger.store.opened import AFTER, BATCH, Details, Opened, append


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version of a series, without its text."""

    id: DocumentId
    series: str
    number: int
    sha256: str


class OfDocuments(Opened):
    """What an open case answers of its documents."""

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

    def reports(self, words: str | None = None, *, limit: int | None = None, offset: int = 0) -> Iterator[Document]:
        """Documents that no newer version replaced, and that hold these words, in the order they were added."""
        query = facet_queries.reports_matching(Sought.read(words) if words is not None else None, limit, offset)
        with self._database.reading() as connection:
            numbers = list(connection.scalars(query))
            for some in (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)):
                found = connection.execute(facet_queries.DOCUMENTS_BY_NUMBER, {"numbers": some}).all()
                for row in sorted(found, key=lambda row: row.number):
                    yield self._database.loaded("a document", rows.document_of, row.record, row.text)

    def count_reports(self, words: str | None = None) -> int:
        """How many there are."""
        with self._database.reading() as connection:
            found = connection.scalar(facet_queries.reports_counted(Sought.read(words) if words is not None else None))
        return found or 0

    def claims_counted(self, documents: Iterable[DocumentId]) -> dict[DocumentId, int]:
        """How many claims each of these documents makes, rejected ones left out; those that make none are left out."""
        with self._database.reading() as connection:
            found = connection.execute(facet_queries.CLAIMS_COUNTED, {"ids": list(documents)}).all()
        return {DocumentId(row.id): row.claims for row in found}

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
        columns, claim_rows = rows.document_columns(document), rows.claim_rows(claims)
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
            facets.added(connection, document.id)
            facets.followed(connection, document.series, document.version)
            append(connection, at, Action.CAPTURE, document.id, details + rows.stated(columns, claim_rows))
        return True
