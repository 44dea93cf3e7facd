"""Writes the pages of docs/ that repeat what the program knows: cli, settings, codebook and exports.

    python docs/generate.py            write them anew (`make docs`)
    python docs/generate.py --check    exit 1 and name the pages that are out of date

The text around the facts stands here too, so a page has one home.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from exports_page import exports_page
from incidents_page import incidents_page
from places_page import places_page

from warledger.cli.environment import variable
from warledger.cli.exits import EXIT_CODES
from warledger.cli.main import SECTIONS, program
from warledger.config import SETTINGS
from warledger.reference.codebook import Codebook, load_codebook

FOLDER = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; `make docs` writes it anew. -->"
HELP_WIDTH = 96
HELP = ["-h", "--help"]


def main() -> int:
    """Write the pages, or check them."""
    check = sys.argv[1:] == ["--check"]
    stale = []
    for name, write in PAGES.items():
        page, text = FOLDER / name, write()
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            page.write_text(text, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


def cli_page() -> str:
    """Every command with its help, as the program prints it."""
    parts = [
        "# The command line",
        NOTE,
        "Data goes to standard output, talk (counts, progress, messages) to standard error, so every command can be "
        "piped. Tables are drawn to the width of the terminal, or to `COLUMNS`; colour is left out where the output is "
        "no terminal and where `NO_COLOR` is set, and is never the only sign of anything. Where nothing can be "
        "underlined, marked words stand in «».",
        "A CASE is a SQLite file of your choosing, with the original bytes of its reports in the folder `CASE.archive` "
        "beside it. Copy both to copy a case.",
        "## Exit codes",
        "\n".join(
            ["| code | meaning |", "|---|---|", *(f"| {code} | {escaped(meaning)} |" for code, meaning in EXIT_CODES)]
        ),
        "## warledger",
        f"```text\n{help_of()}\n```",
    ]
    for section in SECTIONS:
        for entry in section.entries:
            parts += [f"## warledger {entry.name}", f"```text\n{help_of(entry.name)}\n```"]
    return "\n\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Words that may stand in a cell of a table."""
    return words.replace("|", "\\|")


def help_of(name: str | None = None) -> str:
    """What `warledger NAME --help` prints."""
    with click.Context(program, info_name="warledger", terminal_width=HELP_WIDTH, help_option_names=HELP) as outer:
        if name is None:
            return outer.get_help().rstrip()
        command = program.get_command(outer, name)
        assert command is not None, f"there is no command {name}"
        with click.Context(command, info_name=name, parent=outer, terminal_width=HELP_WIDTH) as inner:
            return command.get_help(inner).rstrip()


def settings_page() -> str:
    """Every setting."""
    rows = [
        f"| `{setting.name}` | `{variable(setting)}` | {setting.default if setting.default is not None else '-'} "
        f"| {setting.help} |"
        for setting in SETTINGS
    ]
    parts = [
        "# Settings",
        NOTE,
        "A setting holds for every command. It is given in an environment variable; an option of a command "
        "(`--codebook`, `--workers`) goes before the variable, the variable before the default. `warledger settings` "
        "prints the values in force and where each came from. A variable that cannot be read ends the run with code 2.",
        "\n".join(["| setting | variable | default | what it is |", "|---|---|---|---|", *rows]),
        "Besides these the program respects `NO_COLOR` (no colours) and `COLUMNS` (the width to draw tables in).",
    ]
    return "\n\n".join(parts) + "\n"


