"""Groups claims into incidents by the weights of their pairs, obeying every human yes and no.

Groups are joined two by two, the pair of groups with the highest average weight first, while it is above nought; a pair
never compared counts as `MISSING`. So a claim that fits one of two unlike claims does not tie them together, and the
groups depend on the claims and their weights alone, not on the order in which they came: ties go by the claims' ids.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from warledger.linking.joining import Pairs
from warledger.linking.words import Array

MISSING = -3_000  # thousandths of a bit: what two claims weigh that were never candidates
ENOUGH, UNLIKE, AT_MOST = 6_000, -2_000, -6_000  # thousandths of a bit: see `bounded`
Edges = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of rows that people said are of one incident, and pairs that are not."""

    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()


def parts(n: int, pairs: Pairs, weights: Array, bonds: Bonds) -> Array:
    """The part of each row, named by its lowest row: what good pairs or a person's yes connect, however far apart."""
    good = weights > 0
    bound = np.array(bonds.together, np.int64).reshape(-1, 2)
    return components(n, np.r_[pairs[0][good], bound[:, 0]], np.r_[pairs[1][good], bound[:, 1]])


def grouped(rank: Array, pairs: Pairs, weights: Array, bonds: Bonds, part: Array) -> Array:
    """The group of each row, named by the lowest row in it. `rank` orders the claims by their ids."""
    weights = bounded(weights)
    simple = _wholly_good(part, pairs[0][weights > 0])
    for one, other in (*bonds.together, *bonds.apart):
        simple[part[one]] = simple[part[other]] = False
    group = part.copy()
    for members, edges in _difficult(part, simple, pairs, weights):
        _group_part(members, edges, rank, bonds, group)
    return group


def bounded(weights: Array) -> Array:
    """The weights as they are averaged: more than enough counts as enough, and an unlike pair as no less than unlike.

    Without this, a claim that is very like one of two unlike claims outweighs that they are unlike. On articles it
    costs one point of F1, and on the made war it gains less than half a point (benchmarks/).
    """
    held: Array = np.where(weights < UNLIKE, np.minimum(weights, AT_MOST), np.minimum(weights, ENOUGH))
    return held


def components(n: int, i: Array, j: Array) -> Array:
    """The lowest row that each row is connected with, by repeated hooking and halving of the way."""
    low = np.arange(n, dtype=np.int64)
    while len(i):
        one, other = low[i], low[j]
        open_ = one != other
        if not open_.any():
            return low
        i, j, one, other = i[open_], j[open_], one[open_], other[open_]
        np.minimum.at(low, np.maximum(one, other), np.minimum(one, other))
        while (low != low[low]).any():
            low = low[low]
    return low


def _wholly_good(part: Array, good: Array) -> Array:
    """For each part, by its lowest row, whether all its pairs are good: nothing is left to decide.

    `good` holds the lower row of each good pair.
    """
    size = np.bincount(part, minlength=len(part))
    pairs = np.bincount(part[good], minlength=len(part))
    whole: Array = pairs == size * (size - 1) // 2
    return whole


def _difficult(part: Array, simple: Array, pairs: Pairs, weights: Array) -> Iterator[tuple[Array, Edges]]:
    """The parts to be decided, each with its rows and the weights of its pairs."""
    hard = ~simple[part]
    rows = np.flatnonzero(hard)
    if not len(rows):
        return
    rows = rows[np.argsort(part[rows], kind="stable")]
    i, j = pairs
    inner = np.flatnonzero((part[i] == part[j]) & hard[i])
    inner = inner[np.argsort(part[i[inner]], kind="stable")]
    owners, begins = np.unique(part[rows], return_index=True)
    ends = np.r_[begins[1:], len(rows)]
    first = np.searchsorted(part[i[inner]], owners, "left")
    last = np.searchsorted(part[i[inner]], owners, "right")
    for begin, end, low, high in zip(begins, ends, first, last, strict=True):
        which = inner[low:high]
        edges = zip(zip(i[which].tolist(), j[which].tolist(), strict=True), weights[which].tolist(), strict=True)
        yield rows[begin:end], dict(edges)


def _group_part(members: Array, edges: Edges, rank: Array, bonds: Bonds, group: Array) -> None:
    order = sorted(members.tolist(), key=lambda row: int(rank[row]))
    local = {row: k for k, row in enumerate(order)}
    within = Bonds(tuple(_local(bonds.together, local)), tuple(_local(bonds.apart, local)))
    part = _Part(len(order), {(local[a], local[b]): weight for (a, b), weight in edges.items()}, within)
    for found in part.joined():
        rows = [order[k] for k in found]
        group[rows] = min(rows)


def _local(pairs: Iterable[tuple[int, int]], local: dict[int, int]) -> Iterator[tuple[int, int]]:
    return ((local[a], local[b]) for a, b in pairs if a in local and b in local)


class _Part:
    """Claims of one connected part, numbered in the order of their ids, being joined into groups."""

    def __init__(self, size: int, edges: Edges, bonds: Bonds) -> None:
        self.groups: dict[int, list[int]] = {k: [k] for k in range(size)}
        self.sums: dict[int, dict[int, int]] = {k: {} for k in range(size)}
        self.barred: dict[int, set[int]] = {k: set() for k in range(size)}
        for (a, b), weight in edges.items():
            self.sums[a][b] = self.sums[b][a] = weight - MISSING
        for a, b in bonds.apart:
            self.barred[a].add(b)
            self.barred[b].add(a)
        for a, b in bonds.together:
            one, other = self._holder(a), self._holder(b)
            if one != other:
                self._join(min(one, other), max(one, other))

    def joined(self) -> Iterable[list[int]]:
        """The groups when nothing more can be joined."""
        queue = [entry for a in self.sums for b in self.sums[a] if a < b and (entry := self._entry(a, b))]
        heapq.heapify(queue)
        while queue:
            entry = heapq.heappop(queue)
            _, a, b = entry
            if a in self.groups and b in self.groups and self._entry(a, b) == entry:
                self._join(a, b)
                for c in self.sums[a]:
                    if again := self._entry(min(a, c), max(a, c)):
                        heapq.heappush(queue, again)
        return self.groups.values()

    def _entry(self, a: int, b: int) -> tuple[float, int, int] | None:
        """A place in the queue for two groups that may be joined."""
        if b in self.barred[a] or b not in self.sums[a]:
            return None
        average = self.sums[a][b] / (len(self.groups[a]) * len(self.groups[b])) + MISSING
        return (-average, a, b) if average > 0 else None

    def _join(self, a: int, b: int) -> None:
        """Take the higher group into the lower: a group is named by the first claim in it."""
        self.groups[a] += self.groups.pop(b)
        for c, weight in self.sums.pop(b).items():
            del self.sums[c][b]
            if c != a:
                self.sums[a][c] = self.sums[c][a] = self.sums[a].get(c, 0) + weight
        for c in self.barred.pop(b):
            self.barred[c].discard(b)
            self.barred[c].add(a)
            self.barred[a].add(c)

    def _holder(self, claim: int) -> int:
        return next(name for name, held in self.groups.items() if claim in held)
