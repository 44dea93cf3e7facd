"""One case: records in, records out. Each change is one transaction together with the custody record that tells of it.

No method answers with rows or connections, and no other room speaks SQL. Text and records come back exactly as they
were put in; a record that does not is damage, and is said to be.
"""

from dataclasses import dataclass
from pathlib import Path

from warledger.store import queries
from warledger.store.accounts import Accounts
from warledger.store.audit import Audit
from warledger.store.changes import Changes
from warledger.store.families import Families
from warledger.store.incidents import Incidents
from warledger.store.links import Links
from warledger.store.of_claims import OfClaims
from warledger.store.of_documents import OfDocuments, Version
from warledger.store.of_judgements import OfJudgements, Restated
from warledger.store.places import Places
from warledger.store.reviews import Reviews
from warledger.store.searches import Searches

__all__ = ["Counts", "Restated", "Store", "Version"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds."""

    documents: int
    claims: int
    links: int
    judgements: int
    failures: int


class Store(OfDocuments, OfClaims, OfJudgements):
    """An open case; see `open_case`."""

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

    def changes(self) -> Changes:
        """What is done to the case while somebody looks."""
        return Changes(self._database)

    def reviews(self) -> Reviews:
        """The claims and pairs of the case in the order of a review."""
        return Reviews(self._database)

    def searches(self) -> Searches:
        """Reports and claims by the words in them."""
        return Searches(self._database)

    def places(self) -> Places:
        """The names that the places of claims rest on."""
        return Places(self._database)

    def accounts(self) -> Accounts:
        """Who may use the desk of a team."""
        return Accounts(self._database)

    @property
    def archive(self) -> Path:
        """The folder beside the case that holds the original bytes."""
        return self.path.with_name(f"{self.path.name}.archive")

    def counts(self) -> Counts:
        """How much the case holds."""
        with self._database.reading() as connection:
            return Counts(*connection.execute(queries.COUNTS).one())
