"""GeoJSON for a map, JSON Lines for a program."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import a_document, a_full_claim, a_where
from tests.exports.tables import exported
from tests.strategies import claims as any_claims
from warledger.exports.jsonl import claims_of
from warledger.model.claim import Claim, PlacePrecision, Status
from warledger.model.serial import printed


def test_a_map_holds_the_claims_with_a_place_and_counts_the_others() -> None:
    document = a_document()
    placed = a_full_claim(document)
    text, losses = exported("geojson", [placed, replace(placed, where=None), placed], document)
    collection = json.loads(text)
    assert (collection["type"], len(collection["features"])) == ("FeatureCollection", 2)
    assert (collection["total"], collection["without_place"]) == (3, 1)
    assert [(loss.name, loss.count) for loss in losses.left_out] == [("no place", 1)]


def test_a_feature_is_a_point_longitude_first_with_its_claims_id() -> None:
    claim = a_full_claim()
    feature = json.loads(exported("geojson", [claim])[0])["features"][0]
    assert feature["type"] == "Feature"
    assert feature["id"] == claim.id
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.5157, 36.3705]}


def test_a_feature_says_how_well_its_place_is_known_and_what_became_of_it() -> None:
    claim = a_full_claim()
    assert claim.where is not None
    province = replace(claim.where, value=a_where("Aleppo", precision=PlacePrecision.PROVINCE))
    feared = replace(claim, where=province, status=replace(claim.status, value=Status.POSSIBLE))
    properties = json.loads(exported("geojson", [feared])[0])["features"][0]["properties"]
    assert (properties["place_precision"], properties["status"]) == ("province", "possible")
    assert (properties["killed_low"], properties["killed_high"]) == (11, None)


def test_a_line_holds_the_printed_form_and_the_evidence() -> None:
    document = a_document()
    claim = a_full_claim(document)
    line = json.loads(exported("jsonl", [claim], document)[0])
    form = printed(document, [claim])
    assert line["document"] == form["document"]
    assert line["claim"] == form["claims"][0]
    assert line["evidence"]["type"]["rule"] == "trigger lexicon"
    assert "text" not in line["document"]


def test_a_line_is_one_line_to_every_reader() -> None:
    document = a_document(title="one\u2028two\u0085three\r\nfour\x0cfive")
    text, _ = exported("jsonl", [a_full_claim(document)] * 2, document)
    assert len(text.splitlines()) == 2
    assert json.loads(text.splitlines()[0])["document"]["title"] == document.title


@given(st.lists(any_claims, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_claims_come_back_from_json_lines_as_they_were(claims: list[Claim]) -> None:
    text, _ = exported("jsonl", claims)
    assert list(claims_of(text.encode("utf-8").decode("utf-8").split("\n"))) == claims
