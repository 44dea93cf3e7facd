"""The case tables of events: each text through the whole of reading and coding."""

from pathlib import Path

import pytest
import yaml

from tests.expect import claims_of, faults

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parents[1] / "cases/events").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1)
]


@pytest.mark.parametrize("case", CASES)
def test_a_text_yields_what_its_case_says(case: dict) -> None:
    assert case["why"]
    assert not faults(claims_of(case["text"]), case)
