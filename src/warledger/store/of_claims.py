"""The claims of an open case, as they were coded and as people's judgements leave them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Executable

from warledger.errors import BadSetting
from warledger.model.claim import Claim
from warledger.model.custody import Action
from warledger.model.document import Document
from warledger.model.filters import ClaimFilter
from warledger.model.ids import ClaimId, DocumentId
from warledger.store import facet_queries, facets, queries, rows
from warledger.store.link_queries import FORGET_FORM
from warledger.store.opened import AFTER, BATCH, Details, Opened, append
from warledger.store.place_queries import FORGET_NAMES

EVERYTHING = ClaimFilter()


class OfClaims(Opened):
    """What an open case answers of its claims."""

    def claims(
        self,
        wanted: ClaimFilter = EVERYTHING,
        *,
        superseded: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Claim]:
        """The claims asked for, in the order of the documents; those of replaced versions only if `superseded`."""
        query = facet_queries.claims_matching(wanted, superseded, limit, offset)
        with self._database.reading() as connection:
            for record in connection.scalars(query).yield_per(BATCH):
                yield self._database.loaded("a claim", rows.claim_of, record)

    def count_claims(self, wanted: ClaimFilter = EVERYTHING) -> int:
        """How many claims are asked for, those of replaced versions left out."""
        with self._database.reading() as connection:
            return connection.scalar(facet_queries.counted(wanted)) or 0

    def latest_claims(self) -> int:
        """How many claims there are, those of replaced versions left out."""
        return self.count_claims()

    def claims_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document as people corrected them, without those that they rejected."""
        return self._claims_of(document, queries.CLAIMS_OF_DOCUMENT)

    def rejected_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document that people rejected."""
        return self._claims_of(document, queries.REJECTED_OF_DOCUMENT)

    def coded_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document as they were coded, whatever people said of them."""
        return self._claims_of(document, queries.CODED_OF_DOCUMENT)

    def coded_claim(self, id: ClaimId) -> Claim | None:
        """A claim as it was coded; None when it is not there (any more)."""
        with self._database.reading() as connection:
            record = connection.scalar(queries.CODED_CLAIM, {"id": id})
        return None if record is None else self._database.loaded(f"claim {id}", rows.claim_of, record)

    def _claims_of(self, document: DocumentId, query: Executable) -> tuple[Claim, ...]:
        with self._database.reading() as connection:
            records = connection.execute(query, {"document_id": document}).scalars().all()
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

    def add_claim(self, claim: Claim, at: datetime, details: Details = ()) -> bool:
        """Put one more claim, a person's, behind those of its document, and tell custody.

        False, and nothing is stored, when the document has a claim of that id.
        """
        of = {"document_id": claim.document}
        with self._database.writing() as connection:
            held = [dict(row._mapping) for row in connection.execute(queries.CLAIM_ROWS, of)]
            if any(row["id"] == claim.id for row in held):
                return False
            new = rows.claim_columns(claim, max((row["number"] for row in held), default=0) + 1)
            columns = dict(connection.execute(queries.DOCUMENT_ROW, of).one()._mapping)
            columns.pop("number")
            connection.execute(queries.ADD_CLAIM, [new])
            for forget in FORGET_NAMES:
                connection.execute(forget, {"of_document": claim.document})
            facets.refill(connection, [claim.id])
            connection.execute(FORGET_FORM)
            append(connection, at, Action.RECODE, claim.document, details + rows.stated(columns, [*held, new]))
        return True

    def replace_claims(self, document: Document, claims: Iterable[Claim], at: datetime, details: Details = ()) -> bool:
        """Put new claims in place of a document's old ones, restate why it is unread, and tell custody.

        False, and nothing is changed, when they are the same as before.
        """
        columns, claim_rows = rows.document_columns(document), rows.claim_rows(claims)
        stated = rows.stated(columns, claim_rows)
        with self._database.writing() as connection:
            before = connection.scalar(queries.LAST_STATED, {"subject": document.id})
            if before is not None and set(stated) <= set(rows.details_of(before)):
                return False
            restated = {"document_id": document.id, "unread": columns["unread"], "record": columns["record"]}
            connection.execute(queries.RESTATE_DOCUMENT, restated)
            facets.forget(connection, document.id)
            connection.execute(queries.FORGET_CORRECTED_OF, {"of_document": document.id})
            connection.execute(queries.DELETE_CLAIMS, {"of_document": document.id})
            for forget in FORGET_NAMES:
                connection.execute(forget, {"of_document": document.id})
            if claim_rows:
                connection.execute(queries.ADD_CLAIM, claim_rows)
            facets.refill(connection, [ClaimId(str(row["id"])) for row in claim_rows])
            connection.execute(FORGET_FORM)
            append(connection, at, Action.RECODE, document.id, details + stated)
        return True
