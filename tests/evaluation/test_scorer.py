"""Two scorers, one answer: the numbers of `evaluate` are those of the script that the data came with."""

import json
import os
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from warledger.evaluation.evaluating import Evaluation, evaluate, lines_of
from warledger.evaluation.gold import GoldReport, coded_claim, gold_reports
from warledger.evaluation.reports import Coding, default_stages, document_of
from warledger.model.serial import printed
from warledger.pipeline.stages import coded

DATA = Path(os.environ.get("WARLEDGER_DATA", Path(__file__).parents[3] / "shared/data"))
SCRIPT = DATA.parent / "bench/score_claims.py"


@pytest.mark.data
def test_the_numbers_are_those_of_the_script(tmp_path: Path) -> None:
    gold = DATA / "claims/dev.jsonl"
    if not gold.exists() or not SCRIPT.exists():
        pytest.skip("the measuring data and its script are not beside the project")
    lines: list[str] = []

    def coder(report: GoldReport) -> Coding:
        document = document_of(report)
        row = printed(document, coded(document, default_stages()).claims)
        lines.append(json.dumps(row | {"id": report.id}))
        return Coding(tuple(coded_claim(claim) for claim in row["claims"]))

    found = evaluate(gold_reports(gold), coder)
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("\n".join(lines), "utf-8")
    script = runpy.run_path(str(SCRIPT))
    counts, rows, notes = script["score"](script["load"](gold), script["load"](predicted))
    assert counts_of(found) == {**{slot: tuple(three) for slot, three in counts.items()}, "whole row": tuple(rows)}
    assert found.by_kind["missed"] == sum(": missed " in note for note in notes)
    assert found.by_kind["spurious"] == sum(": extra " in note for note in notes)
    assert_shares(found, script["f1"])


def counts_of(found: Evaluation) -> dict[str, tuple[int, int, int]]:
    """Right, gold and coded of every line but the total."""
    table = lines_of(found.scores)
    return {name: (line.right, line.gold, line.coded) for name, line in table.items() if name != "all slots"}


def assert_shares(found: Evaluation, f1: Any) -> None:
    """Precision, recall and F1 of every line, the total among them, to the last digit."""
    table: Mapping[str, Any] = lines_of(found.scores)
    for line in table.values():
        assert (line.precision, line.recall, line.f1) == f1(line.right, line.gold, line.coded)
