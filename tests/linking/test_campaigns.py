"""Campaigns: what lies close in space, time and sides belongs together; a gap is a lull, and far things stay apart."""

import random
from datetime import date, timedelta

from warledger.linking.campaigns import Event, Reach, campaigns
from warledger.model.ids import IncidentId

START = date(2014, 4, 1)


def event(number: int, day: int, lat: float = 36.0, sides: str = "army") -> Event:
    at = START + timedelta(days=day)
    return Event(IncidentId(f"incident-{number:03}"), at, at, lat, 37.0, frozenset(sides.split()))


SIEGE = [event(k, 2 * k) for k in range(10)]


def test_a_siege_is_one_campaign_with_its_first_and_last_day() -> None:
    (found,) = campaigns(SIEGE)
    assert (found.start, found.end, len(found.incidents)) == ("2014-04-01", "2014-04-19", 10)
    assert found.sides == ("army",)
    assert "4 or more incidents within 7 days and 50 km" in found.rule


def test_single_incidents_are_no_campaign() -> None:
    assert campaigns([event(1, 0), event(2, 40)]) == ()
    assert campaigns([]) == ()


def test_other_places_other_times_and_other_sides_are_other_campaigns() -> None:
    far = [event(20 + k, 2 * k, lat=40.0) for k in range(10)]
    late = [event(40 + k, 200 + 2 * k) for k in range(10)]
    others = [event(60 + k, 2 * k, sides="front") for k in range(10)]
    assert len(campaigns(SIEGE + far + late + others)) == 4


def test_days_without_an_incident_are_a_lull() -> None:
    later = [event(10 + k, 25 + k) for k in range(8)]
    (found,) = campaigns(SIEGE + later, Reach(days=8, lull=5))
    assert found.lulls == (("2014-04-20", "2014-04-25"),)


def test_the_order_of_incidents_does_not_matter() -> None:
    shuffled = list(SIEGE)
    random.Random(1).shuffle(shuffled)
    assert campaigns(shuffled) == campaigns(SIEGE)
