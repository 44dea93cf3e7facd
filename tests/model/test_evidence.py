"""A value without its evidence cannot be built."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_claim, a_document, a_harm
from warledger.model.claim import DatePrecision, Status, When
from warledger.model.evidence import Quote, Sourced, Span, quote
from warledger.model.ids import DocumentId

HERE = DocumentId("document-0000000000000000")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_must_hold_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"0 <= start < end"):
        Span(HERE, start, end)


def test_a_quote_must_be_as_long_as_its_span() -> None:
    with pytest.raises(ValueError, match="as long as its span"):
        Quote(Span(HERE, 0, 4), "shell")


def test_a_value_needs_a_rule() -> None:
    with pytest.raises(ValueError, match="has no rule"):
        Sourced("attack", "")


@given(st.text(st.characters(), min_size=1, max_size=60), st.data())
def test_a_quote_is_the_code_points_it_points_at(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = quote(HERE, text, start, end)
    assert (made.text, made.start, made.end) == (text[start:end], start, end)


def test_a_quote_past_the_end_of_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="as long as its span"):
        quote(HERE, "shell", 2, 9)


def test_an_interval_may_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="end before it starts"):
        When(date(2014, 4, 3), date(2014, 4, 2), DatePrecision.DAY, "said so")


def test_harm_may_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        a_harm(a_document(), "at least 11 people", low=11, high=3)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_runs_from_0_to_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        a_claim(a_document(), confidence=confidence)


def test_only_what_happened_goes_on_or_was_tried_counts_as_an_event() -> None:
    assert {status for status in Status if status.counts_as_event} == {
        Status.HAPPENED,
        Status.ONGOING,
        Status.ATTEMPTED,
    }
