"""`export`: whole files or none, an account of the losses, and a custody record of what left the case."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.program import demo_case, warledger
from warledger.exports.formats import FORMATS

NAMES = [form.name for form in FORMATS]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    copied = tmp_path / "copy.ledger"
    shutil.copy(demo_case(), copied)
    shutil.copytree(f"{demo_case()}.archive", f"{copied}.archive")
    return copied


@pytest.mark.parametrize("name", NAMES)
def test_an_export_states_its_losses_and_is_noted_with_its_hash(name: str, case: Path) -> None:
    out, losses = case.with_name(f"out.{name}"), case.with_name("losses.json")
    done = warledger("export", case, "--format", name, "-o", out, "--losses", losses, "--type", "shelling_missile")
    assert done.code == 0, done.err
    assert done.out == ""
    account = json.loads(losses.read_text(encoding="utf-8"))
    assert account["claims"] == account["exported"] + sum(loss["claims"] for loss in account["left_out"])
    assert account["statement"] in done.err
    noted = warledger("custody", case, "--json").rows[-1]
    details = dict(noted["details"])
    assert noted["action"] == "export"
    assert details["format"] == name
    assert details["filters"] == "type: shelling_missile"
    assert details["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert details["complete"] == "yes"
    assert warledger("verify", case).code == 0


@pytest.mark.parametrize("name", NAMES)
def test_standard_output_has_the_same_bytes_as_a_file(name: str, case: Path) -> None:
    out = case.with_name("out")
    warledger("export", case, "--format", name, "-o", out)
    piped = warledger("export", case, "--format", name)
    assert piped.out.encode() == out.read_bytes()
    assert f"in the {name} file" in piped.err


def test_the_same_filters_choose_the_same_claims_everywhere(case: Path) -> None:
    wanted = ("--status", "denied", "--status", "happened", "--from", "2016", "--min-confidence", "0.7")
    listed = [row["id"] for row in warledger("claims", case, *wanted, "--json").rows]
    exported = warledger("export", case, "--format", "jsonl", *wanted).rows
    table = warledger("claims", case, *wanted, "--csv").out
    assert 0 < len(listed) < len(warledger("claims", case, *wanted[:-2], "--json").rows)
    assert len(exported) == len(listed)
    assert all(claim in table for claim in listed)


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(case: Path) -> None:
    out = case.with_name("no folder") / "out.csv"
    done = warledger("export", case, "--format", "csv", "-o", out)
    assert done.code == 5
    assert str(out) in done.err
    assert [path.name for path in case.parent.iterdir() if "part" in path.name] == []


def test_a_file_that_was_there_is_replaced_only_by_a_whole_one(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = case.with_name("out.csv")
    out.write_text("what was there")
    monkeypatch.setattr("warledger.cli.commands.export.write", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        warledger("export", case, "--format", "csv", "-o", out)
    assert out.read_text() == "what was there"
    monkeypatch.undo()
    assert dict(warledger("custody", case, "--json").rows[-1]["details"])["complete"] == "no"


def test_an_unknown_format_names_those_there_are(case: Path) -> None:
    done = warledger("export", case, "--format", "excel")
    assert done.code == 2
    assert all(name in done.err for name in NAMES)


def test_incidents_come_as_csv_with_their_columns(case: Path) -> None:
    done = warledger("incidents", case, "--csv")
    assert done.code == 0
    head, *rows = done.out.splitlines()
    assert head.startswith("incident_id,type,status,")
    assert len(rows) == len(warledger("incidents", case, "--json").rows)


def test_a_device_or_a_link_is_written_and_not_replaced(case: Path) -> None:
    kept, link = case.with_name("kept.csv"), case.with_name("link.csv")
    kept.write_text("old")
    link.symlink_to(kept)
    assert warledger("export", case, "--format", "csv", "-o", link).code == 0
    assert link.is_symlink()
    assert len(kept.read_bytes()) > 1000
    assert warledger("export", case, "--format", "csv", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("out", [".", "/", ".."])
def test_a_folder_is_no_file(case: Path, out: str) -> None:
    done = warledger("export", case, "--format", "csv", "-o", out)
    assert done.code == 2
    assert "is a folder" in done.err
