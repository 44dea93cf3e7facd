"""`warledger move`: a claim belongs to another incident."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, person, say_judged, signed
from warledger.pipeline.judging import move
from warledger.store.case import open_case

EXAMPLES = """
warledger move aleppo.ledger 3f9a2c81 0b77d1e4 --why "it tells of the second strike"
"""


@subcommand("move", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@click.argument("incident", metavar="INCIDENT")
@signed
def command(case: str, claim: str, incident: str, *, who: str | None, why: str | None) -> None:
    """Move a claim to another incident.

    The CLAIM is kept apart from every claim that it stood with, and joined to the INCIDENT (the id of one, or of a
    claim of it). It is stored as judgements on pairs, which `warledger undo` takes back all at once.
    """
    with open_case(case, create=False) as store:
        moved, to = claims_meant(store, (claim, incident))
        old = [one for one in store.incidents().claims_beside(moved) if one != moved]
        say_judged(store, move(store, moved, to, person(who, why)), (moved, *old[:1]))
