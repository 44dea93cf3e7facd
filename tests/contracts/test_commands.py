"""What every command promises: help that teaches, data on one stream and talk on the other, errors with a way out."""

import inspect
import json
import re
from pathlib import Path

import click
import pytest

from tests.cli.program import demo_case, warledger
from warledger.cli.command import Command
from warledger.cli.main import SECTIONS, program

ENTRIES = [entry for section in SECTIONS for entry in section.entries]
NAMES = [entry.name for entry in ENTRIES]


def command(name: str) -> Command:
    with click.Context(program) as context:
        found = program.get_command(context, name)
    assert isinstance(found, Command)
    return found


def takes_case(name: str) -> bool:
    return any(parameter.name == "case" for parameter in command(name).params)


OF_CLAIMS = ("accept", "reject", "doubt", "correct")
CHANGING = ("add", "demo", "recode", "link", "judge", "split", "merge", "move", "retract", "undo", "place", *OF_CLAIMS)
ASKING = [name for name in NAMES if takes_case(name) and name not in CHANGING]
CLAIMS = {"show": 1, "incident": 1, "why": 2, "judge": 2, "split": 1, "merge": 2, "move": 2, "retract": 1, "undo": 1}
CLAIMS |= dict.fromkeys(OF_CLAIMS, 1)
MORE = {name: [f"claim-{k}" for k in range(number)] for name, number in CLAIMS.items()}
MORE |= {"search": ["market"], "export": ["--format", "csv"], "judge": ["claim-0", "claim-1", "yes"]}
MORE |= {"correct": ["claim-0", "weapons", "none"], "place": ["Hadrut", "none"]}


EMPTY = ("failures", "judgements", "batches")


def arguments(name: str, case: Path) -> list[str]:
    """What a command that only asks needs beside the case: words, or claims that there are."""
    if name == "search":
        return MORE[name]
    rows = warledger("incidents", case, "--json").rows if name in CLAIMS else []
    return next((row["incident"]["claims"][: CLAIMS[name]] for row in rows if len(row["incident"]["claims"]) > 1), [])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_list_of_commands_says_what_the_help_of_the_command_says(entry: object) -> None:
    text = inspect.cleandoc(command(entry.name).help or "")  # type: ignore[attr-defined]
    assert text.split("\n\n")[0].replace("\n", " ") == entry.summary  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_the_help_teaches_with_a_paragraph_and_examples(name: str) -> None:
    shown = warledger(name, "--help")
    assert shown.code == 0
    assert shown.err == ""
    paragraphs = inspect.cleandoc(command(name).help or "").split("\n\n")
    assert len(paragraphs) >= 2, "a summary, then what it is for"
    assert len(" ".join(paragraphs[1:]).split()) >= 20
    assert "Examples:" in shown.out
    assert f"warledger {name}" in command(name).examples


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_help(name: str) -> None:
    silent = [p.name for p in command(name).params if isinstance(p, click.Option) and not p.help]
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_an_example_uses_only_options_that_there_are(name: str) -> None:
    for line in command(name).examples.splitlines():
        for shown, rest in re.findall(r"warledger (\w+)((?: [^|]*)?)", line):
            known = {option for p in command(shown).params for option in (*p.opts, *p.secondary_opts)}
            used = set(re.findall(r"(?<= )(--[a-z-]+|-[a-z])(?= |$)", rest.split("  ")[0]))
            assert used <= known, f"{line!r} uses {sorted(used - known)}"


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_option_is_bad_usage(name: str) -> None:
    shown = warledger(name, "--no-such-option")
    assert shown.code == 2
    assert shown.out == ""
    assert "--no-such-option" in shown.err


@pytest.mark.parametrize("name", ASKING)
def test_a_case_that_is_not_there_is_named_and_not_made(name: str, tmp_path: Path) -> None:
    case = tmp_path / "nothing.ledger"
    shown = warledger(name, case, *MORE.get(name, ()))
    assert shown.code == 3
    assert shown.out == ""
    assert str(case) in shown.err
    assert "Traceback" not in shown.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in NAMES if takes_case(name)])
def test_a_file_that_is_no_case_is_named_and_left_as_it_was(name: str, tmp_path: Path) -> None:
    case = tmp_path / "letter.txt"
    case.write_text("Dear reader, this is not a case.\n" * 20)
    report = tmp_path / "report.txt"
    report.write_text("A shell fell on the town on Tuesday.")
    shown = warledger(name, case, *MORE.get(name, ()), *([report] if name == "add" else []))
    assert shown.code == 3
    assert shown.out == ""
    assert str(case) in shown.err
    assert case.read_text() == "Dear reader, this is not a case.\n" * 20
    assert {path.name for path in tmp_path.iterdir()} == {"letter.txt", "report.txt"}


WITH_JSON = [name for name in ASKING if any("--json" in parameter.opts for parameter in command(name).params)]


@pytest.mark.parametrize("name", WITH_JSON)
def test_json_is_all_that_stands_on_standard_output(name: str) -> None:
    case = demo_case()
    shown = warledger(name, case, *arguments(name, case), "--json")
    assert shown.code == 0
    assert all(isinstance(row, dict) for row in shown.rows)
    assert shown.rows or name in EMPTY


@pytest.mark.parametrize("name", [name for name in ASKING if name not in ("export", "serve")])
def test_without_a_terminal_there_are_no_colours(name: str) -> None:
    case = demo_case()
    shown = warledger(name, case, *arguments(name, case))
    assert shown.code == 0
    assert "\x1b" not in shown.out + shown.err


@pytest.mark.parametrize("columns", [60, 80, 100, 110, 150, 200])
@pytest.mark.parametrize("name", [name for name in ASKING if name not in ("export", "serve", "verify")])
def test_a_table_fits_its_width(name: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    case = demo_case()
    shown = warledger(name, case, *arguments(name, case))
    assert shown.out or name in EMPTY
    assert max((len(line) for line in shown.out.splitlines()), default=0) <= columns


def test_a_row_of_claims_can_be_shown_by_the_id_that_the_table_prints() -> None:
    case = demo_case()
    for line in warledger("claims", case).out.splitlines():
        if found := re.match(r"[0-9a-f]{8}(?= )", line):
            shown = warledger("show", case, found.group(), "--json")
            assert shown.code == 0, shown.err
            assert json.loads(shown.out)["claim"]["id"].startswith(f"claim-{found.group()}")
