"""Turns the extractor's scores for tags into spans of words, by the likeliest sequence of tags that makes sense.

A span begins with B and goes on with I; no I without a B before it, no new span straight after one of the same role.
Pure arithmetic on arrays: no model, no text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = range(3)
IN_SIGHT = 5.0  # in log probability: one chance in 150


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` of a window, inclusive, in row `row` of the scores."""

    row: int
    first: int
    last: int
    probability: float


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def stretches(scores: Floats, bias: Floats) -> list[Stretch]:
    """The spans in each row of `scores` (rows x words x 3); `bias` is added to each row's log probability of O.

    Only the words are looked at where B or I is in sight of O: elsewhere the likeliest sequence is O all the same.
    """
    logs = np.log(softmax(scores) + 1e-9)
    inside = 1.0 - np.exp(logs[:, :, OUTSIDE])
    logs[:, :, OUTSIDE] += bias[:, None]
    lead = np.maximum(logs[:, :, BEGIN], logs[:, :, INSIDE]) - logs[:, :, OUTSIDE]
    found: list[Stretch] = []
    for row in np.flatnonzero((lead > 0).any(axis=1)):
        seen = lead[row] > -IN_SIGHT
        seen[:-1] |= seen[1:]  # a doubtful B before a certain I
        for start, stop in _runs(seen):
            for first, last in spans(best_tags(logs[row, start:stop].tolist())):
                share = float(inside[row, start + first : start + last + 1].mean())
                found.append(Stretch(int(row), start + first, start + last, share))
    return found


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where flags are up without a gap: start and one past the end."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def best_tags(logs: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest allowed tags of a row of words: O to O or B, B and I to O or I."""
    out, begin, within = logs[0][OUTSIDE], logs[0][BEGIN], -math.inf
    came: list[tuple[int, int]] = []  # for each later word, the tag before O and the tag before I
    for to_out, to_begin, to_within in logs[1:]:
        span, tag = (begin, BEGIN) if begin >= within else (within, INSIDE)
        came.append((OUTSIDE if out >= span else tag, tag))
        out, begin, within = max(out, span) + to_out, out + to_begin, span + to_within
    tags = [max(zip((out, begin, within), (OUTSIDE, BEGIN, INSIDE), strict=True))[1]]
    for before_out, before_inside in reversed(came):
        here = tags[-1]
        tags.append(OUTSIDE if here == BEGIN else before_inside if here == INSIDE else before_out)
    return tags[::-1]


def spans(tags: Sequence[int]) -> list[tuple[int, int]]:
    """First and last word of each span.

    >>> spans([0, 1, 2, 0, 1])
    [(1, 2), (4, 4)]
    """
    found: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        if tag == BEGIN:
            found.append((at, at))
        elif tag == INSIDE:
            found[-1] = (found[-1][0], at)
    return found
