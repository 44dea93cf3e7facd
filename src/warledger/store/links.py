"""The linkage of a case as it was put away: the rows that claims are compared by, their parts, and their incidents.

All of it is worked out from documents, claims, families, judgements and notes on sources, and changes only in a
transaction that other writers wait for. What belongs together is decided elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, UpdateBase

from warledger.model.claim import Claim
from warledger.model.copies import FamilyId
from warledger.model.corroboration import Campaign
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId, IncidentId, SourceId
from warledger.store import eyes, rows
from warledger.store import link_queries as queries
from warledger.store.database import Database
from warledger.store.incident_rows import (
    Derived,
    assessment_columns,
    campaign_columns,
    incident_columns,
    source_columns,
)

AT_ONCE = 500  # ids in one statement: databases bound how many parameters there may be


@dataclass(frozen=True, slots=True)
class LinkageState:
    """What the case was last linked by: `form` of the rows, weights and rules of grades (texts; null: the shipped).

    `judgements` and `notes` were counted then; `stamp` grows with each change, `campaigns` is that of the last count
    of campaigns.
    """

    form: str
    weights: str | None
    grades: str | None
    judgements: int
    notes: int
    stamp: int
    campaigns: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """How much of a case there is, and how many of its documents are linked."""

    documents: int
    linked: int
    judgements: int
    notes: int


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A document by number and id, with its family."""

    number: int
    id: DocumentId
    family: FamilyId | None


@dataclass(frozen=True, slots=True)
class Link:
    """A row: its number, its claim, the number of its document, and its part and cluster, each by its lowest row."""

    row: int
    claim_id: ClaimId
    document: int
    part: int
    cluster: int


