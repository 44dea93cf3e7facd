"""`warledger verify`: whether a case is whole, property by property."""

import click
from rich.text import Text

from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.options import case_argument
from warledger.cli.screen import dim, screen
from warledger.cli.talk import emit, say
from warledger.cli.watching import Watching
from warledger.pipeline import Check, verify

EXAMPLES = """
warledger verify demo.ledger
warledger verify demo.ledger --json | jq 'select(.ok | not)'
"""


@subcommand("verify", examples=EXAMPLES)
@case_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a property.")
def command(case: str, as_json: bool) -> int:
    """Recompute every hash and the custody chain of a case.

    One line a property: whether it holds, over how many things, and the first thing that breaks it. Originals are
    hashed again, texts extracted again, quotes looked up in their texts, ids and the custody chain recomputed;
    nothing is mended. The exit code is 1 when anything is broken. Run it before you hand a case on and after you
    are handed one, and keep the head of the chain elsewhere: somebody who can write the file could forge a whole
    new chain.
    """
    broken = 0
    console = screen()
    with Watching() as watching:
        checks = list(verify(case, progress=watching))
    for check in checks:
        broken += not check.ok
        if as_json:
            fields = {"name": check.name, "ok": check.ok, "counted": check.counted}
            emit(fields | {"first_broken": check.first_broken, "note": check.note})
        else:
            console.print(_line(check))
    if broken:
        say(f"{case} is damaged: {broken} of {len(checks)} properties do not hold. Restore it from a copy.")
        return REFUSED
    say(f"{case} is whole: {len(checks)} properties hold.")
    return FINE


def _line(check: Check) -> Text:
    sign = Text("ok      ", style="green") if check.ok else Text("BROKEN  ", style="bold red")
    line = sign.append(f"{check.name} ({check.counted:,})", style="default")
    if check.first_broken:
        line.append(f"\n        first: {check.first_broken}", style="default")
    return line.append(dim(f"\n        {check.note}")) if check.note else line
