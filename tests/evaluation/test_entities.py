"""Entities and stretches: hand-made cases, and the pairing against trying every way of pairing."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.evaluation.entities import Entity, add_entities, entity, most_pairs, normal
from warledger.evaluation.slots import Count
from warledger.evaluation.spans import add_exact, add_overlapping


def counted(gold: list[Entity], coded: list[Entity]) -> tuple[int, int, int]:
    count = Count()
    add_entities(count, gold, coded)
    return count.right, count.gold, count.coded


FRONT = entity(["Liberation Front", "the LF", "front"])
MINE = entity(["a mine"])


@pytest.mark.parametrize(
    ("gold", "coded", "counts"),
    [
        pytest.param([FRONT], [entity(["LF"])], (1, 1, 1), id="one mention of an entity is enough"),
        pytest.param([FRONT], [entity(["the LF", "Front"])], (1, 1, 1), id="so are several of them"),
        pytest.param([FRONT], [entity(["LF", "army"])], (0, 1, 1), id="one that is not of it spoils the entity"),
        pytest.param([FRONT], [entity(["Liberation"])], (0, 1, 1), id="a part of a mention is no mention"),
        pytest.param([FRONT], [entity(["LF"]), entity(["front"])], (1, 1, 2), id="a gold entity is met only once"),
        pytest.param([FRONT, MINE], [entity(["mine"])], (1, 2, 1), id="what is not coded is missed"),
        pytest.param([], [MINE], (0, 0, 1), id="what is coded beside the gold is spurious"),
        pytest.param([FRONT], [], (0, 1, 0), id="nothing coded"),
        pytest.param([MINE, MINE], [MINE], (1, 1, 1), id="an entity of two templates is one"),
        pytest.param([entity([""])], [entity(["the"])], (0, 0, 0), id="an entity without words is none"),
        pytest.param(
            [entity(["men", "rebels"]), entity(["men"])],
            [entity(["men"]), entity(["rebels"])],
            (2, 2, 2),
            id="paired so that the most meet, not first come first served",
        ),
    ],
)
def test_entities_meet_when_all_mentions_are_of_the_gold(
    gold: list[Entity], coded: list[Entity], counts: tuple[int, int, int]
) -> None:
    assert counted(gold, coded) == counts


def test_mentions_are_compared_without_case_marks_and_articles() -> None:
    assert normal('  The "Shining  Path" ') == normal("shining path")
    assert normal("a theatre") == "theatre"


TABLES = st.integers(0, 4).flatmap(lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), max_size=4))


@given(TABLES)
def test_no_way_of_pairing_makes_more_pairs(meets: list[list[bool]]) -> None:
    columns = len(meets[0]) if meets else 0
    places = [*range(columns), *([None] * len(meets))]
    ways = permutations(places, len(meets))
    best = max(sum(c is not None and meets[r][c] for r, c in enumerate(way)) for way in ways)
    assert most_pairs(meets) == best


@pytest.mark.parametrize(
    ("gold", "coded", "exact", "overlapping"),
    [
        ([(0, 5)], [(0, 5)], (1, 1, 1), (1, 1, 1)),
        ([(0, 5)], [(2, 9)], (0, 1, 1), (1, 1, 1)),
        ([(0, 5)], [(5, 9)], (0, 1, 1), (0, 1, 1)),
        ([(0, 9)], [(0, 4), (5, 9)], (0, 1, 2), (1, 1, 2)),
    ],
)
def test_stretches_are_exact_or_overlap(gold: list, coded: list, exact: tuple, overlapping: tuple) -> None:
    for add, counts in ((add_exact, exact), (add_overlapping, overlapping)):
        count = Count()
        add(count, gold, coded)
        assert (count.right, count.gold, count.coded) == counts
