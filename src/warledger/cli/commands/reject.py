"""`warledger reject`: what was coded as a claim is none."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, in_part, person, say_judged, signed
from warledger.pipeline.judging import reject
from warledger.store.case import open_case

EXAMPLES = """
warledger reject aleppo.ledger 3f9a2c81 --why "the report tells of a film"
"""


@subcommand("reject", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@signed
@in_part
def command(case: str, claim: str, *, who: str | None, why: str | None, role: str) -> None:
    """Reject a claim: the report does not say it.

    It stands in no list, incident, figure or export any more, and what followed from it is worked out anew. The coded
    claim itself is kept, with who rejected it, when and why: the reason must be given. `warledger undo` restores it.
    What its source took back is another matter: see `warledger retract`.
    """
    with open_case(case, create=False) as store:
        (found,) = claims_meant(store, (claim,))
        say_judged(store, reject(store, found, person(who, why, role)), (found,))
