"""Number words and digits as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reading.number_words import cardinal, parse_number, small_number
from warledger.reference.codebook import load_codebook

RULES = load_codebook(None).harm
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ONES = [*UNITS.split(), "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    """The English of a number below a billion, written by another route than the one that reads it."""
    for scale, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{spelled(number // scale)} {name}" + (f" {spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(0, 999_999_999))
def test_any_number_spelled_out_is_read_back(number: int) -> None:
    words = spelled(number).split()
    assert cardinal(words, 0) == (number, len(words))


@given(st.integers(0, 999_999_999))
def test_any_number_with_commas_is_read_back(number: int) -> None:
    assert cardinal([f"{number:,}"], 0) == (number, 1)


@pytest.mark.parametrize(
    ("word", "value"),
    [("forty-five", 45), ("nineteen", 19), ("forty-odd", None), ("forty-eleven", None), ("forty-zero", None)],
)
def test_words_below_a_hundred(word: str, value: int | None) -> None:
    assert small_number(word) == value


@pytest.mark.parametrize(
    "words", ["at least", "about", "the", "", "nearly people", "99999999999", "1.5 men", "an unknown friend"]
)
def test_what_is_no_number_is_none(words: str) -> None:
    assert parse_number(words.split(), 0, RULES) is None
