"""The benchmarks of linking run on small data of their own form and end in one JSON line of figures."""

import json
from pathlib import Path

import pytest

from tests.benchmarking import RULES, figures


def test_a_made_war(capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, "linking_synthetic", "--claims", 300)
    assert found["claims"] == 300
    assert found["orders_alike"]
    assert found["f1"] > 0.6
    assert found["one_more_seconds"] < 5


def test_articles_to_incidents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = {
        "published": "2016-12-14",
        "title": "Shooting",
        "text": "Gunmen killed two people and wounded three others in Chicago on Tuesday. Maria Lopez was hit.",
        "gold": {"incident": "1", "killed": 2, "injured": 3},
    }
    other = {
        "published": "2016-05-02",
        "title": "Fire",
        "text": "A bomb killed nine people in Boston on Sunday, police said.",
        "gold": {"incident": "2", "killed": 9, "injured": 0},
    }
    rows = [{"id": "a"} | article, {"id": "b"} | article, {"id": "c"} | other]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    found = figures(capsys, "gun_violence_incidents", path, *RULES)
    assert (found["documents"], found["incidents"], found["groups"]) == (3, 2, 2)
    assert found["shipped_all_f1"] == 1.0
    assert found["shipped_all_killed_right"] >= 0.5


def test_a_large_case_asked_for_incidents(capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys, "incidents_case", "--claims", 150, "--added", 1)
    assert 50 < found["incidents"] <= 150
    assert found["page_all_ms"] < 5_000
    assert found["one_more_s"] < 30


def test_records_of_persons_without_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, last = ("ANNA", "BERTHA", "CLARA", "DORA", "EMMA"), ("ABEL", "BRANDT", "CLAUS", "DREWS", "EBERT", "FALK")
    people = [(a, b, str(1950 + k * 7 + j)) for k, a in enumerate(first) for j, b in enumerate(last)]
    rows = [(*person, str(k)) for k, person in enumerate(people)] + [(*people[k], str(k)) for k in range(10)]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(["first,last,year,identity", *(",".join(row) for row in rows)]), "utf-8")
    found = figures(capsys, "linking_unlabelled", path)["people"]
    assert (found["records"], found["matches"]) == (40, 10)
    assert found["unlabelled_f1"] > 0.9
