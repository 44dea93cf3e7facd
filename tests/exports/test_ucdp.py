"""The UCDP-shaped table: what UCDP's rules make of a claim of deaths, and what is said of the rest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.build import a_claim, a_document, a_harm, a_when, a_where, words
from tests.exports.tables import cases, claim_of, lost, row, why
from warledger.exports.fatalities import Deaths, ucdp_deaths
from warledger.exports.ucdp import COLUMNS
from warledger.exports.ucdp_rules import clarity, date_precision, dyad, priogrid
from warledger.model.claim import (
    ActorKind,
    Claim,
    DatePrecision,
    Harm,
    HarmKind,
    Party,
    PlacePrecision,
    Status,
    When,
    Who,
)
from warledger.model.document import Document
from warledger.reference.codebook import load_codebook

TEXT = (
    "Syrian troops and rebels fought; 5 soldiers, 7 insurgents, 11 people, 3 children and a nurse died. The toll rose."
)
NAMES = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob""".split()


@pytest.fixture
def document() -> Document:
    return a_document(TEXT)


def party(document: Document, text: str, kind: ActorKind | None = None, name: str | None = None) -> Party:
    return Party(words(document, text), "a rule", name, kind)


def dead(document: Document, text: str, number: int, who: Who = Who.UNKNOWN, **fields: Any) -> Harm:
    return a_harm(document, text, low=number, high=number, who=who, **fields)


def an_event(document: Document, kind: str = "armed_clash", **fields: Any) -> Claim:
    made = {"where": a_where(), "when": a_when(), "harm": (dead(document, "11 people", 11),)} | fields
    return a_claim(document, "fought", type=kind, **made)


def test_the_columns_are_ucdps_in_ucdps_order() -> None:
    assert [column.name for column in COLUMNS] == NAMES
    assert len(NAMES) == 49


@pytest.mark.parametrize("case", cases("ucdp_dates"), ids=why)
def test_an_interval_has_ucdps_precision_and_clarity(case: dict[str, Any], document: Document) -> None:
    when = When(case["start"], case["end"], DatePrecision(case["precision"]), "said so")
    assert date_precision(when) == case["code"]
    claim = an_event(document, status=Status(case.get("status", "happened")))
    assert clarity(claim, when) == case["clarity"]


@pytest.mark.parametrize("case", cases("fatalities"), ids=why)
def test_figures_of_death_become_low_best_and_high(case: dict[str, Any]) -> None:
    assert ucdp_deaths(claim_of(case), load_codebook(None).harm) == Deaths(*case["ucdp"])


@pytest.mark.parametrize("case", cases("fatalities"), ids=why)
def test_best_lies_between_low_and_high_and_is_the_sum_of_the_four(case: dict[str, Any]) -> None:
    claim = replace(claim_of(case), type=replace(claim_of(case).type, value="armed_clash"))
    if case["ucdp"][2] == 0:
        return
    found = {name: int(cell) for name, cell in row("ucdp", claim).items() if name in NAMES[40:47]}
    assert found["low"] <= found["best"] <= found["high"]
    assert [found["low"], found["best"], found["high"]] == case["ucdp"]
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert found["best"] == sum(found[name] for name in parts)


@pytest.mark.parametrize("case", cases("violence"), ids=why)
def test_the_kinds_of_the_sides_decide_the_type_of_violence(case: dict[str, Any], document: Document) -> None:
    sides = {}
    for role, text in (("actor", "Syrian troops"), ("target", "rebels")):
        if role in case:
            sides[f"{role}s"] = (party(document, text, ActorKind(case[role]) if case[role] else None),)
    claim = an_event(document, case["type"], **sides)
    assert dyad(claim, load_codebook(None).types[case["type"]]).violence == case["is"]
    assert ("type of violence" in lost("ucdp", claim, document)) is (case["is"] is None)


def test_the_government_is_side_a_whoever_struck(document: Document) -> None:
    rebels = party(document, "rebels", ActorKind.REBEL_GROUP, "Free Syrian Army")
    troops = party(document, "Syrian troops", ActorKind.STATE_FORCES)
    found = row("ucdp", an_event(document, actors=(rebels,), targets=(troops,)), document)
    assert (found["side_a"], found["side_b"]) == ("Government of Syria", "Free Syrian Army")
    assert found["dyad_name"] == "Government of Syria - Free Syrian Army"
    assert (found["conflict_name"], found["gwnoa"], found["gwnob"]) == ("", "652", "")


def test_a_group_that_fought_an_unnamed_government_is_side_b(document: Document) -> None:
    rebels = party(document, "rebels", ActorKind.REBEL_GROUP, "Free Syrian Army")
    found = row("ucdp", an_event(document, "shelling_missile", actors=(rebels,)), document)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == ("1", "", "Free Syrian Army")
    assert found["dyad_name"] == ""


def test_a_conflict_of_no_government_goes_by_its_dyad(document: Document) -> None:
    first = party(document, "rebels", ActorKind.REBEL_GROUP, "SNA")
    second = party(document, "insurgents", ActorKind.REBEL_GROUP, "SDF")
    found = row("ucdp", an_event(document, actors=(first,), targets=(second,)), document)
    assert (found["type_of_violence"], found["conflict_name"], found["dyad_name"]) == ("2", "SNA - SDF", "SNA - SDF")


