"""The reports written for training: the form they are typed in, and that all of them keep to it."""

from collections import Counter
from pathlib import Path

import pytest
from training.gold import report
from training.written import FOLDER, Miswritten, rows, written

GOOD = """\
== t-1 | 1991-11-24 | column
Two men shot the baker on Tuesday. He was dead, and at least nine of the queue were hurt.
--
attack | shot | a: Two men | t: the baker + the queue | d: on Tuesday | killed 1 civilian: He was dead // He
statement/threatened | Tuesday | injured* 9.. civilian: at least nine of the queue were hurt // the queue

== t-2 | 1991-11-25 | weather
Rain.
--
"""


def _rows(tmp_path: Path, text: str) -> list:
    path = tmp_path / "some.txt"
    path.write_text(text, "utf-8")
    return list(rows(path))


def test_a_report_is_read_with_its_claims_and_one_without_claims_too(tmp_path: Path) -> None:
    first, second = _rows(tmp_path, GOOD)
    attack, threat = first["claims"]
    assert (first["id"], first["published"], first["style"]) == ("t-1", "1991-11-24", "column")
    assert (attack["type"], attack["status"], attack["trigger"]) == ("attack", "happened", "shot")
    assert attack["actor"] == ["Two men"]
    assert attack["target"] == ["the baker", "the queue"]
    figures = {"kind": "killed", "low": 1, "high": 1, "who": "civilian", "subset": False}
    assert attack["harm"] == [{"quote": "He was dead", "victims": "He", **figures}]
    assert (threat["status"], threat["harm"][0]["low"], threat["harm"][0]["high"]) == ("threatened", 9, None)
    assert threat["harm"][0]["subset"]
    assert (second["text"], second["claims"]) == ("Rain.", [])


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [("11", 11, 11), ("11..", 11, None), ("..20", None, 20), ("3..5", 3, 5), ("..", None, None)],
)
def test_figures_are_exact_or_open_at_an_end(tmp_path: Path, figures: str, low: int | None, high: int | None) -> None:
    [row] = _rows(
        tmp_path, f"== t-1 | 1991-11-24 | x\nSome died.\n--\nattack | died | killed {figures} unknown: Some died\n"
    )
    [harm] = row["claims"][0]["harm"]
    assert (harm["low"], harm["high"]) == (low, high)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shot |", "stabbed |", "not in the text: 'stabbed'"),
        ("a: Two men", "a: Three men", "not in the text: 'Three men'"),
        ("attack |", "battle |", "no such type or status: 'battle'"),
        ("statement/threatened", "statement/hoped", "no such type or status"),
        ("a: Two men", "x: Two men", "neither a role nor a harm: 'x: Two men'"),
        ("1991-11-24", "24 November", "the head must be"),
        ("\n--\nattack", "\nattack", "followed by a line '--'"),
    ],
)
def test_what_does_not_keep_to_the_form_is_told_with_its_report(tmp_path: Path, old: str, new: str, said: str) -> None:
    wrong, right = _rows(tmp_path, GOOD.replace(old, new, 1))
    assert isinstance(wrong, Miswritten)
    assert said in str(wrong)
    assert "some.txt: == t-1" in str(wrong)
    assert right["id"] == "t-2"


def test_all_reports_of_the_folder_keep_to_the_form_and_have_ids_of_their_own() -> None:
    found = written()
    assert len(found) > 800
    assert [key for key, count in Counter(row["id"] for row in found).items() if count > 1] == []
    for row in found:
        for claim in report(row).claims:
            assert all(0 <= start < end <= len(str(row["text"])) for _, start, end in claim.fillers)


def test_the_folder_says_what_its_reports_are() -> None:
    assert "not records of fact" in (FOLDER / "README.md").read_text("utf-8")


def test_words_that_tell_an_event_again_are_found_wherever_they_stand_but_never_on_a_trigger(tmp_path: Path) -> None:
    text = "A bomb went off. The blast was heard far off; a second blast, at noon, hurt no one. Of the blast: smoke.\n"
    claims = (
        "ied_mine | went off | r: The blast + the blast\nied_mine | second blast | injured 0 unknown: hurt no one\n"
    )
    [row] = _rows(tmp_path, f"== t-1 | 1991-11-24 | x\n{text}--\n{claims}")
    first, second = report(row).claims
    assert [text[a:b] for a, b in first.retold] == ["The blast", "the blast"]
    assert second.retold == ()
