"""`warledger split`: one incident is several."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, person, say_judged, signed
from warledger.pipeline.judging import split
from warledger.store.case import open_case

EXAMPLES = """
warledger split aleppo.ledger 3f9a2c81 --why "the second strike of that day"
warledger split aleppo.ledger 3f9a2c81 0b77d1e4              these two belong together, and not to the rest
"""


@subcommand("split", examples=EXAMPLES)
@case_argument
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@signed
def command(case: str, claims: tuple[str, ...], *, who: str | None, why: str | None) -> None:
    """Split claims off their incident: they are an incident of their own.

    The CLAIMs, all of one incident, stay together; so does what is left; and the two are kept apart whatever their
    weights. It is stored as judgements on pairs, which `warledger undo` takes back all at once.
    """
    with open_case(case, create=False) as store:
        found = claims_meant(store, claims)
        rest = [claim for claim in store.incidents().claims_beside(found[0]) if claim not in found]
        say_judged(store, split(store, found, person(who, why)), (*found, *rest[:1]))
