"""Explaining goes the way of reading, and throws nothing away."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import a_document
from warledger.archive.capture import Given, Refusal
from warledger.config import Settings
from warledger.model.claim import Claim
from warledger.model.reading import Reading
from warledger.pipeline import Explained, explain, explain_document, read, stages_for

TEXT = "Two mortar shells hit a market in Aleppo on Wednesday, killing 11 people, the mayor said."
RULES = Settings(coder="rules")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_explained_is_what_is_read(report: Path) -> None:
    (explained,) = explain(str(report), Given(), RULES)
    (done,) = read(str(report), Given(), RULES)
    assert isinstance(explained, Explained)
    assert not isinstance(done, Refusal)
    assert (explained.document.text, explained.claims) == (done[0].text, done[1])
    assert explained.reading is not None
    assert explained.reading.sentences
    assert {word.claim for word in explained.considered} - {None} == {claim.id for claim in explained.claims}


def test_what_cannot_be_used_is_refused_in_its_place(tmp_path: Path) -> None:
    (refused,) = explain(str(tmp_path / "nothing.txt"), Given(), RULES)
    assert isinstance(refused, Refusal)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    (refused,) = explain(str(empty), Given(), RULES)
    assert isinstance(refused, Refusal)


def test_a_report_that_is_not_read_has_no_layers_and_says_why() -> None:
    explained = explain_document(a_document("قصف", language="ar"), RULES)
    assert (explained.reading, explained.claims, explained.considered) == (None, (), ())
    assert explained.document.unread == "Arabic is not read yet"


def test_where_the_coder_fails_the_layers_are_still_shown() -> None:
    def failing(reading: Reading) -> tuple[Claim, ...]:
        raise IndexError(reading.document.id)

    stages = replace(stages_for(RULES), code=failing)
    explained = explain_document(a_document(TEXT), RULES, stages=stages)
    assert explained.reading is not None
    assert explained.claims == ()
    assert str(explained.document.unread).startswith("Not coded: the coder failed")
