"""What people said of an open case and what was done to it: judgements, notes, refusals, and the custody log.

All of it is appended to and never edited.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from warledger.model.claim import Claim
from warledger.model.custody import Action, CustodyRecord
from warledger.model.failure import Failure
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement
from warledger.model.register import SourceNote
from warledger.store import facets, queries, rows
from warledger.store.incident_queries import ADD_NOTE
from warledger.store.opened import BATCH, Details, Opened, append


@dataclass(frozen=True, slots=True)
class Restated:
    """A claim as people's judgements leave it; None where they leave it as it was coded."""

    id: ClaimId
    claim: Claim | None
    rejected: bool


class OfJudgements(Opened):
    """What an open case answers of judgements and of its log."""

    def judgements(self) -> Iterator[Judgement]:
        """Judgements, oldest first."""
        with self._database.reading() as connection:
            for record in connection.scalars(queries.JUDGEMENTS).yield_per(BATCH):
                yield self._database.loaded("a judgement", rows.judgement_of, record)

    def add_judgement(
        self, *judgements: Judgement, after: int | None = None, restated: Iterable[Restated] = ()
    ) -> bool:
        """Store judgements, the claims as they are by them, and the custody record of each: all of it, or nothing.

        False, and nothing is stored, when the case does not hold `after` judgements by now: look again.
        """
        with self._database.writing() as connection:
            if after is not None and connection.scalar(queries.JUDGEMENTS_COUNTED) != after:
                return False
            for judgement in judgements:
                columns = rows.judgement_columns(judgement)
                connection.execute(queries.ADD_JUDGEMENT, columns)
                append(connection, judgement.when, Action.CHANGE, judgement.id, rows.judgement_stated(columns))
            restate(connection, restated, [judgement.left for judgement in judgements if judgement.right is None])
        return True

    def restate(self, restated: Iterable[Restated]) -> None:
        """Put every claim that people corrected or rejected away as they said it is, and no other."""
        with self._database.writing() as connection:
            before = facets.touched(connection)
            connection.execute(queries.FORGET_ALL_CORRECTED)
            restate(connection, restated, before)

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


def restate(connection: Connection, restated: Iterable[Restated], about: Iterable[ClaimId] = ()) -> None:
    """Put claims away as people left them, inside a transaction; fill what they, and those `about`, are found by."""
    ids = [*about]
    for one in restated:
        ids.append(one.id)
        connection.execute(queries.FORGET_CORRECTED, {"of_claim": one.id})
        if one.claim is not None:
            connection.execute(queries.ADD_CORRECTED, rows.corrected_columns(one.claim, rejected=one.rejected))
    facets.refill(connection, ids)
