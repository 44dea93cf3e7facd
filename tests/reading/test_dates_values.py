"""What the words of a time say, in ISO 8601 with TimeML's additions: dates, hours, lengths, rates, and their ranges."""

from datetime import date

import pytest

from tests.build import a_document
from warledger.model.document import Published, PublishedBasis
from warledger.model.reading import Reading, TimeMention
from warledger.reading import dates, dates_durations, sentences

THURSDAY = date(2014, 4, 3)


def found_in(text: str) -> list[TimeMention]:
    report = a_document(text, published=Published(THURSDAY, PublishedBasis.GIVEN, "given"))
    reading = dates_durations.STEP.run(dates.STEP.run(sentences.STEP.run(Reading(report))))
    return [mention for mention in reading.located() if isinstance(mention, TimeMention)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on 7 March.", "2014-03-07"),
        ("Shells fell in March.", "2014-03"),
        ("Shells fell in early 2013.", "2013"),
        ("Shells fell in the 1990s.", "199"),
        ("Shells fell last week.", "2014-W13"),
        ("Shells fell last spring.", "2013-SP"),
        ("Shells fell over the weekend.", "2014-W13-WE"),
        ("Shells fell in the third quarter of 2013.", "2013-Q3"),
        ("Shells fell on Tuesday morning.", "2014-04-01TMO"),
        ("Shells fell overnight.", "2014-04-02TNI"),
        ("Shells fell at 15:30 on Tuesday.", "2014-04-01T15:30"),
        ("Shells fell around 6:48 p.m. Tuesday.", "2014-04-01T18:48"),
        ("Shells have fallen since Tuesday.", "2014-04-01"),
        ("Shells fell two weeks ago.", "2014-W12"),
        ("Shells fell earlier this month.", "2014-04"),
        ("Forty died in the past 10 days.", "P10D"),
        ("Shells fell in recent weeks.", "PXW"),
        ("They held it for three years.", "P3Y"),
        ("A 16-hour flight came.", "PT16H"),
        ("It lasted five and a half hours.", "PT5H30M"),
        ("They shell it daily.", "P1D"),
        ("They fire 20 a day.", "P1D"),
        ("It is now a ruin.", "PRESENT_REF"),
    ],
)
def test_words_of_time_have_their_value(text: str, value: str) -> None:
    assert [mention.value for mention in found_in(text)] == [value]


def test_a_range_has_its_two_ends() -> None:
    (mention,) = found_in("The siege lasted from March to May 2013.")
    assert [(part.quote.text, part.value) for part in mention.parts] == [("March", "2013-03"), ("May 2013", "2013-05")]


def test_an_hour_keeps_the_zone_that_its_words_name() -> None:
    (mention,) = found_in("A shell fell at 9 a.m. EST on Tuesday.")
    assert (mention.value, mention.zone) == ("2014-04-01T09:00", "-05:00")


def test_a_length_of_time_is_no_date() -> None:
    assert all(mention.when is None for mention in found_in("They held it for three years and fired 20 a day."))


def test_an_age_is_no_length_of_time() -> None:
    assert found_in("A 30-year-old man and a girl of 12 years of age died.") == []
