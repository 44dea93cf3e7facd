"""Fits what a claim's confidence means, and says how far it can be believed.

    python training/calibrate.py GOLD.jsonl

A claim is right when it is paired with a claim of the gold and has its type. The extractor's probability p of trigger
and type is mapped to 1 / (1 + exp(-(a * logit(p) + b))); a and b are fitted on the gold by Newton's method (Platt 1999)
and go into `reading/weights/manifest.json` as "calibration". The reliability table and the expected calibration error
(ten equal bins) are printed for the model card; half of the reports fit, the other half
measure, and the other way round.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from warledger.evaluation.coder import document_of

from warledger.config import Settings
from warledger.evaluation.gold import coded_claim, gold_reports
from warledger.evaluation.slots import pairs
from warledger.model.serial import printed_claim
from warledger.pipeline.stages import coded, stages_for
from warledger.reading.encoder import WEIGHTS

Numbers = NDArray[np.float64]
BINS = 10
STEPS = 50
RIDGE = 1e-3  # keeps Newton's steps finite when a half holds few wrong claims


def main(gold: str) -> None:
    """Fit, write and print."""
    probability, right, half = outcomes(Path(gold))
    held_out = np.empty_like(probability)
    for side in (0, 1):
        a, b = fit(probability[half != side], right[half != side])
        held_out[half == side] = calibrated(probability[half == side], a, b)
    a, b = fit(probability, right)
    manifest = WEIGHTS / "manifest.json"
    table = json.loads(manifest.read_text("utf-8")) | {"calibration": [round(a, 4), round(b, 4)]}
    manifest.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    print(f"a {a:.4f}, b {b:.4f}; {len(right)} claims, {right.mean():.3f} right")
    print(f"expected calibration error {error(probability, right):.3f} before, {error(held_out, right):.3f} after")
    for row in reliability(held_out, right):
        print(row)


def outcomes(gold: Path) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Of each coded claim: the uncalibrated probability, whether it is right, and which half its report is in."""
    stages = stages_for(Settings(coder="extractor"))
    rows: list[tuple[float, bool, int]] = []
    for number, report in enumerate(gold_reports(gold)):
        document = document_of(report.id, report.text, title=report.title, published=report.published)
        claims = [c for c in coded(document, stages).claims if c.type.rule.startswith("extractor")]
        plain = [coded_claim(printed_claim(claim)) for claim in claims]
        hits = {id(found) for wanted, found in pairs(report.claims, plain) if wanted.type == found.type}
        rows += [
            (claim.confidence.value, id(form) in hits, number % 2) for claim, form in zip(claims, plain, strict=True)
        ]
    columns = list(zip(*rows, strict=True))
    return np.array(columns[0], float), np.array(columns[1], float), np.array(columns[2], np.int64)


def logit(probability: Numbers) -> Numbers:
    """Log odds, held off the ends."""
    held = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(held / (1 - held)))


def calibrated(probability: Numbers, a: float, b: float) -> Numbers:
    """The share of such claims that are right."""
    return np.asarray(1 / (1 + np.exp(-(a * logit(probability) + b))))


def fit(probability: Numbers, right: Numbers) -> tuple[float, float]:
    """a and b of the highest likelihood."""
    features = np.stack([logit(probability), np.ones_like(probability)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (right - guess) - RIDGE * weights
        curvature = (features * (guess * (1 - guess))[:, None]).T @ features + RIDGE * np.eye(2)
        weights = weights + np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


def error(probability: Numbers, right: Numbers) -> float:
    """Expected calibration error: the mean gap between confidence and share right, bins weighted by their claims."""
    gaps = [abs(probability[i].mean() - right[i].mean()) * len(i) for i in _bins(probability)]
    return float(sum(gaps) / len(right))


def reliability(probability: Numbers, right: Numbers) -> Sequence[str]:
    """One line a bin: its bounds, its claims, their mean confidence and the share that is right."""
    return [
        f"| {probability[i].min():.2f} to {probability[i].max():.2f} | {len(i)} | {probability[i].mean():.2f} "
        f"| {right[i].mean():.2f} |"
        for i in _bins(probability)
    ]


def _bins(probability: Numbers) -> list[NDArray[np.int64]]:
    number = np.minimum((probability * BINS).astype(int), BINS - 1)
    return [np.flatnonzero(number == k) for k in range(BINS) if (number == k).any()]


if __name__ == "__main__":
    main(sys.argv[1])
