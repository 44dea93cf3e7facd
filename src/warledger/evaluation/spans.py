"""Scores stretches of text by their type: exactly, and leniently, where overlap with a stretch of the type is enough.

A stretch is its first code point and the one behind its last. Each gold stretch serves one coded stretch only.
"""

from collections.abc import Iterable

from warledger.evaluation.entities import most_pairs
from warledger.evaluation.slots import Count

Stretch = tuple[int, int]


def add_exact(count: Count, gold: Iterable[Stretch], coded: Iterable[Stretch]) -> None:
    """Count stretches of one type in one document; right are those with both ends the same."""
    wanted, found = set(gold), set(coded)
    count.add(len(wanted & found), len(wanted), len(found))


def add_overlapping(count: Count, gold: Iterable[Stretch], coded: Iterable[Stretch]) -> None:
    """Count stretches of one type in one document; right are those that share a code point with one of the gold."""
    wanted, found = sorted(set(gold)), sorted(set(coded))
    meets = [[one[0] < other[1] and other[0] < one[1] for other in wanted] for one in found]
    count.add(most_pairs(meets), len(wanted), len(found))
