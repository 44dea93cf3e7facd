"""The account that goes beside an export: complete, in sentences, and adding up."""

import json
from dataclasses import replace

from tests.build import a_document, a_full_claim
from tests.exports.tables import exported
from warledger.exports import Loss, Losses, render_losses
from warledger.model.claim import PlaceList, Status


def test_the_account_counts_claims_rows_and_reasons() -> None:
    document = a_document()
    claim = a_full_claim(document)
    feared = replace(claim, status=replace(claim.status, value=Status.POSSIBLE))
    _, losses = exported("acled", [claim, feared, replace(claim, where=None), claim], document)
    assert (losses.claims, losses.exported) == (4, 2)
    assert {loss.name: loss.count for loss in losses.left_out} == {"possible": 1, "no place": 1}
    assert {loss.name: loss.count for loss in losses.reduced}["evidence"] == 2
    assert losses.statement == "Claims in the acled file: 2 of 4. Left out: 2."


def test_what_a_claim_that_was_left_out_would_have_lost_is_not_counted() -> None:
    claim = a_full_claim()
    assert claim.when is not None
    _, losses = exported("acled", [replace(claim, when=None)])
    assert (losses.exported, losses.reduced, losses.unfilled) == (0, (), ())


def test_the_account_names_the_lists_of_places_with_their_licences() -> None:
    document = a_document()
    claim = a_full_claim(document)
    assert claim.where is not None
    mine = PlaceList("mine", "2014", "CC0", "me")
    listed = replace(claim, where=replace(claim.where, value=replace(claim.where.value, source=mine)))
    left_out = replace(listed, when=None)
    _, losses = exported("acled", [claim, listed, listed, left_out], document)
    account = json.loads(render_losses(losses))
    assert account["places_from"] == [
        {"name": "mine", "version": "2014", "licence": "CC0", "credit": "me", "rows": 2},
    ]


def test_the_sidecar_is_json_with_a_sentence_for_each_loss() -> None:
    kept = Loss("no place", 2, "The report does not say where.")
    losses = Losses("geojson", 5, 3, (kept,), (Loss("evidence", 3, "Rules are not here."),), ())
    account = json.loads(render_losses(losses))
    assert account["statement"] == "Claims in the geojson file: 3 of 5. Left out: 2."
    assert account["left_out"] == [{"name": "no place", "claims": 2, "sentence": "The report does not say where."}]
    assert account["reduced"] == [{"name": "evidence", "rows": 3, "sentence": "Rules are not here."}]
    assert render_losses(losses).endswith("}\n")


def test_columns_that_are_always_empty_are_named() -> None:
    _, losses = exported("ucdp", [a_full_claim()])
    assert "conflict_new_id" in {loss.name for loss in losses.unfilled}
