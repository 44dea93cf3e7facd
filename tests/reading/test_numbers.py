"""The case table of counts, and what holds of any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_document
from warledger.model.reading import NumberMention, Reading
from warledger.reading.numbers import add_numbers
from warledger.reading.sentences import add_sentences
from warledger.reference.codebook import load_codebook

TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases/numbers/counts.yaml").read_text("utf-8"))
PIECES = st.sampled_from(
    "at least|more than|up to|some|about|between|and|to|or|of|a|dozens|hundreds|several|two|twenty-one|hundred|"
    "thousand|"
    "million|half|11|9,273|1.2|10-12|2014|7|May|%|km|$|people|,|.|-|+|aged|unknown number of|٣|²|no".split("|")
)


def counts_in(text: str) -> tuple[NumberMention, ...]:
    return add_numbers(add_sentences(Reading(a_document(text)))).numbers or ()


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["why"])
def test_counts_are_read_as_the_table_says(case: dict) -> None:
    found = [[n.quote.text, n.low, n.high, n.hedge] for n in counts_in(case["text"])]
    assert found == [[*count, None][:4] for count in case["counts"]]


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_yields_verbatim_counts_with_low_up_to_high(text: str) -> None:
    for number in counts_in(text):
        assert number.quote.text == text[number.quote.start : number.quote.end]
        assert number.low is None or number.high is None or 0 <= number.low <= number.high


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_counts_stand_in_order_and_never_overlap(text: str) -> None:
    ends = 0
    for number in counts_in(text):
        assert ends <= number.quote.start
        ends = number.quote.end


def test_a_codebook_with_a_margin_widens_about(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("extends: shipped\nharm:\n  approximate_margin: 0.1\n  vague: {dozens: {low: 36, high: null}}\n")
    reading = add_sentences(Reading(a_document("About 50 men and dozens of women left.")))
    numbers = add_numbers(reading, load_codebook(file).harm).numbers or ()
    assert [(n.low, n.high) for n in numbers] == [(45, 55), (36, None)]
