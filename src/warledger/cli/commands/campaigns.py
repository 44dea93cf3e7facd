"""`warledger campaigns`: incidents that belong together in space, time and sides."""

from collections import Counter
from collections.abc import Iterable

import click

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say, tell
from warledger.linking.campaigns import Reach
from warledger.model.corroboration import Campaign
from warledger.model.listing import Listed
from warledger.model.serial import dump
from warledger.pipeline.campaigning import campaigns_of, found_in

EXAMPLES = """
warledger campaigns aleppo.ledger
warledger campaigns aleppo.ledger --days 10 --km 30 --neighbours 3
warledger incidents aleppo.ledger --campaign 51c07a2e
"""
COLUMNS = (
    *(Column("CAMPAIGN", 8), Column("FROM, TO", 10), Column("INCIDENTS", 9, right=True)),
    *(Column("WHERE, MOST", share=3), Column("SIDES", share=4), Column("LULLS", share=3)),
)


@subcommand("campaigns", examples=EXAMPLES)
@case_argument
@click.option("--days", type=click.IntRange(min=0), metavar="N", help="Days that are near; 7.")
@click.option("--km", type=click.FloatRange(min=0, min_open=True), metavar="X", help="Km that are near; 50.")
@click.option("--neighbours", type=click.IntRange(min=1), metavar="N", help="Near incidents that make a core; 4.")
@click.option("--lull", type=click.IntRange(min=1), metavar="N", help="More days without an incident are a lull; 5.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a campaign, with its incidents.")
def command(case: str, as_json: bool, **parameters: float | None) -> None:
    """List the campaigns: incidents that belong together in space, time and sides.

    An offensive, a front, a siege: incidents lie densely in space and time and share a side (those whose doers nobody
    names may join any). They are found by density (DBSCAN), and the parameters stand below the list. With
    parameters of your own nothing is stored, so `--campaign` of `incidents` knows the campaigns of the usual ones.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    reach = Reach(**given)  # type: ignore[arg-type]
    with asked_linked(case) as store:
        found = found_in(store, reach) if given else campaigns_of(store)
        places = _places(store.incidents().listed(), found) if not as_json else {}
    if as_json:
        for one in found:
            emit(dump(one))
    else:
        draw(screen(), COLUMNS, (_row(one, places) for one in found))
    say(count(len(found), "campaign"))
    tell(f"A campaign is {reach.rule}.")


def _places(listed: Iterable[Listed], found: Iterable[Campaign]) -> dict[str, str]:
    """Where most incidents of each campaign are."""
    home = {incident: one.id for one in found for incident in one.incidents}
    counted: dict[str, Counter[str]] = {}
    for line in listed:
        campaign = home.get(line.incident.id)
        if campaign is not None and line.incident.where is not None:
            counted.setdefault(campaign, Counter())[line.incident.where.value.name] += 1
    return {id: ", ".join(f"{name} {times}" for name, times in names.most_common(3)) for id, names in counted.items()}


def _row(one: Campaign, places: dict[str, str]) -> Row:
    lulls = (first if first == last else f"{first} to {last}" for first, last in one.lulls)
    days = lines(one.start, dim(f"to {one.end}") if one.end != one.start else "")
    sides = ", ".join(one.sides) or "nobody is named"
    return short_id(one.id), days, f"{len(one.incidents):,}", places.get(one.id, ""), sides, lines(*lulls)
