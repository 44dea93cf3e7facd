"""How a claim is drawn beside its words: nothing that is marked is ever cut, and nothing unmarked looks marked."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_claim, a_document
from warledger.cli.evidence import Words, absent_fields, fields, show_claim
from warledger.cli.screen import Terminal, marked, merged
from warledger.model.evidence import quote
from warledger.model.ids import DocumentId
from warledger.model.reading import Reading, Sentence
from warledger.reading.sentences import add_sentences


def console(width: int = 100) -> Terminal:
    return Terminal(file=io.StringIO(), width=width, highlight=False)


def drawn(width: int) -> str:
    document = a_document()
    claim = a_claim(document)
    paper = console(width)
    show_claim(paper, claim, document, add_sentences(Reading(document)).sentences or ())
    assert isinstance(paper.file, io.StringIO)
    return paper.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 99, 100, 160, 200])
def test_a_claim_is_drawn_with_its_rules_in_every_width(width: int) -> None:
    text = drawn(width)
    flowing = " ".join(text.replace("«", "").replace("»", "").split())
    assert max(len(line) for line in text.splitlines()) <= width
    for line in fields(a_claim(a_document())):
        assert line.name in text
        assert all(word in flowing for word in line.rule.split())


def test_what_the_report_does_not_give_is_said() -> None:
    claim = a_claim(a_document())
    for name in absent_fields(claim):
        assert f"no {name}" in " ".join(drawn(160).split())


WORDS = st.lists(
    st.sampled_from(["shell", "fell", "on", "the", "extraordinarily-long-word", "town", "قصف"]), min_size=3
)


@given(WORDS, st.data())
def test_the_marked_words_are_never_cut(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words * 4)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    id = DocumentId("document-1")
    found = Words(text, (Sentence(0, len(text), 0, "prose"),), console())
    for _ in range(2):  # the second time the sentence is cut
        shown = found.of((quote(id, text, start, end),)).plain
        assert f"«{text[start:end]}»" in shown
        kept = shown.replace("«", "").replace("»", "").removeprefix("… ").removesuffix(" …")
        assert kept in text


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10))))
def test_stretches_that_touch_are_marked_as_one(pairs: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in pairs]
    found = merged(spans)
    assert {n for s, e in found for n in range(s, e)} == {n for s, e in spans for n in range(s, e)}
    assert all(one[1] < other[0] for one, other in pairwise(found))
    text = "x" * 41
    assert marked(text, spans, console()).plain.replace("«", "").replace("»", "") == text
