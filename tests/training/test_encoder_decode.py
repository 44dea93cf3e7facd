"""The likeliest allowed tags, against every sequence of tags tried one by one."""

import itertools

import numpy as np
import pytest

from warledger.reading.encoder_decode import BEGIN, INSIDE, OUTSIDE, best_tags, softmax, spans, stretches

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
    for row in logs:
        tags = best_tags(row.tolist())
        assert tags[0] != INSIDE
        assert all((int(a), int(b)) in ALLOWED for a, b in itertools.pairwise(tags))
        assert sum(row[at, tag] for at, tag in enumerate(tags)) == pytest.approx(_best_by_trying(row), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_looking_only_where_a_span_is_in_sight_finds_the_spans_of_the_whole_row(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(5, 60, 3)).astype(np.float32)
    scores[:, :, OUTSIDE] += 9
    for row, at in zip(chance.integers(0, 5, 20), chance.integers(0, 57, 20), strict=True):
        weight = chance.normal(9, 2)
        scores[row, at, BEGIN] += weight
        scores[row, at + 1 : at + 3, INSIDE] += weight
    bias = np.full(5, -0.5, dtype=np.float32)
    logs = np.log(softmax(scores))
    logs[:, :, OUTSIDE] += bias[:, None]
    whole = [(row, *span) for row in range(5) for span in spans(best_tags(logs[row].tolist()))]
    assert [(s.row, s.first, s.last) for s in stretches(scores, bias)] == whole


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
