"""Linkage learned without labels (expectation and maximisation), on sets of records whose matches are known.

    python benchmarks/linking_unlabelled.py RLdata10000.csv [fake_1000.csv ...]

A set is a table with a header, a row a record, and a column "identity" or "cluster" that names the person; other
columns, but for a "unique_id", are compared as words: the same, alike (letters in order, or digits at their places,
agree by 70 %), other, or absent in one. Candidates share two columns, or one and the beginning of another. The weights
are learned from the candidates and from pairs drawn at random, from the same plain start for every column; `labelled`
counts them with the truth at hand, which no method without labels can beat by much. A pair counts as found when its
weight is above nought. Prints one JSON line of figures last.
"""

import argparse
import csv
import json
import random
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np

from warledger.linking.weights import Others, Weights, learned_without_labels
from warledger.linking.words import Array

TRUTH = ("identity", "cluster")
START = (4.0, 1.0, -2.0, 0.0)  # bits: the same, alike, other, absent
PRIOR = -8.0  # a pair drawn at random is hardly ever a match
HELD = 5.0  # pairs of either kind that the start counts for
DRAWN = 100_000  # pairs drawn at random, from which it is learned what agrees by chance
ALIKE = 0.7
CROWD = 60  # records that share a key; more say nothing


def main() -> None:
    """Learn and compare, set by set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    figures = {file.stem: measured(file) for file in parser.parse_args().files}
    for name, found in figures.items():
        print(f"{name:20} {found}")
    print(json.dumps(figures))


def measured(file: Path) -> dict[str, float]:
    """Precision, recall and F1 over all pairs of records of one person, learned without labels and with all of them."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, skipinitialspace=True))
    truth = next(name for name in TRUTH if name in rows[0])
    columns = [name for name in rows[0] if name not in (truth, "unique_id")]
    records = [[fold(row[name]) for name in columns] for row in rows]
    pairs = sorted(candidates(records))
    levels = np.array([[level(a, b) for a, b in zip(records[i], records[j], strict=True)] for i, j in pairs])
    same = np.array([rows[i][truth] == rows[j][truth] for i, j in pairs])
    people = defaultdict(int)
    for row in rows:
        people[row[truth]] += 1
    matches = sum(count * (count - 1) // 2 for count in people.values())
    start = Weights(PRIOR, tuple(START for _ in columns))
    draw = random.Random(1)
    drawn = [draw.sample(range(len(records)), 2) for _ in range(DRAWN)]
    other = np.array([[level(a, b) for a, b in zip(records[i], records[j], strict=True)] for i, j in drawn])
    others = Others(other, len(records) * (len(records) - 1) // 2)
    figures = {"records": len(rows), "matches": matches, "candidates": len(pairs)}
    figures |= {"reached": round(float(same.sum()) / matches, 4)}
    for name, weights in (
        ("start", start),
        ("unlabelled", learned_without_labels(levels, start, others, held=HELD)),
        ("labelled", counted(levels[same], others, matches)),
    ):
        found = weights.of(levels) > 0
        right = int((found & same).sum())
        figures |= {
            f"{name}_precision": round(right / max(1, int(found.sum())), 4),
            f"{name}_recall": round(right / matches, 4),
            f"{name}_f1": round(2 * right / (int(found.sum()) + matches), 4),
        }
    return figures


def fold(text: str) -> str:
    """A value as it is compared; empty where it is absent."""
    return "" if text in ("", "NA") else " ".join(text.casefold().split())


def candidates(records: list[list[str]]) -> set[tuple[int, int]]:
    """Pairs that share two columns, or one and the first three signs of another."""
    holders: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        told = [(k, value) for k, value in enumerate(record) if value]
        for one, other in combinations(told, 2):
            holders[(*one, *other)].append(number)
            holders[(*one, other[0], other[1][:3], "begins")].append(number)
            holders[(one[0], one[1][:3], *other, "begins")].append(number)
    return {pair for held in holders.values() if len(held) <= CROWD for pair in combinations(sorted(set(held)), 2)}


def level(one: str, other: str) -> int:
    """0 the same, 1 alike, 2 other, 3 absent in one."""
    if not one or not other:
        return 3
    return 0 if one == other else 1 if likeness(*sorted((one, other))) >= ALIKE else 2


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> float:
    """The share of letters that agree in order; of digits, those that agree at their places."""
    if one[:1].isdigit():
        return sum(a == b for a, b in zip(one, other, strict=False)) / max(len(one), len(other))
    return SequenceMatcher(None, one, other).ratio()


def counted(matches: Array, others: Others, number: int) -> Weights:
    """The weights that the truth gives, by counting: candidates that match, and pairs drawn at random."""
    bits = []
    for column, other in zip(matches.T, others.levels.T, strict=True):
        m, u = (np.bincount(some, minlength=len(START)) + 0.5 for some in (column, other))
        bits.append(tuple(map(float, np.log2(m / m.sum()) - np.log2(u / u.sum()))))
    share = number / others.total
    return Weights(float(np.log2(share / (1 - share))), tuple(bits))


if __name__ == "__main__":
    main()
