"""From the terminal: incidents listed and shown, judged, noted, exported; told step by step on six reports."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.program import Outcome, warledger

WIRE = (
    "Two rockets hit the vegetable market of Qamishli on Tuesday morning, killing at least three people and wounding "
    "eleven, rescue workers said. The market was full when the shelling began shortly after nine. Volunteers dug for "
    "survivors under the roof of a warehouse that had come down on traders and on the carts that they had brought."
)
REPORTS = {
    "wire": ("Northern Wire", "2016-03-08", WIRE),
    "reprint": ("Evening Post", "2016-03-09", f"Market hit, say rescuers\n\nQAMISHLI - {WIRE}"),
    "radio": (
        "Radio Jazira",
        "2016-03-08",
        "At least five people died when rockets struck a crowded vegetable market in Qamishli on Tuesday, the city "
        "hospital said. Fourteen people were injured.",
    ),
    "update": (
        "Northern Wire",
        "2016-03-09",
        "The rocket attack on the market in Qamishli on Tuesday killed seven people, rescue workers said on Wednesday.",
    ),
    "denial": (
        "State Agency",
        "2016-03-09",
        "The Free Front denied on Wednesday that it had fired rockets at the market in Qamishli on Tuesday.",
    ),
    "other": (
        "Northern Wire",
        "2016-03-08",
        "A car bomb exploded at a checkpoint outside Hasakah on Tuesday, killing two soldiers, police said.",
    ),
}


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARLEDGER_CODER", "rules")
    monkeypatch.setenv("WARLEDGER_WHO", "Lina")
    monkeypatch.setenv("COLUMNS", "150")


def added(case: Path, *names: str) -> None:
    for name in names:
        source, published, text = REPORTS[name]
        path = case.with_name(f"{name}.txt")
        path.write_text(text, encoding="utf-8")
        done = warledger("add", case, path, "--source", source, "--published", published)
        assert done.code == 0, done.err


def listed(case: Path, *filters: str) -> list[dict]:
    return warledger("incidents", case, *filters, "--json").rows


def strike(case: Path) -> dict:
    """The incident of the market."""
    (found,) = [row for row in listed(case) if row["incident"]["type"]["value"] == "shelling_missile"]
    return found


def killed(row: dict) -> tuple[int | None, int | None, int | None]:
    toll = next(one for one in row["tolls"] if one["kind"] == "killed" and one["who"] is None)
    return toll["low"], toll["best"], toll["high"]


def told(done: Outcome) -> str:
    return " ".join(done.out.split())


def test_one_strike_told_by_many_is_followed_from_the_wire_to_an_undone_judgement(case_path: Path) -> None:
    added(case_path, "wire", "other")
    first = strike(case_path)
    assert (first["grade"], killed(first)) == ("weak", (3, 3, None))

    added(case_path, "reprint")
    reprinted = strike(case_path)
    assert reprinted["id"] == first["id"]
    assert len(reprinted["incident"]["voices"]) == 1
    assert "copies of one text" in reprinted["voices"][0]["rules"]
    assert reprinted["grade"] == "weak"

    added(case_path, "radio")
    assert strike(case_path)["grade"] == "fair"
    assert killed(strike(case_path))[0] == 3

    added(case_path, "update")
    updated = strike(case_path)
    assert killed(updated)[2] is None or killed(updated)[2] >= 7
    assert any(figure["replaces"] for toll in updated["tolls"] for figure in toll["figures"])

    added(case_path, "denial")
    denied = strike(case_path)
    assert (denied["grade"], denied["grade_rule"], len(denied["denied"])) == ("contested", "denied", 1)
    assert killed(denied) == killed(updated)

    denial = denied["denied"][0]
    other = next(claim for claim in denied["incident"]["claims"] if claim != denial)
    done = warledger("judge", case_path, denial, other, "no", "--why", "it denies another attack")
    assert done.code == 0, done.err
    assert not any({denial, other} <= set(row["incident"]["claims"]) for row in listed(case_path))
    refused = warledger("judge", case_path, other, denial, "yes", "--who", "Omar")
    assert refused.code == 2
    assert "Omar said yes" in refused.err
    assert "Lina said no" in refused.err
    judgement = warledger("judgements", case_path, "--json").rows[0]
    assert (judgement["who"], judgement["why"], judgement["stands"]) == ("Lina", "it denies another attack", True)
    assert warledger("undo", case_path, judgement["id"][10:18]).code == 0
    assert strike(case_path) == denied

    before = listed(case_path)
    assert warledger("link", case_path).code == 0
    assert listed(case_path) == before


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of all six reports."""
    path = tmp_path_factory.mktemp("incidents") / "qamishli.ledger"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARLEDGER_CODER", "rules")
        added(path, *REPORTS)
    return path


