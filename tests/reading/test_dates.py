"""Dates: the case tables, and what holds for any text and any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import a_document
from warledger.model.claim import DatePrecision, When
from warledger.model.document import Published, PublishedBasis
from warledger.model.reading import Reading, TimeMention
from warledger.reading import dates, sentences

FOLDER = Path(__file__).parents[1] / "cases/dates"


def cases() -> Iterator[tuple[str, dict]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            assert set(case) == {"text", "published", "times", "why"}, f"{path.name}: {case}"
            assert all(len(time) in (1, 4) for time in case["times"]), f"{path.name}: {case['text']}"
            yield f"{path.stem}: {case['why']}", case


def times_of(text: str, published: date | None) -> tuple[TimeMention, ...]:
    given_on = Published(published, PublishedBasis.GIVEN, "given") if published else None
    reading = dates.STEP.run(sentences.STEP.run(Reading(a_document(text, published=given_on))))
    assert reading.times is not None
    return reading.times


def when_of(text: str, published: date) -> When:
    (time,) = times_of(text, published)
    assert time.when is not None
    return time.when


@pytest.mark.parametrize("case", [case for _, case in cases()], ids=[name for name, _ in cases()])
def test_a_date_is_read_as_its_case_says(case: dict) -> None:
    found = [
        [time.quote.text]
        if time.when is None
        else [time.quote.text, time.when.start, time.when.end, time.when.precision.value]
        for time in times_of(case["text"], case["published"])
    ]
    assert found == [[str(time[0]), *time[1:]] for time in case["times"]]


@given(st.dates(date(1985, 1, 1), date(2040, 1, 1)), st.integers(2, 300))
def test_days_ago_move_with_the_day_of_the_report(published: date, days: int) -> None:
    when = when_of(f"A shell fell {days} days ago.", published)
    assert when.start == when.end == published - timedelta(days=days)


@given(st.dates(date(1985, 1, 1), date(2040, 1, 1)), st.dates(date(1980, 1, 1), date(2039, 12, 31)))
def test_a_day_without_its_year_lies_within_a_year_before_the_report(published: date, day: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    when = when_of(f"A shell fell on {day.day} {day:%B}.", published)
    assert (when.start.month, when.start.day) == (day.month, day.day)
    assert published - timedelta(days=366) < when.start <= published + timedelta(days=2)


@given(st.dates(date(1985, 1, 1), date(2040, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_weekday_is_within_the_week_up_to_the_report(published: date, weekday: str) -> None:
    when = when_of(f"A shell fell on {weekday}.", published)
    assert f"{when.start:%A}" == weekday
    assert published - timedelta(days=7) < when.start <= published


WORDS = st.sampled_from(
    """on in since until the last past next early mid-May March May 7 31 2014 2014-02-30 days day week weeks ago three
    Monday yesterday overnight , . and between to - Dec. spring Christmas a few recent year 12th consecutive""".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=80), st.none() | st.dates())
def test_times_lie_in_order_in_the_text_and_are_as_precise_as_they_are_long(text: str, published: date | None) -> None:
    found = times_of(text, published)
    end = 0
    for time in found:
        assert end <= time.quote.start
        assert text[time.quote.start : time.quote.end] == time.quote.text
        end = time.quote.end
        if time.when and time.when.precision is DatePrecision.DAY:
            assert (time.when.end - time.when.start).days <= 1
        if time.when and time.when.precision is DatePrecision.MONTH:
            assert (time.when.end - time.when.start).days <= 30


def test_without_the_day_of_the_report_only_what_is_written_whole_is_reckoned() -> None:
    text = "On Tuesday, two days ago, in March, this year, overnight and since May they fired; in 2013 too."
    assert [time.quote.text for time in times_of(text, None) if time.when] == ["in 2013"]


def test_the_basis_says_how_an_interval_was_reckoned() -> None:
    assert when_of("A shell fell on 7 March 2014.", date(2014, 4, 3)).basis == "as written"
    assert when_of("A shell fell on 7 March.", date(2014, 4, 3)).basis == "the nearest one up to the report"


def test_a_byline_holds_no_times() -> None:
    assert times_of("By Jane Reporter\nShells fell yesterday.", date(2014, 4, 3))[0].quote.text == "yesterday"
