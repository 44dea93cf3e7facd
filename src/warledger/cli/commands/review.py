"""`warledger review`: what most needs a person's eyes, in order."""

import click
from rich.text import Text

from warledger.cli import environment
from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.phrases import short_id
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.signing import in_part
from warledger.cli.talk import emit, say
from warledger.linking.agreement import SOURCE, Agreement
from warledger.model.ledger import Role
from warledger.model.reviewing import RULE, Item, Why
from warledger.pipeline.reviewing import KINDS, Review, first
from warledger.store.case import Store

EXAMPLES = """
warledger review aleppo.ledger
warledger review aleppo.ledger --only pairs --limit 5
warledger review aleppo.ledger --why contested --json | jq .claims
warledger review aleppo.ledger --as coder --who Omar
"""
COLUMNS = (Column("POINTS", 6, right=True), Column("CLAIMS", 9), Column("SAYS", share=5), Column("BECAUSE", share=4))


@subcommand("review", examples=EXAMPLES)
@case_argument
@click.option("--only", type=click.Choice(KINDS), default="all", show_default=True, help="Only claims, or only pairs.")
@click.option("--why", type=click.Choice([why.value for why in Why]), help="Only what waits for this reason.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many to list.")
@click.option("--who", metavar="NAME", help="Whose queue; else WARLEDGER_WHO, else your user name.")
@in_part
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an item.")
def command(case: str, *, only: str, why: str | None, limit: int, who: str | None, role: str, as_json: bool) -> None:
    """List what most needs a person's eyes, in order.

    Items are claims, and pairs of claims of two incidents that may be one. The order is a rule, "eyes first": each
    reason has its points, which the list shows, and the items with most points come first; docs/review.md has it in
    full. What a reviewer decided is left out. A coder's queue leaves out what that coder answered, and shows nobody
    else's answers. Decide with judge, accept, reject, doubt and correct; `warledger serve` has the same as pages.
    """
    with asked_linked(case) as store:
        review = Review(store, environment.signer(who), Role(role))
        found = first(review, limit, only, Why(why) if why else None)
        if as_json:
            for item in found:
                emit(_printed(item))
        elif found:
            draw(screen(), COLUMNS, [_row(store, item) for item in found])
        done = review.progress()
    coded = f"answered by one coder: {done.once:,}, by more: {done.twice:,}, of which {done.differing:,} differ"
    say(f"Order: {RULE}. Decided by reviewers: {done.decided:,}; {coded}.")
    for what, known in (("claims", done.claims), ("pairs", done.pairs)):
        if known.items:
            say(f"Agreement on {what}: {_told(known)} ({SOURCE})")


def _told(known: Agreement) -> str:
    alpha = "not defined" if known.alpha is None else f"{known.alpha:.2f}"
    return f"alpha {alpha} over {known.items:,} items of {known.coders} coders, {known.alike:,} alike"


def _printed(item: Item) -> dict[str, object]:
    points = {why.value: worth for why, worth in item.points}
    return {"id": item.id, "claims": list(item.claims), "total": item.total, "points": points, "bits": item.bits}


def _row(store: Store, item: Item) -> Row:
    claims = [store.claim(id) for id in item.claims]
    because = [f"{worth} {why.value}" for why, worth in item.points]
    said = [Text(f"{one.type.value}, {one.status.value.value}: ").append(_short(one.trigger.text)) for one in claims]
    bits = dim(f"{item.bits:+.1f} bits") if item.bits is not None else ""
    return str(item.total), lines(*map(short_id, item.claims)), lines(*said, bits), ", ".join(because)


def _short(words: str) -> str:
    return " ".join(words.split())[:60]
