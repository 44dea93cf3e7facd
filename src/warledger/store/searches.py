"""Searches a case by words: the reports that hold them, best first, with their claims that do; and how many do."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from warledger.model.document import Document
from warledger.model.filters import ClaimFilter
from warledger.model.ids import ClaimId
from warledger.model.listing import IncidentFilter
from warledger.reference.searching import Sought
from warledger.store import facet_queries as queries
from warledger.store import incident_queries, rows
from warledger.store.database import Database
from warledger.store.word_queries import REPORTS, expression

AT_ONCE = 200  # reports looked at together


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words, and its claims that do."""

    document: Document
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How much of a case holds the words; replaced versions and rejected claims are not counted."""

    reports: int
    claims: int
    incidents: int


class Searches:
    """Full-text search in an open case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reports(self, words: str, most: int) -> tuple[Hit, ...]:
        """The reports that hold the words, those first in which they weigh most; ValueError where there are none."""
        sought = Sought.read(words)
        with self._database.reading() as connection:
            numbers = list(islice(_best(connection, sought), most))
            found = {row.number: row for row in connection.execute(queries.DOCUMENTS_BY_NUMBER, {"numbers": numbers})}
            claims: dict[int, list[ClaimId]] = {}
            for row in connection.execute(queries.claims_with(sought), {"numbers": numbers}):
                claims.setdefault(row.document, []).append(ClaimId(row.claim_id))
        return tuple(
            Hit(
                self._database.loaded("a document", rows.document_of, found[number].record, found[number].text),
                tuple(claims.get(number, ())),
            )
            for number in numbers
        )

    def count(self, words: str) -> Found:
        """How much holds the words."""
        about = ClaimFilter(words=words)
        with self._database.reading() as connection:
            return Found(
                connection.scalar(queries.reports_counted(Sought.read(words))) or 0,
                connection.scalar(queries.counted(about)) or 0,
                connection.scalar(incident_queries.counted(IncidentFilter(about))) or 0,
            )


def _best(connection: Connection, sought: Sought) -> Iterator[int]:
    dialect = connection.dialect.name
    ranked = iter(connection.scalars(REPORTS.best[dialect], {"sought": expression(sought, dialect)}).all())
    while some := list(islice(ranked, AT_ONCE)):
        latest = set(connection.scalars(queries.LATEST_AMONG, {"numbers": some}))
        yield from (number for number in some if number in latest)
