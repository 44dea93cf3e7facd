"""Map, timeline and table of one filter, as the server draws them: what is shown, what is not, and the way to it."""

import re
from datetime import date
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from tests.build import NOON, a_claim, a_document, a_when, a_where
from tests.web.conftest import signed_in, visitor
from warledger.model.claim import DatePrecision, PlacePrecision
from warledger.model.ids import IncidentId
from warledger.model.listing import Spot, Unit
from warledger.pipeline import link
from warledger.store.case import Store
from warledger.web.maps import HEIGHT, WIDTH, View, countries, mercator, unmercator
from warledger.web.timeline import begin_of, end_of

PLACES = {"place": (36.37, 37.52), "near": (36.2, 37.1), "province": (35.9, 39.0), "country": (35.0, 38.0)}
TYPES = ("attack", "abduction", "protest", "arrest")
TEXTS = (
    "Over the years night raiders fell upon one village after another.",
    "Not far from the dam a band of deserters fell upon a convoy of lorries with flour.",
    "Somewhere up there, herdsmen fell upon pilgrims; nobody has said where exactly.",
    "Abroad, unknown men fell upon two students on their way to an exam in chemistry.",
)


@pytest.fixture
def spread(own_store: Store) -> TestClient:
    """The desk of the case with a place of every fineness, and a day, a month and some years."""
    for number, (fineness, (lat, lon)) in enumerate(PLACES.items()):
        document = a_document(TEXTS[number], series=f"file:/spread/{number}", origin=f"{number}.txt")
        where = a_where(
            f"At {fineness}", lat=lat, lon=lon, precision=PlacePrecision(fineness), gazetteer_id=str(number)
        )
        start, end = ((2010, 5, 1), (2010, 5, 31)) if number else ((2010, 1, 1), (2013, 12, 31))
        when = a_when(date(*start), date(*end), precision=DatePrecision.MONTH)
        own_store.add_document(document, [a_claim(document, type=TYPES[number], where=where, when=when)], NOON)
    link(own_store)
    return signed_in(visitor(own_store))


def text_of(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def test_only_towns_and_points_are_pins(spread: TestClient) -> None:
    shown = text_of(spread, "/incidents")
    assert shown.count('<circle class="area"') == 2, "what is near a place, and a province"
    assert shown.count('class="land told"') == 1, "the country as a whole"
    assert 'aria-label="At country' not in shown
    assert re.search(r'<circle class="disc broad[^"]*"', shown)


def test_it_says_how_many_are_shown_and_leads_to_those_without_a_place(spread: TestClient, own_store: Store) -> None:
    total = own_store.incidents().count()
    shown = text_of(spread, "/incidents")
    placed = sum(spot[3] for spot in spread.get("/incidents/spots.json").json())
    assert f"{placed} of {total} shown." in shown
    assert f"{total - placed} ha" in shown
    led = text_of(spread, "/incidents?without=place")
    assert f"<small>{total - placed} of {total}</small>" in led


def test_what_is_known_to_several_years_is_in_no_year(spread: TestClient) -> None:
    shown = text_of(spread, "/incidents?type=attack&min-confidence=0.1")
    assert "2010-01-01 – 2013-12-31" in shown
    assert 'class="single long' in shown, "few incidents are drawn one by one, as long as their days"


def test_what_is_picked_is_marked_in_every_view_and_in_the_list(spread: TestClient, own_store: Store) -> None:
    for one in own_store.incidents().listed():
        if one.incident.when is None:
            continue
        shown = text_of(spread, f"/incidents?pick={one.incident.id}")
        assert f'<tr data-incident="{one.incident.id}" class="picked-row"' in shown
        assert len(re.findall(r'class="single[^"]* picked"', shown)) == 1
        assert len(re.findall(r'class="disc[^"]* picked"', shown)) == (
            one.incident.where is not None and one.incident.where.value.precision is not PlacePrecision.COUNTRY
        )


def test_a_pick_that_is_gone_is_no_fault(client: TestClient) -> None:
    assert 'id="picked" aria-live="polite" hidden' in text_of(client, "/incidents?pick=incident-0000000000000000")


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,0,200,1", "0,5,1,1", "<script>"])
def test_what_is_no_box_is_said_and_nothing_is_looked_up(client: TestClient, box: str) -> None:
    answer = client.get("/incidents", params={"box": box})
    assert answer.status_code == 400
    assert "west,south,east,north" in answer.text
    assert client.get("/incidents/spots.json", params={"box": box}).status_code == 400


def test_a_zoomed_timeline_leads_back(client: TestClient) -> None:
    shown = text_of(client, "/incidents?from=2014-04-01&to=2014-04-30")
    assert "Wider" in shown
    assert "from=2014-04-01" in shown
    assert "Wider" not in text_of(client, "/incidents")


@pytest.mark.parametrize("unit", Unit)
def test_a_unit_begins_and_ends_around_each_of_its_days(unit: Unit) -> None:
    for day in (date(2016, 2, 29), date(2015, 12, 31), date(2016, 1, 1), date(1999, 5, 3)):
        start = begin_of(day, unit)
        assert start <= day <= end_of(start, unit)
        assert begin_of(end_of(start, unit), unit) == start


@pytest.mark.parametrize("lat", [-80.0, -33.3, 0.0, 12.5, 79.9])
def test_heights_of_the_map_come_back_as_latitudes(lat: float) -> None:
    assert abs(unmercator(mercator(lat)) - lat) < 1e-9


def test_every_place_lies_on_the_sheet() -> None:
    ends = [(-54.8, -68.3), (78.2, 15.6), (35.7, 139.7), (-18.1, 178.4)]
    spots = [Spot(lat, lon, PlacePrecision.PLACE, "x", 1, 0, IncidentId("i")) for lat, lon in ends]
    for some in (spots, spots[:1], spots[:2]):
        view = View.of(some, None)
        for spot in some:
            x, y = view.point(spot.lon, spot.lat)
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


@pytest.mark.parametrize("detailed", [True, False])
def test_no_border_jumps_round_the_world(detailed: bool) -> None:
    for country in countries(detailed):
        for ring in country.rings:
            assert all(abs(one[0] - other[0]) < 180 for one, other in pairwise(ring)), country.name
