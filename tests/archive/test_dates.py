"""The day of publication: read off the top of a report, never made up."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.builders import NOW, REPORT, a_capture, an_extract
from warledger.archive import media
from warledger.archive.capture import Given
from warledger.archive.dates import FILE_MADE, caption_date, day_of, iso_day, top_date
from warledger.archive.documents import document
from warledger.model.document import Published, PublishedBasis

TODAY = date(2024, 5, 6)
DATELINE, LINE, HEADING = "dateline", "date on a line of its own", "date in the heading"


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("KABUL, 12 May 2021 (Northern Wire) - A bomb", "2021-05-12", DATELINE),
        ("GROZNY, January 12, 1995. The battle went on", "1995-01-12", DATELINE),
        ("AL-BAB, Syria, Tuesday, April 3, 2014 -- Shells", "2014-04-03", DATELINE),
        ("Kyiv, 17 October 2023 – A missile", "2023-10-17", DATELINE),
        ("(AFP) Baghdad, May 3, 2016 - Two bombs", "2016-05-03", DATELINE),
        ("SAN SALVADOR, 9 JAN 90 (EFE) -- A bomb", "1990-01-09", DATELINE),
        ("حلب، 3 أيار 2016 - قتل سبعة", "2016-05-03", DATELINE),
        ("Shells on a market\nBy A. Writer\nAL-BAB, 3 April 2014 - Shells", "2014-04-03", DATELINE),
        ("Sunday 6 October 2013\nThe road was quiet.", "2013-10-06", LINE),
        ("Shells\nPublished: 3 April 2014, 10:32 GMT\nOn 1 May 2013 it was", "2014-04-03", LINE),
        ("Posted on Thursday, April 3rd, 2014 at 9:15 p.m.\nShells", "2014-04-03", LINE),
        ("2014-04-03\nShells", "2014-04-03", LINE),
        ("03.04.2014\nShells", "2014-04-03", LINE),
        ("25/12/2013\nShells", "2013-12-25", LINE),
        ("٣ نيسان ٢٠١٤\nقصف", "2014-04-03", LINE),
        ("Bulletin for partners, 20 March 2021\nThe road", "2021-03-20", HEADING),
        ("Field notes (3 April 2014)\nThe road", "2014-04-03", HEADING),
        ("April 3, 2014 | Al-Bab\nThe road", "2014-04-03", HEADING),
    ],
)
def test_a_day_at_the_top_is_read(text: str, day: str, rule: str) -> None:
    dated = top_date(text, TODAY)
    assert dated is not None
    assert (dated.day.isoformat(), dated.rule) == (day, rule)
    assert str(dated.day.day).lstrip("0") in text[dated.start : dated.end].translate(str.maketrans("٣", "3"))


@pytest.mark.parametrize(
    "text",
    [
        "PORT SUDAN, March 4 - Gunmen",  # no year
        "ALEPPO, Syria, May 3 (Northern Wire) - In 2016 gunmen",
        "Last updated at 2:51 p.m. on Wednesday, Dec. 14\nGunmen",
        "Bulletin 17: Aleppo, 1 to 8 May 2016\nThe week",  # a stretch of days
        "Monitor, 21–28 November 2022\nThe week",
        "From 30 April to May 8, 2016\nThe week",
        "Overview, January to 8 May 2016\nThe week",
        "On 12 May 2021, the army shelled the town.",  # the day of an event
        "The army said on 12 May 2021 - a day late - that it had shelled the town.",
        "What happened on 20 March 2021\nThe road",
        "Nine killed on Monday, 3 May 2016\nThe road",
        "KHARTOUM, 5 May 2031 - Gunmen",  # not yet
        "31 February 2014\nGunmen",  # never
        "03/04/2014\nGunmen",  # March or April?
        "12 May 20215\nGunmen",
        "Flight 12 May 21\nGunmen",
        "",
        "\n\n",
        "x" * 3000 + "\n3 April 2014",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert top_date(text, TODAY) is None
    assert caption_date(text, TODAY) is None


def test_the_newest_photo_caption_speaks_last() -> None:
    text = (
        "Fighters near the town, March 31, 2014. (photo by A. Writer)\n"
        "The front opened in August 2013. On 2 April 2014 it moved.\n"
        "A street, 12 March 2014. (Image: B. Writer)"
    )
    dated = caption_date(text, TODAY)
    assert dated is not None
    assert (dated.day, text[dated.start : dated.end]) == (date(2014, 3, 31), "March 31, 2014")


def published(text: str, found: Published | None = None, **given: Any) -> Published | None:
    capture = a_capture(text.encode(), media.PLAIN, given=Given(**given))
    return document(capture, an_extract(text, published=found), 1).published


def found_in(day: date, rule: str) -> Published:
    return Published(day, PublishedBasis.FOUND, rule)


TOP = "AL-BAB, 3 April 2014 - " + REPORT
META = found_in(date(2014, 4, 4), "meta tag date")
MADE = found_in(date(2019, 1, 1), FILE_MADE)
CAPTION = "A street, 2 April 2014. (photo by A. Writer)\n" + REPORT


@pytest.mark.parametrize(
    ("text", "found", "given", "day", "basis"),
    [
        (TOP, META, date(2014, 4, 5), "2014-04-05", "given"),
        (TOP, META, None, "2014-04-04", "found"),
        (TOP, None, None, "2014-04-03", "inferred"),
        (TOP, MADE, None, "2014-04-03", "inferred"),
        (REPORT, MADE, None, "2019-01-01", "found"),
        (CAPTION, MADE, None, "2019-01-01", "found"),
        (CAPTION, None, None, "2014-04-02", "inferred"),
        (TOP, found_in(date(2031, 1, 1), "meta tag date"), None, "2014-04-03", "inferred"),
        (REPORT, found_in(date(2031, 1, 1), "meta tag date"), None, None, None),
        (REPORT, None, None, None, None),
    ],
)
def test_given_comes_before_found_and_found_before_inferred(
    text: str, found: Published | None, given: date | None, day: str | None, basis: str | None
) -> None:
    made = published(text, found, published=given)
    assert (made.date.isoformat() if made else None) == day
    assert (made.basis.value if made else None) == basis


def test_an_inferred_day_quotes_the_words_it_was_read_from() -> None:
    made = published(TOP)
    assert made is not None
    assert made.quote is not None
    assert made.quote.text == "3 April 2014" == TOP[made.quote.start : made.quote.end]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2014-04-03", "2014-04-03"),
        ("2014-04-03T23:59:59.123+03:00", "2014-04-03"),
        ("2014-04-03 10:00:00 EST", "2014-04-03"),
        ("20140403", "2014-04-03"),
        ("20140403T101500Z", "2014-04-03"),
        ("D:20140403101500+03'00'", "2014-04-03"),
        ("Thu, 3 Apr 2014 10:00 GMT", "2014-04-03"),
        ("3 April 2014 at noon", "2014-04-03"),
        ("1396483200", None),
        ("2014", None),
        ("D:2014", None),
        ("Fri, 99 Apr 2014", None),
        ("00000000", None),
        ("2014-02-30", None),
        ("", None),
    ],
)
def test_a_day_in_a_header_is_read_in_many_forms(value: str, day: str | None) -> None:
    found = day_of(value)
    assert (found.isoformat() if found else None) == day


@given(
    st.dates(date(1900, 1, 1), TODAY), st.sampled_from(["{:%d %B %Y}", "{:%B %d, %Y}", "{:%Y-%m-%d}", "{:%d %b %Y}"])
)
def test_every_day_that_is_written_out_is_read_back(day: date, form: str) -> None:
    dated = top_date(form.format(day) + "\nShells fell.", TODAY)
    assert dated is not None
    assert dated.day == day
    assert iso_day(day.isoformat()) == day


@given(st.text(max_size=300))
def test_any_text_is_searched_without_harm(text: str) -> None:
    for dated in (top_date(text, TODAY), caption_date(text, TODAY)):
        assert dated is None or dated.day <= TODAY
    day_of(text)


def test_the_searched_part_of_a_text_is_searched_quickly() -> None:
    start = datetime.now(UTC)
    for text in ("on " * 2000, "A-" * 3000, "3 April " * 1000, "(" * 5000, "1 to " * 2000, "photo " * 1000):
        top_date(text, TODAY)
        caption_date(text, TODAY)
    assert (datetime.now(UTC) - start).total_seconds() < 2
    assert NOW.tzinfo is not None
