"""Each person of a report has one end: who died is not hurt as well, and two people stay two."""

import pytest

from tests.build import a_claim, a_document
from warledger.coding.harm import find_harm
from warledger.coding.one_end import with_one_end
from warledger.reading.reader import read

CASES = [
    pytest.param(
        "A boy was shot dead in Flint. Neighbours heard shots. The teen was taken to a hospital.",
        [("killed", 1)],
        id="the boy told of last is the teen",
    ),
    pytest.param(
        "A man was shot in the leg in Flint. He was taken to a hospital, and he later died.",
        [("killed", 1)],
        id="hurt first, dead soon after",
    ),
    pytest.param(
        "A woman was killed in Flint. He was taken to a hospital.",
        [("killed", 1), ("injured", 1)],
        id="a woman is not he",
    ),
    pytest.param(
        "A man was killed in Flint. A boy was wounded. The boy was taken to a hospital.",
        [("killed", 1), ("injured", 1), ("injured", 1)],
        id="the one told of last is another",
    ),
    pytest.param(
        "Two men were killed in Flint. He was taken to a hospital.",
        [("killed", 2), ("injured", 1)],
        id="two are not one",
    ),
    pytest.param(
        "A clerk was killed in Flint. The other man was wounded.",
        [("killed", 1), ("injured", 1)],
        id="the other one",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_figures_that_stay_are(text: str, expected: list[tuple[str, int]]) -> None:
    document = a_document(text)
    reading = read(document)
    figures = tuple(harm for sentence in reading.sentences or () for harm in find_harm(reading, sentence))
    (claim,) = with_one_end(reading, [a_claim(document, "Flint", type="attack", harm=figures)])
    assert [(h.kind.value, h.low) for h in claim.harm if h.kind.value != "casualties"] == expected
