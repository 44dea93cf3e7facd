"""Fits short lists of weights to sparse vectors: a choice among candidates, and a yes or no.

Both go down the gradient of the logarithm of the share given to what is right, with a small penalty on the size of the
weights. Feature names are the keys; nothing here knows what they mean.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Vector = dict[str, float]
STEPS, RATE = 600, 0.05
PENALTY = 1e-3  # per case: a weight stays small unless many cases ask for it


@dataclass(frozen=True, slots=True)
class Case:
    """Candidates and which of them are right; at least one is."""

    vectors: Sequence[Vector]
    right: Sequence[bool]


def fit_choice(cases: Sequence[Case], held: Vector) -> Vector:
    """Weights under which the candidates that are right have the largest share; those `held` stay as they are."""
    keys = _keys(vector for case in cases for vector in case.vectors)
    table = _table([vector for case in cases for vector in case.vectors], keys)
    right = np.array([r for case in cases for r in case.right])
    starts = np.cumsum([0, *(len(case.vectors) for case in cases)])[:-1]
    sizes = np.array([len(case.vectors) for case in cases])

    def slope(weights: np.ndarray) -> np.ndarray:
        all_shares = _shares(table @ weights, starts, sizes)
        own = np.where(right, all_shares, 0.0)
        own_shares = own / np.repeat(np.maximum(np.add.reduceat(own, starts), 1e-12), sizes)
        return np.asarray(table.T @ (all_shares - own_shares) / len(cases))

    return dict(zip(keys, _descend(slope, np.array([held.get(key, np.nan) for key in keys])), strict=True))


def fit_yes_no(rows: Sequence[tuple[Vector, bool]]) -> Vector:
    """Weights under which the sum is above 0 where it should be."""
    keys = _keys(vector for vector, _ in rows)
    table = _table([vector for vector, _ in rows], keys)
    wanted = np.array([float(yes) for _, yes in rows])

    def slope(weights: np.ndarray) -> np.ndarray:
        shares = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        return np.asarray(table.T @ (shares - wanted) / len(rows))

    return dict(zip(keys, _descend(slope, np.full(len(keys), np.nan)), strict=True))


def _shares(scores: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    parts = np.exp(scores - top)
    return np.asarray(parts / np.repeat(np.add.reduceat(parts, starts), sizes))


def _descend(slope: Callable[[np.ndarray], np.ndarray], held: np.ndarray) -> list[float]:
    """Adam, by Kingma and Ba 2015, with its usual constants; a weight that is held (not NaN) stays."""
    weights, mean, square = (np.zeros(len(held)) for _ in range(3))
    free = np.isnan(held)
    for step in range(1, STEPS + 1):
        weights = np.where(free, weights, held)
        gradient = slope(weights) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return [round(float(weight), 3) for weight in np.where(free, weights, held)]


def _keys(vectors: Iterable[Vector]) -> list[str]:
    return list(dict.fromkeys(key for vector in vectors for key in sorted(vector)))


def _table(vectors: Sequence[Vector], keys: Sequence[str]) -> np.ndarray:
    column = {key: k for k, key in enumerate(keys)}
    table = np.zeros((len(vectors), len(keys)))
    for row, vector in enumerate(vectors):
        for key, value in vector.items():
            table[row, column[key]] = value
    return table
