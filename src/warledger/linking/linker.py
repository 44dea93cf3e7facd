"""Links the claims of a case into incidents, and keeps what it needs to take in more reports without starting again.

The result depends on the claims, the families of copies, the judgements and the model alone: not on the order of input,
and not on whether reports came at once or one by one. A new report is compared only with what it could belong to, and
only the parts that it touches are grouped anew. What an incident's claims support together is assessing.py's to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from warledger.linking.candidates import candidates
from warledger.linking.clustering import Bonds, grouped, parts
from warledger.linking.joining import Pairs
from warledger.linking.judging import bound
from warledger.linking.scoring import Waterfall, explained, scores, unplaced
from warledger.linking.table import Table, table_of
from warledger.linking.weights import Weights, shipped
from warledger.linking.words import Array, Frequencies
from warledger.model.claim import Claim
from warledger.model.corroboration import FamilyId
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement

Documents = Mapping[DocumentId, Document]
Families = Mapping[DocumentId, FamilyId]


@dataclass(frozen=True, slots=True)
class Model:
    """What linking goes by: the weights, and how common words were when all was last linked."""

    weights: Weights
    frequencies: Frequencies


@dataclass(frozen=True)
class Linkage:
    """Claims and the incidents they make. `group` names for each row of `table` the lowest row of its incident."""

    table: Table
    model: Model
    pairs: Pairs
    scores: Array
    bonds: Bonds
    part: Array
    group: Array
    touched: frozenset[ClaimId]

    @cached_property
    def groups(self) -> tuple[tuple[ClaimId, ...], ...]:
        """The claims of each incident, in the order of their ids; the incidents in the order of their first claims."""
        order = np.argsort(self.group, kind="stable")
        ends = np.flatnonzero(np.diff(self.group[order])) + 1
        found = [tuple(sorted(self.table.ids[row] for row in rows)) for rows in np.split(order, ends) if len(rows)]
        return tuple(sorted(found))

    @cached_property
    def rows(self) -> Mapping[ClaimId, int]:
        """The row of each claim."""
        return {claim: row for row, claim in enumerate(self.table.ids)}

    @cached_property
    def unplaced(self) -> tuple[ClaimId, ...]:
        """The claims with neither a place nor a day: joined to near-copies only, and to be looked at by a person."""
        return tuple(sorted(self.table.ids[row] for row in np.flatnonzero(unplaced(self.table))))

    def group_of(self, claim: ClaimId) -> tuple[ClaimId, ...]:
        """The claims of the incident that a claim belongs to."""
        rows = np.flatnonzero(self.group == self.group[self.rows[claim]])
        return tuple(sorted(self.table.ids[row] for row in rows))

    def explain(self, one: ClaimId, other: ClaimId) -> Waterfall:
        """How the weight of a pair of claims comes about, whether or not they were candidates."""
        pair = self.rows[one], self.rows[other]
        return explained(self.table, pair, self.model.weights, self.model.frequencies)


def link(
    claims: Iterable[Claim],
    documents: Documents,
    *,
    families: Families | None = None,
    judgements: Iterable[Judgement] = (),
    weights: Weights | None = None,
) -> Linkage:
    """Link all claims of a case. Claims of what is planned, threatened or feared are no event and are left out.

    Claims of one document must stand next to each other. ContradictoryJudgements where people's judgements clash.
    """
    table = table_of(claims, documents, families)
    model = Model(weights or shipped(), table.frequencies())
    return linked(table, model, judgements)


def linked(table: Table, model: Model, judgements: Iterable[Judgement] = ()) -> Linkage:
    """Link all rows of a table by a model."""
    pairs = candidates(table, model.frequencies)
    weights = scores(table, pairs, model.weights, model.frequencies)
    bonds = _bonds(table, judgements)
    part = parts(len(table), pairs, weights, bonds)
    group = grouped(table.rows["rank"], pairs, weights, bonds, part)
    return Linkage(table, model, pairs, weights, bonds, part, group, frozenset(table.ids))


def with_reports(
    linkage: Linkage, claims: Iterable[Claim], documents: Documents, families: Families | None = None
) -> Linkage:
    """Take in more reports. `touched` of the result are the claims whose incident may have changed, and the new ones.

    A claim that is there already is left as it is. `families` need name the new documents only.
    """
    known = linkage.rows
    new = table_of([claim for claim in claims if claim.id not in known], documents, families)
    if not len(new):
        return replace(linkage, touched=frozenset())
    before, table = len(linkage.table), linkage.table.with_more(new)
    fresh = np.arange(len(table)) >= before
    frequencies = linkage.model.frequencies
    pairs = candidates(table, frequencies, fresh)
    weights = scores(table, pairs, linkage.model.weights, frequencies)
    return _regrouped(
        replace(
            linkage,
            table=table,
            pairs=(np.r_[linkage.pairs[0], pairs[0]], np.r_[linkage.pairs[1], pairs[1]]),
            scores=np.r_[linkage.scores, weights],
            part=np.r_[linkage.part, np.arange(before, len(table))],
            group=np.r_[linkage.group, np.arange(before, len(table))],
        ),
        _affected(linkage.part, pairs, weights, fresh),
    )


def judged(linkage: Linkage, judgements: Iterable[Judgement]) -> Linkage:
    """The same claims under these judgements (all that there are): only the parts that they touch are grouped anew."""
    bonds = _bonds(linkage.table, judgements)
    old = {*linkage.bonds.together, *linkage.bonds.apart}
    changed = old ^ {*bonds.together, *bonds.apart}
    changed |= {*linkage.bonds.together} ^ {*bonds.together}
    rows = np.array(sorted({row for pair in changed for row in pair}), np.int64)
    affected = np.isin(linkage.part, linkage.part[rows])
    return _regrouped(replace(linkage, bonds=bonds), affected)


def _bonds(table: Table, judgements: Iterable[Judgement]) -> Bonds:
    together, apart = bound(judgements)
    if not together and not apart:
        return Bonds()
    wanted = {claim for pair in (*together, *apart) for claim in pair}
    row = {claim: k for k, claim in enumerate(table.ids) if claim in wanted}
    return Bonds(
        tuple((row[a], row[b]) for a, b in together if a in row and b in row),
        tuple((row[a], row[b]) for a, b in apart if a in row and b in row),
    )


def _affected(part: Array, pairs: Pairs, weights: Array, fresh: Array) -> Array:
    """The new rows, and the rows of every part that a good pair ties them to."""
    good = weights > 0
    ends = np.concatenate([pairs[0][good], pairs[1][good]])
    old = ends[~fresh[ends]]
    affected = fresh.copy()
    affected[: len(part)] |= np.isin(part, part[old])
    return affected


def _regrouped(linkage: Linkage, affected: Array) -> Linkage:
    """Group the affected rows anew: they must be whole parts, and nothing outside them is looked at."""
    rows = np.flatnonzero(affected)
    number = np.full(len(affected), -1, np.int64)
    number[rows] = np.arange(len(rows))
    i, j = linkage.pairs
    inner = affected[i] & affected[j]
    pairs, weights = (number[i[inner]], number[j[inner]]), linkage.scores[inner]
    bonds = _within(linkage.bonds, affected, number)
    part = parts(len(rows), pairs, weights, bonds)
    group = grouped(linkage.table.rows["rank"][rows], pairs, weights, bonds, part)
    parts_, groups_ = linkage.part.copy(), linkage.group.copy()
    parts_[rows], groups_[rows] = rows[part], rows[group]
    touched = frozenset(linkage.table.ids[row] for row in rows)
    return replace(linkage, part=parts_, group=groups_, touched=touched)


def _within(bonds: Bonds, affected: Array, number: Array) -> Bonds:
    def kept(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(number[a]), int(number[b])) for a, b in pairs if affected[a] and affected[b])

    return Bonds(kept(bonds.together), kept(bonds.apart))