def test_the_view_names_the_rule_of_every_value(case: Path) -> None:
    shown = told(warledger("incident", case, strike(case)["id"]))
    for words in ("contested: some say that it happened", "rule denied", "copies of one text", "DENIES it", "LOW"):
        assert words in shown
    (line,) = warledger("incident", case, strike(case)["incident"]["claims"][0], "--json").rows
    assert line["id"] == strike(case)["id"]
    assert {claim["id"] for claim in line["told"]} == set(line["incident"]["claims"])


def test_filters_find_it_and_the_count_says_of_how_many(case: Path) -> None:
    done = warledger("incidents", case, "--voices", "2", "--contested", "--grade", "contested", "--place", "qamishli")
    assert f"1 of {len(listed(case))} incidents" in done.err
    assert warledger("incidents", case, "--limit", "1").err.startswith("1 of ")
    assert listed(case, "--limit", "1", "--skip", "1") == listed(case)[1:2]
    assert warledger("incidents", case, "--campaign", "zzz").code == 2


def test_csv_and_geojson_carry_low_best_high_and_the_number_of_voices(case: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(warledger("incidents", case, "--csv").out)))
    row = next(row for row in rows if row["incident_id"] == strike(case)["id"])
    low, best, _ = killed(strike(case))
    assert (row["killed_low"], row["killed_best"], row["independent_voices"]) == (str(low), str(best), "2")
    assert row["killed_rule"]
    features = json.loads(warledger("incidents", case, "--geojson").out)
    placed = next(one for one in features["features"] if one["id"] == strike(case)["id"])
    assert placed["properties"]["killed_low"] == low
    assert features["total"] == len(listed(case))


def test_acled_takes_the_lowest_and_ucdp_the_three_numbers_of_all_voices(case: Path) -> None:
    low, best, _ = killed(strike(case))
    acled = list(csv.DictReader(io.StringIO(warledger("export", case, "--format", "acled").out)))
    row = next(row for row in acled if strike(case)["id"] in row["notes"])
    assert row["fatalities"] == str(low)
    assert "Told by 2 independent voices; contested" in row["notes"]
    assert {"Northern Wire", "Evening Post", "Radio Jazira"} <= set(row["source"].split("; "))
    done = warledger("export", case, "--format", "ucdp")
    (ucdp,) = [row for row in csv.DictReader(io.StringIO(done.out)) if row["relid"] == strike(case)["id"]]
    assert (ucdp["low"], ucdp["number_of_sources"]) == (str(low), "2")
    assert int(ucdp["low"]) <= int(ucdp["best"]) <= int(ucdp["high"])
    assert int(ucdp["best"]) >= (best or 0)
    assert "Incidents in the ucdp file: " in done.err


def test_what_is_asked_of_incidents_is_not_asked_of_claims(case: Path) -> None:
    done = warledger("export", case, "--format", "csv", "--grade", "fair")
    assert done.code == 2
    assert "acled, geojson, ucdp" in done.err


def test_why_lays_a_pair_open(case: Path) -> None:
    one, other = strike(case)["incident"]["claims"][:2]
    shown = told(warledger("why", case, one, other))
    assert "the odds that two candidates are of one incident" in shown
    assert "They ARE of one incident" in shown
    (line,) = warledger("why", case, one, other, "--json").rows
    total = line["waterfall"]["prior"] + sum(step["bits"] for step in line["waterfall"]["steps"])
    assert line["waterfall"]["rule"] or total == pytest.approx(line["waterfall"]["total"], abs=0.02)
    assert warledger("why", case, one, one).code == 2


def test_sources_are_listed_noted_and_protected(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(case.read_bytes())
    before = {row["source"]["name"]: row for row in warledger("sources", copy, "--json").rows}
    assert before["Northern Wire"]["documents"] == 3
    assert warledger("sources", copy, "Northern Wire", "--reliability", "B", "--why", "long record").code == 0
    assert warledger("sources", copy, "Radio J", "--reliability", "A").code == 0
    assert warledger("sources", copy, "Evening Post", "--protected").code == 0
    letters = {voice["reliability"] for voice in strike(copy)["voices"]}
    assert "B" in letters
    for form in ("acled", "ucdp", "geojson", "csv"):
        assert "Evening Post" not in warledger("export", copy, "--format", form).out
    assert "Evening Post" not in warledger("incidents", copy, "--json").out
    assert warledger("sources", copy, "Nobody", "--reliability", "B").code == 2
    assert warledger("sources", copy, "--reliability", "B").code == 2


def test_campaigns_say_their_parameters(case: Path) -> None:
    done = warledger("campaigns", case, "--neighbours", "1", "--km", "500")
    assert done.code == 0
    assert "1 or more incidents within 7 days and 500 km" in " ".join(done.err.split())
