"""Fits which words of claims fill which role of MUC-4 (benchmarks/muc4_choice.py), on MUC-4's training texts and keys.

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
from muc4 import gold_of
from muc4_choice import candidates, features
from muc4_words import outermost
from warledger.config import Settings
from warledger.evaluation.entities import add_entities, entity
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import Count
from warledger.pipeline.stages import coded, stages_for

PENALTY = 0.7  # scikit-learn's C
SEEN = 4  # a feature is given a weight when so many wordings have it
SMALL = 0.02  # smaller weights are left out

Wording = tuple[int, str, str]  # number of the text, role, words


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
    halves = np.array([number % 2 for number, _, _ in wordings])
    shares = np.zeros(len(truth))
    for half in (0, 1):
        fitted = _fit(table[halves != half], truth[halves != half])
        shares[halves == half] = fitted.predict_proba(table[halves == half])[:, 1]
    for least in (0.1, 0.15, 0.2, 0.25, 0.3):
        sys.stdout.write(f"at {least}: F1 {_f1(rows, wordings, shares, least):.3f}\n")
    weights = _fit(table, truth).coef_[0]
    with given.out.open("w", newline="", encoding="utf-8") as lines:
        kept = sorted((n, round(float(w), 2)) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALL)
        csv.writer(lines).writerows(kept)
    sys.stdout.write(f"{len(kept)} weights\n")


def judged(rows: Sequence[dict]) -> tuple[list[Wording], list[dict[str, float]], np.ndarray]:
    """Every wording of the texts with its features and whether the keys have it."""
    stages = stages_for(Settings())
    wordings, known, truth = [], [], []
    for number, row in enumerate(rows):
        claims = coded(document_of(GoldReport(row["docid"], row["doctext"], None, None, ())), stages).claims
        gold = gold_of(row["templates"])
        for (role, words), uses in candidates(claims).items():
            wordings.append((number, role, words))
            known.append(features(role, words, uses, claims))
            truth.append(any(entity([words]) <= other for other in gold[role]))
    return wordings, known, np.array(truth)


def _fit(table: csr_matrix, truth: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=PENALTY, l1_ratio=1.0, solver="liblinear", fit_intercept=False, max_iter=1000)
    return model.fit(table, truth)


def _f1(rows: Sequence[dict], wordings: Sequence[Wording], shares: np.ndarray, least: float) -> float:
    found: dict[tuple[int, str], list[tuple[float, str]]] = {}
    for (number, role, words), share in zip(wordings, shares, strict=True):
        if share >= least:
            found.setdefault((number, role), []).append((share, words))
    count = Count()
    for number, row in enumerate(rows):
        for role, wanted in gold_of(row["templates"]).items():
            ranked = sorted(found.get((number, role), []), reverse=True)
            add_entities(count, wanted, [entity([words]) for words in outermost(words for _, words in ranked)])
    return count.f1


if __name__ == "__main__":
    main()
