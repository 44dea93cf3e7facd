"""Ids are hashes of what identifies a record: the same record has the same name in every run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_claim, a_document, a_source, words
from warledger.model.claim import claim_id
from warledger.model.document import Source, document_id
from warledger.model.ids import ClaimId, content_id, sha256_text
from warledger.model.ledger import claim_named, incident_id


def test_the_same_claim_has_the_same_id_in_every_run() -> None:
    first, again = a_claim(a_document()), a_claim(a_document())
    assert first.id == again.id


def test_a_claim_is_its_document_its_type_and_its_triggers_place() -> None:
    report, other = a_document(), a_document("Another report: shells fell.")
    ids = {
        claim_id("shelling_missile", words(report, "fell")),
        claim_id("attack", words(report, "fell")),
        claim_id("shelling_missile", words(report, "fired")),
        claim_id("shelling_missile", words(other, "fell")),
    }
    assert len(ids) == 4


def test_a_document_is_its_series_and_its_bytes() -> None:
    ids = {document_id("file:a", "00"), document_id("file:b", "00"), document_id("file:a", "01")}
    assert len(ids) == 3
    assert document_id("file:a", "00") in ids


def test_fields_do_not_run_into_each_other() -> None:
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")
    assert content_id("x", None) != content_id("x", "null") != content_id("x", "")


@pytest.mark.parametrize("name", ["radio hirak", "Radio  Hirak ", "RADIO HIRAK"])
def test_letter_case_and_spacing_do_not_make_another_source(name: str) -> None:
    assert Source.named(name).id == a_source("Radio Hirak").id


def test_an_incident_is_named_for_a_claim() -> None:
    one, two = ClaimId("claim-1"), ClaimId("claim-2")
    assert claim_named(incident_id(one)) == one != claim_named(incident_id(two))


@given(st.text(st.characters()))
def test_any_text_has_a_hash_even_an_ill_formed_one(text: str) -> None:
    assert len(sha256_text(text)) == 64


def test_any_series_has_an_id_even_an_ill_formed_one() -> None:
    assert document_id("file:/reports/\udce9.txt", "00")
