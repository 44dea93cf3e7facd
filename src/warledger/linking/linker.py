"""Links the claims of a case into incidents, and keeps what it needs to take in more reports without starting again.

The result depends on the claims, the families of copies, the judgements and the weights alone: not on the order of
input, and not on whether reports came at once or one by one. A new report is compared only with what it could belong
to, and only the parts that it touches are grouped anew. What an incident's claims support is assessing.py's to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from warledger.linking.candidates import candidates, reweighed
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
    """What linking goes by: the weights, and how common words are in the claims' texts."""

    weights: Weights
    frequencies: Frequencies


@dataclass(frozen=True)
class Linkage:
    """Claims and the incidents they make. `group` names for each row of `table` the lowest row of its incident.

    `touched` are the claims whose incident is not what it was before the last step. Where not all `pairs` are `held`
    (see `resumed`), those that a step needs are found again.
    """

    table: Table
    model: Model
    pairs: Pairs
    scores: Array
    bonds: Bonds
    part: Array
    group: Array
    touched: frozenset[ClaimId]
    held: bool = True

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


def resumed(table: Table, weights: Weights, part: Array, group: Array, judgements: Iterable[Judgement]) -> Linkage:
    """A linkage that was put away, to go on from: its rows with the part and group of each, and no pairs."""
    none = np.zeros(0, np.int64)
    model, bonds = Model(weights, table.frequencies()), _bonds(table, judgements)
    return Linkage(table, model, (none, none), none, bonds, part, group, frozenset(), held=False)


def with_reports(
    linkage: Linkage, claims: Iterable[Claim], documents: Documents, families: Families | None = None
) -> Linkage:
    """Take in more reports. A claim that is there already is left as it is.

    `families` need name the new documents only.
    """
    new = table_of(claims, documents, families)
    ranks = np.sort(new.rows["rank"])
    known = linkage.table.rows["rank"]
    known = known[ranks[np.minimum(np.searchsorted(ranks, known), len(ranks) - 1)] == known] if len(ranks) else known
    return grown(linkage, new.of_rows(np.flatnonzero(~np.isin(new.rows["rank"], known))))


def grown(linkage: Linkage, new: Table, changed: Array | None = None) -> Linkage:
    """Take in more rows; `changed` are rows of the table that are not what they were when they were linked."""
    before, table = len(linkage.table), linkage.table.with_more(new)
    old = linkage.model.frequencies
    frequencies = old.with_more(new.words.values, new.pairs.values, len(new.words))
    fresh = reweighed(table, old, frequencies)
    fresh[before:] = True
    if changed is not None:
        fresh[:before] |= changed
    pairs = candidates(table, frequencies, fresh)
    weights = scores(table, pairs, linkage.model.weights, frequencies)
    part = np.r_[linkage.part, np.arange(before, len(table))]
    keep = ~(fresh[linkage.pairs[0]] | fresh[linkage.pairs[1]])
    i, j = linkage.pairs[0][keep], linkage.pairs[1][keep]
    return _regrouped(
        replace(
            linkage,
            table=table,
            model=Model(linkage.model.weights, frequencies),
            pairs=(np.r_[i, pairs[0]], np.r_[j, pairs[1]]),
            scores=np.r_[linkage.scores[keep], weights],
            bonds=linkage.bonds,
            part=part,
            group=np.r_[linkage.group, np.arange(before, len(table))],
        ),
        _affected(part, pairs, weights, fresh),
        known=before,
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
    """The rows of every part that holds a fresh row, or that a good pair ties to one."""
    good = weights > 0
    ends = np.concatenate([np.flatnonzero(fresh), pairs[0][good], pairs[1][good]])
    hit = np.zeros(len(part), bool)
    hit[part[ends]] = True
    affected: Array = hit[part]
    return affected


def _regrouped(linkage: Linkage, affected: Array, known: int | None = None) -> Linkage:
    """Group the affected rows anew: they must be whole parts, and nothing outside them is looked at.

    Rows from `known` on were in no incident before.
    """
    rows = np.flatnonzero(affected)
    number = np.full(len(affected), -1, np.int64)
    number[rows] = np.arange(len(rows))
    (i, j), found = _pairs_of(linkage, affected)
    inner = affected[i] & affected[j]
    pairs, weights = (number[i[inner]], number[j[inner]]), found[inner]
    bonds = _within(linkage.bonds, affected, number)
    part = parts(len(rows), pairs, weights, bonds)
    group = grouped(linkage.table.rows["rank"][rows], pairs, weights, bonds, part)
    parts_, groups_ = linkage.part.copy(), linkage.group.copy()
    parts_[rows], groups_[rows] = rows[part], rows[group]
    other = rows[_changed(linkage.table.rows["rank"][rows], linkage.group[rows], groups_[rows])]
    touched = frozenset(
        linkage.table.ids[row] for row in {*other.tolist(), *range(known or len(affected), len(affected))}
    )
    return replace(linkage, part=parts_, group=groups_, touched=touched)


def _pairs_of(linkage: Linkage, affected: Array) -> tuple[Pairs, Array]:
    """The pairs with an affected row and their weights, found again where they are not all held."""
    if linkage.held:
        return linkage.pairs, linkage.scores
    pairs = candidates(linkage.table, linkage.model.frequencies, affected)
    inner = affected[pairs[0]] & affected[pairs[1]]
    pairs = pairs[0][inner], pairs[1][inner]
    return pairs, scores(linkage.table, pairs, linkage.model.weights, linkage.model.frequencies)


def _changed(rank: Array, before: Array, after: Array) -> Array:
    """Rows whose group has other members than before: told by the sum of the claims' ranks, numbers of 63 bits."""

    def sums(group: Array) -> Array:
        _, back = np.unique(group, return_inverse=True)
        total = np.zeros(int(back.max()) + 1 if len(back) else 0, np.uint64)
        np.add.at(total, back, rank.astype(np.uint64))
        found: Array = total[back]
        return found

    changed: Array = np.flatnonzero(sums(before) != sums(after))
    return changed


def _within(bonds: Bonds, affected: Array, number: Array) -> Bonds:
    def kept(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(number[a]), int(number[b])) for a, b in pairs if affected[a] and affected[b])

    return Bonds(kept(bonds.together), kept(bonds.apart))
