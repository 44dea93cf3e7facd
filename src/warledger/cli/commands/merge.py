"""`warledger merge`: several incidents are one."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, person, say_judged, signed
from warledger.pipeline.judging import merge
from warledger.store.case import open_case

EXAMPLES = """
warledger merge aleppo.ledger 3f9a2c81 0b77d1e4 --why "one strike under two spellings of the town"
"""


@subcommand("merge", examples=EXAMPLES)
@case_argument
@click.argument("incidents", metavar="INCIDENT...", nargs=-1, required=True)
@signed
def command(case: str, incidents: tuple[str, ...], *, who: str | None, why: str | None) -> None:
    """Make several incidents one.

    All claims of the INCIDENTs (ids of incidents, or of claims of them) belong together from now on, whatever their
    weights. It is stored as judgements on pairs of their claims, which `warledger undo` takes back all at once.
    """
    if len(incidents) < 2:
        raise click.UsageError("Name two incidents or more: warledger incidents CASE lists them.")
    with open_case(case, create=False) as store:
        found = claims_meant(store, incidents)
        say_judged(store, merge(store, found, person(who, why)), found)
