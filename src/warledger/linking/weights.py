"""What each level of each comparison weighs, in bits, and how the weights are learned: from labelled pairs, or without.

The weight of a pair is the sum of the weights of its levels and of the prior, after Fellegi and Sunter (1969, "A theory
for record linkage"): log2 of the odds that the two claims are of one incident. It does not choose the pairs.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from warledger.errors import BadSetting
from warledger.linking.comparing import COMPARISONS
from warledger.linking.words import Array
from warledger.reference.linkage import shipped_weights, stated_weights

PRIOR = "prior"
HELD = 1e7  # a ridge that nothing moves against


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits by comparison and level; `prior` is log2 of the odds that a candidate pair is of one incident."""

    prior: float
    bits: tuple[tuple[float, ...], ...]

    def of(self, levels: Array) -> Array:
        """The weight of each pair in thousandths of a bit: whole numbers, so that no sum depends on its order."""
        total = np.full(len(levels), round(self.prior * 1000), np.int64)
        for k, bits in enumerate(self.bits):
            total += np.round(np.array(bits) * 1000).astype(np.int64)[levels[:, k]]
        return total


@cache
def shipped() -> Weights:
    """The weights that come with the program."""
    return _of_rows(shipped_weights(), "the shipped weights")


def read_weights(text: str, file: str) -> Weights:
    """The weights of a file in the form of the shipped ones; BadSetting where a level has none."""
    return _of_rows(stated_weights(text, file), file)


def _of_rows(rows: Iterable[tuple[str, str, float]], file: str) -> Weights:
    table = {(comparison, level): bits for comparison, level, bits in rows}
    needed = [(PRIOR, ""), *((one.name, level) for one in COMPARISONS for level in one.levels)]
    missing = [f"{comparison} {level}".strip() for comparison, level in needed if (comparison, level) not in table]
    if missing:
        raise BadSetting(f"{file}: no weight is given for {', '.join(missing[:5])}. Every level needs one.")
    return Weights(
        table[PRIOR, ""], tuple(tuple(table[one.name, level] for level in one.levels) for one in COMPARISONS)
    )


def learned_from_pairs(
    levels: Array,
    same: Array,
    start: Weights,
    *,
    strength: float = 5.0,
    held: Collection[tuple[str, str]] = (),
) -> Weights:
    """Weights from pairs that people labelled, by logistic regression held to `start` (a ridge of `strength`).

    Unlike counting, it does not count twice what two comparisons both say. Levels never seen keep their start, and so
    do those `held`: comparison and level.
    """
    design, widths = _design(levels)
    begin = np.array([bit for bits in start.bits for bit in bits] + [start.prior]) * np.log(2.0)
    names = [(comparison.name, level) for comparison in COMPARISONS for level in comparison.levels]
    pull = np.array([HELD if name in held else strength for name in names] + [strength])
    found, answer = begin.copy(), same.astype(float)

    def fit(weights: Array) -> float:
        odds = design @ weights
        return float(answer @ odds - np.logaddexp(0.0, odds).sum() - 0.5 * pull @ (weights - begin) ** 2)

    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (answer - chance) - pull * (found - begin)
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        while fit(found + step) < fit(found) and np.abs(step).max() > 1e-6:
            step = step / 2  # a whole step of Newton's may lead away
        found = found + step
        if np.abs(step).max() < 1e-6:
            break
    return _packed(found / np.log(2.0), widths)


def _design(levels: Array) -> tuple[Array, list[int]]:
    widths = [len(comparison.levels) for comparison in COMPARISONS]
    design = np.zeros((len(levels), sum(widths) + 1))
    for k, begin in enumerate(np.cumsum([0, *widths[:-1]])):
        design[np.arange(len(levels)), begin + levels[:, k]] = 1.0
    design[:, -1] = 1.0
    return design, widths


def _packed(flat: Array, widths: list[int]) -> Weights:
    ends = np.cumsum(widths)
    parts = [tuple(map(float, flat[end - width : end])) for width, end in zip(widths, ends, strict=True)]
    return Weights(float(flat[-1]), tuple(parts))


@dataclass(frozen=True, slots=True)
class Others:
    """Levels of pairs drawn at random, hardly any of which is a match, and how many pairs there are to draw from."""

    levels: Array
    total: int


def learned_without_labels(
    levels: Array, start: Weights, others: Others | None = None, *, held: float = 50.0, rounds: int = 100
) -> Weights:
    """Weights by expectation and maximisation over candidate pairs (Winkler 1988), with no label at all.

    Pairs with the same levels are one pattern, so that it takes seconds for millions. Each level's two shares are held
    to `start` as if `held` pairs of either kind had been seen: without that, comparisons that go together take over.
    With `others` the shares among unmatched pairs are theirs, and the prior is that of all pairs: candidates that were
    looked for by what they share say too little of chance. `start` may be of other comparisons than the program's own.
    """
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    wide = [len(bits) for bits in start.bits]
    frequency = [_shares(patterns[:, k], counts, width) for k, width in enumerate(wide)]
    before = [_split(np.array(bits), shares) for bits, shares in zip(start.bits, frequency, strict=True)]
    fixed = [_shares(others.levels[:, k], None, width) for k, width in enumerate(wide)] if others else None
    total = others.total if others else int(counts.sum())
    current = start
    for _ in range(rounds):
        chance = 1.0 / (1.0 + 2.0 ** -np.clip(current.of(patterns) / 1000.0, -60, 60))
        matched, unmatched = counts * chance, counts * (1.0 - chance)
        bits = []
        for k, width in enumerate(wide):
            m = np.bincount(patterns[:, k], matched, width) + held * before[k][0]
            u = fixed[k] if fixed else np.bincount(patterns[:, k], unmatched, width) + held * before[k][1]
            bits.append(tuple(np.log2(m / m.sum()) - np.log2(u / u.sum())))
        share = float(np.clip(matched.sum() / total, 1e-12, 0.5))
        new = Weights(float(np.log2(share / (1 - share))), tuple(tuple(map(float, one)) for one in bits))
        moved = _moved(new, current)
        current = new
        if moved < 0.005:
            break
    return current


def _moved(one: Weights, other: Weights) -> float:
    """The most that a weight differs."""
    first, second = ([bit for bits in weights.bits for bit in bits] for weights in (one, other))
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def _shares(column: Array, counts: Array | None, wide: int) -> Array:
    seen = np.bincount(column, counts, wide) + 0.5
    shares: Array = seen / seen.sum()
    return shares


def _split(bits: Array, shares: Array) -> tuple[Array, Array]:
    """Shares of each level among matches and others that have these weights, the others' being near to all pairs'."""
    matches = shares * 2.0**bits
    return matches / matches.sum() + 1e-6, shares + 1e-6
