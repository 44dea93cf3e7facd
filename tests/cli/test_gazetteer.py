"""`warledger gazetteer`: lists of places come in, are told of, are searched and go, and nothing else is touched."""

import json
from pathlib import Path

import pytest

from tests.cli.program import Outcome, warledger
from tests.reference.lists import write_all


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    monkeypatch.setenv("WARLEDGER_GAZETTEER", str(tmp_path / "lists"))
    return write_all(tmp_path)


def added(path: Path, *more: object) -> Outcome:
    shown = warledger("gazetteer", "add", path, *more)
    assert shown.code == 0, shown.err
    return shown


def test_adding_tells_what_came_in_and_what_was_left_out(files: dict[str, Path]) -> None:
    shown = added(files["geonames"], "--name", "syria", "--edition", "2020-01-01")
    assert shown.out == ""
    assert "syria: 3 places" in shown.err
    assert "2 rows were left out" in shown.err
    assert "row 3" in shown.err


def test_lists_stand_with_licence_version_and_rows_left_out(files: dict[str, Path]) -> None:
    added(files["quarters"], "--name", "aleppo", "--country", "sy")
    added(files["table"], "--name", "mine", "--licence", "CC0", "--credit", "the author")
    shown = warledger("gazetteer", "list", "--json")
    assert [row["name"] for row in shown.rows] == ["shipped", "aleppo", "mine"]
    assert [row["licence"] for row in shown.rows] == ["CC BY 4.0", "CC BY 3.0 IGO", "CC0"]
    assert shown.rows[0]["places"] > 200_000
    table = warledger("gazetteer", "list")
    assert "4 rows left out" in table.out
    assert "the author" in table.out
    assert "3 lists" in table.err


def test_a_search_shows_the_place_and_how_it_matched(files: dict[str, Path]) -> None:
    added(files["geonames"])
    shown = warledger("gazetteer", "search", "Kfar Zahreh", "--country", "SY")
    assert "Kafr Zahra" in shown.out
    assert "transliteration" in shown.out
    [row] = warledger("gazetteer", "search", "كفر زهرة", "--json").rows
    assert (row["gazetteer_id"], row["match"], row["source"]) == ("geonames:1001", "other script", "sy")


def test_a_name_that_nothing_is_called_is_no_error(files: dict[str, Path]) -> None:
    shown = warledger("gazetteer", "search", "Xyzzyqwrt", "--country", "SY")
    assert (shown.code, shown.out) == (0, "")
    assert "no place is called" in shown.err


def test_a_removed_list_is_gone(files: dict[str, Path], tmp_path: Path) -> None:
    added(files["geonames"], "--name", "mine")
    assert warledger("gazetteer", "remove", "mine").code == 0
    assert list((tmp_path / "lists").iterdir()) == []
    shown = warledger("gazetteer", "remove", "mine")
    assert shown.code == 2
    assert "no list 'mine'" in shown.err


@pytest.mark.parametrize(
    "words",
    [
        ("gazetteer",),
        ("gazetteer", "grow"),
        ("gazetteer", "add"),
        ("gazetteer", "search"),
        ("gazetteer", "remove"),
        ("gazetteer", "list", "x"),
        ("gazetteer", "add", "nowhere.csv"),
        ("gazetteer", "search", "x", "--country", "Syria"),
    ],
    ids=" ".join,
)
def test_bad_usage_says_what_to_do(words: tuple[str, ...], files: dict[str, Path]) -> None:
    shown = warledger(*words)
    assert shown.code == 2
    assert shown.out == ""
    assert "Traceback" not in shown.err


def test_a_report_is_read_by_the_lists_that_were_added(files: dict[str, Path], tmp_path: Path) -> None:
    added(files["geonames"])
    report = tmp_path / "report.txt"
    report.write_text("Shelling killed two people in the village of Kafr Zahra in Syria on Monday.\n")
    shown = warledger("read", report, "--published", "2020-01-07", "--json")
    assert shown.code == 0, shown.err
    assert "geonames:1001" in json.dumps(json.loads(shown.out))
