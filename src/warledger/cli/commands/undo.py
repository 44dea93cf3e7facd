"""`warledger undo`: a judgement taken back."""

import click

from warledger.cli.command import subcommand
from warledger.cli.finding import one_of
from warledger.cli.options import case_argument
from warledger.cli.signing import person, say_judged, signed
from warledger.pipeline.judging import undo
from warledger.store.case import open_case

EXAMPLES = """
warledger judgements aleppo.ledger            their ids
warledger undo aleppo.ledger 77c0a1b2 --why "I read the date wrong"
"""


@subcommand("undo", examples=EXAMPLES)
@case_argument
@click.argument("judgement", metavar="JUDGEMENT")
@signed
def command(case: str, judgement: str, *, who: str | None, why: str | None) -> None:
    """Take a judgement back; what followed from it is worked out anew.

    JUDGEMENT is the id, or its beginning, of a judgement, or of a split, merge or move, which is taken back whole.
    The judgement stays on record with who took it back, when and why; undoing the undoing restores it.
    """
    with open_case(case, create=False) as store:
        held = list(store.judgements())
        ids = dict.fromkeys(id for one in held for id in (one.id, one.batch) if id)
        lister = f"warledger judgements {case}"
        done = undo(store, one_of(ids, judgement, "judgement", lister), person(who, why))
        claims = [claim for one in done.judgements for claim in (one.left, one.right) if claim]
        say_judged(store, done, list(dict.fromkeys(claims))[:6])
