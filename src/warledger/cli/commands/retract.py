"""`warledger retract`: the source of a claim took it back."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, person, say_judged, signed
from warledger.pipeline.judging import retract
from warledger.store.case import open_case

EXAMPLES = """
warledger retract aleppo.ledger 3f9a2c81 --why "the agency withdrew its story on 5 April"
"""


@subcommand("retract", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@signed
def command(case: str, claim: str, *, who: str | None, why: str | None) -> None:
    """Note that the source of a claim took it back.

    The claim stays where it is and is shown, but speaks for its incident no longer: it gives no value to any field, its
    figures count for nothing, and an incident that everybody took back is discounted. A later version of a report that
    no longer tells of an incident takes it back by itself. `warledger undo` takes the note back.
    """
    with open_case(case, create=False) as store:
        (found,) = claims_meant(store, (claim,))
        say_judged(store, retract(store, found, person(who, why)), (found,))
