"""The names that the places of a case's claims rest on, each in its surroundings: who has which, and how sure it is.

All of it is worked out from the coded claims and their reports. What people chose for names are judgements, not here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from warledger.model.ids import ClaimId, DocumentId
from warledger.model.place_choice import Doubt, NamedPlace, Surroundings
from warledger.store import place_queries as queries
from warledger.store.database import Database
from warledger.store.of_judgements import Restated, restate

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Group:
    """A name in its surroundings with the claims that rest on it, counted by how far its place is known."""

    around: Surroundings
    written: str
    claims: int
    reports: int
    example: ClaimId
    counts: tuple[tuple[Doubt, int], ...]

    def count(self, doubt: Doubt) -> int:
        """How many of its claims are known so far."""
        return dict(self.counts)[doubt]

    @property
    def doubtful(self) -> int:
        """How many of its claims are not sure of their place."""
        return self.claims - self.count(Doubt.SURE)


class Places:
    """The place names of an open case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self) -> tuple[DocumentId, ...]:
        """Documents whose names were not noted yet, oldest first."""
        with self._database.reading() as connection:
            return tuple(map(DocumentId, connection.scalars(queries.MISSING)))

    def note(self, document: DocumentId, named: Sequence[NamedPlace], restated: Iterable[Restated] = ()) -> None:
        """Note the names of a document, and the claims of it that a choice restates; nothing where they are noted."""
        with self._database.writing() as connection:
            number = connection.scalar(queries.NUMBER, {"id": document})
            if number is None or connection.scalar(queries.NOTED, {"number": number}) is not None:
                return
            connection.execute(queries.NOTE_DOCUMENT, {"document": number})
            if named:
                connection.execute(queries.NOTE_NAME, [_columns(one, number) for one in named])
            restate(connection, restated)

    def of_names(self, names: Iterable[str]) -> tuple[NamedPlace, ...]:
        """The claims of these folded names, in whatever surroundings."""
        return tuple(self._found(queries.OF_NAMES, names))

    def of_claims(self, claims: Iterable[ClaimId]) -> dict[ClaimId, NamedPlace]:
        """The names that these claims rest on."""
        return {one.claim: one for one in self._found(queries.OF_CLAIMS, claims)}

    def of_documents(self, documents: Iterable[DocumentId]) -> tuple[NamedPlace, ...]:
        """The names that the claims of these reports rest on."""
        return tuple(self._found(queries.OF_DOCUMENTS, documents))

    def groups(self, name: str | None = None) -> tuple[Group, ...]:
        """Names in their surroundings, those doubtful in most claims first; only those of a folded name, if given."""
        with self._database.reading() as connection:
            return tuple(map(_group, connection.execute(queries.groups(name))))

    def claims_in(self, around: Surroundings, most: int) -> tuple[NamedPlace, ...]:
        """The claims that stand on a name in these surroundings, `most` of them at most."""
        with self._database.reading() as connection:
            return tuple(map(_named, connection.execute(queries.claims_in(around), {"most": most})))

    def _found(self, query: Any, ids: Iterable[str]) -> Iterator[NamedPlace]:
        remaining = iter(dict.fromkeys(ids))
        with self._database.reading() as connection:
            while some := list(islice(remaining, AT_ONCE)):
                yield from map(_named, connection.execute(query, {"ids": some}))


def _columns(named: NamedPlace, number: int) -> dict[str, object]:
    return {
        "claim_id": named.claim,
        "document": number,
        "name": named.around.name,
        "country": named.around.country,
        "province": named.around.province,
        "written": named.written,
        "doubt": named.doubt.value,
        "share": named.share,
        "gazetteer_id": named.gazetteer_id,
    }


def _named(row: Any) -> NamedPlace:
    around = Surroundings(row.name, row.country, row.province)
    ids = ClaimId(row.claim_id), DocumentId(row.document_id)
    return NamedPlace(*ids, around, row.written, Doubt(row.doubt), row.share, row.gazetteer_id)


def _group(row: Any) -> Group:
    counts = tuple((one, int(getattr(row, one.name.lower()))) for one in Doubt)
    around = Surroundings(row.name, row.country, row.province)
    return Group(around, row.written, row.claims, row.reports, ClaimId(row.example), counts)
