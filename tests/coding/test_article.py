"""A real column, where it lies beside the project: what happened, what is only claimed, what is feared."""

import os
from pathlib import Path

import pytest
import yaml

from tests.expect import claims_of, faults

ARTICLE = (
    Path(os.environ.get("WARLEDGER_DATA", Path(__file__).parents[3] / "shared/data")).parent
    / "examples/aleppo-2014.txt"
)
CASE = yaml.safe_load((Path(__file__).parents[1] / "cases/article/aleppo-2014.yaml").read_text("utf-8"))


@pytest.mark.data
@pytest.mark.parametrize("coder", ["extractor", "rules"])
def test_the_column_is_coded_as_a_careful_coder_would(coder: str) -> None:
    if not ARTICLE.exists():
        pytest.skip("the column is not beside the project")
    claims = claims_of(ARTICLE.read_text("utf-8"), CASE["published"], coder)
    more = CASE["must_by_rules"] if coder == "rules" else []
    assert not faults(claims, {"must": [*CASE["must"], *more], "must_not": CASE["must_not"]})
