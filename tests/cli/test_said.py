"""What people said of a claim stands in every command that shows it: by whom, why, and what it was before."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import demo_case, warledger


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A copy of the demo case with one claim corrected, accepted, and the claim as it was."""
    folder, source = tmp_path_factory.mktemp("said"), demo_case()
    shutil.copytree(source.with_name(f"{source.name}.archive"), folder / f"{source.name}.archive")
    case = Path(shutil.copy(source, folder / source.name))
    claim = next(one for one in warledger("claims", case, "--json").rows if one["harm"])
    words = claim["trigger"]["text"]
    warledger("correct", case, claim["id"], "type", "riot", "--words", words, "--who", "Lena", "--why", "a mob")
    warledger("doubt", case, claim["id"], "--who", "Omar")
    return case, claim


def test_show_says_what_was_corrected_by_whom_and_what_it_was(judged: tuple[Path, dict[str, Any]]) -> None:
    case, claim = judged
    shown = warledger("show", case, claim["id"])
    assert "corrected type by Lena on" in shown.out
    assert f"{claim['type']} → riot (a mob)" in " ".join(shown.out.split())
    assert "doubted by Omar" in shown.out
    (row,) = warledger("show", case, claim["id"], "--json").rows
    assert [(one["act"], one["field"], one["was"], one["now"]) for one in row["people"]] == [
        ("doubted", "claim", "", ""),
        ("corrected", "type", claim["type"], "riot"),
    ]


def test_the_list_says_it_beside_the_claim(judged: tuple[Path, dict[str, Any]]) -> None:
    case, claim = judged
    assert "doubted, corrected" in " ".join(warledger("claims", case, "--type", "riot").out.split())
    rows = {one["id"]: one["people"] for one in warledger("claims", case, "--json").rows}
    assert [one["who"] for one in rows[claim["id"]]] == ["Omar", "Lena"]
    assert sum(map(bool, rows.values())) == 1


def test_explain_says_it_of_the_claim_that_it_codes_anew(judged: tuple[Path, dict[str, Any]]) -> None:
    case, claim = judged
    assert "corrected type by Lena" in warledger("explain", case, claim["id"]).out
    (row,) = warledger("explain", case, claim["id"], "--json").rows
    assert [one["act"] for one in next(one for one in row["claims"] if one["id"] == claim["id"])["people"]] == [
        "doubted",
        "corrected",
    ]


def test_a_rejected_claim_is_shown_as_such(judged: tuple[Path, dict[str, Any]]) -> None:
    case, claim = judged
    warledger("reject", case, claim["id"], "--why", "a film", "--who", "Lena")
    assert "rejected by Lena" in warledger("show", case, claim["id"]).out
