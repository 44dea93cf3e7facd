"""`warledger custody`: the log of what was done to a case."""

import click

from warledger.cli import phrases
from warledger.cli.asking import Counted, asked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.screen import Column, draw, screen
from warledger.cli.talk import emit, say
from warledger.model.serial import dump

EXAMPLES = """
warledger custody demo.ledger
warledger custody demo.ledger --json | tail -n 1     the newest record; note its hash somewhere safe
"""


@subcommand("custody", examples=EXAMPLES)
@case_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a record, with its hashes.")
def command(case: str, as_json: bool) -> None:
    """Print the log of what was done to a case.

    It tells of each capture, export, refusal and change, and when. Every record holds the hash of the one before it, so
    that none can be changed or taken out unseen: `warledger verify` recomputes them all. Somebody who can write the
    file could forge the whole chain; to rule that out, write the newest hash down elsewhere.
    """
    with asked(case) as store:
        records = Counted(store.custody())
        if as_json:
            for record in records:
                emit(dump(record))
        else:
            columns = (
                *(Column("NO.", 5, right=True), Column("WHEN (UTC)", 19), Column("ACTION", 8)),
                *(Column("SUBJECT AND DETAILS"), Column("HASH", 8)),
            )
            rows = (
                (
                    str(r.sequence),
                    f"{r.at:%Y-%m-%d %H:%M:%S}",
                    r.action.value,
                    "  ".join([r.subject, *(f"{name}={_short(value)}" for name, value in r.details)]),
                    r.hash[:8],
                )
                for r in records
            )
            draw(screen(), columns, rows)
        say(phrases.count(records.seen, "record"))


def _short(value: str) -> str:
    """Hashes are cut: --json has them whole."""
    return f"{value[:8]}…" if len(value) == 64 else value
