"""Incidents leave a case in the shapes of ACLED, UCDP and a map: the numbers of all voices, by stated rules."""

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.build import NOON, words
from tests.linking.reports import Report, told
from tests.pipeline.test_linking import put
from warledger.exports import Losses, write
from warledger.model.claim import ActorKind, Harm, HarmKind, Party, Status, Who
from warledger.model.listing import IncidentFilter
from warledger.pipeline.exporting import documents_of, told_incidents
from warledger.pipeline.judging import Person, retract
from warledger.pipeline.linking import link_new
from warledger.store.case import Store

WIRE, RADIO, POST = told("wire", killed=11), told("radio", killed=14), told("weekly", killed=11, after=2)
DENIAL = told("ministry", status=Status.DENIED)


def exported(store: Store, name: str) -> tuple[str, Losses]:
    link_new(store)
    out = io.StringIO(newline="")
    losses = write(name, told_incidents(store, IncidentFilter()), documents_of(store), out)
    return out.getvalue(), losses


def row(store: Store, name: str) -> dict[str, str]:
    text, losses = exported(store, name)
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert losses.of == "incidents"
    return found


def by(report: Report, name: str) -> Report:
    document, claim = report
    return document, replace(claim, actors=(Party(words(document, "fell"), "made", name, ActorKind.STATE_FORCES),))


def test_acled_has_one_row_with_the_lowest_figure_and_all_publishers(store: Store) -> None:
    put(store, WIRE, RADIO, POST)
    found = row(store, "acled")
    assert found["fatalities"] == "11"
    assert sorted(found["source"].split("; ")) == ["radio", "weekly", "wire"]
    assert "Told by 3 independent voices; fair" in found["notes"]
    assert "Killed, by each voice: " in found["notes"]


def test_ucdp_has_low_best_and_high_and_counts_the_voices(store: Store) -> None:
    put(store, WIRE, RADIO, POST)
    found = row(store, "ucdp")
    assert [found[name] for name in ("low", "best", "high", "number_of_sources")] == ["11", "11", "14", "3"]
    assert int(found["best"]) == sum(int(found[f"deaths_{whose}"]) for whose in ("a", "b", "civilians", "unknown"))
    assert found["relid"].startswith("incident-")


def test_words_without_a_number_are_each_projects_own_numbers(store: Store) -> None:
    document, claim = told("wire", text="Dozens of people died.")
    dozens = Harm(HarmKind.KILLED, 24, None, Who.UNKNOWN, words(document, "Dozens of people died"), "made")
    put(store, (document, replace(claim, harm=(dozens,))), told("radio", killed=30))
    assert row(store, "acled")["fatalities"] == "12"
    assert (row(store, "ucdp")["low"], row(store, "ucdp")["high"]) == ("24", "30")


def test_a_denial_gives_no_number_and_is_told(store: Store) -> None:
    put(store, WIRE, POST, DENIAL)
    found = row(store, "acled")
    assert found["fatalities"] == "11"
    assert "Denied in 1 claim" in found["notes"]
    assert "contested" in found["notes"]
    assert "ministry" not in found["source"]


def test_rival_doers_did_not_do_it_together(store: Store) -> None:
    put(store, by(WIRE, "Syria"), by(POST, "Syria"), by(RADIO, "Turkey"))
    text, losses = exported(store, "acled")
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (found["actor1"], found["assoc_actor_1"]) == ("Syria", "")
    assert "rival doers" in {loss.name for loss in losses.reduced}


@pytest.mark.parametrize("name", ["acled", "ucdp", "geojson"])
def test_what_every_source_took_back_is_left_out_and_counted(store: Store, name: str) -> None:
    put(store, WIRE)
    retract(store, WIRE[1].id, Person("Lina", NOON, "withdrawn"))
    _, losses = exported(store, name)
    assert (losses.exported, losses.claims) == (0, 1)
    assert [loss.name for loss in losses.left_out] == ["taken back"]


def test_a_map_has_one_point_for_an_incident_with_its_grade(store: Store) -> None:
    put(store, WIRE, RADIO, POST)
    text, losses = exported(store, "geojson")
    (feature,) = json.loads(text)["features"]
    known = feature["properties"]
    assert (known["killed_low"], known["killed_best"], known["killed_high"]) == (11, 11, 14)
    assert (known["grade"], len(known["voices"]), len(known["claims"])) == ("fair", 3, 3)
    assert losses.statement.startswith("Incidents in the geojson file: 1 of 1.")
