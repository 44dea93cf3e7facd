"""What is measured on is never trained on."""

import json
import os
from pathlib import Path

import pytest
from training.gold import FILES, report, reports
from training.near_copies import near_copies
from training.written import written

DATA = Path(os.environ.get("WARLEDGER_DATA", Path(__file__).parents[3] / "shared/data")) / "claims"
MEASURED = ("dev.jsonl", "dev_long.jsonl")


def _texts(name: str) -> dict[str, str]:
    if not (DATA / name).exists():
        pytest.skip(f"no coded reports at {DATA}; set WARLEDGER_DATA")
    return {row["id"]: row["text"] for row in map(json.loads, (DATA / name).read_text("utf-8").splitlines())}


def test_the_files_trained_on_are_not_those_measured_on() -> None:
    assert not set(FILES) & set(MEASURED)


@pytest.mark.data
@pytest.mark.parametrize("name", MEASURED)
def test_no_measured_report_nor_a_near_copy_of_it_is_trained_on(name: str) -> None:
    trained = {key: text for file in FILES for key, text in _texts(file).items()}
    trained |= {str(row["id"]): str(row["text"]) for row in written()}
    measured = _texts(name)
    assert not measured.keys() & trained.keys()
    assert list(near_copies(measured, trained)) == []


def test_a_rewritten_copy_is_found_and_another_report_is_not() -> None:
    told = "Two shells fell on the market of the old town on Sunday morning and killed three traders, a doctor said."
    again = "Update: two shells fell on the market of the old town on Sunday morning and killed four traders."
    other = "Two shells fell on a farm near the river on Monday and hurt nobody, a farmer told the radio there."
    assert [pair[:2] for pair in near_copies({"again": again, "other": other}, {"told": told})] == [("again", "told")]


@pytest.mark.data
@pytest.mark.parametrize("name", FILES)
def test_every_copied_word_of_the_training_reports_is_found_in_its_text(name: str) -> None:
    _texts(name)
    for coded in reports(DATA / name):
        for claim in coded.claims:
            for _, start, end in claim.fillers:
                assert 0 <= start < end <= len(coded.text)


def test_of_two_places_with_the_same_words_the_one_near_the_trigger_is_taken() -> None:
    text = "Homs was calm. Shells hit Homs at noon."
    claim = {"type": "shelling_missile", "status": "happened", "trigger": "hit", "harm": []}
    claim |= {role: [] for role in ("actor", "target", "weapon", "time", "source")} | {"place": ["Homs"]}
    [found] = report({"id": "r", "text": text, "claims": [claim]}).claims
    assert found.fillers == (("place", 26, 30),)
    assert found.elsewhere == (("place", 0, 4),)
