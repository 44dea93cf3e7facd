"""What a case promises: records come back as they went in, changes are whole, and custody tells of each."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import NOON, a_claim, a_document, a_full_claim, a_harm, a_judgement, held
from tests.strategies import claims as claims_strategy
from tests.strategies import documents as documents_strategy
from tests.strategies import failures as failures_strategy
from warledger.archive.custody import check
from warledger.model.custody import Action
from warledger.model.document import Document
from warledger.model.failure import Failure
from warledger.model.filters import ClaimFilter
from warledger.model.ids import DocumentId, sha256_text
from warledger.store.case import Store, open_case
from warledger.store.lazy import Documents

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def two_versions(store: Store) -> tuple[Document, Document]:
    """A report that was changed later, both versions with a claim."""
    first = a_document("Shells fell on Al-Bab, a radio said.")
    second = a_document("Shells fell on Al-Bab, a radio said. One died.", version=2)
    for report in (first, second):
        assert store.add_document(report, [a_claim(report)], NOON)
    return first, second


def test_a_new_case_is_empty_but_for_the_record_of_its_making(store: Store) -> None:
    assert store.counts().documents == store.counts().claims == store.counts().failures == 0
    (link,) = store.custody()
    assert (link.action, link.subject, link.at) == (Action.CREATE, "case", NOON)


def test_a_document_and_its_claims_come_back_as_they_went_in(store: Store) -> None:
    report = a_document()
    claim = a_full_claim(report)
    assert store.add_document(report, [claim], NOON)
    assert store.document(report.id) == report
    assert list(store.documents()) == [report]
    assert list(store.claims()) == [claim]
    assert store.claims_of(report.id) == (claim,)
    assert store.counts().documents == store.counts().claims == 1


@SLOW
@given(data=st.data(), report=documents_strategy)
def test_any_document_comes_back_as_it_went_in(tmp_path_factory: Any, data: st.DataObject, report: Document) -> None:
    claims = {
        claim.id: replace(claim, document=report.id) for claim in data.draw(st.lists(claims_strategy, max_size=3))
    }
    failure = data.draw(failures_strategy)
    path = tmp_path_factory.mktemp("any") / "case.ledger"
    with open_case(str(path), create=True) as store:
        assert store.add_document(report, claims.values(), report.captured_at)
        store.add_failure(failure)
        assert list(store.documents()) == [report]
        assert store.claims_of(report.id) == tuple(claims.values())
        assert list(store.failures()) == [failure]
        assert check(store.custody()) is None


def test_what_is_stored_is_still_there_when_the_case_is_opened_again(store: Store) -> None:
    report = a_document()
    store.add_document(report, [a_claim(report)], NOON)
    store.close()
    with open_case(str(store.path), create=False) as again:
        assert list(again.documents()) == [report]


def test_a_case_at_rest_is_one_file(store: Store) -> None:
    store.add_document(a_document(), [], NOON)
    store.close()
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_an_unknown_id_is_no_document(store: Store) -> None:
    assert store.document(DocumentId("document-0000000000000000")) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "the very same document"),
        ({"id": DocumentId("other"), "series": "file:b", "version": 1}, "the same bytes under another name"),
        ({"sha256": "0" * 64, "series": "file:b"}, "another document under the same id"),
        ({"id": DocumentId("other"), "sha256": "0" * 64}, "the same version of the series again"),
    ],
)
def test_what_clashes_with_a_held_document_is_not_stored(store: Store, change: dict[str, Any], why: str) -> None:
    report = a_document()
    assert store.add_document(report, [a_claim(report)], NOON)
    before = store.counts()
    assert not store.add_document(replace(report, **change), [], NOON), why
    assert store.counts() == before


def test_nothing_of_a_document_is_stored_when_one_of_its_claims_cannot_be(store: Store) -> None:
    report = a_document()
    claim = a_claim(report)
    with pytest.raises(Exception, match="UNIQUE"):
        store.add_document(report, [claim, claim], NOON)
    assert (store.counts().documents, store.counts().claims, store.counts().links) == (0, 0, 1)


def test_bytes_that_are_held_are_known_by_their_hash(store: Store) -> None:
    report = a_document()
    assert not store.has_bytes(report.sha256)
    store.add_document(report, [], NOON)
    assert store.holder_of(report.sha256) == report.id


def test_documents_share_a_source(store: Store) -> None:
    for text in ("Shells fell.", "Bombs fell."):
        store.add_document(a_document(text, series=f"file:{text}"), [], NOON)
    assert {report.source for report in store.documents()} == {a_document().source}


def test_each_capture_is_told_in_custody(store: Store) -> None:
    report = a_document()
    store.add_document(report, [a_claim(report)], NOON, (("origin", report.origin),))
    link = list(store.custody())[-1]
    assert (link.action, link.subject, link.at) == (Action.CAPTURE, report.id, NOON)
    told = dict(link.details)
    assert (told["origin"], told["sha256"], told["text"]) == (report.origin, report.sha256, report.text_sha256)
    assert told["claims_counted"] == "1"


def test_the_custody_chain_holds_over_everything_that_is_done(store: Store) -> None:
    report = a_document()
    claim = a_claim(report)
    store.add_document(report, [claim], NOON)
    store.add_failure(Failure("b.pdf", "unreadable", "b.pdf: is encrypted.", NOON, "warledger add case b.pdf"))
    store.add_judgement(a_judgement(claim.id))
    store.replace_claims(report, [], NOON)
    store.record(Action.EXPORT, "claims.csv", (("format", "csv"),), NOON)
    links = list(store.custody())
    assert check(links) is None
    assert [link.action for link in links] == ["create", "capture", "skip", "change", "recode", "export"]
    assert [link.sequence for link in links] == [1, 2, 3, 4, 5, 6]


# ---- versions


def test_only_the_latest_version_speaks_unless_all_are_asked_for(store: Store) -> None:
    first, second = two_versions(store)
    assert [claim.document for claim in store.claims()] == [second.id]
    assert [claim.document for claim in store.claims(superseded=True)] == [first.id, second.id]
    assert store.latest_claims() == 1
    assert list(store.documents()) == [second]
    assert list(store.documents(superseded=True)) == [first, second]
    assert store.document_ids() == (first.id, second.id)


def test_the_versions_of_a_series_are_known(store: Store) -> None:
    first, second = two_versions(store)
    versions = store.series_versions(first.series)
    assert [(v.id, v.number, v.sha256) for v in versions] == [(d.id, d.version, d.sha256) for d in (first, second)]
    assert store.series_versions("file:nothing") == ()


def test_branches_are_found_in_the_order_of_their_numbers(store: Store) -> None:
    for number, series in enumerate(["a", "a~10", "a~2", "a~x", "a~", "ab", "a~2~3", "a~²"]):
        store.add_document(a_document(f"Shells fell {number} times.", series=series), [], NOON)
    assert store.branches("a") == ("a", "a~2", "a~10")
    assert store.branches("b") == ()


def test_documents_can_be_had_by_id_one_at_a_time(store: Store) -> None:
    first, second = two_versions(store)
    by_id = Documents(store)
    assert dict(by_id) == held(first, second)
    assert len(by_id) == 2
    assert DocumentId("none") not in by_id


# ---- claims coded again, judgements


def test_claims_coded_again_take_the_place_of_the_old_ones(store: Store) -> None:
    report = a_document()
    old, new = a_claim(report), a_claim(report, "killing")
    store.add_document(report, [old], NOON)
    assert store.replace_claims(report, [new], NOON, (("coder", "rules 2"),))
    assert list(store.claims()) == [new]
    link = list(store.custody())[-1]
    assert (link.action, link.subject, dict(link.details)["coder"]) == (Action.RECODE, report.id, "rules 2")


def test_claims_that_come_out_the_same_leave_the_case_as_it_was(store: Store) -> None:
    report = a_document()
    store.add_document(report, [a_full_claim(report)], NOON)
    before = store.counts()
    assert not store.replace_claims(report, [a_full_claim(report)], NOON, (("coder", "rules 2"),))
    assert store.counts() == before


def test_a_document_that_is_read_at_last_is_no_longer_unread(store: Store) -> None:
    report = a_document(unread="Arabic is not read yet")
    store.add_document(report, [], NOON)
    read = replace(report, unread=None)
    assert store.replace_claims(read, [a_claim(read)], NOON)
    assert store.document(report.id) == read


def test_judgements_come_back_in_the_order_they_were_made(store: Store) -> None:
    one, two = a_claim(a_document()).id, a_claim(a_document(), "killing").id
    made = [a_judgement(one, two), a_judgement(two, field="type", value="attack", who="Omar")]
    for judgement in made:
        store.add_judgement(judgement)
    assert list(store.judgements()) == made


# ---- what databases do not like


def test_text_that_is_not_well_formed_is_kept_exactly(store: Store) -> None:
    text = "Shells\x00 fell \ud83d on \udcff Al-Bab \U0001f4a5 حلب"
    report = a_document(text, series="file:\udce9.txt", origin="caf\udce9.txt", title="\x01[]", language="\x01")
    store.add_document(report, [a_claim(report)], NOON)
    assert store.document(report.id) == report
    assert sha256_text(text) == report.text_sha256
    assert [version.series for version in store.series_versions(report.series)] == [report.series]


def test_a_count_beyond_all_reason_is_kept_exactly(store: Store) -> None:
    report = a_document()
    claim = a_claim(report, harm=(a_harm(report, "at least 11 people", low=10**40, high=10**40),))
    store.add_document(report, [claim], NOON)
    assert list(store.claims(ClaimFilter(min_killed=10))) == [claim]


def test_a_time_keeps_its_zone_and_its_fractions(store: Store) -> None:
    at = datetime(2014, 4, 3, 12, 0, 0, 123456, tzinfo=UTC)
    report = a_document(captured_at=at)
    store.add_document(report, [], at)
    assert [link.at for link in store.custody()][-1] == at
    found = store.document(report.id)
    assert found is not None
    assert found.captured_at == at
