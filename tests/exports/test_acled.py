"""The ACLED-shaped table: what ACLED's rules make of a claim, and what is said of the rest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.build import a_claim, a_document, a_full_claim, a_harm, a_when, a_where, words
from tests.exports.tables import cases, claim_of, lost, row, why
from warledger.exports.acled import COLUMNS, FORMAT
from warledger.exports.acled_rules import event_date
from warledger.exports.fatalities import acled_fatalities
from warledger.exports.losses import Tally
from warledger.model.claim import ActorKind, Claim, DatePrecision, Party, PlacePrecision, Status, When, Who
from warledger.model.document import Document
from warledger.reference.codebook import load_codebook

TEXT = "Syrian troops, Turkish troops, rebels, gunmen and a militia fought, bombed, shot people; a convoy burned. Toll."
NAMES = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp""".split()


def party(document: Document, text: str, kind: ActorKind | None = None, name: str | None = None) -> Party:
    return Party(words(document, text), "a rule", name, kind)


def an_event(document: Document, kind: str, **fields: Any) -> Claim:
    return a_claim(document, "fought", type=kind, **{"where": a_where(), "when": a_when()} | fields)


@pytest.fixture
def document() -> Document:
    return a_document(TEXT)


@pytest.fixture
def state(document: Document) -> Party:
    return party(document, "Syrian troops", ActorKind.STATE_FORCES, "Military forces of Syria")


@pytest.fixture
def rebels(document: Document) -> Party:
    return party(document, "rebels", ActorKind.REBEL_GROUP, "Free Syrian Army")


def test_the_columns_are_acleds_in_acleds_order() -> None:
    assert [column.name for column in COLUMNS] == NAMES


@pytest.mark.parametrize("case", cases("acled_dates"), ids=why)
def test_an_interval_becomes_the_day_that_acled_would_write(case: dict[str, Any]) -> None:
    when = When(case["start"], case["end"], DatePrecision(case["precision"]), "said so")
    expected = None if case["day"] is None else (case["day"], case["code"])
    assert event_date(when) == expected


@pytest.mark.parametrize("case", cases("fatalities"), ids=why)
def test_figures_of_death_become_one_conservative_number(case: dict[str, Any]) -> None:
    tally = Tally(FORMAT.left_out, FORMAT.reduced)
    assert acled_fatalities(claim_of(case), load_codebook(None).harm, tally) == case["acled"]


def test_a_clash_has_two_sides_and_the_code_of_the_pair(document: Document, state: Party, rebels: Party) -> None:
    found = row("acled", an_event(document, "armed_clash", actors=(rebels,), targets=(state,)), document)
    assert (found["event_type"], found["sub_event_type"]) == ("Battles", "Armed clash")
    assert (found["actor1"], found["inter1"]) == ("Free Syrian Army", "Rebel group")
    assert (found["actor2"], found["inter2"]) == ("Military forces of Syria", "State forces")
    assert (found["interaction"], found["disorder_type"]) == ("12", "Political violence")


def test_two_actors_that_clashed_are_the_two_sides(document: Document, state: Party, rebels: Party) -> None:
    militia = party(document, "a militia", ActorKind.POLITICAL_MILITIA)
    found = row("acled", an_event(document, "armed_clash", actors=(state, rebels, militia)), document)
    assert (found["actor1"], found["actor2"]) == ("Military forces of Syria", "Free Syrian Army")
    assert (found["assoc_actor_1"], found["interaction"]) == ("a militia", "12")


def test_a_side_that_fought_and_is_not_named_is_an_unidentified_armed_group(document: Document, state: Party) -> None:
    claim = an_event(document, "armed_clash", actors=(state,))
    found = row("acled", claim, document)
    assert (found["actor2"], found["inter2"]) == ("Unidentified Armed Group (Syria)", "Political militia")
    assert found["interaction"] == "13"
    assert "unnamed side" in lost("acled", claim, document)


def test_in_violence_against_civilians_the_civilians_are_actor_2(document: Document, state: Party) -> None:
    for targets in ((), (party(document, "people", ActorKind.CIVILIANS),), (party(document, "people"),)):
        found = row("acled", an_event(document, "attack", actors=(state,), targets=targets), document)
        assert (found["actor1"], found["actor2"]) == ("Military forces of Syria", "Civilians (Syria)")
        assert (found["interaction"], found["civilian_targeting"]) == ("17", "Civilians targeted")


def test_forces_outside_their_country_are_external(document: Document, rebels: Party) -> None:
    turkish = party(document, "Turkish troops", ActorKind.STATE_FORCES, "Military forces of Turkey")
    found = row("acled", an_event(document, "armed_clash", actors=(turkish,), targets=(rebels,)), document)
    assert (found["inter1"], found["interaction"]) == ("External/Other forces", "28")


