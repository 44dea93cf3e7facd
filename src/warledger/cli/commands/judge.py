"""`warledger judge`: a person's answer on whether two claims are of one incident."""

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, person, say_judged, signed
from warledger.model.ledger import Verdict
from warledger.pipeline.judging import judge
from warledger.store.case import open_case

EXAMPLES = """
warledger judge aleppo.ledger 3f9a2c81 0b77d1e4 yes --why "the same market, the same hour"
warledger judge aleppo.ledger 3f9a2c81 0b77d1e4 no --why "one is the oven, the other the market"
warledger judge aleppo.ledger 3f9a2c81 0b77d1e4 unsure
"""


@subcommand("judge", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@click.argument("verdict", metavar="yes|no|unsure", type=click.Choice([verdict.value for verdict in Verdict]))
@signed
def command(case: str, claim: str, other: str, verdict: str, *, who: str | None, why: str | None) -> None:
    """Say whether two claims tell of one incident.

    A yes joins them whatever their weights, a no keeps them apart, and both are always obeyed; unsure notes that
    somebody looked, and changes nothing. A CLAIM is the beginning of a claim's id, or of an incident's, which stands
    for its first claim. The latest answer on a pair rules. One that contradicts a judgement that stands, by itself or
    through others, is refused with both shown. Nothing is ever deleted: `warledger undo` takes a judgement back.
    """
    with open_case(case, create=False) as store:
        one, two = claims_meant(store, (claim, other))
        done = judge(store, one, two, Verdict(verdict), person(who, why))
        say_judged(store, done, (one, two))
