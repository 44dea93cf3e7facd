"""Turns the text round a claim into the words by which it is known again: hashed words, names, and names of two words.

Words are weighed by how rare they are in the case and in a shipped background of reports, so that a case of five
reports already knows that "killed" says little. Hashes are of fixed width and stable; no word itself is kept.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np

from warledger.reference.linkage import background

BUCKETS = 1 << 21  # two million places for words: of 100,000 different words about one in twenty shares its place
NAME = np.uint32(1 << 31)  # marks a word that the text always writes with a capital
UNIT = 3_000  # code points of a text that are compared as one: the length of most news reports
MARGIN = 500  # code points on either side that are read with them
FLOOR = 3_000  # reports that the background counts for, beside those of the case
STEPS = 2  # steps of a count from one power of two to the next: see `Frequencies`

_WORD = re.compile(r"[^\W_]+")
_PAIR = re.compile(r"(?<![^\W_])(?=([A-ZÀ-Þ][^\W_]+)[ -]([A-ZÀ-Þ][^\W_]+))")

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one stretch of text: sorted hashes, names marked with NAME; `pairs` are names of two words."""

    words: Array
    pairs: Array


def unit_of(start: int) -> int:
    """Which stretch of its text a claim's trigger stands in."""
    return start // UNIT


def words_of(text: str, unit: int) -> Words:
    """The words of one stretch of a text.

    >>> len(words_of("Shells fell on Al Bab. Shells fell again.", 0).words)
    4
    """
    piece = text[max(0, unit * UNIT - MARGIN) : (unit + 1) * UNIT + MARGIN]
    tokens = set(_WORD.findall(piece))
    plain = {token for token in tokens if token.islower() or not token[0].isupper()}
    hashed = [_hash(token) for token in plain if _counts(token)]
    names = {token.lower() for token in tokens - plain if _counts(token)}
    hashed += [_hash(name) | int(NAME) for name in names if name not in plain]
    pairs = {f"{one} {two}".lower() for one, two in _PAIR.findall(piece)}
    return Words(_sorted(hashed), _sorted(_hash(pair) for pair in pairs))


def _counts(token: str) -> bool:
    """Single letters and digits, and most words of two letters, tell nothing."""
    return len(token) > 2 or (len(token) == 2 and token.isdigit())


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)


def _sorted(hashes: Iterable[int]) -> Array:
    return np.array(sorted(set(hashes)), np.uint32)


@dataclass(frozen=True)
class Frequencies:
    """In how many of `units` stretches of text each word and each name of two words stands.

    Counts weigh in steps: one more text moves few words to their next step, and only what holds such a word has to be
    compared again. So taking in reports one by one gives what taking them all at once gives.
    """

    units: int
    words: Array
    pairs: Array

    @staticmethod
    def counted(words: Array, pairs: Array, units: int) -> "Frequencies":
        """Count the words of a case: `words` and `pairs` are those of all its stretches, one after another."""
        none = np.zeros(BUCKETS, np.int32)
        return Frequencies(0, none, none).with_more(words, pairs, units)

    def with_more(self, words: Array, pairs: Array, units: int) -> "Frequencies":
        """The counts when so many stretches of text with these words come in."""
        held = self.words.copy(), self.pairs.copy()
        np.add.at(held[0], words & ~NAME, 1)
        np.add.at(held[1], pairs, 1)
        return Frequencies(self.units + units, *held)

    @cached_property
    def weights(self) -> Array:
        """How much each word tells, in nats: the logarithm of one in how many texts has it."""
        common, counts, reports = _background()
        total = float(_stepped(np.array([self.units + FLOOR]))[0])
        there = self.words > 0
        there[common] = True
        here = np.flatnonzero(there)
        standing = self.words[here].astype(np.float64)
        standing[np.searchsorted(here, common)] += counts * (FLOOR / reports)
        weights = np.full(BUCKETS, np.log(total), np.float32)
        weights[here] = np.maximum(np.log(total / _stepped(standing + 1.0)), 0.0)
        return weights


def _stepped(counts: Array) -> Array:
    """Counts rounded to the nearest step, half a power of two apart: a sixth too much or too little at most.

    >>> _stepped(np.array([1.0, 2.0, 1000.0, 1010.0])).round().tolist()
    [1.0, 2.0, 1024.0, 1024.0]
    """
    stepped: Array = np.exp2(np.round(np.log2(counts) * STEPS) / STEPS)
    return stepped


@cache
def _background() -> tuple[Array, Array, int]:
    """The hashes of the background's words, in order; in how many reports each stands; how many reports there are."""
    known = background()
    counts: dict[int, int] = {}
    for word, count in known.words.items():
        counts[_hash(word)] = counts.get(_hash(word), 0) + count
    hashes = sorted(counts)
    return np.array(hashes), np.array([counts[one] for one in hashes], np.float64), known.reports
