"""The likeliest allowed tags, against every sequence of tags tried one by one."""

import itertools

import numpy as np
import pytest

from warledger.reading.encoder_decode import BEGIN, INSIDE, OUTSIDE, best_tags, softmax, stretches

ALLOWED = {
    (OUTSIDE, OUTSIDE), (OUTSIDE, BEGIN), (BEGIN, OUTSIDE), (BEGIN, INSIDE), (INSIDE, OUTSIDE), (INSIDE, INSIDE),
}  # fmt: skip


def _best_by_trying(logs: np.ndarray) -> float:
    length = len(logs)
    totals = [
        sum(logs[at, tag] for at, tag in enumerate(tags))
        for tags in itertools.product(range(3), repeat=length)
        if tags[0] != INSIDE and all(pair in ALLOWED for pair in itertools.pairwise(tags))
    ]
    return float(max(totals))


@pytest.mark.parametrize("seed", range(20))
def test_no_allowed_tags_are_likelier_than_those_found(seed: int) -> None:
    logs = np.log(softmax(np.random.default_rng(seed).normal(size=(4, 6, 3)).astype(np.float32) * 2))
    for row, tags in zip(logs, best_tags(logs), strict=True):
        assert tags[0] != INSIDE
        assert all((int(a), int(b)) in ALLOWED for a, b in itertools.pairwise(tags))
        assert sum(row[at, tag] for at, tag in enumerate(tags)) == pytest.approx(_best_by_trying(row), abs=1e-4)


def test_a_span_is_read_off_its_tags() -> None:
    scores = np.full((1, 5, 3), -4.0, dtype=np.float32)
    for at, tag in enumerate((OUTSIDE, BEGIN, INSIDE, OUTSIDE, BEGIN)):
        scores[0, at, tag] = 4.0
    found = stretches(scores, np.zeros(1, dtype=np.float32))
    assert [(s.row, s.first, s.last) for s in found] == [(0, 1, 2), (0, 4, 4)]
    assert all(s.probability > 0.99 for s in found)


def test_a_bias_against_spans_leaves_the_doubtful_ones_out() -> None:
    scores = np.array([[[0.0, 0.4, -3.0]]], dtype=np.float32)
    assert stretches(scores, np.zeros(1, dtype=np.float32))
    assert not stretches(scores, np.ones(1, dtype=np.float32))
