"""The families of a case's documents: fingerprints to find copies by, the links between copies, and who is whose.

All of it is derived from the texts; a document is placed once, in a transaction of its own that other writers wait for,
so that of two copies added side by side the later always finds the earlier. Who is a copy of whom is decided elsewhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from warledger.model.copies import CopyLink, Family, FamilyId
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.model.serial import load
from warledger.store import family_queries as queries
from warledger.store import rows
from warledger.store.database import Database


@dataclass(frozen=True, slots=True)
class Relative:
    """A document that links lead to: its days as the case has them (ISO; published null when not known)."""

    id: DocumentId
    published: str | None
    captured_at: str
    family: FamilyId | None


class Families:
    """The families of an open case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def family_of(self, document: DocumentId) -> Family | None:
        """The family of a document with its links; None when it was not placed yet (a case from an older version)."""
        with self._database.reading() as connection:
            id = connection.scalar(queries.FAMILY_OF, {"id": document})
            return self._family(connection, FamilyId(id)) if id is not None else None

    def shared(self) -> Iterator[Family]:
        """The families of more than one member."""
        with self._database.reading() as connection:
            for id in connection.scalars(queries.SHARED_FAMILIES).all():
                yield self._family(connection, FamilyId(id))

    def mapping(self) -> dict[DocumentId, FamilyId]:
        """The family of every document that was placed, superseded versions too."""
        with self._database.reading() as connection:
            return {DocumentId(id): FamilyId(family) for id, family in connection.execute(queries.FAMILIES)}

    def links_of(self, document: DocumentId) -> tuple[CopyLink, ...]:
        """Every link of a document, quoted blocks too."""
        with self._database.reading() as connection:
            records = connection.scalars(queries.LINKS_OF_DOCUMENT, {"id": document}).all()
        return tuple(self._link(record) for record in records)

    def unplaced(self) -> tuple[DocumentId, ...]:
        """Documents without a family, oldest first: an older version of the program, or a killed process, left them."""
        with self._database.reading() as connection:
            counts = connection.execute(queries.PLACED).one()
            if counts.documents == counts.placed:
                return ()
            return tuple(map(DocumentId, connection.scalars(queries.UNPLACED)))

    @contextmanager
    def placing(self) -> Iterator["Placing"]:
        """A transaction in which one document finds its family; all of it is stored, or nothing."""
        with self._database.writing() as connection:
            yield Placing(self._database, connection)

    @contextmanager
    def looking(self) -> Iterator["Placing"]:
        """The same questions for a document that is not stored; nothing may be told to it."""
        with self._database.reading() as connection:
            yield Placing(self._database, connection)

    def _family(self, connection: Connection, id: FamilyId) -> Family:
        members = tuple(map(DocumentId, connection.scalars(queries.FAMILY, {"family": id})))
        links = [self._link(record) for record in connection.scalars(queries.FAMILY_LINKS, {"family": id})]
        inside = tuple(link for link in links if link.kind.one_voice and link.other in members)
        return Family(id, members, members[0], inside)

    def _link(self, record: str) -> CopyLink:
        return self._database.loaded("a link between copies", link_of, record)


class Placing:
    """What placing one document asks of the case, and tells it."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection

    def placed(self, document: DocumentId) -> bool:
        """Whether the document has a family by now."""
        return self._connection.scalar(queries.FAMILY_OF, {"id": document}) is not None

    def sharing(self, fingerprints: Sequence[int]) -> list[tuple[int, int, int]]:
        """Documents that share fingerprints: the number of each, how many it shares, and how many it has."""
        found = self._connection.execute(queries.SHARED, {"marks": json.dumps(fingerprints)})
        return [(row.number, row.shared, row.fingerprints) for row in found]

    def document(self, number: int) -> Document:
        """The document of that number."""
        row = self._connection.execute(queries.NUMBERED_DOCUMENT, {"number": number}).one()
        return self._database.loaded("a document", rows.document_of, row.record, row.text)

    def keep(self, document: DocumentId, fingerprints: Sequence[int], *, most: int) -> None:
        """Keep a document's fingerprints, those that `most` documents hold already left out."""
        number = self._connection.scalar(queries.NUMBER, {"id": document})
        marks = json.dumps(fingerprints)
        self._connection.execute(queries.ADD_FINGERPRINTS, {"marks": marks, "document": number, "most": most})

    def link(self, links: Iterable[CopyLink]) -> None:
        """Store links."""
        added = [
            {"one": link.one, "other": link.other, "one_voice": link.kind.one_voice, "record": rows.written(link)}
            for link in links
        ]
        if added:
            self._connection.execute(queries.ADD_COPY_LINK, added)

    def connected(self, document: DocumentId) -> tuple[tuple[Relative, ...], tuple[CopyLink, ...]]:
        """Every document that links of one voice lead to from one, itself included, and these links."""
        found = self._connection.execute(queries.CONNECTED, {"id": document}).all()
        records = self._connection.scalars(queries.CONNECTED_LINKS, {"id": document}).all()
        relatives = tuple(Relative(row.id, row.published, row.captured_at, row.family) for row in found)
        return relatives, tuple(self._database.loaded("a link between copies", link_of, record) for record in records)

    def settle(self, relatives: Iterable[Relative], homes: Mapping[DocumentId, FamilyId], fingerprints: int) -> None:
        """Store the families of documents, where they changed, and how many fingerprints the new document has."""
        changed = [relative for relative in relatives if homes[relative.id] != relative.family]
        new = [
            {"document_id": r.id, "family": homes[r.id], "fingerprints": fingerprints}
            for r in changed
            if r.family is None
        ]
        moved = [{"moved": r.id, "to_family": homes[r.id]} for r in changed if r.family is not None]
        if new:
            self._connection.execute(queries.ADD_FAMILY, new)
        if moved:
            self._connection.execute(queries.MOVE_FAMILY, moved)


def link_of(record: str) -> CopyLink:
    """The link of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(CopyLink, json.loads(record))