def codebook_page() -> str:
    """The shipped codebook."""
    rules = load_codebook(None)
    parts = [
        "# The codebook",
        NOTE,
        f"This is codebook {rules.name}, version {rules.version}, which ships with the program. A **claim** is one "
        "report's word that one event happened, or was tried, planned, threatened, feared or denied. "
        "`warledger codebook` prints this page's tables; `warledger codebook --json` prints them for a program.",
        "## Types",
        types_table(rules),
        "## Statuses",
        "Only statuses that count are ever counted or exported as events. The others are kept, and shown as what they "
        "are.",
        statuses_table(rules),
        "## Kinds of harm",
        "\n".join(
            ["| kind | means |", "|---|---|", *(f"| `{h.kind.value}` | {h.description} |" for h in rules.harm.kinds)]
        ),
        "## Words of number",
        words_table(rules),
        "## A codebook of your own",
        OWN_CODEBOOK,
    ]
    return "\n\n".join(parts) + "\n"


OWN_CODEBOOK = """Write a YAML file that begins with `extends: shipped` and names only what differs, or copy the shipped
file (`src/warledger/reference/data/codebook.yaml`) and edit the copy. An entry set to null is taken out.

```yaml
extends: shipped
name: my-codebook
version: "1"
types:
  hostage_release:
    label: Hostage release
    description: Hostages or prisoners are let go.
    acled_event_type: Strategic developments
    acled_sub_event: Agreement
    plover: [RETREAT release]
    ucdp_violence: []
```

`warledger codebook --check mine.yaml` says whether it can be used, and otherwise which line is wrong and what is
allowed there. Use it with `--codebook mine.yaml` where reports are read, or set `WARLEDGER_CODEBOOK`. The coder's name
in every claim carries the codebook's name and version, so claims of two codebooks are never taken for each other's.
The statuses and the kinds of harm are part of the records and cannot be added to."""


def types_table(rules: Codebook) -> str:
    """The types with where they go in other codebooks."""
    rows = ["| type | covers | ACLED sub-event | PLOVER | UCDP violence |", "|---|---|---|---|---|"]
    for kind in rules.types.values():
        others = "".join(f"; {sub} ({case.value.replace('_', ' ')})" for case, sub in kind.acled_when.items())
        violence = ", ".join(str(number) for number in kind.ucdp_violence) or "-"
        acled = f"{kind.acled_sub_event or '-'}{others}"
        rows.append(f"| `{kind.id}` | {kind.description} | {acled} | {', '.join(kind.plover) or '-'} | {violence} |")
    return "\n".join(rows)


def statuses_table(rules: Codebook) -> str:
    """The statuses."""
    rows = ["| status | means | counts as an event |", "|---|---|---|"]
    for status, entry in rules.statuses.items():
        rows.append(f"| `{status.value}` | {entry.description} | {'yes' if entry.counts_as_event else 'no'} |")
    return "\n".join(rows)


def words_table(rules: Codebook) -> str:
    """How words of number are read."""
    rows = ["| words | low | high |", "|---|---|---|"]
    for phrase, bounds in rules.harm.vague.items():
        rows.append(f"| {phrase} | {shown(bounds.low)} | {shown(bounds.high)} |")
    for hedge, bound in rules.harm.hedges.items():
        low = {"floor": "N", "ceiling": "-"}.get(bound.value, f"N - {rules.harm.approximate_margin:.0%}")
        high = {"floor": "-", "ceiling": "N"}.get(bound.value, f"N + {rules.harm.approximate_margin:.0%}")
        rows.append(f"| {hedge} N | {low} | {high} |")
    plural, none = rules.harm.plural_without_number, rules.harm.none
    rows.append(f'| a plural without a number ("civilians were killed") | {shown(plural.low)} | {shown(plural.high)} |')
    rows.append(f'| "no casualties" | {shown(none.low)} | {shown(none.high)} |')
    return "\n".join(rows)


def shown(bound: int | None) -> str:
    """A bound, or a dash where the words set none."""
    return "-" if bound is None else str(bound)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "settings.md": settings_page,
    "codebook.md": codebook_page,
    "incidents.md": lambda: incidents_page(NOTE),
    "places.md": lambda: places_page(NOTE),
    "exports.md": lambda: exports_page(NOTE),
}

if __name__ == "__main__":
    sys.exit(main())