def test_a_kind_that_is_not_known_leaves_its_code_empty(document: Document, rebels: Party) -> None:
    claim = an_event(document, "armed_clash", actors=(party(document, "gunmen"),), targets=(rebels,))
    found = row("acled", claim, document)
    assert (found["actor1"], found["inter1"], found["interaction"]) == ("gunmen", "", "")
    assert "unknown actor kind" in lost("acled", claim, document)


def test_the_one_side_that_is_named_is_actor_1(document: Document, rebels: Party) -> None:
    found = row("acled", an_event(document, "displacement", targets=(rebels,)), document)
    assert (found["actor1"], found["actor2"], found["interaction"]) == ("Free Syrian Army", "", "20")
    assert "no actor" in lost("acled", an_event(document, "displacement"), document)


def test_what_was_hit_is_no_actor_but_is_in_the_notes(document: Document, state: Party) -> None:
    claim = an_event(document, "air_drone_strike", actors=(state,), targets=(party(document, "a convoy"),))
    found = row("acled", claim, document)
    assert (found["actor2"], found["interaction"], found["civilian_targeting"]) == ("", "10", "")
    assert '"a convoy"' in found["notes"]
    assert "targets that are no actors" in lost("acled", claim, document)


def test_a_strike_that_hit_only_civilians_is_aimed_at_them(document: Document, state: Party) -> None:
    hurt = (a_harm(document, "people", low=3, high=3, who=Who.CIVILIAN),)
    claim = an_event(document, "air_drone_strike", actors=(state,), harm=hurt)
    found = row("acled", claim, document)
    assert (found["actor2"], found["civilian_targeting"]) == ("Civilians (Syria)", "Civilians targeted")


def test_civilians_hit_beside_fighters_are_an_associated_actor(document: Document, state: Party, rebels: Party) -> None:
    hurt = (a_harm(document, "people", low=3, high=3, who=Who.CIVILIAN),)
    claim = an_event(document, "air_drone_strike", actors=(state,), targets=(rebels,), harm=hurt)
    found = row("acled", claim, document)
    assert (found["actor2"], found["assoc_actor_2"]) == ("Free Syrian Army", "Civilians (Syria)")
    assert found["civilian_targeting"] == ""


def test_civilians_hit_in_a_battle_are_nobodys_associates(document: Document, state: Party, rebels: Party) -> None:
    hurt = (a_harm(document, "people", low=3, high=3, who=Who.CIVILIAN),)
    found = row("acled", an_event(document, "armed_clash", actors=(state,), targets=(rebels,), harm=hurt), document)
    assert (found["assoc_actor_1"], found["assoc_actor_2"], found["fatalities"]) == ("", "", "3")


@pytest.mark.parametrize(
    ("actor", "target", "sub_event"),
    [
        ("state", "rebels", "Government regains territory"),
        ("rebels", "state", "Non-state actor overtakes territory"),
        ("turkish", "rebels", "Non-state actor overtakes territory"),
        (None, "state", "Non-state actor overtakes territory"),
        (None, "rebels", "Armed clash"),
        (None, None, "Armed clash"),
    ],
)
def test_a_place_taken_is_regained_or_overtaken_by_who_took_it(
    document: Document, actor: str | None, target: str | None, sub_event: str
) -> None:
    parties = {
        "state": party(document, "Syrian troops", ActorKind.STATE_FORCES),
        "turkish": party(document, "Turkish troops", ActorKind.STATE_FORCES),
        "rebels": party(document, "rebels", ActorKind.REBEL_GROUP),
    }
    actors, targets = ((parties[side],) if side else () for side in (actor, target))
    claim = an_event(document, "territory_taken", actors=actors, targets=targets)
    assert row("acled", claim, document)["sub_event_type"] == sub_event
    assert ("taker not known" in lost("acled", claim, document)) is (sub_event == "Armed clash")


def test_a_bomb_that_was_only_tried_is_a_disrupted_use_of_weapons(document: Document) -> None:
    found = row("acled", an_event(document, "ied_mine", status=Status.ATTEMPTED), document)
    assert (found["event_type"], found["sub_event_type"]) == ("Strategic developments", "Disrupted weapons use")


def test_force_that_hurt_protesters_was_excessive(document: Document, state: Party) -> None:
    harmed = an_event(document, "protest_repressed", actors=(state,), harm=(a_harm(document, "people"),))
    unharmed = replace(harmed, harm=())
    assert row("acled", harmed, document)["sub_event_type"] == "Excessive force against protesters"
    assert row("acled", harmed, document)["civilian_targeting"] == "Civilians targeted"
    found = row("acled", unharmed, document)
    assert (found["sub_event_type"], found["actor1"]) == ("Protest with intervention", "Protesters (Syria)")
    assert (found["actor2"], found["interaction"]) == ("Military forces of Syria", "16")


