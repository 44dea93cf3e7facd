"""Fits what a claim's confidence means, and says how far it can be believed.

    python -m training.calibrate GOLD.jsonl [MORE.jsonl ...]

A proposal of the extractor is right when the claim made of it is paired with a claim of the gold and has its type. The
six coefficients of `coding/confidence.py` are fitted by Newton's method (a ridge keeps the steps finite) and printed,
to be put there by hand; half of the reports fit, the other half measure, and the other way round, for the reliability
table and the expected calibration error (ten equal bins).
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from warledger.coding import extracted
from warledger.coding.confidence import Evidence, evidence_for, log_odds
from warledger.coding.seen import look
from warledger.config import Settings
from warledger.evaluation.gold import coded_claim, gold_reports
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import pairs
from warledger.model.serial import printed_claim
from warledger.pipeline.stages import stages_for
from warledger.reference.codebook import load_codebook

Numbers = NDArray[np.float64]
BINS, STEPS, RIDGE = 10, 50, 1e-2


def main(paths: list[str]) -> None:
    """Fit and print."""
    features, right, half = outcomes([Path(path) for path in paths])
    held_out = np.empty_like(right)
    for side in (0, 1):
        held_out[half == side] = share(features[half == side], fit(features[half != side], right[half != side]))
    names = ("constant", "extractor", "about", "lexicon", "same_type", "unknown")
    print(", ".join(f"{name}={value:.2f}" for name, value in zip(names, fit(features, right), strict=True)))
    print(f"{len(right)} proposals, {right.mean():.3f} right; calibration error {error(held_out, right):.3f}")
    for i in bins(held_out):
        print(f"| {held_out[i].mean():.2f} | {len(i)} | {right[i].mean():.2f} |")


def outcomes(paths: list[Path]) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Of each proposal: its features, whether the claim made of it is right, and which half its report is in."""
    stages, codebook = stages_for(Settings(coder="extractor")), load_codebook(None)
    rows: list[tuple[list[float], bool, int]] = []
    for number, report in enumerate(report for path in paths for report in gold_reports(path)):
        reading = stages.read(document_of(report))
        proposals = reading.proposals or ()
        coded = [coded_claim(printed_claim(c)) for c in extracted.code(reading, codebook, kept=0.0)]
        hits = {found.trigger for wanted, found in pairs(report.claims, coded) if wanted.type == found.type}
        for proposal, evidence in zip(proposals, evidence_for(proposals, look(reading)), strict=True):
            words = reading.document.text[proposal.start : proposal.end]
            rows.append((row_of(evidence), words in hits, number % 2))
    features, right, half = zip(*rows, strict=True)
    return np.array(features, float), np.array(right, float), np.array(half, np.int64)


def row_of(evidence: Evidence) -> list[float]:
    """The features of the regression."""
    held, around = log_odds(evidence.extractor), log_odds(evidence.about)
    return [1.0, held, around, evidence.lexicon, evidence.same_type, float(not evidence.known)]


def share(features: Numbers, weights: Numbers) -> Numbers:
    """The share of such proposals that is right."""
    return np.asarray(1 / (1 + np.exp(-features @ weights)))


def fit(features: Numbers, right: Numbers) -> Numbers:
    """The coefficients of the highest likelihood."""
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        guess = share(features, weights)
        gradient = features.T @ (right - guess) - RIDGE * weights
        curvature = (features * (guess * (1 - guess))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def error(probability: Numbers, right: Numbers) -> float:
    """Expected calibration error: the mean gap between confidence and share right, bins weighted by their size."""
    return float(sum(abs(probability[i].mean() - right[i].mean()) * len(i) for i in bins(probability)) / len(right))


def bins(probability: Numbers) -> list[NDArray[np.int64]]:
    """The places of each bin that is not empty."""
    number = np.minimum((probability * BINS).astype(int), BINS - 1)
    return [np.flatnonzero(number == k) for k in range(BINS) if (number == k).any()]


if __name__ == "__main__":
    main(sys.argv[1:])
