"""Which wordings of a report fill which role of MUC-4: weighted features, fitted by training/muc_choice.py.

A wording is judged once for each role, with all that `muc4_features` knows of it. The weights are a logistic
regression, most of them nought; they were fitted on MUC-4's training texts and keys alone. Of two wordings of which one
stands inside the other the likelier one is taken.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from muc4_features import features
from warledger.evaluation.entities import normal
from warledger.model.claim import Claim
from warledger.model.reading import Reading

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
WEIGHTS = Path(__file__).with_name("muc4_weights.csv")
LEAST = 0.25  # probability; the best F1 on the training texts, halves crossed


def chosen(reading: Reading, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The wordings that fill each role, the likeliest first."""
    found: dict[str, list[tuple[float, str]]] = {role: [] for role in ROLES}
    for words, known in features(reading, claims):
        for role, ranked in found.items():
            if (share := probability(role, known)) >= LEAST:
                ranked.append((share, words))
    return {role: apart(words for _, words in sorted(ranked, reverse=True)) for role, ranked in found.items()}


def apart(wordings: Iterable[str]) -> list[str]:
    """The wordings of which none stands word for word inside one before it, or has one before it inside."""
    kept: list[str] = []
    for words in wordings:
        form = f" {normal(words)} "
        if not any(form in other or other in form for other in (f" {normal(one)} " for one in kept)):
            kept.append(words)
    return kept


def probability(role: str, known: Mapping[str, float]) -> float:
    """Of a wording filling a role, by the fitted weights."""
    weights = _weights()[role]
    return 1.0 / (1.0 + exp(-sum(weights.get(name, 0.0) * value for name, value in known.items())))


@cache
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    with WEIGHTS.open(newline="", encoding="utf-8") as lines:
        for role, name, weight in csv.reader(lines):
            found[role][name] = float(weight)
    return found
