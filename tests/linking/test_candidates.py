"""Candidates and weights against truths that are known independently: a brute-force oracle, and planted parameters."""

from datetime import timedelta

import numpy as np
import pytest

from tests.build import a_where
from tests.linking.reports import DAY, split_up, told
from warledger.linking.candidates import candidates, distances
from warledger.linking.clustering import Bonds, components, grouped, parts
from warledger.linking.comparing import COMPARISONS
from warledger.linking.table import table_of
from warledger.linking.weights import Weights, learned_from_pairs, learned_without_labels, shipped

FLAT = Weights(0.0, tuple(tuple(0.0 for _ in one.levels) for one in COMPARISONS))


def test_every_pair_near_in_time_and_place_is_a_candidate() -> None:
    draw = np.random.default_rng(4)
    reports = [
        told(
            f"r{k}",
            day=DAY + timedelta(days=int(draw.integers(0, 30))),
            where=a_where(
                f"T{k}", lat=float(draw.uniform(34, 36)), lon=float(draw.uniform(36, 39)), gazetteer_id=str(k)
            ),
        )
        for k in range(150)
    ]
    table = table_of(*split_up(*reports))
    found = set(zip(*(side.tolist() for side in candidates(table, table.frequencies())), strict=True))
    i, j = np.triu_indices(len(table), 1)
    gap = np.abs(table.rows["start"][i] - table.rows["start"][j])
    near = (gap <= 3) & (distances(table, i, j) <= 25)
    wanted = set(zip(i[near].tolist(), j[near].tolist(), strict=True))
    assert len(wanted) > 20
    assert wanted <= found
    assert len(found) < len(i) / 2


def test_components_are_those_of_a_plain_search() -> None:
    draw = np.random.default_rng(5)
    i, j = draw.integers(0, 300, 200), draw.integers(0, 300, 200)
    lead = list(range(300))
    for _ in range(300):
        for a, b in zip(i.tolist(), j.tolist(), strict=True):
            lead[a] = lead[b] = min(lead[a], lead[b])
    assert components(300, i, j).tolist() == lead


def drawn(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Levels of pairs of which a fifth are matches: one comparison tells much, one little, the others nothing."""
    draw = np.random.default_rng(6)
    same = draw.random(number) < 0.2
    levels = np.zeros((number, len(COMPARISONS)), np.int64)
    levels[:, 0] = np.where(draw.random(number) < np.where(same, 0.9, 0.1), 1, 7)
    levels[:, 5] = np.where(draw.random(number) < np.where(same, 0.7, 0.4), 1, 6)
    return levels, same


def test_planted_weights_are_recovered_from_labelled_pairs() -> None:
    levels, same = drawn(40_000)
    found = learned_from_pairs(levels, same, FLAT, strength=0.1)
    assert found.bits[0][1] - found.bits[0][7] == pytest.approx(2 * np.log2(9), abs=0.2)
    assert found.bits[5][1] - found.bits[5][6] == pytest.approx(np.log2(7 / 4) + np.log2(6 / 3), abs=0.2)


def test_weights_are_learned_from_a_start_that_is_far_off() -> None:
    levels, same = drawn(20_000)
    far = Weights(-40.0, tuple(tuple(15.0 * (-1) ** k for k, _ in enumerate(one.levels)) for one in COMPARISONS))
    found = learned_from_pairs(levels, same, far, strength=0.1)
    assert np.isfinite([bit for bits in found.bits for bit in bits]).all()
    assert found.bits[0][1] - found.bits[0][7] == pytest.approx(2 * np.log2(9), abs=0.4)


def test_weights_that_are_held_do_not_move() -> None:
    levels, same = drawn(2_000)
    held = [(COMPARISONS[0].name, COMPARISONS[0].levels[1])]
    assert learned_from_pairs(levels, same, FLAT, held=held).bits[0][1] == pytest.approx(0.0, abs=1e-4)


def test_without_labels_matches_are_told_from_others() -> None:
    levels, same = drawn(40_000)
    found = learned_without_labels(levels, shipped())
    good = found.of(levels)
    assert good[same].mean() > good[~same].mean() + 2_000


def test_weights_of_a_pair_are_whole_numbers_that_add_up_in_any_order() -> None:
    levels, _ = drawn(10)
    assert shipped().of(levels).dtype == np.int64


def test_groups_never_depend_on_how_rows_are_numbered() -> None:
    draw = np.random.default_rng(7)
    i, j = np.triu_indices(30, 1)
    weights = draw.integers(-6_000, 5_000, len(i))
    names = np.arange(30)
    first = grouped(names, (i, j), weights, Bonds(), parts(30, (i, j), weights, Bonds()))
    order = draw.permutation(30)  # row `order[k]` is the row that was `k`
    a, b = np.minimum(order[i], order[j]), np.maximum(order[i], order[j])
    rank = np.empty(30, np.int64)
    rank[order] = names
    second = grouped(rank, (a, b), weights, Bonds(), parts(30, (a, b), weights, Bonds()))
    assert ((first[:, None] == first) == (second[order][:, None] == second[order])).all()
