"""`warledger codebook`: what a claim may say, in the shipped codebook or in one of the user's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.options import codebook_option
from warledger.cli.screen import Column, Row, dim, draw, lines, screen, status_text
from warledger.cli.talk import emit, say
from warledger.reference.codebook import Codebook, EventType, load_codebook

EXAMPLES = """
warledger codebook                         every type, status and kind of harm, and what each means
warledger codebook --json > codebook.json  the same for a program
warledger codebook --check mine.yaml       whether your own can be used; says which line is wrong
warledger codebook --codebook mine.yaml    print your own
"""


@subcommand("codebook", examples=EXAMPLES)
@click.option("--check", type=click.Path(path_type=Path), metavar="FILE", help="Only check this codebook.")
@codebook_option
@click.option("--json", "as_json", is_flag=True, help="Print the codebook as one JSON object.")
def command(check: Path | None, codebook: Path | None, as_json: bool) -> None:
    """Print the codebook, or check one of your own.

    The codebook says which types of events there are, what a status means, and how words of harm become numbers
    ("dozens" is 24 or more). Yours may stand alone, or begin with `extends: shipped` and name only what differs. Use it
    with --codebook FILE where reports are read, or for every command with WARLEDGER_CODEBOOK.
    """
    if check is not None:
        found = load_codebook(check)
        say(f"{check} can be used: codebook {found.name} {found.version}, {len(found.types)} types.")
        return
    rules = load_codebook(environment.settings(codebook=codebook).codebook)
    if as_json:
        emit(as_values(rules))
    else:
        _print(rules)


def _print(rules: Codebook) -> None:
    console = screen()
    console.print(Text(f"Codebook {rules.name}, version {rules.version}", style="bold"), "\n")
    narrow = console.width < 110
    types = (Column("TYPE", 21), Column("COVERS", share=4), Column("ACLED SUB-EVENT", share=2))
    draw(console, types[: 2 if narrow else 3], (_type_row(kind, narrow) for kind in rules.types.values()))
    console.print()
    statuses = (Column("STATUS", 21), Column("MEANS", share=4), Column("COUNTS AS EVENT", 15))
    rows = [
        (status_text(status), entry.description, "yes" if entry.counts_as_event else "no")
        for status, entry in rules.statuses.items()
    ]
    draw(console, statuses, rows)
    console.print()
    draw(console, (Column("HARM", 21), Column("MEANS")), [(h.kind.value, h.description) for h in rules.harm.kinds])
    console.print()
    draw(console, (Column("WORDS", 21), Column("ARE READ AS")), _harm_rows(rules))


def _type_row(kind: EventType, narrow: bool) -> Row:
    covers = lines(kind.description, dim(f"ACLED: {kind.acled_sub_event}") if narrow and kind.acled_sub_event else "")
    return (kind.id, covers) if narrow else (kind.id, covers, kind.acled_sub_event or "-")


def _harm_rows(rules: Codebook) -> list[Row]:
    words: dict[str, list[str]] = {}
    for phrase, bounds in rules.harm.vague.items():
        words.setdefault(f"{_count(bounds.low)} to {_count(bounds.high)}", []).append(phrase)
    hedges: dict[str, list[str]] = {}
    for hedge, bound in rules.harm.hedges.items():
        hedges.setdefault(bound.value, []).append(hedge)
    margin = f"give or take {rules.harm.approximate_margin:.0%}"
    means = {"floor": "that number or more", "ceiling": "that number or fewer", "approximate": margin}
    rows = [(", ".join(phrases), reading) for reading, phrases in words.items()]
    return [*rows, *((", ".join(found) + " N", means.get(bound, bound)) for bound, found in hedges.items())]


def _count(bound: int | None) -> str:
    return "?" if bound is None else f"{bound:,}"


def as_values(rules: Codebook) -> Mapping[str, Any]:
    """The codebook as JSON values."""
    return {
        "name": rules.name,
        "version": rules.version,
        "types": [
            {
                "id": kind.id,
                "label": kind.label,
                "description": kind.description,
                "acled_event_type": kind.acled_event_type,
                "acled_sub_event": kind.acled_sub_event,
                "acled_when": {case.value: sub_event for case, sub_event in kind.acled_when.items()},
                "plover": list(kind.plover),
                "ucdp_violence": list(kind.ucdp_violence),
            }
            for kind in rules.types.values()
        ],
        "statuses": [
            {"id": status.value, "description": entry.description, "counts_as_event": entry.counts_as_event}
            for status, entry in rules.statuses.items()
        ],
        "harm": [{"id": entry.kind.value, "description": entry.description} for entry in rules.harm.kinds],
        "vague": {phrase: [bounds.low, bounds.high] for phrase, bounds in rules.harm.vague.items()},
        "hedges": {hedge: bound.value for hedge, bound in rules.harm.hedges.items()},
    }
