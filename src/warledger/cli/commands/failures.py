"""`warledger failures`: what was refused, why, and how to try it again."""

from dataclasses import asdict

import click

from warledger.cli import phrases
from warledger.cli.asking import Counted, asked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.screen import Column, dim, draw, lines, screen
from warledger.cli.talk import emit, say

EXAMPLES = """
warledger failures demo.ledger
warledger failures demo.ledger --json | jq -r .retry     the commands to try again
"""


@subcommand("failures", examples=EXAMPLES)
@case_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a refused input.")
def command(case: str, as_json: bool) -> None:
    """List what was refused, why, and how to try again.

    An input that cannot be used never stops the others, and is never forgotten: it stands here with its reason. Fix the
    cause and run the command in the last line of its row.
    """
    with asked(case) as store:
        failures = Counted(store.failures())
        if as_json:
            for failure in failures:
                emit(asdict(failure) | {"at": failure.at.isoformat()})
        else:
            columns = (Column("WHEN", 16), Column("REASON", 12), Column("WHAT HAPPENED, AND HOW TO TRY AGAIN"))
            rows = ((f"{f.at:%Y-%m-%d %H:%M}", f.reason, lines(f.message, dim(f.retry))) for f in failures)
            draw(screen(), columns, rows)
        say(phrases.count(failures.seen, "refused input"))
