"""Which wordings of a report fill which role of MUC-4: weighted features, fitted by training/muc_choice.py.

A wording is judged once for each role, with all that `muc4_features` knows of it. The weights are a logistic
regression, most of them nought; they were fitted on MUC-4's training texts and keys alone, and the least probabilities
set on TST1 and TST2. Of wordings of which one stands inside the other, or is the other's short form, the likelier one
is taken. Most texts name one filler of a role, in several wordings: the second must be surer than the first.
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
from warledger.reference.actors import actors

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
WEIGHTS = Path(__file__).with_name("muc4_weights.csv")
LEAST = (0.12, 0.25, 0.2)  # probability of the first, the second and any further


def chosen(reading: Reading, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The wordings that fill each role, the likeliest first."""
    found: dict[str, list[tuple[float, str]]] = {role: [] for role in ROLES}
    for words, known in features(reading, claims):
        for role, ranked in found.items():
            ranked.append((probability(role, known), words))
    return {role: apart(sorted(ranked, reverse=True), LEAST) for role, ranked in found.items()}


def apart(ranked: Iterable[tuple[float, str]], least: Sequence[float]) -> list[str]:
    """The wordings that are likely enough for their rank and none of those before them again."""
    kept: list[str] = []
    for share, words in ranked:
        if share >= least[min(len(kept), len(least) - 1)] and not any(_same(words, other) for other in kept):
            kept.append(words)
    return kept


def _same(one: str, two: str) -> bool:
    """Whether one wording stands word for word inside the other, is its short form, or names the same side.

    >>> _same("pla", "the popular liberation army"), _same("liberation army", "popular liberation army")
    (True, True)
    >>> _same("pla", "the army")
    False
    """
    short, long = sorted((normal(one), normal(two)), key=len)
    initials = "".join(word[0] for word in long.split() if word not in ("of", "and", "for"))
    if f" {short} " in f" {long} " or (len(short) > 2 and short == initials):
        return True
    known = [actors().find(words) for words in (one, two)]
    return known[0] is not None and known[1] is not None and known[0].name == known[1].name


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
