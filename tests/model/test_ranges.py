"""One range for each kind of harm, by a rule that says how it was reached."""

import pytest

from tests.build import a_claim, a_document, a_harm
from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.ranges import ADDED, ADDED_RIVALS, ONE_FIGURE, PARTS_ONLY, RIVALS, harm_bounds, most_stated


def claim_with(*figures: tuple[str, int | None, int | None], subset: bool = False) -> Claim:
    """A claim on a text made of the victims' words, with a killed figure for each."""
    report = a_document("A shell fell: " + "; ".join(words for words, _, _ in figures))
    harm: list[Harm] = []
    for words, low, high in figures:
        made = a_harm(report, words, low=low, high=high, subset=subset)
        harm.append(made)
    return a_claim(report, harm=tuple(harm))


CASES = [
    # figures, low, high, rule, why
    ([("11 people", 11, 11)], 11, 11, ONE_FIGURE, "nothing to reckon"),
    ([("at least 11 people", 11, None)], 11, None, ONE_FIGURE, "no ceiling is made up"),
    ([("up to 20 people", None, 20)], None, 20, ONE_FIGURE, "no floor is made up"),
    ([("60 people", 60, 60), ("only three people", 3, 3)], 3, 60, RIVALS, "two tolls of the same people"),
    ([("54 soldiers", 54, 54), ("8 soldiers", 8, 8), ("70 soldiers", 70, 70)], 8, 70, RIVALS, "three tolls"),
    ([("16 people", 16, None), ("30 people", 30, 30)], 16, None, RIVALS, "one of the rivals has no ceiling"),
    ([("up to 20 people", None, 20), ("5 people", 5, 5)], 5, 20, RIVALS, "the lowest floor that is stated"),
    ([("two soldiers", 2, 2), ("a civilian", 1, 1)], 3, 3, ADDED, "different people are added"),
    ([("six officers", 6, None), ("24 militants", 24, 24)], 30, None, ADDED, "a sum with an open part is open"),
    ([("one Malian", 1, 1), ("two others", 2, 2)], 3, 3, ADDED, "others are never the same people"),
    ([("two people", 2, 2), ("four other people", 4, 4)], 6, 6, ADDED, "others are never the same people"),
    ([("ministers", None, None), ("a judge", 1, 1)], 1, None, ADDED, "an unknown number is open above"),
    ([("9 soldiers", 9, 9), ("5 soldiers", 5, 5), ("a driver", 1, 1)], 6, 10, ADDED_RIVALS, "rivals, and one more"),
]


@pytest.mark.parametrize(("figures", "low", "high", "rule", "why"), CASES, ids=[case[4] for case in CASES])
def test_figures_become_one_range(
    figures: list[tuple[str, int | None, int | None]], low: int | None, high: int | None, rule: str, why: str
) -> None:
    bounds = harm_bounds(claim_with(*figures), HarmKind.KILLED)
    assert bounds is not None, why
    assert (bounds.low, bounds.high, bounds.rule) == (low, high, rule), why


def test_a_part_of_a_figure_is_not_counted_beside_it() -> None:
    report = a_document()
    whole = a_harm(report, "at least 11 people", low=11, high=None)
    part = a_harm(report, "three children", low=3, high=3, subset=True)
    bounds = harm_bounds(a_claim(report, harm=(whole, part)), HarmKind.KILLED)
    assert bounds is not None
    assert (bounds.low, bounds.high, bounds.rule) == (11, None, ONE_FIGURE)


def test_parts_alone_say_at_least() -> None:
    bounds = harm_bounds(claim_with(("two women", 2, 2), ("three children", 3, 3), subset=True), HarmKind.KILLED)
    assert bounds is not None
    assert (bounds.low, bounds.high, bounds.rule) == (3, None, PARTS_ONLY)


def test_no_figure_is_no_range() -> None:
    assert harm_bounds(a_claim(a_document()), HarmKind.KILLED) is None
    assert harm_bounds(claim_with(("11 people", 11, 11)), HarmKind.INJURED) is None


@pytest.mark.parametrize(
    ("figures", "most"),
    [
        ([], None),
        ([("up to 20 people", None, 20)], None),
        ([("54 soldiers", 54, 54), ("8 soldiers", 8, 8)], 54),
        ([("two soldiers", 2, 2), ("a civilian", 1, 1)], 3),
    ],
)
def test_the_most_stated_is_the_highest_toll_that_is_said_to_be_reached(
    figures: list[tuple[str, int | None, int | None]], most: int | None
) -> None:
    assert most_stated(claim_with(*figures), HarmKind.KILLED) == most
