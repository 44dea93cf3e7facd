"""The case tables of events: each text through the whole of reading and coding, by each coder.

The rules meet every case. What the extractor does not meet is listed, and with the same weights may only grow shorter.
"""

from pathlib import Path

import pytest
import yaml

from tests.expect import claims_of, faults

CASES = {
    f"{path.stem}-{number}": case
    for path in sorted((Path(__file__).parents[1] / "cases/events").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1)
}
OPEN = {"sides-10", "speakers-6", "status-7", "status-10"}


@pytest.mark.parametrize("name", CASES)
def test_a_text_yields_what_its_case_says_by_the_rules(name: str) -> None:
    assert CASES[name]["why"]
    assert not faults(claims_of(CASES[name]["text"], coder="rules"), CASES[name])


@pytest.mark.parametrize("name", sorted(set(CASES) - OPEN))
def test_a_text_yields_what_its_case_says_by_the_extractor(name: str) -> None:
    assert not faults(claims_of(CASES[name]["text"], coder="extractor"), CASES[name])


@pytest.mark.parametrize("name", sorted(OPEN))
def test_a_case_that_the_extractor_has_come_to_meet_is_taken_off_the_list(name: str) -> None:
    assert faults(claims_of(CASES[name]["text"], coder="extractor"), CASES[name])