def test_a_mob_that_demonstrated_for_nothing_is_mob_violence() -> None:
    mob = a_document("A mob burned the house; demonstrators fought police.")
    assert row("acled", a_claim(mob, "burned", type="riot", where=a_where(), when=a_when()), mob)["sub_event_type"] == (
        "Mob violence"
    )
    shouting = a_claim(mob, "fought", type="riot", where=a_where(), when=a_when(), actors=["demonstrators"])
    assert row("acled", shouting, mob)["sub_event_type"] == "Violent demonstration"


@pytest.mark.parametrize(
    ("precision", "code"), [("point", "1"), ("place", "1"), ("near", "2"), ("district", "2"), ("province", "3")]
)
def test_a_place_has_the_precision_that_it_is_known_to(document: Document, precision: str, code: str) -> None:
    claim = an_event(document, "armed_clash", where=a_where(precision=PlacePrecision(precision)))
    assert row("acled", claim, document)["geo_precision"] == code
    assert ("representative point" in lost("acled", claim, document)) is (code != "1" and precision != "near")


def test_a_country_is_place_enough_for_an_agreement_and_not_for_a_battle(document: Document) -> None:
    syria = a_where("Syria", precision=PlacePrecision.COUNTRY)
    assert row("acled", an_event(document, "agreement", where=syria), document)["geo_precision"] == "3"
    assert "country only" in lost("acled", an_event(document, "armed_clash", where=syria), document)


@pytest.mark.parametrize("status", [status for status in Status if not status.counts_as_event])
def test_what_did_not_happen_is_left_out_by_its_name(document: Document, status: Status) -> None:
    assert lost("acled", an_event(document, "armed_clash", status=status), document) == {status.value}


@pytest.mark.parametrize(
    ("reason", "kind", "fields"),
    [
        ("no counterpart", "statement", {}),
        ("unknown type", "sandstorm", {}),
        ("no date", "armed_clash", {"when": None}),
        ("coarse date", "armed_clash", {"when": a_when(date(2014, 1, 1), date(2014, 12, 31))}),
        ("no place", "armed_clash", {"where": None}),
        ("bad coordinates", "armed_clash", {"where": a_where(lat=float("nan"))}),
    ],
)
def test_a_claim_that_acled_would_not_code_is_left_out_with_its_reason(
    document: Document, reason: str, kind: str, fields: dict[str, Any]
) -> None:
    assert lost("acled", an_event(document, kind, **fields), document) == {reason}


def test_a_running_total_is_never_an_event(document: Document) -> None:
    total = a_claim(document, "Toll", type="other", where=a_where(), when=a_when())
    assert lost("acled", total, document) == {"running total"}


def test_a_row_says_where_and_when_in_acleds_form(document: Document, state: Party) -> None:
    found = row("acled", an_event(document, "air_drone_strike", actors=(state,)), document)
    expected = {
        "event_date": "2014-04-02",
        "year": "2014",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Aleppo",
        "location": "Al-Bab",
        "latitude": "36.3705",
        "longitude": "37.5157",
        "source": "Radio Hirak",
        "timestamp": "1396526400",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["event_id_cnty"].startswith("SYR")
    assert int(found["event_id_cnty"][3:]) < 2**52


def test_the_notes_keep_every_hedge_and_name_the_claim() -> None:
    document = a_document()
    claim = a_full_claim(document)
    notes = row("acled", claim, document)["notes"]
    assert notes == (
        "On 2 April 2014: shelling or missile in Al-Bab, Aleppo, Syria. "
        'By: "Government forces" (Syria, state forces). Against: "a market". Means: "mortar shells". '
        'Killed: 11 or more ("at least 11 people", hedge "at least"). Killed of them: 3, civilian ("three children"). '
        f'According to: "the mayor"; "residents". Claim {claim.id}.'
    )


def test_a_country_that_nobody_knows_leaves_its_columns_empty(document: Document) -> None:
    claim = an_event(document, "armed_clash", where=a_where(country=None))
    found = row("acled", claim, document)
    assert (found["iso"], found["country"], found["region"], found["event_id_cnty"][:3]) == ("", "", "", "XXX")
    assert "no country" in lost("acled", claim, document)


def test_the_bomber_is_not_added_to_the_dead(document: Document) -> None:
    claim = an_event(document, "suicide_bomb", harm=(a_harm(document, "people", low=5, high=5),))
    assert row("acled", claim, document)["fatalities"] == "5"
    assert "bomber not added" in lost("acled", claim, document)
