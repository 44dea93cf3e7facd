"""The benchmark of expressions of time reads TimeML and ends in one JSON line of figures."""

import json
import runpy
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "benchmarks/timex.py"
FILE = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2014-04-03">2014-04-03</TIMEX3></DCT>
<TEXT>
Shells <EVENT eid="e1">fell</EVENT> on Taiz on <TIMEX3 tid="t1" type="DATE" value="2014-04-01">Tuesday</TIMEX3>
and in <TIMEX3 tid="t2" type="DATE" value="2013-XX">2013</TIMEX3>. The siege lasted
<TIMEX3 tid="t3" type="DURATION" value="P4D">three days</TIMEX3>.
</TEXT></TimeML>
"""


def test_expressions_of_time_are_scored_by_words_and_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tml").write_text(FILE, "utf-8")
    monkeypatch.setattr(sys, "argv", [str(PATH), str(tmp_path), "--errors", "5"])
    runpy.run_path(str(PATH), run_name="__main__")
    *mistakes, last = capsys.readouterr().out.splitlines()
    figures = json.loads(last)
    assert (figures["documents"], figures["gold"], figures["span_f1"]) == (1, 3, 1.0)
    assert (figures["value_f1"], figures["strict_f1"], figures["date_f1"]) == (0.6667, 0.3333, 1.0)
    assert len(mistakes) == 1
