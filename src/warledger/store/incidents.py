"""Asks a case for its incidents, campaigns and sources, as they were last linked. It changes nothing.

Every id that an incident ever had leads to it: an id is that of one of its claims. See `model.ledger.incident_id`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select

from warledger.errors import BadSetting
from warledger.model.corroboration import Assessment, Campaign
from warledger.model.document import Source
from warledger.model.ids import ClaimId, DocumentId, IncidentId, SourceId
from warledger.model.ledger import claim_named
from warledger.model.listing import IncidentFilter, Listed, Mark, Spot, Stretch, Unit
from warledger.model.register import SourceNote
from warledger.model.serial import load
from warledger.store import incident_queries as queries
from warledger.store import incident_rows as rows
from warledger.store.database import Database

BATCH = 200  # rows fetched at a time
AFTER = "\x7f"  # sorts after every character of an id
EVERYTHING = IncidentFilter()


class Incidents:
    """The incidents of an open case; a search by words looks at no claim of the reports `apart_from`."""

    def __init__(self, database: Database, apart_from: frozenset[DocumentId] = frozenset()) -> None:
        self._database = database
        self.apart_from = apart_from

    def listed(
        self, wanted: IncidentFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Iterator[Listed]:
        """The incidents asked for as a list shows them: by their first day, undated ones last."""
        for record in self._records(queries.listed(self._seen(wanted), limit, offset)):
            yield self._database.loaded("an incident", rows.listed_of, record)

    def assessments(
        self, wanted: IncidentFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Iterator[Assessment]:
        """The incidents asked for, in full, in the same order."""
        for record in self._records(queries.assessed(self._seen(wanted), limit, offset)):
            yield self._database.loaded("an incident", rows.assessment_of, record)

    def with_words(self, words: str) -> tuple[IncidentId, ...]:
        """The incidents of which a claim has these words; ValueError where there are no words."""
        with self._database.reading() as connection:
            found = connection.scalars(queries.with_words(words, self.apart_from).distinct()).all()
        return tuple(map(IncidentId, found))

    def marks(self, wanted: IncidentFilter = EVERYTHING) -> Iterator[Mark]:
        """What a map or a timeline draws of the incidents asked for: all of them, and little of each."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.marks(self._seen(wanted))).yield_per(BATCH):
                yield self._database.loaded("an incident", rows.mark_of, row)

    def spots(self, wanted: IncidentFilter = EVERYTHING) -> tuple[Spot, ...]:
        """The points of the map that the incidents asked for have, those with most of them first."""
        with self._database.reading() as connection:
            found = connection.execute(queries.spots(self._seen(wanted))).all()
        return tuple(self._database.loaded("a place on the map", rows.spot_of, row) for row in found)

    def stretches(self, wanted: IncidentFilter, unit: Unit) -> tuple[Stretch, ...]:
        """The incidents asked for, counted by units of time: from which unit to which, how many, how many killed."""
        with self._database.reading() as connection:
            found = connection.execute(queries.stretches(self._seen(wanted), unit)).all()
        return tuple(self._database.loaded("a stretch of days", rows.stretch_of, row) for row in found)

    def span(self, wanted: IncidentFilter) -> tuple[date, date] | None:
        """The first and the last day of the incidents asked for; None when none of them has a date."""
        return self.extent(wanted)[1]

    def extent(self, wanted: IncidentFilter) -> tuple[int, tuple[date, date] | None]:
        """How many incidents are asked for, and their first and last day; None when none of them has a date."""
        with self._database.reading() as connection:
            row = connection.execute(queries.span(self._seen(wanted))).one()
        days = (date.fromisoformat(row.first), date.fromisoformat(row.last)) if row.first else None
        return row.incidents, days

    def position(self, wanted: IncidentFilter, id: IncidentId) -> int | None:
        """How many of those asked for come before this incident in the list; None when it is not among them."""
        with self._database.reading() as connection:
            if not connection.scalar(queries.holds(self._seen(wanted)), {"id": id}):
                return None
            return connection.scalar(queries.before(self._seen(wanted)), {"id": id}) or 0

    def count(self, wanted: IncidentFilter = EVERYTHING) -> int:
        """How many incidents are asked for."""
        with self._database.reading() as connection:
            return connection.scalar(queries.counted(self._seen(wanted))) or 0

    def _seen(self, wanted: IncidentFilter) -> IncidentFilter:
        return replace(wanted, apart_from=self.apart_from) if self.apart_from else wanted

    def _records(self, query: Select[Any]) -> Iterator[str]:
        with self._database.reading() as connection:
            yield from connection.scalars(query).yield_per(BATCH)

    def id_of(self, prefix: str) -> IncidentId:
        """The one incident whose id, or one of whose claims' ids, begins so; BadSetting when none does, or several."""
        first = claim_named(prefix.removeprefix("claim-"))
        bounds = {"first": first, "last": first + AFTER, "limit": 6}
        with self._database.reading() as connection:
            found = connection.execute(queries.LEADING_FROM, bounds).all()
        path = self._database.path
        if not found:
            raise BadSetting(
                f"no incident's id, and no claim's that is in one, begins with {prefix!r}. List them: "
                f"warledger incidents {path}"
            )
        if len({row.incident for row in found}) > 1:
            some = ", ".join(f"incident-{row.claim_id.removeprefix('claim-')}" for row in found[:5])
            raise BadSetting(f"several incidents' ids begin with {prefix!r}: {some}. Give more of the id.")
        return IncidentId(found[0].incident)

    def assessment(self, prefix: str) -> Assessment:
        """The incident of that id, or that holds the claim of that id; the beginning of an id is enough."""
        id = self.id_of(prefix)
        with self._database.reading() as connection:
            record = connection.scalar(queries.ASSESSMENT, {"id": id})
        return self._database.loaded(f"incident {id}", rows.assessment_of, record)

    def of_claims(self, claims: Iterable[ClaimId]) -> dict[ClaimId, IncidentId]:
        """The incident of each of these claims that is in one."""
        ids = list(dict.fromkeys(claims))
        with self._database.reading() as connection:
            chunks = (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
            found = [row for some in chunks for row in connection.execute(queries.INCIDENT_OF_CLAIMS, {"ids": some})]
        return {ClaimId(row.claim_id): IncidentId(row.incident) for row in found if row.incident is not None}

    def claims_beside(self, claim: ClaimId) -> tuple[ClaimId, ...]:
        """The claims that are of one incident with this one, itself included: also of denials that stand alone."""
        with self._database.reading() as connection:
            return tuple(sorted(map(ClaimId, connection.scalars(queries.CLUSTER_OF, {"claim": claim}))))

    # ---- campaigns

    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns as they were last counted, in the order of their first days."""
        with self._database.reading() as connection:
            records = connection.scalars(queries.CAMPAIGNS).all()
        return tuple(self._database.loaded("a campaign", rows.campaign_of, record) for record in records)

    def campaign_of(self, incident: IncidentId) -> Campaign | None:
        """The campaign that an incident belongs to, if any."""
        with self._database.reading() as connection:
            record = connection.scalar(queries.CAMPAIGN_OF, {"id": incident})
        return self._database.loaded("a campaign", rows.campaign_of, record) if record is not None else None

    # ---- sources

    def notes(self) -> tuple[SourceNote, ...]:
        """What people noted of sources, oldest first."""
        with self._database.reading() as connection:
            records = connection.scalars(queries.NOTES).all()
        return tuple(self._database.loaded("a note on a source", rows.note_of, record) for record in records)

    def publishers(self) -> tuple[tuple[Source, int], ...]:
        """Every source that published a document of the case, and how many."""
        with self._database.reading() as connection:
            found = connection.execute(queries.PUBLISHERS).all()
        return tuple((self._database.loaded("a source", _source_of, row.record), row.documents) for row in found)

    def speakers(self) -> tuple[tuple[SourceId, str, int, int], ...]:
        """Every source that speaks for an incident: its id, name, how often it is quoted, for how many incidents."""
        with self._database.reading() as connection:
            found = connection.execute(queries.SPEAKERS).all()
        return tuple((SourceId(row.source_id), row.name, int(row.quoted), row.incidents) for row in found)


def _source_of(record: str) -> Source:
    return load(Source, json.loads(record))
