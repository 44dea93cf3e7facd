"""Fits which wordings of a report fill which role of MUC-4 (benchmarks/muc4_choice.py), on its training texts and keys.

    python -m training.muc_choice TRAIN.json --out benchmarks/muc4_weights.csv

Twice a logistic regression (scikit-learn). The first, with an L1 penalty that leaves few weights, knows all but the
parts that the extractor sees, and is fitted on all texts; the second weighs its word against these parts, on the texts
that the extractor was not trained on (training/parts.py), for of others it is too sure. Prints the F1 over all roles on
these texts, each half judged by the weights of the other, for a row of thresholds.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from training.parts import is_left_out

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from muc4 import gold_of, read
from muc4_candidates import PART
from muc4_choice import ROLES, apart
from muc4_features import features
from warledger.config import Settings
from warledger.evaluation.entities import add_entities, entity
from warledger.evaluation.slots import Count
from warledger.pipeline.stages import stages_for

PENALTY = 0.6  # scikit-learn's C of the first regression
PENALTY_OF_PARTS = 0.3  # and of the second, with an L2 penalty
SEEN = 5  # a feature is given a weight when so many wordings have it
SMALL = 0.02  # smaller weights are left out
FIRST, SECOND, FURTHER = (0.2, 0.25, 0.3, 0.35), (0.25, 0.3, 0.35, 0.4, 0.5), (0.3, 0.4, 0.5, 0.6)

Wording = tuple[int, str]  # number of the text, words


def main() -> None:
    """Read the texts, fit, measure, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    wordings, known, truth = judged(rows)
    vectors = DictVectorizer()
    table = vectors.fit_transform(known)
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= SEEN
    table, names = table[:, often], np.array(vectors.feature_names_)[often]
    numbers = np.array([number for number, _ in wordings])
    fresh = np.array([is_left_out(rows[number]["docid"]) for number in numbers])
    shares = np.zeros(truth.shape)
    for half in (0, 1):
        measured = (numbers % 2 == half) & fresh
        for role in range(len(ROLES)):
            weights = fitted(table, truth[:, role], names, numbers % 2 != half, fresh)
            shares[measured, role] = 1.0 / (1.0 + np.exp(-(table[measured] @ weights)))
    tried = ((_f1(rows, wordings, shares, least), least) for least in product(FIRST, SECOND, FURTHER))
    for f1, least in sorted(tried, reverse=True)[:8]:
        sys.stdout.write(f"at {least}: F1 {f1:.4f}\n")
    with given.out.open("w", newline="", encoding="utf-8") as lines:
        for number, role in enumerate(ROLES):
            weights = fitted(table, truth[:, number], names, np.ones(len(numbers), bool), fresh)
            kept = sorted((n, round(float(w), 2)) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALL)
            csv.writer(lines).writerows((role, *pair) for pair in kept)
            sys.stdout.write(f"{role}: {len(kept)} weights\n")


def judged(rows: Sequence[dict]) -> tuple[list[Wording], list[dict[str, float]], np.ndarray]:
    """Every wording of the texts with its features, and for each role whether the keys have it."""
    stages = stages_for(Settings())
    wordings, known, truth = [], [], []
    for number, row in enumerate(rows):
        gold = gold_of(row["templates"])
        for words, found in features(*read(row, stages)):
            wordings.append((number, words))
            known.append(found)
            truth.append([any(entity([words]) <= other for other in gold[role]) for role in ROLES])
    return wordings, known, np.array(truth)


def fitted(
    table: csr_matrix, truth: np.ndarray, names: np.ndarray, learned: np.ndarray, fresh: np.ndarray
) -> np.ndarray:
    """The weights of all features: those of the first regression times what the second gives its word; the parts'.

    What the word of the first is worth is learned where it was not fitted: on the `fresh` rows, by weights of others.
    """
    parts = np.char.startswith(names, PART)
    old, new = learned & ~fresh, learned & fresh
    word = csr_matrix((table[new] @ _plain(table, truth, parts, old))[:, None])
    second = LogisticRegression(C=PENALTY_OF_PARTS, max_iter=1000)
    second.fit(hstack([word, table[new][:, parts]]), truth[new])
    weights = _plain(table, truth, parts, learned) * second.coef_[0, 0]
    weights[parts] = second.coef_[0, 1:]
    weights[names == ""] += second.intercept_
    return weights


def _plain(table: csr_matrix, truth: np.ndarray, parts: np.ndarray, rows: np.ndarray) -> np.ndarray:
    first = LogisticRegression(C=PENALTY, l1_ratio=1.0, solver="liblinear", fit_intercept=False, max_iter=1000)
    weights = np.zeros(table.shape[1])
    weights[~parts] = first.fit(table[rows][:, ~parts], truth[rows]).coef_[0]
    return weights


def _f1(rows: Sequence[dict], wordings: Sequence[Wording], shares: np.ndarray, least: Sequence[float]) -> float:
    """Over the texts that the extractor was not trained on."""
    found: dict[tuple[int, str], list[tuple[float, str]]] = {}
    for place, role in zip(*np.nonzero(shares >= min(least)), strict=True):
        number, words = wordings[place]
        found.setdefault((number, ROLES[role]), []).append((shares[place, role], words))
    count = Count()
    for number, row in enumerate(rows):
        if is_left_out(row["docid"]):
            for role, wanted in gold_of(row["templates"]).items():
                ranked = sorted(found.get((number, role), []), reverse=True)
                add_entities(count, wanted, [entity([words]) for words in apart(ranked, least)])
    return count.f1


if __name__ == "__main__":
    main()
