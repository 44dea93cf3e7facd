"""Joins arrays of keys into pairs of row numbers, a bounded number at a time, so that memory does not follow the pairs.

It knows nothing of claims: keys in, pairs out, each pair once and the lower number first.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from warledger.linking.words import Array

Pairs = tuple[Array, Array]
AT_ONCE = 4_000_000  # pairs in memory at a time: 64 MB


def entries_within(first: Array, last: Array) -> tuple[Array, Array]:
    """Every whole number from `first[k]` to `last[k]`, both inclusive, beside its k."""
    counts = np.maximum(last.astype(np.int64) - first + 1, 0)
    owner = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    begin = np.repeat(first.astype(np.int64) - (np.cumsum(counts) - counts), counts)
    return owner, begin + np.arange(len(owner), dtype=np.int64)


def joined(asking: Array, askers: Array, keys: Array, holders: Array, fresh: Array) -> Iterator[Pairs]:
    """Askers with the holders of the same key (`keys` sorted), the lower number first, where one of both is fresh."""
    low, high = np.searchsorted(keys, asking, "left"), np.searchsorted(keys, asking, "right")
    counts = np.cumsum(high - low)
    begin = 0
    while begin < len(asking):
        done = counts[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(counts, done + AT_ONCE, "right")))
        owner, position = entries_within(low[begin:end], high[begin:end] - 1)
        one, other = askers[begin:end][owner], holders[position]
        keep = (one != other) & (fresh[one] | fresh[other])
        one, other = one[keep], other[keep]
        if len(one):
            yield np.minimum(one, other), np.maximum(one, other)
        begin = end


def shared(asking: Array, askers: Array, keys: Array, holders: Array, *, new: Array, least: int) -> Iterator[Pairs]:
    """Askers (sorted) with those holders that share at least `least` keys with them; `new` says which are new."""
    low, high = np.searchsorted(keys, asking, "left"), np.searchsorted(keys, asking, "right")
    counts = np.cumsum(high - low)
    starts = np.flatnonzero(np.r_[True, np.diff(askers) != 0]) if len(askers) else np.zeros(0, np.int64)
    begin = 0
    while begin < len(asking):
        done = counts[begin - 1] if begin else 0
        end = int(np.searchsorted(counts, done + AT_ONCE, "right"))
        after = np.searchsorted(starts, min(end, len(asking)), "right")
        end = len(asking) if end >= len(asking) else max(int(starts[after - 1]), _next(starts, begin, len(asking)))
        owner, position = entries_within(low[begin:end], high[begin:end] - 1)
        one, other = askers[begin:end][owner].astype(np.int64), holders[position].astype(np.int64)
        keep = (one < other) | ~new[other]
        keep &= one != other
        pairs, times = np.unique(one[keep] << 32 | other[keep], return_counts=True)
        pairs = pairs[times >= least]
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        yield np.minimum(one, other), np.maximum(one, other)
        begin = end


def _next(starts: Array, begin: int, end: int) -> int:
    """Where the asker after the one at `begin` starts."""
    after = int(np.searchsorted(starts, begin, "right"))
    return int(starts[after]) if after < len(starts) else end


def merged(passes: Iterable[Pairs], n: int) -> Pairs:
    """All pairs of rows below `n`, each once, in order."""
    found = np.zeros(0, np.int64)
    waiting: list[Array] = []
    for i, j in passes:
        waiting.append(i.astype(np.int64) * n + j)
        if sum(map(len, waiting)) > AT_ONCE:
            found, waiting = np.unique(np.concatenate([found, *waiting])), []
    found = np.unique(np.concatenate([found, *waiting]))
    return found // n, found % n