class Links:
    """The linkage of an open case, to read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> LinkageState | None:
        """What the case was last linked by; None when it never was."""
        with self._database.reading() as connection:
            return _state(connection)

    def behind(self) -> Behind:
        """What there is to be linked."""
        with self._database.reading() as connection:
            row = connection.execute(queries.BEHIND).one()
        return Behind(row.documents, row.linked, row.judgements, row.notes)

    @contextmanager
    def linking(self) -> Iterator["Linking"]:
        """A transaction in which the linkage changes; all of it is stored, or nothing."""
        with self._database.writing() as connection:
            yield Linking(self._database, connection)

    def features(self) -> list[bytes]:
        """The rows of each linked document, in the order of the rows."""
        with self._database.reading() as connection:
            return list(connection.scalars(queries.FEATURES))

    def claims(self, ids: Iterable[ClaimId]) -> dict[ClaimId, Claim]:
        """These claims, by id; those that are not there are left out."""
        with self._database.reading() as connection:
            records = [record for (record,) in _of_ids(connection, queries.CLAIMS_BY_ID, ids)]
        found = (self._database.loaded("a claim", rows.claim_of, record) for record in records)
        return {claim.id: claim for claim in found}

    def reports(self, ids: Iterable[DocumentId]) -> dict[DocumentId, Document]:
        """These documents, each without its text."""
        with self._database.reading() as connection:
            records = [record for (record,) in _of_ids(connection, queries.REPORTS_BY_ID, ids)]
        found = (self._database.loaded("a document", rows.document_of, record, b"") for record in records)
        return {document.id: document for document in found}

    def superseded(self, ids: Iterable[DocumentId]) -> frozenset[DocumentId]:
        """Those of these documents of which there is a later version."""
        with self._database.reading() as connection:
            return frozenset(DocumentId(id) for (id,) in _of_ids(connection, queries.SUPERSEDED, ids))

    def families(self, ids: Iterable[DocumentId]) -> dict[DocumentId, FamilyId]:
        """The families of these documents."""
        with self._database.reading() as connection:
            found = _of_ids(connection, queries.FAMILIES_BY_ID, ids)
            return {DocumentId(id): FamilyId(family) for id, family in found}

    def spoken_for(self, sources: Iterable[SourceId]) -> tuple[ClaimId, ...]:
        """The claims of every incident that one of these sources speaks for."""
        with self._database.reading() as connection:
            incidents = {id for (id,) in _of_ids(connection, queries.SPOKEN_FOR, sources)}
            return tuple(ClaimId(id) for (id,) in _of_ids(connection, queries.CLAIMS_OF_INCIDENTS, incidents))


def _state(connection: Connection) -> LinkageState | None:
    row = connection.execute(queries.STATE).first()
    if row is None:
        return None
    at = datetime.fromisoformat(row.at)
    counts = (row.judgements, row.notes, row.stamp, row.campaigns)
    return LinkageState(row.form, row.weights, row.grades, *counts, at)


def _some(ids: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def _of_ids(connection: Connection, query: Any, ids: Iterable[str]) -> Iterator[Any]:
    for some in _some(dict.fromkeys(ids)):
        yield from connection.execute(query, {"ids": some})


class Linking:
    """What linking asks of the linkage that was put away, and puts away anew."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection

    def state(self) -> LinkageState | None:
        """What the case was last linked by; None when it never was."""
        return _state(self._connection)

    def unlinked(self) -> tuple[Unlinked, ...]:
        """Documents that were never linked, in the order in which they were added."""
        return tuple(map(_unlinked, self._connection.execute(queries.UNLINKED)))

    def moved(self) -> tuple[Unlinked, ...]:
        """Linked documents whose family is not what it was then."""
        return tuple(map(_unlinked, self._connection.execute(queries.MOVED_FAMILIES)))

    def versions(self, numbers: Sequence[int]) -> frozenset[DocumentId]:
        """All versions of these documents."""
        return frozenset(
            DocumentId(id)
            for some in _some(numbers)
            for id in self._connection.scalars(queries.ALL_VERSIONS, {"ids": some})
        )

    def features(self) -> list[bytes]:
        """The rows of each linked document, in the order of the rows."""
        return list(self._connection.scalars(queries.FEATURES))

    def features_of(self, number: int) -> bytes:
        """The rows of one document."""
        return bytes(self._connection.scalar(queries.FEATURES_OF, {"number": number}) or b"")

    def parts(self) -> tuple[list[int], list[int]]:
        """The part and the cluster of each row."""
        found = self._connection.execute(queries.PARTS).all()
        return [row.part for row in found], [row.cluster for row in found]

    def clear(self) -> None:
        """Forget the linkage; judgements and notes stay."""
        for query in queries.CLEAR:
            self._connection.execute(query)
        eyes.weigh_all(self._connection)

    def add_document(self, document: Unlinked, first: int, content: bytes) -> None:
        """Put the rows of a document away; `first` is the number of the first of them."""
        columns = {"document": document.number, "first": first, "family": document.family, "content": content}
        self._connection.execute(queries.ADD_FEATURES, columns)

    def add_links(self, new: Iterable["Link"]) -> None:
        """Put new rows away, each with its claim, part and cluster."""
        columns = [asdict(link) | {"incident": None} for link in new]
        if columns:
            self._connection.execute(queries.ADD_LINKS, columns)

    def move_family(self, document: Unlinked, content: bytes) -> None:
        """A document's family is another now, and so are its rows."""
        changed = {"number": document.number, "to_family": document.family, "content": content}
        self._connection.execute(queries.MOVE_FAMILY, changed)

    def documents_of(self, claims: Iterable[ClaimId]) -> tuple[Unlinked, ...]:
        """The linked documents of these claims, with the families they have now."""
        found = map(_unlinked, _of_ids(self._connection, queries.DOCUMENTS_OF_CLAIMS, claims))
        return tuple({document.number: document for document in found}.values())

    def put_near(self, stale: Iterable[ClaimId], near: Iterable[tuple[ClaimId, ClaimId, int]]) -> None:
        """Forget the pairs near nought that these claims are in, and put others away: the two claims, the weight."""
        self._run(queries.FORGET_NEAR, stale)
        rows_ = [{"one": min(a, b), "other": max(a, b), "weight": weight} for a, b, weight in near]
        if rows_:
            self._connection.execute(queries.ADD_NEAR, rows_)
            eyes.weigh(self._connection, (ClaimId(str(row["one"])) for row in rows_))

    def regroup(self, changed: Iterable[tuple[int, int, int]]) -> None:
        """Put away the part and cluster of rows: row, part, cluster."""
        values = [{"at": row, "to_part": part, "to_cluster": cluster} for row, part, cluster in changed]
        if values:
            self._connection.execute(queries.REGROUP, values)

    def drop_incidents(self, claims: Sequence[ClaimId]) -> frozenset[IncidentId]:
        """Drop every incident that one of these claims is in; their ids."""
        gone = frozenset(IncidentId(id) for (id,) in _of_ids(self._connection, queries.INCIDENTS_OF, claims))
        theirs = [ClaimId(id) for (id,) in _of_ids(self._connection, queries.CLAIMS_OF_INCIDENTS, gone)]
        for query in (queries.UNASSIGN, *queries.DROP):
            self._run(query, gone)
        eyes.weigh(self._connection, theirs)
        return gone

    def _run(self, query: UpdateBase, ids: Iterable[str]) -> None:
        for some in _some(ids):
            self._connection.execute(query, {"ids": some})

    def put_incidents(self, derived: Sequence[Derived]) -> None:
        """Store incidents, and say of their claims whose they are."""
        if not derived:
            return
        self._connection.execute(queries.ADD_INCIDENT, [incident_columns(one) for one in derived])
        self._connection.execute(queries.ADD_ASSESSMENT, [assessment_columns(one) for one in derived])
        if sources := [row for one in derived for row in source_columns(one)]:
            self._connection.execute(queries.ADD_INCIDENT_SOURCE, sources)
        pairs = [(claim, one.assessment.incident.id) for one in derived for claim in one.assessment.incident.claims]
        assigned = [{"claim": claim, "to_incident": incident} for claim, incident in pairs]
        self._connection.execute(queries.ASSIGN, assigned)
        eyes.weigh(self._connection, (claim for claim, _ in pairs))

    def put_campaigns(self, found: Iterable[Campaign]) -> None:
        """Store the campaigns of the incidents as they are now."""
        held = list(found)
        for query in queries.CLEAR_CAMPAIGNS:
            self._connection.execute(query)
        if held:
            self._connection.execute(queries.ADD_CAMPAIGN, [campaign_columns(one) for one in held])
            members = [{"incident": incident, "campaign": one.id} for one in held for incident in one.incidents]
            self._connection.execute(queries.ADD_CAMPAIGN_INCIDENT, members)
        state = self.state()
        if state is not None:
            self._connection.execute(queries.CAMPAIGNS_DONE, {"done": state.stamp})

    def keep(self, state: LinkageState) -> None:
        """Say what the case is linked by now."""
        before = self.state()
        state = replace(state, stamp=(before.stamp if before else 0) + 1, campaigns=before.campaigns if before else 0)
        self._connection.execute(queries.CLEAR_STATE)
        self._connection.execute(queries.SET_STATE, asdict(state) | {"number": 1, "at": state.at.isoformat()})


def _unlinked(row: Any) -> Unlinked:
    return Unlinked(row.number, DocumentId(row.id), FamilyId(row.family) if row.family is not None else None)
