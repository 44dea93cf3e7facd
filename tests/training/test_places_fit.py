"""The fit of the ranker's weights finds weights that were planted, and leaves those alone that are held."""

import random

from training.places_fit import Case, fit_choice, fit_yes_no


def test_the_choice_that_made_the_cases_is_found_again() -> None:
    dice = random.Random(7)
    cases = []
    for _ in range(400):
        vectors = [{"a": dice.random(), "b": dice.random(), "noise": dice.random()} for _ in range(4)]
        scores = [3 * vector["a"] - 2 * vector["b"] for vector in vectors]
        cases.append(Case(vectors, [score == max(scores) for score in scores]))
    weights = fit_choice(cases, {})
    assert weights["a"] > 1.0 > -1.0 > weights["b"]
    assert abs(weights["noise"]) < 0.3 * weights["a"]
    assert fit_choice(cases, {"noise": 0.5})["noise"] == 0.5


def test_yes_is_told_from_no() -> None:
    rows = [({"one": 1.0, "x": k / 10}, k > 5) for k in range(11)]
    weights = fit_yes_no(rows)
    assert [weights["one"] + weights["x"] * k / 10 > 0 for k in range(11)] == [yes for _, yes in rows]
