"""The gate: floors hold, never go down silently, and belong to one set of data and one way of measuring."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarking import BENCHMARKS
from warledger.errors import BadSetting
from warledger.evaluation import __main__ as command
from warledger.evaluation import gate
from warledger.evaluation.gate import Floors, check, figures_of, measure, read_floors, update, write_floors
from warledger.evaluation.gold import CodedClaim, GoldReport, gold_reports
from warledger.evaluation.reports import code_report

DATA = Path(os.environ.get("WARLEDGER_DATA", Path(__file__).parents[3] / "shared/data"))
CLAIMS = [name for name in sorted(read_floors()) if " " not in name]
# The benchmarks that the suite runs: the folder of their data, and the options their floors were measured with. The
# others take minutes: run them by hand (docs/method.md says how).
BENCHED = {
    "timex AQUAINT": ("times/TBAQ-cleaned", ()),
    "toponyms TR-News.xml": ("places", ("--coder", "rules")),
    "event_location labeled_text.jsonl.zip": ("event_location", ()),
}
LINE = 'toponyms 1\n{"TR-News": {"documents": 118, "f1": 0.8131, "median_km": 12.5}, "seconds": 40.2}\n'


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


@pytest.fixture
def hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The gate's command with floors of its own, given what a benchmark printed."""
    path = tmp_path / "floors.json"
    path.write_text("{}\n", "utf-8")
    monkeypatch.setattr(command, "read_floors", lambda: read_floors(path))
    monkeypatch.setattr(command, "write_floors", lambda floors: write_floors(floors, path))

    def run(printed: str, *words: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(printed))
        return command.main([str(word) for word in words])

    return run


def test_a_score_at_its_floor_holds_and_one_below_does_not(gold: Path) -> None:
    floors = update(measure(gold, perfect), {})
    assert all(line.holds for line in check(measure(gold, perfect), floors))
    assert not all(line.holds for line in check(measure(gold, silent), floors))


def test_a_floor_goes_down_only_when_that_is_said(gold: Path) -> None:
    floors = update(measure(gold, perfect), {})
    with pytest.raises(BadSetting, match="would go down"):
        update(measure(gold, silent), floors)
    lowered = update(measure(gold, silent), floors, allow_regression=True)
    assert lowered[gold.name].floors["type"] == 0.0


def test_a_floor_goes_away_only_when_that_is_said(gold: Path) -> None:
    floors = update(measure(gold, perfect), {})
    with pytest.raises(BadSetting, match=r"status 1\.0 -> None"):
        update(measure(gold, perfect), floors, only=["type"])


def test_data_that_changed_is_refused_until_it_is_pinned_anew(gold: Path) -> None:
    floors = update(measure(gold, perfect), {})
    gold.write_text(gold.read_text("utf-8").replace("Kassab", "Homs"), "utf-8")
    with pytest.raises(BadSetting, match="not the data"):
        check(measure(gold, perfect), floors)


def test_data_without_floors_is_refused(gold: Path) -> None:
    with pytest.raises(BadSetting, match="no floors"):
        check(measure(gold, perfect), {})


def test_the_figures_of_a_benchmark_are_its_shares_and_what_they_were_counted_on(gold: Path) -> None:
    found = figures_of("toponyms", [gold], LINE)
    assert found.name == "toponyms gold.jsonl"
    assert found.numbers == {"TR-News f1": 0.8131}
    assert found.counts == {"TR-News documents": 118}


def test_figures_below_their_floor_fail_and_those_above_it_hold(gold: Path, hold: Callable[..., int]) -> None:
    words = ("--figures", "toponyms", gold)
    assert hold(LINE, *words, "--update") == 0
    assert hold(LINE.replace("0.8131", "0.9"), *words) == 0
    assert hold(LINE.replace("0.8131", "0.8"), *words) == 1
    assert hold(LINE.replace("0.8131", "0.8"), *words, "--update") == 2


def test_figures_of_fewer_documents_are_refused(gold: Path) -> None:
    found = figures_of("toponyms", [gold], LINE)
    with pytest.raises(BadSetting, match="117 TR-News documents"):
        check(figures_of("toponyms", [gold], LINE.replace("118", "117")), update(found, {}))


def test_only_the_measures_named_get_floors(gold: Path) -> None:
    found = replace(figures_of("toponyms", [gold], LINE), numbers={"f1": 0.8, "words_f1": 0.9})
    floors = update(found, {}, only=["f1"])
    assert floors[found.name].floors == {"f1": 0.8}
    assert update(replace(found, numbers={"f1": 0.85, "words_f1": 0.9}), floors)[found.name].floors == {"f1": 0.85}


@pytest.mark.parametrize("printed", ["", "no figures\n", "[1]\n"])
def test_what_a_benchmark_prints_must_end_in_figures(printed: str, gold: Path) -> None:
    with pytest.raises(BadSetting, match="printed"):
        figures_of("toponyms", [gold], printed)


def test_a_folder_is_told_by_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", "utf-8")
    before = gate.fingerprint([tmp_path])
    (tmp_path / "b").write_text("two", "utf-8")
    assert gate.fingerprint([tmp_path]) != before


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    floors = {"gold.jsonl": Floors("abc", {"type": 0.5}), "timex AQUAINT": Floors("d", {"f1": 0.5}, {"documents": 3})}
    write_floors(floors, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == floors


def test_a_gold_row_that_is_none_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "text": "x", "claims": []}\n{"id": "2"}\n', "utf-8")
    with pytest.raises(BadSetting, match="line 2"):
        gold_reports(path)


@pytest.mark.data
@pytest.mark.parametrize("name", CLAIMS)
def test_the_coder_keeps_its_floors(name: str) -> None:
    path = DATA / "claims" / name
    if not path.exists():
        pytest.skip(f"the measuring data {name} is not beside the project")
    lines = check(measure(path, code_report), read_floors())
    below = [f"{line.measure}: {line.value:.3f} < {line.floor:.3f}" for line in lines if not line.holds]
    assert not below


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(BENCHED))
def test_a_benchmark_keeps_its_floors(name: str) -> None:
    folder, options = BENCHED[name]
    benchmark, _, file = name.partition(" ")
    path = DATA / folder / file
    if not path.exists():
        pytest.skip(f"the measuring data {file} is not beside the project")
    run = [sys.executable, str(BENCHMARKS / f"{benchmark}.py"), str(path), *options]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    lines = check(figures_of(benchmark, [path], printed), read_floors())
    below = [f"{line.measure}: {line.value:.3f} < {line.floor:.3f}" for line in lines if not line.holds]
    assert not below
