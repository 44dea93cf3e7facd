"""Sentences: the case table, and what holds for any text at all."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warledger.reading.sentences import LONGEST, split_text

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/sentences/english.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_text_is_cut_as_its_case_says(case: dict) -> None:
    text = case["text"]
    assert [[s.kind, text[s.start : s.end]] for s in split_text(text)] == case["sentences"]


@given(st.text(max_size=400))
def test_sentences_lie_in_order_inside_one_paragraph_and_hold_every_visible_character(text: str) -> None:
    end = 0
    covered = set()
    for sentence in split_text(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert "\n\n" not in text[sentence.start : sentence.end]
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            covered.update(range(token.start, token.end))
        end = sentence.end
    assert all(i in covered for i, mark in enumerate(text) if not mark.isspace())


@pytest.mark.parametrize("word", ["shelling killed 11 people and ", "a"], ids=["words", "one word"])
def test_a_line_without_a_full_stop_is_cut_into_pieces_that_lose_no_word(word: str) -> None:
    text = (word * 9000)[:20_000].strip()
    sentences = list(split_text(text))
    assert max(s.end - s.start for s in sentences) <= LONGEST
    assert " ".join(text[s.start : s.end] for s in sentences).split() == text.split() or " " not in text
    assert "".join(text[s.start : s.end] for s in sentences).replace(" ", "") == text.replace(" ", "")
