"""Turns the extractor's scores for tags into spans of words, by the likeliest sequence of tags that makes sense.

A span begins with B and goes on with I; no I without a B before it, no new span straight after one of the same role.
Pure arithmetic on arrays: no model, no text.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = range(3)


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
    """The spans in each row of `scores` (rows x words x 3); `bias` is added to each row's score for O."""
    logs = np.log(softmax(scores) + 1e-9)
    inside = 1.0 - np.exp(logs[:, :, OUTSIDE])
    logs[:, :, OUTSIDE] += bias[:, None]
    # Where O is the likeliest tag of every word of a row, the likeliest sequence holds no span.
    alive = np.flatnonzero((np.maximum(logs[:, :, BEGIN], logs[:, :, INSIDE]) > logs[:, :, OUTSIDE]).any(axis=1))
    if not alive.size:
        return []
    tags = best_tags(logs[alive])
    return [
        Stretch(int(row), first, last, float(inside[row, first : last + 1].mean()))
        for row, line in zip(alive, tags, strict=True)
        for first, last in _runs(line)
    ]


def best_tags(logs: Floats) -> NDArray[np.int8]:
    """The likeliest allowed tags of each row: O to O or B, B and I to O or I."""
    rows, length, _ = logs.shape
    came_inside = np.zeros((length, rows), dtype=np.int8)
    came_outside = np.zeros((length, rows), dtype=np.int8)
    out, begin = logs[:, 0, OUTSIDE].copy(), logs[:, 0, BEGIN].copy()
    within = np.full(rows, -1e9, dtype=np.float32)
    for at in range(1, length):
        from_begin = begin >= within
        in_span = np.where(from_begin, begin, within)
        came_inside[at] = np.where(from_begin, BEGIN, INSIDE)
        came_outside[at] = np.where(out >= in_span, OUTSIDE, came_inside[at])
        new_out = np.maximum(out, in_span) + logs[:, at, OUTSIDE]
        begin = out + logs[:, at, BEGIN]
        within = in_span + logs[:, at, INSIDE]
        out = new_out
    tags = np.zeros((rows, length), dtype=np.int8)
    tags[:, -1] = np.argmax(np.stack([out, begin, within]), axis=0)
    for at in range(length - 1, 0, -1):
        here = tags[:, at]
        tags[:, at - 1] = np.where(here == INSIDE, came_inside[at], np.where(here == BEGIN, OUTSIDE, came_outside[at]))
    return tags


def _runs(tags: NDArray[np.int8]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero(tags != OUTSIDE):
        if tags[at] == BEGIN:
            found.append((int(at), int(at)))
        else:
            found[-1] = (found[-1][0], int(at))
    return found
