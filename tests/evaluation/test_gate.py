"""The gate: floors hold, never go down silently, and belong to one file of data."""

import json
import os
from pathlib import Path

import pytest

from warledger.errors import BadSetting
from warledger.evaluation.gate import Floors, check, measure, read_floors, update, write_floors
from warledger.evaluation.gold import CodedClaim, GoldReport, gold_reports
from warledger.evaluation.reports import code_report

DATA = Path(os.environ.get("WARLEDGER_DATA", Path(__file__).parents[3] / "shared/data")) / "claims"


def perfect(report: GoldReport) -> tuple[CodedClaim, ...]:
    return report.claims


def silent(report: GoldReport) -> tuple[CodedClaim, ...]:
    return ()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    claim = {"type": "attack", "status": "happened", "trigger": "shot", "place": ["Kassab"], "harm": []}
    path.write_text(json.dumps({"id": "1", "text": "They were shot in Kassab.", "claims": [claim]}) + "\n", "utf-8")
    return path


def test_a_score_at_its_floor_holds_and_one_below_does_not(gold: Path) -> None:
    floors = update(gold, measure(gold, perfect), {})
    assert all(line.holds for line in check(gold, measure(gold, perfect), floors))
    assert not all(line.holds for line in check(gold, measure(gold, silent), floors))


def test_a_floor_goes_down_only_when_that_is_said(gold: Path) -> None:
    floors = update(gold, measure(gold, perfect), {})
    with pytest.raises(BadSetting, match="would go down"):
        update(gold, measure(gold, silent), floors)
    lowered = update(gold, measure(gold, silent), floors, allow_regression=True)
    assert lowered[gold.name].floors["type"] == 0.0


def test_data_that_changed_is_refused_until_it_is_pinned_anew(gold: Path) -> None:
    floors = update(gold, measure(gold, perfect), {})
    gold.write_text(gold.read_text("utf-8").replace("Kassab", "Homs"), "utf-8")
    with pytest.raises(BadSetting, match="not the file"):
        check(gold, measure(gold, perfect), floors)


def test_data_without_floors_is_refused(gold: Path) -> None:
    with pytest.raises(BadSetting, match="no floors"):
        check(gold, measure(gold, perfect), {})


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    floors = {"gold.jsonl": Floors("abc", {"type": 0.5})}
    write_floors(floors, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == floors


def test_a_gold_row_that_is_none_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "text": "x", "claims": []}\n{"id": "2"}\n', "utf-8")
    with pytest.raises(BadSetting, match="line 2"):
        gold_reports(path)


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(read_floors()))
def test_the_coder_keeps_its_floors(name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the measuring data {name} is not beside the project")
    lines = check(path, measure(path, code_report), read_floors())
    below = [f"{line.measure}: {line.value:.3f} < {line.floor:.3f}" for line in lines if not line.holds]
    assert not below
