"""The record of a document: what it is made of, its language, its source."""

from datetime import UTC, datetime

import pytest

from tests.archive.builders import NOW, REPORT, SENTENCES, a_capture, an_extract
from tests.archive.test_decode import ARABIC, FRENCH, RUSSIAN
from warledger.archive import media
from warledger.archive.capture import Given
from warledger.archive.documents import document
from warledger.archive.language import IN_ARABIC_SCRIPT, LANGUAGES, language_of
from warledger.archive.snapshot import sha256_of
from warledger.config import SETTINGS, Settings
from warledger.model.document import document_id
from warledger.model.ids import sha256_text


def test_a_document_is_made_of_its_capture_and_its_extract() -> None:
    capture = a_capture(REPORT.encode(), media.PLAIN)
    made = document(capture, an_extract(title="Nine die", author="R. Hirak"), 3)
    assert made.sha256 == sha256_of(REPORT.encode())
    assert made.text_sha256 == sha256_text(REPORT)
    assert made.id == document_id(made.series, made.sha256)
    assert (made.text, made.version, made.captured_at) == (REPORT, 3, NOW)
    assert (made.title, made.author, made.language, made.unread) == ("Nine die", "R. Hirak", "en", None)
    assert (made.source, made.published) == (None, None)
    assert (made.origin, made.media_type, made.extractor) == ("report", "text/plain", "plain/1 utf-8")


def test_the_same_capture_makes_the_same_document_at_any_time() -> None:
    early, late = (document(a_capture(REPORT.encode(), media.PLAIN), an_extract(), 1) for _ in range(2))
    assert early == late
    other = a_capture(REPORT.encode() + b" ", media.PLAIN)
    assert document(other, an_extract(), 1).id != early.id


def test_what_is_given_comes_before_what_the_file_says() -> None:
    extract = an_extract(title="Found", source="Found Radio")
    bare = document(a_capture(b"x", media.PLAIN), extract, 1)
    given = Given(title="Given", source=" Given  Radio ")
    told = document(a_capture(b"x", media.PLAIN, given=given), extract, 1)
    assert bare.source is not None
    assert told.source is not None
    assert (bare.title, bare.source.name) == ("Found", "Found Radio")
    assert (told.title, told.source.name) == ("Given", "Given Radio")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (REPORT, "en"),
        (SENTENCES[0][:60], "en"),
        (SENTENCES[0].upper(), "en"),
        (ARABIC, "ar"),
        (FRENCH, "fr"),
        (RUSSIAN, "ru"),
        ("Внаслідок обстрілу загинули троє людей, ще п'ятеро поранені, повідомила поліція.", "uk"),
        ("La explosión dejó ocho muertos en la ciudad, según informó la policía de la región.", "es"),
        ("در حمله هوایی به بازار دست‌کم یازده نفر کشته شدند، گفت یک مقام محلی در شهر هرات.", "fa"),
        ("پولیس کا کہنا ہے کہ بازار میں دھماکے سے کم از کم گیارہ افراد ہلاک ہو گئے ہیں۔", "ur"),
        ("Saldırıda en az on bir kişi öldü, yaralıların hastaneye kaldırıldığı bildirildi.", "tr"),
        (f"{ARABIC} (Reuters, AFP, BBC)", "ar"),
        ("3 dead", None),
        ("12 13 14 15", None),
        ("", None),
        ("Qzx vvk brrt wqj xkcd zzyx qwrt plmk", None),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_the_language_a_file_declares_holds_where_none_is_heard() -> None:
    capture = a_capture(b"x", media.PLAIN)
    assert document(capture, an_extract("Boom. Boom.", language="so"), 1).language == "so"
    assert document(capture, an_extract(REPORT, language="ar"), 1).language == "en"


def test_a_long_text_costs_no_more_than_a_short_one() -> None:
    start = datetime.now(UTC)
    assert language_of(REPORT * 20_000) == "en"
    assert (datetime.now(UTC) - start).total_seconds() < 1


def test_the_languages_are_listed_once_each() -> None:
    assert len(set(LANGUAGES)) == len(LANGUAGES)
    assert set(LANGUAGES) > IN_ARABIC_SCRIPT


def test_every_setting_has_a_default_and_a_help_text() -> None:
    assert [setting.name for setting in SETTINGS] == list(Settings.__dataclass_fields__)
    for setting in SETTINGS:
        assert getattr(Settings(), setting.name) == setting.default
        assert setting.help
        assert not setting.help.endswith(".")
