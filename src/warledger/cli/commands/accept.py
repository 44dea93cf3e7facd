"""`warledger accept`: a claim stands as it is."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, in_part, person, say_judged, signed
from warledger.pipeline.judging import accept
from warledger.store.case import open_case

EXAMPLES = """
warledger accept aleppo.ledger 3f9a2c81
warledger accept aleppo.ledger 3f9a2c81 --as coder --who Omar
"""


@subcommand("accept", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@signed
@in_part
def command(case: str, claim: str, *, who: str | None, why: str | None, role: str) -> None:
    """Accept a claim as it stands.

    A person read the report and says that the claim is what it says, with whatever was corrected in it before. It is
    stored as a judgement, leaves the queue of `warledger review`, and can be taken back with `warledger undo`.
    """
    with open_case(case, create=False) as store:
        (found,) = claims_meant(store, (claim,))
        say_judged(store, accept(store, found, person(who, why, role)), (found,))
