"""`add`, `demo`, `failures`: what was taken in, what was refused, and how to try again."""

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.program import warledger

TEXT = "Shells fell on a market in Al-Bab on Wednesday, killing at least 11 people, the mayor said.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_report_is_added_and_its_claims_can_be_asked_for(case_path: Path, report: Path) -> None:
    added = warledger("add", case_path, report, "--source", "Radio Hirak", "--published", "2014-04-03")
    assert added.code == 0, added.err
    assert added.out == ""
    assert "added 1 report" in added.err
    claims = warledger("claims", case_path, "--json")
    assert [row["harm"][0]["low"] for row in claims.rows] == [11]
    assert claims.err == "1 claim\n"
    document = warledger("documents", case_path, "--json").rows[0]
    assert (document["published"], document["published_basis"]) == ("2014-04-03", "given")
    assert document["source"] == "Radio Hirak"


def test_the_same_bytes_again_add_nothing_and_say_so(case_path: Path, report: Path) -> None:
    warledger("add", case_path, report)
    again = warledger("add", case_path, report)
    assert again.code == 0
    assert "1 already held" in again.err
    assert len(warledger("documents", case_path, "--json").rows) == 1


def test_a_changed_report_is_a_new_version(case_path: Path, report: Path) -> None:
    warledger("add", case_path, report)
    report.write_text(TEXT.replace("11", "14"), encoding="utf-8")
    changed = warledger("add", case_path, report)
    assert "1 new version" in changed.err
    assert [row["version"] for row in warledger("documents", case_path, "--json").rows] == [2]
    assert [row["version"] for row in warledger("documents", case_path, "--json", "--versions").rows] == [1, 2]
    assert [row["harm"][0]["low"] for row in warledger("claims", case_path, "--json").rows] == [14]
    assert warledger("claims", case_path, "--min-killed", "20").err == "0 of 1 claim\n"


def test_what_is_refused_does_not_stop_the_rest_and_can_be_tried_again(case_path: Path, report: Path) -> None:
    empty = report.with_name("empty report.txt")
    empty.touch()
    added = warledger("add", case_path, empty, report, report.with_name("nowhere.txt"), "--source", "Radio Hirak")
    assert added.code == 1
    assert "added 1 report, 2 refused" in added.err
    assert "empty report.txt" in added.err
    failures = warledger("failures", case_path, "--json")
    assert failures.code == 0
    assert [row["origin"] for row in failures.rows] == ["empty report.txt", "nowhere.txt"]
    words = shlex.split(failures.rows[0]["retry"])
    assert words[:2] == ["warledger", "add"]
    assert words[-2:] == ["--source", "Radio Hirak"]


def test_the_outcome_of_each_input_can_be_had_as_json(case_path: Path, report: Path) -> None:
    added = warledger("add", case_path, report, report.with_name("nowhere.txt"), "--json")
    assert [row["what"] for row in added.rows] == ["added", "refused"]
    assert added.rows[1]["retry"].startswith("warledger add ")


def test_a_report_can_be_piped_in(case_path: Path) -> None:
    added = warledger("add", case_path, "-", "--title", "By telephone", stdin=TEXT.encode())
    assert added.code == 0, added.err
    assert warledger("documents", case_path, "--json").rows[0]["title"] == "By telephone"


def test_a_codebook_that_cannot_be_used_makes_no_case(case_path: Path, report: Path, tmp_path: Path) -> None:
    codebook = tmp_path / "mine.yaml"
    codebook.write_text("extends: nothing\n", encoding="utf-8")
    added = warledger("add", case_path, report, "--codebook", codebook)
    assert added.code == 2
    assert "mine.yaml" in added.err
    assert not case_path.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, report: Path) -> None:
    added = warledger("add", tmp_path / "no such folder" / "a.ledger", report)
    assert added.code == 2
    assert "no such folder" in added.err


def test_the_demo_can_be_made_again_and_adds_nothing(case_path: Path) -> None:
    first = warledger("demo", case_path)
    assert first.code == 0, first.err
    assert "kept unread 1: Arabic" in first.err
    again = warledger("demo", case_path)
    assert again.code == 0
    assert "30 already held" in again.err


def test_escape_sequences_of_a_report_do_not_reach_the_terminal(case_path: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"id": "1", "text": "Rebels shelled the \x1b[2J\u202emarket, killing 3 people.", "title": "\x1b]0;gone\x07"}
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    added = warledger("add", case_path, rows)
    shown = [added, *(warledger(name, case_path) for name in ("claims", "documents", "custody", "incidents"))]
    claims = warledger("claims", case_path, "--json").rows
    shown += [warledger("show", case_path, claim["id"]) for claim in claims]
    for outcome in shown:
        assert not {"\x1b", "\x07", "\u202e"} & set(outcome.out + outcome.err)
