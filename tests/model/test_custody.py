"""The links of the custody log hold each other: change one, and it shows."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from tests.build import NOON
from tests.strategies import chains
from warledger.model.custody import GENESIS, Action, CustodyRecord, next_record

LINK = next_record(None, NOON, Action.CAPTURE, "document-1", (("sha256", "ab"),))


@given(chains)
def test_every_link_hashes_to_its_hash_and_follows_the_one_before(links: list[CustodyRecord]) -> None:
    previous = GENESIS
    for sequence, link in enumerate(links, start=1):
        assert (link.sequence, link.previous, link.hash) == (sequence, previous, link.computed_hash())
        previous = link.hash


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 2},
        {"at": datetime(2014, 4, 3, 12, 1, tzinfo=UTC)},
        {"action": Action.RECODE},
        {"subject": "document-2"},
        {"details": (("sha256", "ac"),)},
        {"details": ()},
        {"previous": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_field_no_longer_fits_the_hash(change: dict[str, Any]) -> None:
    assert replace(LINK, **change).computed_hash() != LINK.hash
