"""Figures of harm that no claim holds, and the event that each is given to."""

import pytest

from tests.build import a_claim, a_document, a_harm
from warledger.coding.seen import look
from warledger.coding.unclaimed import with_unclaimed
from warledger.model.claim import Claim, Status
from warledger.model.document import Document
from warledger.reading.reader import read


def given(document: Document, *claims: Claim) -> dict[str, list[tuple[str, int | None]]]:
    """The figures of each claim after the step, by its trigger."""
    reading = read(document)
    out = with_unclaimed(reading, claims, look(reading))
    return {claim.trigger.text: [(h.kind.value, h.low) for h in claim.harm] for claim in out}


CASES = [
    pytest.param(
        "Police were called to a shooting at noon. The street was shut. One person was killed and five were wounded.",
        {"shooting": "attack"},
        {"shooting": [("killed", 1), ("injured", 5)]},
        id="the event told before it, sentences away",
    ),
    pytest.param(
        "Shells fell on Azaz. Later troops raided Marea, where two men were killed.",
        {"fell": "shelling_missile", "raided": "attack"},
        {"fell": [], "raided": [("killed", 2)]},
        id="an event of its own sentence",
    ),
    pytest.param(
        "Nine people were killed in Azaz. Shells had fallen all morning.",
        {"fallen": "shelling_missile"},
        {"fallen": [("killed", 9)]},
        id="the first one behind it where none stands before",
    ),
    pytest.param(
        "Troops entered Marea. Three men were killed.",
        {"entered": "movement"},
        {"entered": []},
        id="never an event that kills nobody",
    ),
    pytest.param(
        "Nobody was killed when shells fell on Azaz.",
        {"fell": "shelling_missile"},
        {"fell": []},
        id="that nobody died is no lost figure",
    ),
]


@pytest.mark.parametrize(("text", "events", "expected"), CASES)
def test_a_lost_figure_goes_to(text: str, events: dict[str, str], expected: dict[str, list[tuple[str, int]]]) -> None:
    document = a_document(text)
    assert given(document, *(a_claim(document, word, type=type_) for word, type_ in events.items())) == expected


def test_a_figure_that_a_claim_holds_is_given_to_no_other_and_an_event_keeps_its_own() -> None:
    document = a_document("Shells fell on Azaz. Gunmen fired in Marea. Three men were killed. Four men were killed.")
    shells = a_claim(document, "fell", harm=(a_harm(document, "Three men were killed", low=3, high=3),))
    gunmen = a_claim(document, "fired", type="attack")
    assert given(document, shells, gunmen) == {"fell": [("killed", 3)], "fired": [("killed", 4)]}
    assert given(document, shells) == {"fell": [("killed", 3)]}


def test_what_is_only_feared_or_denied_is_given_no_figure() -> None:
    document = a_document("Shells may fall on Azaz again. Three men were killed.")
    assert given(document, a_claim(document, "fall", status=Status.POSSIBLE)) == {"fall": []}
