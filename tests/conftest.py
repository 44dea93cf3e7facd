"""The fixtures that more than one room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build import NOON
from warledger.store.case import Store, open_case


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """Where a case may be made; nothing is there yet."""
    return tmp_path / "aleppo.ledger"


@pytest.fixture
def store(case_path: Path) -> Iterator[Store]:
    """A new case, open."""
    with open_case(str(case_path), create=True, at=NOON) as opened:
        yield opened
