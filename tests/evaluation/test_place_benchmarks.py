"""The benchmarks of places read the forms of their data and end in one JSON line of figures."""

import json
from pathlib import Path

import pytest

from tests.benchmarking import RULES, figures

TR_NEWS = """<articles><article docid="1"><title>t</title><domain>www.example.org</domain><dltime>2016-12-19</dltime>
<text>Shells fell on Aleppo, Syria.</text><toponyms>
<toponym><phrase>Aleppo</phrase><start>15</start><end>21</end><gaztag><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><phrase>Syria</phrase><start>23</start><end>28</end></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><source>s</source><text>Shells fell on Aleppo, Syria.</text><locations><location>
<name>Aleppo</name><start>16</start><end>21</end><lat>36.2</lat><lon>37.16</lon></location></locations></article></articles>"""
BRAT = "T1\tLiteral 15 21\tAleppo\n#1\tAnnotatorNotes T1\t36.2, 37.16\nT2\tNon_Toponym 0 6\tShells\n"


def test_the_toponyms_of_three_forms_of_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.xml").write_text(TR_NEWS, "utf-8")
    (tmp_path / "virus.xml").write_text(GEOVIRUS, "utf-8")
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat/1.txt").write_text("Shells fell on Aleppo, Syria.", "utf-8")
    (tmp_path / "brat/1.ann").write_text(BRAT, "utf-8")
    found = figures(capsys, "toponyms", tmp_path / "news.xml", tmp_path / "virus.xml", tmp_path / "brat", *RULES)
    assert {name: row["names"] for name, row in found.items()} == {"news": 2, "virus": 1, "brat": 1}
    assert all(row["given_25km"] == 1.0 for row in found.values())
    assert found["news"]["f1"] == 1.0
    assert found["brat"]["f1"] == pytest.approx(2 / 3, abs=1e-4)


def test_how_sure_the_places_are_is_held_against_how_many_are_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news.xml").write_text(TR_NEWS, "utf-8")
    found = figures(capsys, "toponyms", tmp_path / "news.xml", *RULES)["news"]
    assert sum(names for _, names, _, _ in found["calibration"]) == 1
    assert 0.0 <= found["calibration_error"] <= 1.0


def test_what_places_and_dates_cost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "a", "text": "Two men were shot dead in Aleppo, Syria, on Monday.", "published": "2014-04-03"}
    (tmp_path / "rows.jsonl").write_text((json.dumps(row) + "\n") * 8, "utf-8")
    found = figures(capsys, "place_speed", tmp_path / "rows.jsonl")
    assert found["documents"] == 3
    assert 0.0 < found["share"] < 1.0
    assert {"places", "pointed places", "dates", "dating", "extractor", "coder"} <= set(found["milliseconds"])


def test_the_place_of_an_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "Shells hit Aleppo , and gunmen in Homs killed two people .".split()
    tokens = [{"text": word, "start": 0, "end": 0, "id": k} for k, word in enumerate(words)]
    verb, place = ({"label": label, "token_start": k, "token_end": k} for label, k in (("VERB", 8), ("LOCATION", 7)))
    row = {"text": " ".join(words), "tokens": tokens, "spans": [verb, place], "source": "RELABEL"}
    (tmp_path / "rows.jsonl").write_text(json.dumps([row, row | {"source": "other"}]), "utf-8")
    found = figures(capsys, "event_location", tmp_path / "rows.jsonl", *RULES)
    assert (found["items"], found["placed"], found["without_claim"]) == (1, 1.0, 0)
