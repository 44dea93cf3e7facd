"""`evaluate`: the coder measured on reports that people coded."""

import json
from pathlib import Path

import pytest

from tests.cli.program import warledger

TEXT = "Shells fell on a market in Al-Bab on Wednesday, killing at least 11 people, the mayor said."
CLAIM = {
    "type": "shelling_missile",
    "trigger": "Shells fell on a market",
    "status": "happened",
    "place": ["Al-Bab"],
    "time": ["on Wednesday"],
    "source": ["the mayor"],
    "harm": [{"kind": "killed", "low": 11, "high": None}],
}
MISSED = CLAIM | {"type": "protest", "trigger": "people marched through the rain", "place": [], "time": [], "harm": []}


@pytest.fixture(autouse=True)
def rule_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules make of these two sentences is known."""
    monkeypatch.setenv("WARLEDGER_CODER", "rules")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [
        {"id": "shells", "published": "2014-04-03", "text": TEXT, "claims": [CLAIM, MISSED]},
        {"id": "quiet", "text": "Shells fell on the town of Homs at dawn, residents said.", "claims": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_scores_are_a_table_for_people(gold: Path) -> None:
    done = warledger("evaluate", gold)
    assert done.code == 0, done.err
    assert all(word in done.out for word in ("SLOT", "harm", "whole row", "all slots", "missed", "spurious"))
    assert "On the 1 report without any event: 1, 1.000 a report; 1 of them count" in done.out
    assert "2 reports, 2 claims by people, 2 by the program" in done.err


def test_json_has_the_same_for_a_program(gold: Path) -> None:
    done = warledger("evaluate", gold, "--json")
    (row,) = done.rows
    assert row["claims"] == {"gold": 2, "coded": 2}
    assert row["scores"]["harm"] == {"right": 1, "gold": 1, "coded": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert row["scores"]["type"]["right"] == 1
    assert row["spurious"] == {"claims": 1, "per_report": 0.5}
    assert row["without_events"] == {"reports": 1, "claims": 1, "counting": 1, "per_report": 1.0}
    assert (row["mistakes"]["missed"], row["mistakes"]["spurious"]) == (1, 1)
    assert row["examples"] == []


def test_errors_are_shown_by_their_place_and_a_few_words(gold: Path) -> None:
    (row,) = warledger("evaluate", gold, "--json", "--errors", 3).rows
    missed = [example for example in row["examples"] if example["kind"] == "missed"]
    spurious = [example for example in row["examples"] if example["kind"] == "spurious"]
    assert missed == [
        {
            "kind": "missed",
            "report": "shells",
            "start": None,
            "gold": "protest: people marched through the rain",
            "coded": "",
        }
    ]
    assert [(example["report"], example["start"]) for example in spurious] == [("quiet", 0)]
    shown = warledger("evaluate", gold, "--errors", 3).out
    assert "PEOPLE CODED" in shown
    assert "residents said" not in shown


@pytest.mark.parametrize("content", [None, b"", b"{broken\n", b'{"id": "1", "text": "x"}\n', b"\xff\xfe\x00"])
def test_a_gold_file_that_cannot_be_used_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    done = warledger("evaluate", path)
    assert done.code == 2
    assert done.out == ""
    assert str(path) in done.err
    assert "Traceback" not in done.err
