"""`warledger places` and `warledger place`: what waits for a place, and saying what a name means."""

import shutil
from pathlib import Path

import pytest

from tests.cli.program import demo_case, warledger


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the demo case."""
    source = demo_case()
    shutil.copytree(source.with_name(f"{source.name}.archive"), tmp_path / f"{source.name}.archive")
    return Path(shutil.copy(source, tmp_path / source.name))


def test_names_wait_with_what_is_known_of_them(case: Path) -> None:
    shown = warledger("places", case, "--json", "--limit", "5")
    assert len(shown.rows) == 5
    assert all(row["claims"] > sum(n for kind, n in row["known"].items() if kind == "sure") for row in shown.rows)
    assert warledger("places", case, "--only", "unresolved").code == 0


def test_a_choice_is_stored_shown_and_taken_back(case: Path) -> None:
    (row,) = warledger("places", case, "Hadrut", "--json").rows
    made = warledger("place", case, "Hadrut", "--at", "39.52,47.03", "--who", "Lena", "--why", "the town")
    assert made.code == 0, made.err
    (chosen,) = warledger("places", case, "--only", "chosen", "--json").rows
    assert (chosen["name"], chosen["chosen"]["judgement"]["who"]) == (row["name"], "Lena")
    claim = chosen["chosen"]["judgement"]["left"]
    (shown,) = warledger("show", case, claim, "--json").rows
    assert (shown["claim"]["where"]["lat"], shown["claim"]["where"]["lon"]) == (39.52, 47.03)
    assert "Lena chose it" in shown["claim"]["where"]["basis"]
    assert "“Hadrut” is Hadrut" in warledger("judgements", case).out
    assert warledger("verify", case).code == 0
    assert warledger("undo", case, chosen["chosen"]["judgement"]["id"].removeprefix("judgement-")).code == 0
    assert warledger("places", case, "--only", "chosen", "--json").rows == []
    assert warledger("verify", case).code == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["Hadrut"], "say what the name means"),
        (["Hadrut", "Atlantis-on-the-Moon"], "no place"),
        (["Hadrut", "--at", "99,999"], "no point"),
        (["Nowhere at all", "none"], "no claim's place"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_a_way_on(case: Path, given: list[str], says: str) -> None:
    shown = warledger("place", case, *given)
    assert shown.code != 0
    assert says in shown.err
    assert warledger("judgements", case, "--json").rows == []
