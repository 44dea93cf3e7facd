"""Which languages are read, and what is said of those that are not."""

import pytest

from tests.build import a_document
from warledger.archive.language import LANGUAGES
from warledger.pipeline.languages import NAMES, READ, why_unread


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", "Shells fell.", None),
        ("en-GB", "Shells fell.", None),
        ("EN_us", "Shells fell.", None),
        ("ar", "سقطت قذائف", "Arabic is not read yet"),
        ("fa", "گلوله", "Persian is not read yet"),
        ("xx", "Qwe", "The language 'xx' is not read yet"),
        (None, "Shells fell.", None),
        (None, "Обстрел.", "A text in these letters is not read yet; its language is unknown"),
        (None, "砲撃", "A text in these letters is not read yet; its language is unknown"),
        (None, "Ｓｈｅｌｌｓ fell in Alep.", None),
        (None, "Shells fell on حلب.", None),
    ],
)
def test_a_language_is_read_or_says_why_not(language: str | None, text: str, why: str | None) -> None:
    assert why_unread(a_document(text, language=language)) == why


def test_every_language_that_is_detected_has_a_name() -> None:
    assert set(LANGUAGES) - READ <= set(NAMES)
