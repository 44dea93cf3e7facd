"""`read`: from texts to claims without a case."""

import json
from pathlib import Path

import pytest

from tests.cli.program import warledger
from warledger.demo import reports

TEXT = "Shells fell on a market in Al-Bab on Wednesday, killing at least 11 people, the mayor said."


def test_a_piped_text_becomes_claims_and_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = warledger("read", "-", "--published", "2014-04-03", "--json", stdin=TEXT.encode())
    assert done.code == 0, done.err
    (row,) = done.rows
    assert row["document"]["published"] == "2014-04-03"
    assert 11 in [harm["low"] for claim in row["claims"] for harm in claim["harm"]]
    assert list(tmp_path.iterdir()) == []


def test_the_places_and_dates_of_a_text_stand_beside_its_claims() -> None:
    (row,) = warledger("read", "-", "--published", "2014-04-03", "--json", stdin=TEXT.encode()).rows
    dates = [mention for mention in row["mentions"] if mention["kind"] == "date"]
    places = [mention for mention in row["mentions"] if mention["kind"] == "place"]
    assert [(date["text"], date["when"]["start"]) for date in dates] == [("on Wednesday", "2014-04-02")]
    assert [(place["text"], place["where"]["country"]) for place in places] == [("Al-Bab", "SY")]


def test_without_json_it_is_a_table_for_people() -> None:
    done = warledger("read", "-", stdin=TEXT.encode())
    assert done.code == 0
    assert "11+ killed" in done.out
    assert "no date known: give --published" in done.out


def rows_file(folder: Path, rows: list[object]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_come_out_in_order_under_their_own_ids(workers: int, tmp_path: Path) -> None:
    rows = rows_file(tmp_path, [{"id": f"row {n}", "text": report.text} for n, report in enumerate(reports())])
    done = warledger("read", "--jsonl", rows, "--json", "--workers", workers)
    assert done.code == 0, done.err
    assert [row["document"]["id"] for row in done.rows] == [f"row {n}" for n in range(30)]
    assert "30 reports read" in done.err


def test_a_row_that_cannot_be_used_is_named_and_the_rest_comes_out(tmp_path: Path) -> None:
    good = {"id": "good", "text": TEXT, "published": "2014-04-03"}
    rows = rows_file(tmp_path, [good, "{broken\n", {"id": "silent"}, good | {"id": "late", "published": "soon"}])
    done = warledger("read", "--jsonl", rows, "--json")
    assert done.code == 1
    assert [row["document"]["id"] for row in done.rows] == ["good"]
    assert all(f"line {number}" in done.err for number in (2, 3, 4))
    assert "3 refused" in done.err


@pytest.mark.parametrize("words", [(), ("a.txt", "--jsonl", "b.jsonl"), ("--jsonl", "b.jsonl", "--source", "x")])
def test_an_unclear_request_is_bad_usage(words: tuple[str, ...]) -> None:
    done = warledger("read", *words)
    assert done.code == 2
    assert done.out == ""
