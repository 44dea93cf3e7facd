"""Gives pairs of claims their weight, and says of one pair how its weight came about, step by step.

A claim that has neither place nor day, not even from its neighbours in its report, is never joined on likeness of words
alone: only to a near-copy. Words are never one incident with deeds. Claims whose own places lie far apart are one
incident only where their texts share rare names. Of one report, tellings of one event belong together, and nothing
else speaks for two of its claims. These rules stand above all weights.
"""

from dataclasses import dataclass

import numpy as np

from warledger.linking.comparing import COMPARISONS, levels_of
from warledger.linking.joining import Pairs
from warledger.linking.pairing import Pairing
from warledger.linking.rows import NONE
from warledger.linking.table import Table
from warledger.linking.weights import Weights
from warledger.linking.words import Array, Frequencies

AT_ONCE = 400_000  # pairs compared at a time
BARRED = -8_000  # thousandths of a bit: what a pair weighs at most that a rule keeps apart
TOLD_AGAIN = 6_000  # what two claims of one report weigh that tell one event
NEAR_COPY = "60_or_more"
NAMED = ("under_40", "under_60", "60_or_more")  # 30 nats and more of names that both texts have
BY_NAME = {comparison.name: k for k, comparison in enumerate(COMPARISONS)}


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison of a pair: its level, what that weighs in bits, and the level in words."""

    comparison: str
    level: str
    bits: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """How the weight of a pair comes about: the prior, the steps, the rule above them (if one holds), the total."""

    prior: float
    steps: tuple[Step, ...]
    rule: str | None
    total: float

    @property
    def chance(self) -> float:
        """How likely it is that the two claims are of one incident, by these weights alone."""
        return float(1.0 / (1.0 + 2.0 ** -np.clip(self.total, -60, 60)))


def scores(table: Table, pairs: Pairs, weights: Weights, frequencies: Frequencies) -> Array:
    """The weight of each pair, in thousandths of a bit."""
    found = [np.zeros(0, np.int64)]
    for begin in range(0, len(pairs[0]), AT_ONCE):
        pairing = Pairing(
            table, pairs[0][begin : begin + AT_ONCE], pairs[1][begin : begin + AT_ONCE], frequencies.weights
        )
        levels = levels_of(pairing)
        found.append(_ruled(pairing, levels, weights.of(levels)))
    return np.concatenate(found)


def _ruled(pairing: Pairing, levels: Array, total: Array) -> Array:
    barred = np.logical_or.reduce([holds(pairing, levels) for _, holds in RULES])
    ruled = np.where(barred, np.minimum(total, BARRED), total)
    (one, other), (here, there) = pairing.both("telling"), pairing.both("document")
    found: Array = np.where(here == there, np.where(one == other, TOLD_AGAIN, np.minimum(ruled, 0)), ruled)
    return found


def barred_as_words(_: Pairing, levels: Array) -> Array:
    """Pairs of words and a deed."""
    return _at(levels, "type", "words_only")


def barred_as_far(_: Pairing, levels: Array) -> Array:
    """Pairs with places of their own that lie far apart, and no rare names that would rather make one a misreading."""
    named = [_at(levels, "names", level) for level in NAMED]
    barred: Array = _at(levels, "place", "elsewhere") & ~np.logical_or.reduce(named)
    return barred


def _at(levels: Array, comparison: str, level: str) -> Array:
    column = BY_NAME[comparison]
    found: Array = levels[:, column] == COMPARISONS[column].levels.index(level)
    return found


def barred_as_unplaced(pairing: Pairing, levels: Array) -> Array:
    """Pairs of which one claim has neither place nor day, unless they are near-copies."""
    lost = unplaced(pairing.table)
    copies = _at(levels, "copies", "yes") | _at(levels, "text", NEAR_COPY)
    barred: Array = (lost[pairing.i] | lost[pairing.j]) & ~copies
    return barred


AGAIN = "one report tells the event again"
RULES = (
    ("words are never one incident with a deed", barred_as_words),
    ("a claim with neither place nor day is joined to near-copies only", barred_as_unplaced),
    ("places so far apart are one incident only where texts share rare names", barred_as_far),
)


def unplaced(table: Table) -> Array:
    """Which rows have neither a place nor a day: neither resolved, nor in words, nor from a neighbour."""
    rows = table.rows
    lost: Array = (rows["timed"] == NONE) & (rows["placed"] == NONE) & ~rows["places"].any(axis=1)
    return lost


def explained(table: Table, pair: tuple[int, int], weights: Weights, frequencies: Frequencies) -> Waterfall:
    """How the weight of one pair of rows comes about."""
    one, other = min(pair), max(pair)
    pairing = Pairing(table, np.array([one]), np.array([other]), frequencies.weights)
    levels = levels_of(pairing)
    steps = []
    for k, comparison in enumerate(COMPARISONS):
        level = comparison.levels[levels[0, k]]
        bits = round(weights.bits[k][levels[0, k]], 3)
        steps.append(Step(comparison.name, level, bits, comparison.tell(pairing, level)))
    again = bool(np.equal(*pairing.both("telling"))[0])
    rule = AGAIN if again else next((name for name, holds in RULES if holds(pairing, levels)[0]), None)
    total = int(_ruled(pairing, levels, weights.of(levels))[0]) / 1000.0
    return Waterfall(round(weights.prior, 3), tuple(steps), rule, total)
