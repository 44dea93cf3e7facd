"""The days of an event: those of its own words, else what the report says elsewhere, else the report's own."""

from datetime import date

import pytest

from tests.build import a_claim, a_document
from warledger.coding import dating
from warledger.model.claim import Claim, DatePrecision, Status, When
from warledger.model.document import Document, Published, PublishedBasis
from warledger.model.reading import Reading
from warledger.reading import dates, sentences

WEDNESDAY = date(2016, 12, 14)


def report_of(text: str, published: date | None = WEDNESDAY) -> Document:
    return a_document(text, published=Published(published, PublishedBasis.GIVEN, "given") if published else None)


def day_of(
    report: Document, trigger: str, *times: str, status: Status = Status.HAPPENED, when: When | None = None
) -> Claim:
    reading = dates.STEP.run(sentences.STEP.run(Reading(report)))
    claim = a_claim(report, trigger, type="attack", status=status, times=times, when=when)
    (dated,) = dating.dated(reading, [claim])
    return dated


@pytest.mark.parametrize(
    ("text", "times", "day", "rule"),
    [
        ("A man was shot on Monday.", ["on Monday"], "2016-12-12", dating.OWN),
        ("A man was shot in a car on Monday.", [], "2016-12-12", dating.SAME_SENTENCE),
        (
            "A man was shot, police said Tuesday. The shooting happened Monday.",
            ["Tuesday"],
            "2016-12-12",
            dating.HAPPENED,
        ),
        ("A man was shot in a car. Police were called at 6 p.m. Sunday.", [], "2016-12-11", dating.HAPPENED),
        ("Soldiers came on Sunday. A man was shot.", [], "2016-12-11", dating.CARRIED),
        (
            "The coroner on Tuesday identified a man who was shot. Police were called at 6 p.m. Sunday.",
            ["on Tuesday"],
            "2016-12-11",
            dating.HAPPENED,
        ),
    ],
)
def test_the_day_is_the_one_on_which_the_report_says_it_was(text: str, times: list[str], day: str, rule: str) -> None:
    claim = day_of(report_of(text), "shot", *times)
    assert claim.when is not None
    assert (claim.when.value.start.isoformat(), claim.when.rule) == (day, rule)
    assert claim.when.quotes


def test_a_report_without_a_day_gives_an_interval_that_says_what_it_was_inferred_from() -> None:
    claim = day_of(report_of("A man was shot in a car."), "shot")
    assert claim.when is not None
    assert (claim.when.value.start, claim.when.value.end) == (date(2016, 12, 13), WEDNESDAY)
    assert claim.when.value.basis == claim.when.rule == dating.INFERRED


def test_without_the_day_of_the_report_nothing_is_inferred() -> None:
    assert day_of(report_of("A man was shot in a car.", None), "shot").when is None


def test_what_did_not_happen_has_no_day_but_its_own() -> None:
    report = report_of("Rebels threatened an attack. On Monday a shell fell.")
    assert day_of(report, "attack", status=Status.THREATENED).when is None


def test_a_day_named_nearby_makes_a_longer_time_finer() -> None:
    weekend = When(date(2016, 12, 10), date(2016, 12, 11), DatePrecision.WEEK, "counted from the report's day")
    report = report_of("A man was shot over the weekend. It happened on Saturday.")
    claim = day_of(report, "shot", "over the weekend", when=weekend)
    assert claim.when is not None
    assert (claim.when.value.start.isoformat(), claim.when.rule) == ("2016-12-10", dating.INSIDE)
