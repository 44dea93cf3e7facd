"""No claim gets past the pipeline without its evidence."""

from dataclasses import replace

import pytest

from tests.build import a_claim, a_document, a_full_claim, words
from warledger.model.claim import Claim
from warledger.model.evidence import Quote, Span
from warledger.model.ids import ClaimId, DocumentId
from warledger.pipeline.evidence import fault_of, quotes_in

REPORT = a_document()
OTHER = a_document("Another report: shells fell there.")
CLAIM = a_full_claim(REPORT)
MOVED = Quote(Span(REPORT.id, 0, 4), "fell")

CASES: list[tuple[str, Claim, str | None]] = [
    ("a sound claim", CLAIM, None),
    ("a quote that stands elsewhere", replace(CLAIM, places=(MOVED,)), "does not stand there"),
    ("a quote deep inside", replace(CLAIM, type=replace(CLAIM.type, quotes=(MOVED,))), "does not stand there"),
    ("a quote of another report", replace(CLAIM, times=(words(OTHER, "fell"),)), "another document"),
    ("a quote past the end", replace(CLAIM, places=(Quote(Span(REPORT.id, 900, 901), "x"),)), "does not stand there"),
    ("an id of its own", replace(CLAIM, id=ClaimId("claim-1")), "not the hash"),
    ("another type", replace(CLAIM, type=replace(CLAIM.type, value="attack")), "not the hash"),
    ("another document", replace(CLAIM, document=DocumentId("x")), "belongs to another"),
]


@pytest.mark.parametrize(("why", "claim", "fault"), CASES, ids=[case[0] for case in CASES])
def test_a_claim_is_held_to_its_document(why: str, claim: Claim, fault: str | None) -> None:
    found = fault_of(REPORT, [claim])
    if fault is None:
        assert found is None, why
    else:
        assert fault in str(found), why


def test_a_claim_told_twice_is_a_fault() -> None:
    assert "two claims" in str(fault_of(REPORT, [a_claim(REPORT), a_claim(REPORT)]))


def test_every_quote_of_a_claim_is_looked_at() -> None:
    found = {quote.text for quote in quotes_in(CLAIM)}
    assert found == {
        *("fell", "Government forces", "a market", "mortar shells", "the mayor", "residents", "Al-Bab", "Wednesday"),
        *("at least 11 people", "three children"),
    }
