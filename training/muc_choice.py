"""Fits which wordings of a report fill which role of MUC-4 (benchmarks/muc4_choice.py), on its training texts and keys.

    python -m training.muc_choice TRAIN.json --out benchmarks/muc4_weights.csv

A logistic regression with an L1 penalty (scikit-learn), which leaves few weights. Prints the F1 over all roles on the
training texts, each half judged by the weights of the other, for a row of thresholds.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from muc4 import gold_of, read
from muc4_choice import ROLES, apart
from muc4_features import features
from warledger.config import Settings
from warledger.evaluation.entities import add_entities, entity
from warledger.evaluation.slots import Count
from warledger.pipeline.stages import stages_for

PENALTY = 0.6  # scikit-learn's C
SEEN = 5  # a feature is given a weight when so many wordings have it
SMALL = 0.02  # smaller weights are left out

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
    halves = np.array([number % 2 for number, _ in wordings])
    shares = np.zeros(truth.shape)
    for half in (0, 1):
        for role in range(len(ROLES)):
            fitted = _fit(table[halves != half], truth[halves != half, role])
            shares[halves == half, role] = fitted.predict_proba(table[halves == half])[:, 1]
    for least in (0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28):
        sys.stdout.write(f"at {least}: F1 {_f1(rows, wordings, shares, least):.4f}\n")
    with given.out.open("w", newline="", encoding="utf-8") as lines:
        for number, role in enumerate(ROLES):
            weights = _fit(table, truth[:, number]).coef_[0]
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


def _fit(table: csr_matrix, truth: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=PENALTY, l1_ratio=1.0, solver="liblinear", fit_intercept=False, max_iter=1000)
    return model.fit(table, truth)


def _f1(rows: Sequence[dict], wordings: Sequence[Wording], shares: np.ndarray, least: float) -> float:
    found: dict[tuple[int, str], list[tuple[float, str]]] = {}
    for place, role in zip(*np.nonzero(shares >= least), strict=True):
        number, words = wordings[place]
        found.setdefault((number, ROLES[role]), []).append((shares[place, role], words))
    count = Count()
    for number, row in enumerate(rows):
        for role, wanted in gold_of(row["templates"]).items():
            ranked = sorted(found.get((number, role), []), reverse=True)
            add_entities(count, wanted, [entity([words]) for words in apart(words for _, words in ranked)])
    return count.f1


if __name__ == "__main__":
    main()
