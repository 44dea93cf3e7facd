"""`warledger place`: what the name of a place means, for the same name in the same surroundings."""

import click

from warledger.cli.command import subcommand
from warledger.cli.gazetteers import search
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.signing import person, signed
from warledger.cli.talk import say
from warledger.model.place_choice import Reach
from warledger.pipeline.linking import link_new
from warledger.pipeline.placing import choose, in_full, meaning_of, one_name
from warledger.store.case import open_case

EXAMPLES = """
warledger place aleppo.ledger Hadrut "Hadrut|1234" --why "the town in the south"
warledger place aleppo.ledger Hadrut --at 39.52,47.03 --country AZ
warledger place aleppo.ledger "Castello road" none
warledger place aleppo.ledger Shire not-a-place --for case
"""
REACHES = {
    Reach.PROVINCE: "the same country and province around",
    Reach.COUNTRY: "the same country around",
    Reach.CASE: "the whole case",
}


@subcommand("place", examples=EXAMPLES)
@case_argument
@click.argument("name", metavar="NAME")
@click.argument("meaning", metavar="[MEANING]", default="")
@click.option("--at", "point", metavar="LAT,LON", help="The point instead of a MEANING, in degrees: --at=39.52,47.03")
@click.option("--country", metavar="XX", help="Which NAME: with this country around it; '' for none.")
@click.option("--province", metavar="TEXT", help="Which NAME: with this province around it; '' for none.")
@click.option(
    "--for",
    "reach",
    type=click.Choice([one.value for one in Reach]),
    default=Reach.PROVINCE.value,
    show_default=True,
    help="How far it holds: the same province and country around, the same country, or the whole case.",
)
@signed
def command(
    case: str,
    name: str,
    meaning: str,
    *,
    point: str | None,
    country: str | None,
    province: str | None,
    reach: str,
    who: str | None,
    why: str | None,
) -> None:
    """Say what the name of a place means, for all claims that rest on it.

    NAME is the name as the reports write it; case, accents and hyphens do not count. MEANING is the id of a place that
    `warledger places CASE NAME` lists, another name of the gazetteer ("Hadrut", or "Hadrut|ID" where several are called
    so), none (it is a place, but none of these), or not-a-place. It holds for the same name with the same country and
    province around it, in reports added later too, and is a judgement: `warledger undo` takes it back. What somebody
    corrected in one claim itself rules over it.
    """
    given = point if point is not None else meaning
    if not given or (point and meaning):
        raise click.UsageError("say what the name means: an id, a name, none, not-a-place, or --at LAT,LON.")
    with open_case(case, create=False) as store:
        link_new(store)
        named = one_name(store, name, country, province)
        full = in_full(store, named, search)
        what = meaning_of(full, given, search)
        done = choose(store, named, Reach(reach), what, person(who, why))
        first, reaching = done.judgements[0], dict(full.reaching)[Reach(reach)]
        meant = what[1].name if what[1] else what[0].value
        say(f"{case}: {named.group.written} is {meant}, signed {first.who}. {_holds(Reach(reach), reaching)}")
        say(f"  To take back: warledger undo {case} {short_id(first.id)}")


def _holds(reach: Reach, reaching: int) -> str:
    return f"It holds for {count(reaching, 'claim')} ({REACHES[reach]}), and for reports added later."