def test_one_sided_violence_is_against_civilians_and_has_no_dead_of_its_sides(document: Document) -> None:
    troops = party(document, "Syrian troops", ActorKind.STATE_FORCES)
    harm = (dead(document, "11 people", 11, Who.CIVILIAN), dead(document, "5 soldiers", 5, Who.COMBATANT))
    found = row("ucdp", an_event(document, "attack", actors=(troops,), harm=harm), document)
    assert (found["type_of_violence"], found["side_b"]) == ("3", "Civilians")
    assert [found[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == ["0", "0", "11", "5"]


def test_the_dead_are_told_apart_by_whose_they_were(document: Document) -> None:
    troops = party(document, "5 soldiers", ActorKind.STATE_FORCES)
    rebels = party(document, "insurgent", ActorKind.REBEL_GROUP)
    harm = (
        dead(document, "5 soldiers", 5, Who.COMBATANT, victims=words(document, "soldiers")),
        dead(document, "7 insurgents", 7, Who.COMBATANT, victims=words(document, "insurgents")),
        dead(document, "3 children", 3, Who.CIVILIAN, victims=words(document, "children")),
    )
    found = row("ucdp", an_event(document, actors=(troops,), targets=(rebels,), harm=harm), document)
    assert [found[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == ["5", "7", "3", "0"]


def test_a_part_that_says_whose_it_was_is_taken_out_of_the_unknown(document: Document) -> None:
    harm = (
        dead(document, "11 people", 11),
        dead(document, "3 children", 3, Who.CIVILIAN, subset=True),
        dead(document, "a nurse", 1, Who.CIVILIAN, subset=True),
    )
    found = row("ucdp", an_event(document, harm=harm), document)
    assert (found["deaths_civilians"], found["deaths_unknown"], found["best"]) == ("3", "8", "11")


def test_parts_that_are_more_than_the_whole_are_not_believed(document: Document) -> None:
    harm = (dead(document, "a nurse", 1), dead(document, "3 children", 3, Who.CIVILIAN, subset=True))
    found = row("ucdp", an_event(document, harm=harm), document)
    assert (found["deaths_civilians"], found["deaths_unknown"], found["best"]) == ("0", "1", "1")


@pytest.mark.parametrize(
    ("precision", "code"),
    [("point", "1"), ("place", "1"), ("near", "2"), ("district", "3"), ("province", "4"), ("country", "6")],
)
def test_a_place_has_the_precision_that_it_is_known_to(document: Document, precision: str, code: str) -> None:
    claim = an_event(document, where=a_where(precision=PlacePrecision(precision)))
    assert row("ucdp", claim, document)["where_prec"] == code


def test_a_row_says_where_when_and_by_whom_in_ucdps_form(document: Document) -> None:
    claim = an_event(document, sources=["rebels"], places=["troops"], when=a_when(date(2014, 4, 1), date(2014, 4, 2)))
    found = row("ucdp", claim, document)
    expected = {
        "relid": claim.id,
        "year": "2014",
        "date_start": "2014-04-01 00:00:00.000",
        "date_end": "2014-04-02 00:00:00.000",
        "date_prec": "2",
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "geom_wkt": "POINT (37.5157 36.3705)",
        "where_coordinates": "Al-Bab",
        "where_description": "troops",
        "adm_1": "Aleppo",
        "number_of_sources": "1",
        "source_article": '"Radio Hirak,2014-04-03,Shells on a market"',
        "source_office": "Radio Hirak",
        "source_date": "2014-04-03",
        "source_original": "rebels",
    }
    assert {name: found[name] for name in expected} == expected
    assert int(found["id"]) < 2**52


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(34.802462, 36.707602, 179714), (36.201241, 37.161173, 181875), (-90, -180, 1), (90, 180, 259200), (0, 0, 129961)],
)
def test_a_point_lies_in_its_cell_of_priogrid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@pytest.mark.parametrize(
    ("reason", "kind", "fields"),
    [
        ("no counterpart", "arrest", {}),
        ("unknown type", "sandstorm", {}),
        ("no death", "armed_clash", {"harm": ()}),
        ("no date", "armed_clash", {"when": None}),
        ("coarse date", "armed_clash", {"when": a_when(date(2013, 1, 1), date(2014, 12, 31))}),
        ("no place", "armed_clash", {"where": None}),
        ("bad coordinates", "armed_clash", {"where": a_where(lon=200.0)}),
        ("denied", "armed_clash", {"status": Status.DENIED}),
    ],
)
def test_a_claim_that_ucdp_would_not_code_is_left_out_with_its_reason(
    document: Document, reason: str, kind: str, fields: dict[str, Any]
) -> None:
    assert lost("ucdp", an_event(document, kind, **fields), document) == {reason}


@pytest.mark.parametrize("kind", [HarmKind.INJURED, HarmKind.CASUALTIES, HarmKind.MISSING])
def test_harm_that_may_not_be_death_makes_no_event(document: Document, kind: HarmKind) -> None:
    claim = an_event(document, harm=(replace(dead(document, "11 people", 11), kind=kind),))
    assert lost("ucdp", claim, document) == {"no death"}


def test_a_toll_over_a_stretch_of_war_is_no_event(document: Document) -> None:
    claim = a_claim(
        document,
        "toll",
        type="armed_clash",
        where=a_where(),
        when=a_when(),
        harm=(dead(document, "11 people", 11),),
    )
    assert lost("ucdp", claim, document) == {"running total"}


def test_every_number_that_only_ucdp_knows_is_empty_and_said_to_be(document: Document) -> None:
    found = row("ucdp", an_event(document), document)
    unfilled = [column.name for column in COLUMNS if not column.filled]
    assert {name for name in unfilled if found[name]} == set()
    assert {"conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id", "active_year"} <= set(unfilled)
