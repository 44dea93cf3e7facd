"""What a summary of an incident shows of its harm."""

import pytest

from warledger.model.claim import HarmKind
from warledger.model.ledger import HarmRange
from warledger.model.shown import headline

KILLED = HarmRange(HarmKind.KILLED, 11, 43, "rival tolls", ())
NOBODY = HarmRange(HarmKind.CASUALTIES, 0, 0, "all claims agree", ())
FLED = HarmRange(HarmKind.DISPLACED, 200, None, "all claims agree", ())


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param((KILLED, NOBODY), (KILLED,), id="others count dead"),
        pytest.param((NOBODY,), (NOBODY,), id="nobody was hurt, and nobody says otherwise"),
        pytest.param((NOBODY, FLED), (NOBODY, FLED), id="people who fled are not hurt"),
    ],
)
def test_a_summary_gives(figures: tuple[HarmRange, ...], expected: tuple[HarmRange, ...]) -> None:
    assert headline(figures) == expected
