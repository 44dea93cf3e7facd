"""What a map and a timeline ask of a case: points, stretches of days, boxes, and where one stands in the list."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.build import NOON, a_claim, a_document, a_harm, a_when, a_where
from warledger.model.claim import PlacePrecision
from warledger.model.filters import ClaimFilter
from warledger.model.listing import Box, IncidentFilter, Lacking, Unit
from warledger.pipeline import link
from warledger.store.case import Store, open_case

FAR: dict[str, Any] = {"name": "Suva", "country": "FJ", "lat": -18.14, "lon": 178.44, "gazetteer_id": "1"}
# text of a report, place, first day, last day, killed
EVENTS = (
    ("A shell fell, killing 2 people.", a_where(), date(2014, 4, 2), date(2014, 4, 2), (2, 2)),
    (
        "Gunmen fell upon a farm by the river at night, killing at least 5 people.",
        a_where(),
        date(2014, 5, 11),
        date(2014, 5, 11),
        (5, None),
    ),
    ("A shell fell, killing 3 people in spring.", a_where(**FAR), date(2014, 3, 1), date(2014, 5, 31), (3, 4)),
    ("A shell fell somewhere.", None, None, None, None),
)
TYPES = ("shelling_missile", "attack", "shelling_missile", "shelling_missile")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A case of four incidents: two in one town, one on the other side of the world, one without place or day."""
    path: Path = tmp_path_factory.mktemp("views") / "case.ledger"
    with open_case(str(path), create=True, at=NOON) as store:
        for number, (text, where, start, end, killed) in enumerate(EVENTS):
            document = a_document(text, series=f"file:/{number}", origin=f"{number}.txt")
            harm = (a_harm(document, "killing", low=killed[0], high=killed[1]),) if killed else ()
            when = a_when(start, end) if start and end else None
            store.add_document(
                document, [a_claim(document, type=TYPES[number], where=where, when=when, harm=harm)], NOON
            )
        link(store)
        yield store


def test_one_point_stands_for_all_incidents_of_a_place(held: Store) -> None:
    town, far = held.incidents().spots()
    assert (town.name, town.incidents, town.precision) == ("Al-Bab", 2, PlacePrecision.PLACE)
    assert (far.name, far.incidents) == ("Suva", 1)


BOXES = {"36,36,38,37": 2, "170,-30,-170,0": 1, "-170,-30,170,0": 0, "-180,-90,180,90": 3}


@pytest.mark.parametrize(("box", "found"), BOXES.items(), ids=BOXES)
def test_a_box_holds_what_has_its_point_in_it_also_over_the_date_line(held: Store, box: str, found: int) -> None:
    wanted = IncidentFilter(box=Box.read(box))
    assert held.incidents().count(wanted) == found == len(list(held.incidents().listed(wanted)))


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,10,1,5", "0,0,181,1", "0,-91,1,1", "nan,0,1,1"]
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"box|degrees|could not convert"):
        Box.read(text)


@pytest.mark.parametrize("lacking", Lacking)
def test_what_has_no_place_or_no_date_can_be_asked_for(held: Store, lacking: Lacking) -> None:
    (one,) = held.incidents().listed(IncidentFilter(lacking=frozenset({lacking})))
    assert one.incident.where is None
    assert one.incident.when is None


FIRSTS = {
    Unit.DAY: date(2014, 4, 2),
    Unit.WEEK: date(2014, 3, 31),
    Unit.MONTH: date(2014, 4, 1),
    Unit.YEAR: date(2014, 1, 1),
}


@pytest.mark.parametrize(("unit", "first"), FIRSTS.items())
def test_days_are_counted_by_the_unit_that_they_are_in(held: Store, unit: Unit, first: date) -> None:
    counted = held.incidents().stretches(IncidentFilter(), unit)
    assert sum(one.incidents for one in counted) == len(EVENTS)
    assert [one.incidents for one in counted if one.first is None] == [1]
    (own,) = (one for one in counted if one.first == first and one.last == first)
    assert (own.low, own.high, own.no_ceiling) == ((10, 11, 1) if unit is Unit.YEAR else (2, 2, 0))


def test_what_is_known_only_to_a_season_is_in_no_single_month(held: Store) -> None:
    counted = held.incidents().stretches(IncidentFilter(), Unit.MONTH)
    (spring,) = (one for one in counted if one.first != one.last)
    assert (spring.first, spring.last, spring.low, spring.high) == (date(2014, 3, 1), date(2014, 5, 1), 3, 4)


def test_a_figure_without_a_ceiling_adds_its_least_and_is_counted_apart(held: Store) -> None:
    counted = held.incidents().stretches(
        IncidentFilter(ClaimFilter(since=date(2014, 5, 1) + timedelta(10))), Unit.MONTH
    )
    (may,) = (one for one in counted if one.first == one.last)
    assert (may.low, may.high, may.no_ceiling, may.told) == (5, 5, 1, 1)


def test_everyone_stands_in_the_list_where_it_is_said_to(held: Store) -> None:
    order = [one.incident.id for one in held.incidents().listed()]
    assert [held.incidents().position(IncidentFilter(), id) for id in order] == list(range(len(order)))
    assert held.incidents().position(IncidentFilter(lacking=frozenset({Lacking.DATE})), order[0]) is None
