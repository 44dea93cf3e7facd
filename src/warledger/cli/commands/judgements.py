"""`warledger judgements`: what people judged, undone judgements too."""

import click
from rich.text import Text

from warledger.cli.asking import Counted, asked
from warledger.cli.command import subcommand
from warledger.cli.incident_view import JUDGED, judged_row
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say
from warledger.linking.judging import standing
from warledger.model.ledger import Judgement
from warledger.model.serial import dump

EXAMPLES = """
warledger judgements aleppo.ledger
warledger judgements aleppo.ledger --json | jq 'select(.stands) | .why'
"""


@subcommand("judgements", examples=EXAMPLES)
@case_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a judgement.")
def command(case: str, as_json: bool) -> None:
    """List what people judged, oldest first: who said what of which claims, when, and why.

    All of them are kept for good. One that was undone, or that a later answer on the same pair replaced, is said not to
    stand. The id in the first column is what `warledger undo` takes; several that were made by one split, merge or move
    name it, and are undone together by its id.
    """
    with asked(case) as store:
        held = list(store.judgements())
    stands = {one.id for one in standing(held)}
    judgements = Counted(held)
    if as_json:
        for one in judgements:
            emit(dump(one) | {"stands": one.id in stands})
    else:
        draw(screen(), JUDGED, (_row(one, stands=one.id in stands) for one in judgements))
    say(f"{count(len(held), 'judgement')}, of which {len(stands):,} {'stands' if len(stands) == 1 else 'stand'}")


def _row(one: Judgement, *, stands: bool) -> Row:
    first, who, said, why = judged_row(one)
    if one.undoes is not None:
        said = Text(f"undoes {short_id(one.undoes)}")
    elif not stands:
        said = lines(said, dim("stands no more"))
    return first, who, said, why
