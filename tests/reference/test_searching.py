"""What a person types is always a search, and finds the words however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reference.searching import Snippet, Sought, folded_words, sentence_around, snippet, words_of

# what is typed, a text, and the words of the text that it finds
FOUND = {
    "a word": ("market", "The market, burning.", ["market"]),
    "in any case": ("MARKET", "the Market", ["Market"]),
    "without accents": ("Anefis", "in Anéfis", ["Anéfis"]),
    "with accents typed": ("Anéfis", "in Anefis", ["Anefis"]),
    "an apostrophe or none": ("Sanaa", "in Sana’a", ["Sana’a"]),
    "an owner": ("Syria", "Syria's army", ["Syria's"]),
    "no part of a word": ("bomb", "bombers", []),
    "a beginning": ("bomb*", "Bombers bombed", ["Bombers", "bombed"]),
    "words side by side": ('"barrel bomb"', "a barrel bomb, a bomb and a barrel", ["barrel bomb"]),
    "across punctuation": ('"market hospital"', "the market, hospital", ["market, hospital"]),
    "a hyphen is two words": ("al-bab", "Al Bab and al-Bāb", ["Al Bab", "al-Bāb"]),
    "a phrase that ends in a beginning": ('"field hosp*"', "field hospitals", ["field hospitals"]),
    "typographic quotes": ("“barrel bomb”", "barrel bomb", ["barrel bomb"]),
    "a quote left open": ('"barrel bomb', "barrel bomb", ["barrel bomb"]),
    "vowel signs": ("ادلب", "في إِدْلِب", ["إِدْلِب"]),
    "forms of Arabic letters": ("الرقه", "الرَّقّة", ["الرَّقّة"]),
    "Persian letters": ("كابل", "کابل", ["کابل"]),
}


@pytest.mark.parametrize(("typed", "text", "expected"), FOUND.values(), ids=FOUND)
def test_words_are_found(typed: str, text: str, expected: list[str]) -> None:
    hits = Sought.read(typed).hits(list(words_of(text)))
    assert [text[start:end] for start, end in hits] == expected


@pytest.mark.parametrize("typed", ["", "  ", "*", '""', "-", "؟", "\u064b", '"*"'])
def test_what_has_no_letters_is_no_search(typed: str) -> None:
    with pytest.raises(ValueError, match="no letters"):
        Sought.read(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_search_or_is_said_to_be_none(typed: str) -> None:
    try:
        sought = Sought.read(typed)
    except ValueError:
        assert not folded_words(typed)
        return
    assert all(word.isalnum() or not word.isascii() for term in sought.terms for word in term.words)


@given(st.text(max_size=200), st.text(min_size=1, max_size=20))
def test_a_snippet_is_words_of_the_text(text: str, typed: str) -> None:
    try:
        found = snippet(text, Sought.read(typed))
    except ValueError:
        return
    assert found is None or "".join(piece for piece, _ in found.pieces) in text


def test_a_snippet_is_where_most_stands_close_together() -> None:
    text = "A bomb fell far away. " + "Nothing happened. " * 30 + "A barrel bomb hit the market of the town."
    found = snippet(text, Sought.read("bomb market"))
    assert isinstance(found, Snippet)
    assert [piece for piece, sought in found.pieces if sought] == ["bomb", "market"]
    assert found.cut_before
    assert not found.cut_after


def test_a_sentence_ends_at_a_stop_or_a_line() -> None:
    text = "Title\nShells fell, at 3.30 p.m on the town؟ Later it was quiet."
    assert sentence_around(text, 6, 12) == "Shells fell, at 3.30 p.m on the town؟"
