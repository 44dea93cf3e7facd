"""`warledger why`: how a pair of claims compares, step by step."""

import click

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.screen import screen
from warledger.cli.signing import claims_meant
from warledger.cli.talk import emit
from warledger.cli.waterfall import show_compared
from warledger.model.serial import dump
from warledger.pipeline.comparing import compare

EXAMPLES = """
warledger why aleppo.ledger 3f9a2c81 0b77d1e4
warledger why aleppo.ledger 3f9a2c81 0b77d1e4 --json | jq '.waterfall.steps[] | select(.bits > 1)'
"""


@subcommand("why", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(case: str, claim: str, other: str, as_json: bool) -> None:
    """Show why two claims are, or are not, one incident.

    Each comparison says in a sentence what it found, and what that weighs in bits: a bit more doubles the odds that the
    two tell of one incident. The weights add up, from the odds of any two candidates to the total. Rules that stand
    above all weights, and what people judged, are named. Claims can be of one incident though their own weight is low:
    others that fit both tie them together, if the average holds.
    """
    with asked_linked(case) as store:
        one, two = claims_meant(store, (claim, other))
        found = compare(store, one, two)
        claims = store.links().claims((one, two))
        reports = store.links().reports(each.document for each in claims.values())
    if as_json:
        emit(dump(found) | {"chance": found.waterfall.chance})
    else:
        show_compared(screen(), found, claims, reports)
