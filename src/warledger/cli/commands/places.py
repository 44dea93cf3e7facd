"""`warledger places`: the names of places that are unresolved or doubtful, and what people chose for names."""

import click
from rich.text import Text

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.gazetteers import search
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say
from warledger.model.place_choice import Doubt
from warledger.model.serial import dump
from warledger.pipeline.placing import Meant, Named, in_full, names, one_name, printed_name, waiting
from warledger.store.case import Store

EXAMPLES = """
warledger places aleppo.ledger
warledger places aleppo.ledger --only unresolved --limit 50
warledger places aleppo.ledger Hadrut                        what it could mean, and where it stands
warledger places aleppo.ledger --only chosen --json | jq .chosen
"""
CHOSEN = "chosen"
ONLY = (*(one.value for one in Doubt if one is not Doubt.SURE), CHOSEN, "all")
COLUMNS = (
    Column("NAME", share=3),
    Column("AROUND IT", share=3),
    Column("CLAIMS", 7, right=True),
    Column("KNOWN", share=4),
)
MEANT = (
    *(Column("PLACE", share=3), Column("IN", share=3), Column("POINT", 17), Column("LIKELY", 6, right=True)),
    *(Column("TAKEN", 5, right=True), Column("PEOPLE", 10, right=True), Column("NEAREST OF THE REPORTS", share=3)),
)
SENTENCES = 12  # that are shown


@subcommand("places", examples=EXAMPLES)
@case_argument
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--only", type=click.Choice(ONLY), help="Only names known so far, those that somebody chose for, or all.")
@click.option("--country", metavar="XX", help="NAME: with this country around it; '' for none.")
@click.option("--province", metavar="TEXT", help="NAME: with this province around it; '' for none.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=40, show_default=True, help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a name.")
def command(
    case: str,
    name: str | None,
    *,
    only: str | None,
    country: str | None,
    province: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """List the names of places that are unresolved or doubtful.

    One row is one name, as the reports write it, with the country and province that the reports' other places lie in:
    the same name elsewhere is another row. Those with most claims come first. unresolved: no place fits; unsure: the
    place taken is less than 80 % likely; stands-in: no list has the name, and its town stands for it. With a NAME, what
    it could mean is listed, and the words it stands in. To choose: `warledger place`, or the page of `warledger serve`.
    """
    with asked_linked(case) as store:
        if name is not None:
            _show(store, one_name(store, name, country, province), as_json=as_json)
            return
        held = names(store)
        found = list(_wanted(held, only))
        if as_json:
            for one in found[:limit]:
                emit(printed_name(one))
        else:
            draw(screen(), COLUMNS, map(_row, found[:limit]))
    left = f", {limit:,} of them shown" if len(found) > limit else ""
    say(f"{count(len(found), 'name')}{left}; {count(sum(one.group.claims for one in found), 'claim')} rest on them")


def _wanted(held: tuple[Named, ...], only: str | None) -> list[Named]:
    if only == CHOSEN:
        return [one for one in held if one.chosen]
    if only == "all":
        return list(held)
    return list(waiting(held, Doubt(only) if only else None))


def _row(one: Named) -> Row:
    group = one.group
    around = ", ".join(filter(None, (group.around.province, group.around.country))) or "no other place"
    known = ", ".join(f"{number} {doubt.value}" for doubt, number in group.counts if number)
    return group.written, around, f"{group.claims:,}", lines(known, _chosen(one))


def _chosen(one: Named) -> Text | str:
    if one.chosen is None:
        return ""
    choice = one.chosen.choice
    what = choice.where.name if choice.where else choice.meaning.value
    return dim(f"{one.chosen.judgement.who} chose {what} [{short_id(one.chosen.judgement.id)}]")


def _show(store: Store, named: Named, *, as_json: bool) -> None:
    full = in_full(store, named, search)
    if as_json:
        meant = [dump(one) for one in full.meant]
        emit(printed_name(named) | {"could_mean": meant, "reaching": {one.value: n for one, n in full.reaching}})
        return
    console = screen()
    draw(console, COLUMNS, [_row(named)])
    draw(console, MEANT, map(_meant, full.meant))
    for one in full.standing[:SENTENCES]:
        if one.words is not None:
            at = one.words
            before, after = one.document.text[max(0, at.start - 60) : at.start], one.document.text[at.end : at.end + 60]
            words = Text.assemble(
                " ".join(before.split()), " ", (at.text, "bold underline"), " ", " ".join(after.split())
            )
            console.print(Text.assemble((f"{short_id(one.claim.id)}  ", "dim"), words))
    say(f"To choose: warledger place {store.path} {named.group.written!r} ID, or none, or not-a-place, or --at LAT,LON")


def _meant(one: Meant) -> Row:
    where = one.where
    within = ", ".join(part for part in (where.admin2, where.admin1, where.country) if part and part != where.name)
    return (
        lines(where.name, dim(where.gazetteer_id)),
        within,
        f"{where.lat:.4f}, {where.lon:.4f}",
        f"{one.share:.2f}" if one.share is not None else "",
        str(one.taken or ""),
        f"{one.population:,}" if one.population else "",
        f"{one.nearest}, {one.nearest_km:,.0f} km" if one.nearest_km is not None else "",
    )
