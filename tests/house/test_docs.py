"""What a user can meet is documented, or the build fails: commands, options, settings, columns, the codebook."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from warledger.cli.environment import variable
from warledger.cli.exits import EXIT_CODES
from warledger.cli.main import SECTIONS, program
from warledger.config import SETTINGS
from warledger.errors import StopRun
from warledger.exports.formats import FORMATS
from warledger.exports.incident_rows import INCIDENT_COLUMNS
from warledger.model.claim import HarmKind, Status
from warledger.reference.codebook import load_codebook

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMANDS = [entry.name for section in SECTIONS for entry in section.entries]


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    with click.Context(program) as context:
        found = program.get_command(context, name)
    assert found is not None
    return found


def test_the_generated_pages_are_what_the_program_says() -> None:
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_each_of_its_options_is_documented(name: str) -> None:
    text = page("cli.md")
    assert f"## warledger {name}\n" in text
    section = text.split(f"## warledger {name}\n")[1].split("\n## ")[0]
    for parameter in command(name).params:
        for option in parameter.opts if isinstance(parameter, click.Option) else []:
            assert option in section, f"docs/cli.md does not tell of {name} {option}"


def test_every_file_of_a_command_is_listed() -> None:
    files = {path.stem for path in (ROOT / "src/warledger/cli/commands").glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_documented(setting: object) -> None:
    text = page("settings.md")
    assert f"`{setting.name}`" in text  # type: ignore[attr-defined]
    assert variable(setting) in text  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_export_and_each_of_its_columns_and_losses_is_documented(form: object) -> None:
    text = page("exports.md")
    names = [column.name for column in form.columns]  # type: ignore[attr-defined]
    missing = [name for name in names if f"`{name}`" not in text]
    assert not missing, f"docs/exports.md does not tell of the columns {missing} of {form.name}"  # type: ignore[attr-defined]
    losses = [*form.left_out, *form.reduced]  # type: ignore[attr-defined]
    unsaid = [loss.name for loss in losses if loss.name not in text]
    assert not unsaid, f"docs/exports.md does not tell of the losses {unsaid} of {form.name}"  # type: ignore[attr-defined]


def test_every_column_of_the_table_of_incidents_is_documented() -> None:
    text = page("incidents.md")
    assert [c.name for c in INCIDENT_COLUMNS if f"`{c.name}`" not in text] == []


def test_every_type_status_and_kind_of_harm_is_documented() -> None:
    text = page("codebook.md")
    names = [*load_codebook(None).types, *Status, *HarmKind]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_error_that_ends_a_run_has_its_exit_code_in_the_list() -> None:
    errors = [StopRun, *StopRun.__subclasses__()]
    assert {error.exit_code for error in errors} <= {code for code, _ in EXIT_CODES}


PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_reached_from_the_index(path: Path) -> None:
    if path.parent == DOCS and path.name != "index.md":
        assert f"]({path.name})" in page("index.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_command_shown_in_a_page_exists(path: Path) -> None:
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    for name, rest in re.findall(r"^\$? ?warledger (\w+)([^\n|>]*)", "\n".join(blocks), re.MULTILINE):
        assert name in COMMANDS, f"{path.name} shows `warledger {name}`"
        known = {
            option for parameter in command(name).params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        shown = set(re.findall(r"(?<= )--[\w-]+", rest)) - {"--help"}
        assert shown <= known, f"{path.name} shows {sorted(shown - known)} of {name}"


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_licence_is_the_apache_licence_word_for_word() -> None:
    text = (ROOT / "LICENSE").read_bytes()
    assert len(text) == 11358
    assert b"Apache License\n                           Version 2.0, January 2004" in text


def test_every_library_that_is_installed_has_its_licence_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = project.split("dependencies = [")[1].split("]")[0]
    assert [name for name in re.findall(r'"([a-z0-9-]+)', needed) if name not in notice] == []
