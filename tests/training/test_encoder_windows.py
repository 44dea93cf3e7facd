"""Windows: each word is decided once, and its offsets are the text's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reading.encoder_windows import LEAD, LEAD_PIECES, LONGEST, relations, windows, words_of
from warledger.reading.sentences import split_text


def _pieces(word: str) -> tuple[int, ...]:
    return tuple(1000 + ord(c) % 500 for c in word[::4])


def _words(text: str) -> list:
    return words_of(text, list(split_text(text)), _pieces)


SENTENCES = st.lists(
    st.sampled_from(["Shells fell on Homs.", "A bomb killed 11.", "It rained " * 90 + "on."]), max_size=60
)


@given(SENTENCES, st.sampled_from([" ", "\n"]))
def test_each_word_is_the_own_word_of_one_window(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    found = _words(text)
    own = [w.start for window in windows(found) for w in window.words[window.own_first : window.own_stop]]
    assert own == [w.start for sentence in found for w in sentence]


@given(SENTENCES)
def test_no_window_is_longer_than_the_encoder_bears(sentences: list[str]) -> None:
    for window in windows(_words("\n".join(sentences))):
        ids, case, opens, segment, first = window.inputs()
        assert len(ids) == len(case) == len(opens) == len(segment) <= LONGEST + LEAD_PIECES + 3 < 512
        assert len(first) == len(window.words)
        assert segment.count(LEAD) == 0 or window.lead


def test_the_words_of_a_window_are_the_texts() -> None:
    text = "ALEPPO, 3 April — Two shells fell.\nSana'a's mayor said so."
    [window] = windows(_words(text))
    assert [text[w.start : w.end] for w in window.words][:4] == ["ALEPPO", ",", "3", "April"]


def test_later_windows_open_with_the_lead() -> None:
    text = "Rockets hit the town of Azaz.\n" + "\n".join(
        f"Line {n} of the report says nothing new at all." for n in range(90)
    )
    first, second, *_ = windows(_words(text))
    assert first.lead == 0
    assert [text[w.start : w.end] for w in second.words[:3]] == ["Rockets", "hit", "the"]


@pytest.mark.parametrize("text", ["", "   \n", "\n\n"])
def test_an_empty_text_has_no_windows(text: str) -> None:
    assert windows(_words(text)) == []


def test_relations_cover_every_word_of_a_window() -> None:
    text = "Rockets hit Azaz. Nobody was hurt there."
    [window] = windows(_words(text))
    far, delta = relations(window, [(1, 1), (0, 2)])
    assert far.shape == delta.shape == (2, len(window.words))
    assert far[:, :6].tolist() == [[1, 0, 12, 13, 14, 15], [0, 0, 0, 12, 13, 14]]
    assert (delta[0] - 4).tolist() == [0] * 4 + [1] * 5
