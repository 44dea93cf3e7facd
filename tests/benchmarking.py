"""Runs a benchmark as its command does, for the tests of what it prints."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
RULES = ("--coder", "rules")  # the rule coder: what its few sentences yield is known


def figures(capsys: pytest.CaptureFixture[str], name: str, *words: object) -> dict[str, Any]:
    """The last line of a benchmark's output; its neighbours in the folder can be imported, as by the command."""
    path = BENCHMARKS / f"{name}.py"
    kept = sys.argv
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        sys.argv = [str(path), *map(str, words)]
        try:
            runpy.run_path(str(path), run_name="__main__")
        finally:
            sys.argv = kept
    found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found
