"""`warledger doubt`: somebody looked at a claim and is not sure."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, in_part, person, say_judged, signed
from warledger.pipeline.judging import doubt
from warledger.store.case import open_case

EXAMPLES = """
warledger doubt aleppo.ledger 3f9a2c81 --why "it may be the strike of the day before"
"""


@subcommand("doubt", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@signed
@in_part
def command(case: str, claim: str, *, who: str | None, why: str | None, role: str) -> None:
    """Note that you looked at a claim and are not sure of it.

    Nothing changes: the claim counts as before. But it is on record that a person looked, when and why, and the claim
    leaves the queue of `warledger review`. A later `accept`, `reject` or `correct` rules in its place.
    """
    with open_case(case, create=False) as store:
        (found,) = claims_meant(store, (claim,))
        say_judged(store, doubt(store, found, person(who, why, role)), (found,))
