"""Pairs of rows with what comparing them needs: the table, the weights of words, and the rules on types.

What several comparisons use (the words that two texts share) is worked out once and kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from warledger.linking.joining import AT_ONCE, entries_within
from warledger.linking.table import Ragged, Table
from warledger.linking.words import NAME, Array
from warledger.reference.linkage import type_rules

SAME, CONFUSABLE, UNRELATED, WORDS_ONLY = range(4)


@dataclass(frozen=True)
class Pairing:
    """Rows `i[k]` and `j[k]` are the pairs; `weights` says how much each hashed word tells, in nats."""

    table: Table
    i: Array
    j: Array
    weights: Array = field(repr=False)

    def both(self, column: str) -> tuple[Array, Array]:
        """A column for the two claims of each pair."""
        values = self.table.rows[column]
        return values[self.i], values[self.j]

    @cached_property
    def alike(self) -> tuple[Array, Array]:
        """For each pair of texts the weight of the names they share, and the cosine of their words."""
        one, other = self.both("unit")
        units = len(self.table.words)
        keys, back = np.unique(one.astype(np.int64) * units + other, return_inverse=True)
        names, cosines = shared_words(self.table.words, keys // units, keys % units, self.weights)
        return names[back], cosines[back]

    @cached_property
    def name_weights(self) -> tuple[Array, Array]:
        """The weight, in nats, of all names in the text of each claim of the pairs."""

        def worth(values: Array) -> Array:
            found: Array = np.where((values & NAME) != 0, self.weights[values & ~NAME], 0.0)
            return found

        return sums_over(self.table.words, *self.both("unit"), worth)

    @cached_property
    def word_counts(self) -> tuple[Array, Array]:
        """How many different words the text of each claim of the pairs has."""
        counts = np.diff(self.table.words.offsets)
        one, other = self.both("unit")
        return counts[one], counts[other]

    @cached_property
    def type_levels(self) -> Array:
        """For each pair of types of the table how near they stand."""
        rules, types = type_rules(), self.table.types
        levels = np.full((len(types), len(types)), UNRELATED, np.int8)
        for a, one in enumerate(types):
            for b, other in enumerate(types):
                if one == other:
                    levels[a, b] = SAME
                elif one in rules.words_only or other in rules.words_only:
                    levels[a, b] = WORDS_ONLY
                elif (one, other) in rules.confusable:
                    levels[a, b] = CONFUSABLE
        return levels


def sums_over(words: Ragged, one: Array, other: Array, worth: Callable[[Array], Array]) -> tuple[Array, Array]:
    """The sum of what each word is worth in the lists `one[k]` and `other[k]`; only these lists are looked at."""
    which, back = np.unique(np.concatenate([one, other]), return_inverse=True)
    owner, at = entries_within(words.offsets[which], words.offsets[which + 1] - 1)
    sums = np.bincount(owner, worth(words.values[at]).astype(np.float64), len(which))
    return sums[back[: len(one)]], sums[back[len(one) :]]


def shared_words(words: Ragged, one: Array, other: Array, weights: Array) -> tuple[Array, Array]:
    """Weight of shared names (nats) and cosine of the words of the lists `one[k]` and `other[k]`.

    The words of both lists of a pair are sorted together, where a word that both have stands twice.
    """
    squares = sums_over(words, one, other, lambda values: weights[values & ~NAME].astype(np.float64) ** 2)
    names, cosines = np.zeros(len(one)), np.zeros(len(one))
    sizes = np.cumsum(np.diff(words.offsets)[one] + np.diff(words.offsets)[other])
    begin = 0
    while begin < len(one):
        done = sizes[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(sizes, done + AT_ONCE, "right")))
        part = slice(begin, end)
        names[part], cosines[part] = _shared(words, one[part], other[part], weights)
        begin = end
    product = np.sqrt(squares[0] * squares[1])
    return names, np.divide(cosines, product, out=np.zeros(len(one)), where=product > 0)


def _shared(words: Ragged, one: Array, other: Array, weights: Array) -> tuple[Array, Array]:
    """For each pair the weight of shared names, and the sum of squared weights of all shared words."""
    keys = np.concatenate([_keys(words, one), _keys(words, other)])
    keys.sort()
    twice = np.flatnonzero(keys[1:] >> 1 == keys[:-1] >> 1)
    pair, named = keys[twice] >> 33, (keys[twice] & keys[twice + 1] & 1).astype(bool)
    worth = weights[(keys[twice] >> 1) & 0xFFFFFFFF].astype(np.float64)
    names = np.bincount(pair[named], worth[named], len(one))
    return names, np.bincount(pair, worth**2, len(one))


def _keys(words: Ragged, which: Array) -> Array:
    """Number of the pair, hash of the word, and whether it is a name, in one number."""
    pair, at = entries_within(words.offsets[which], words.offsets[which + 1] - 1)
    values = words.values[at]
    keys: Array = (pair << 33) | ((values & ~NAME).astype(np.int64) << 1) | ((values & NAME) != 0)
    return keys
