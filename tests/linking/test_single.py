"""One claim, one incident."""

from dataclasses import replace

import pytest

from tests.build import a_claim, a_document, a_full_claim, a_harm, a_source, held, words
from warledger.linking.single import RULE, incidents
from warledger.model.claim import HarmKind, Speaker, Status
from warledger.model.ledger import HarmRange
from warledger.model.ranges import ONE_FIGURE, PARTS_ONLY

REPORT = a_document()


@pytest.mark.parametrize("status", Status)
def test_only_what_counts_as_an_event_becomes_an_incident(status: Status) -> None:
    made = incidents([a_claim(REPORT, status=status)], held(REPORT))
    assert len(made) == (1 if status in (Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED) else 0)


def test_an_incident_keeps_what_its_claim_says() -> None:
    claim = a_full_claim(REPORT)
    (incident,) = incidents([claim], held(REPORT))
    assert incident.claims == (claim.id,)
    assert (incident.type, incident.status) == (claim.type, claim.status)
    assert (incident.where, incident.when) == (claim.where, claim.when)
    assert incident.rule == RULE


def test_incidents_come_in_the_order_of_their_claims() -> None:
    claims = [a_claim(REPORT, trigger) for trigger in ("killing", "fell", "fired")]
    made = incidents(claims, held(REPORT))
    assert [incident.claims for incident in made] == [(claim.id,) for claim in claims]


def test_the_same_claim_makes_the_same_incident_in_every_run() -> None:
    first, again = (incidents([a_full_claim(REPORT)], held(REPORT)) for _ in range(2))
    assert first == again


def test_each_kind_of_harm_has_its_range_and_its_rule() -> None:
    killed = a_harm(REPORT, "at least 11 people", low=11, high=None)
    children = a_harm(REPORT, "three children", low=3, high=3, subset=True)
    injured = replace(children, kind=HarmKind.INJURED)
    claim = a_claim(REPORT, harm=(injured, killed, children))
    (incident,) = incidents([claim], held(REPORT))
    assert incident.harm == (
        HarmRange(HarmKind.KILLED, 11, None, ONE_FIGURE, (claim.id,)),
        HarmRange(HarmKind.INJURED, 3, None, PARTS_ONLY, (claim.id,)),
    )


def test_a_claim_without_harm_has_no_range() -> None:
    (incident,) = incidents([a_claim(REPORT)], held(REPORT))
    assert incident.harm == ()


def test_those_the_text_names_speak_for_an_incident() -> None:
    (incident,) = incidents([a_claim(REPORT, sources=["the mayor", "residents"])], held(REPORT))
    assert incident.voices == ("the mayor", "residents")


def test_a_voice_named_twice_is_one_voice() -> None:
    mayor = Speaker(words(REPORT, "the mayor"), "said", "The  Mayor")
    (incident,) = incidents([a_claim(REPORT, sources=["the mayor", mayor, "residents"])], held(REPORT))
    assert incident.voices == ("the mayor", "residents")


def test_the_publisher_speaks_where_the_text_names_nobody() -> None:
    (incident,) = incidents([a_claim(REPORT)], held(REPORT))
    assert incident.voices == (a_source().name,)


def test_nobody_speaks_where_the_publisher_is_unknown() -> None:
    report = replace(REPORT, source=None)
    (incident,) = incidents([a_claim(report)], held(report))
    assert incident.voices == ()
