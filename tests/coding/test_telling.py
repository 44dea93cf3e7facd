"""Whether a report tells of any event, and which claims a doubtful one keeps."""

from dataclasses import replace

import pytest

from tests.build import a_claim, a_document, a_harm
from warledger.coding.telling import as_told
from warledger.model.proposal import Proposal
from warledger.model.reading import Reading

FILLING = "The museum shows uniforms and old maps of the valley to visitors from the coast. "


def kept(repeats: int, about: float | None) -> list[str]:
    """The triggers that stay of a weak claim, a sure one and one with a person killed."""
    document = a_document("Shells fell. Troops entered. A clerk was shot. " + FILLING * repeats)
    claims = [
        a_claim(document, "fell", confidence=0.5),
        a_claim(document, "entered", confidence=0.9),
        a_claim(document, "shot", confidence=0.4, harm=(a_harm(document, "A clerk was shot"),)),
    ]
    proposal = Proposal(7, 11, 0.9, (("attack", 0.9),), "happened", 0.9, (), 0)
    proposals = () if about is None else (replace(proposal, about=about),)
    return [claim.trigger.text for claim in as_told(replace(Reading(document), proposals=proposals), claims)]


@pytest.mark.parametrize(
    ("repeats", "about", "expected"),
    [
        pytest.param(1, 0.6, ["fell", "entered", "shot"], id="a post is not doubted for its length"),
        pytest.param(1, None, [], id="nor is it believed where the extractor sees nothing"),
        pytest.param(20, None, [], id="nothing that the extractor would look at"),
        pytest.param(20, 0.3, [], id="it rather tells of none"),
        pytest.param(20, 0.8, ["entered", "shot"], id="long and doubtful"),
        pytest.param(6, 0.85, ["fell", "entered", "shot"], id="sure enough for its length"),
        pytest.param(200, 0.995, ["fell", "entered", "shot"], id="sure enough for any length"),
    ],
)
def test_of_a_report_stay(repeats: int, about: float | None, expected: list[str]) -> None:
    assert kept(repeats, about) == expected
