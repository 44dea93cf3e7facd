"""`warledger claim add`: a claim that a person adds to a report, by words of the report."""

import re
from collections.abc import Iterator

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.finding import document_meant
from warledger.cli.gazetteers import search
from warledger.cli.phrases import short_id
from warledger.cli.signing import person, signed
from warledger.cli.talk import say
from warledger.model.claim import HarmKind, Status, Who
from warledger.pipeline.claim_adding import Given, add_claim
from warledger.pipeline.wording import Typed
from warledger.reference.codebook import load_codebook
from warledger.store.case import open_case

EXAMPLES = """
warledger claim add aleppo.ledger 3f9a2c81 shelling_missile --event "shells fell" --place "the market" --where Al-Bab
warledger claim add aleppo.ledger 3f9a2c81 arrest --event 120-132 --actor "security forces" --status possible
warledger claim add aleppo.ledger 3f9a2c81 attack --event shot --harm killed 3+ "at least three men" --harmed civilian
"""
STATUSES = click.Choice([one.value for one in Status])
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
ROLES = (("actors", "actor"), ("targets", "target"), ("weapons", "weapon"), ("sources", "said_by"))


def _words(name: str, help: str) -> click.Option:
    return click.Option([f"--{name}"], multiple=True, metavar="WORDS", help=help)


@subcommand("claim", examples=EXAMPLES)
@click.argument("action", type=click.Choice(("add",)), metavar="add")
@click.argument("held", metavar="CASE")
@click.argument("report", metavar="REPORT")
@click.argument("type_", metavar="TYPE")
@click.option("--event", required=True, metavar="WORDS", help="The words that tell the event.")
@click.option(
    "--status",
    type=click.Choice([one.value for one in Status]),
    default=Status.HAPPENED.value,
    help="What became of it.",
)
@click.option("--actor", multiple=True, metavar="WORDS", help="Who did it; may be given again.")
@click.option("--target", multiple=True, metavar="WORDS", help="To whom or what; may be given again.")
@click.option("--weapon", multiple=True, metavar="WORDS", help="By what means; may be given again.")
@click.option("--said-by", multiple=True, metavar="WORDS", help="Whom the report gives it to; may be given again.")
@click.option("--place", multiple=True, metavar="WORDS", help="The words that say where; may be given again.")
@click.option("--where", metavar="PLACE", help="The place of the gazetteer, as NAME or NAME|ID.")
@click.option("--time", multiple=True, metavar="WORDS", help="The words that say when; may be given again.")
@click.option("--when", metavar="DAYS", help="The days: 2014-03-07, 2014-03 or 2014-03-07..2014-03-09.")
@click.option(
    "--harm",
    nargs=3,
    multiple=True,
    metavar="KIND N WORDS",
    help=f'How many, by which words: killed 11+ "at least 11". KIND: {", ".join(one.value for one in HarmKind)}.',
)
@click.option("--harmed", type=click.Choice([one.value for one in Who]), help="Who the harmed were.")
@signed
def command(action: str, held: str, report: str, type_: str, **given: object) -> None:
    """Add a claim to a report, by words of the report.

    REPORT is the id of a report, or the beginning of one; TYPE a type of the codebook. WORDS are copied from the
    report, or say where they stand in its text (120-132). Where the place's words are in another claim of the report,
    or the gazetteer has one place of that name, the place follows from them; --where says it. The claim is signed as
    yours, enters incidents like any other, and stays when the report is coded again. `warledger reject` takes it out.
    """
    del action
    who, why = (str(given[name]) if given[name] else None for name in ("who", "why"))
    with open_case(held, create=False) as store:
        document = document_meant(store, report)
        said = Given(type_, _typed((str(given["event"]),)), str(given["status"]), dict(_fields(given)))
        rules = load_codebook(environment.settings().codebook)
        claim = add_claim(store, document, said, person(who, why), rules, places=search)
        home = store.incidents().of_claims([claim.id]).get(claim.id)
    stands = f"It stands in incident {short_id(home)}." if home else "It is in no incident."
    say(f"{held}: claim {short_id(claim.id)} added, signed {claim.coder.removeprefix('person: ')}. {stands}")
    say(f"  To take it out: warledger reject {held} {short_id(claim.id)} --why TEXT")


def _fields(given: dict[str, object]) -> Iterator[tuple[str, Typed]]:
    for field, option in ROLES:
        yield field, _typed(given[option])
    yield "where", _typed(given["place"], str(given["where"] or ""))
    yield "when", _typed(given["time"], str(given["when"] or ""))
    harm = given["harm"]
    assert isinstance(harm, tuple)
    for kind, number, words in harm:
        yield f"harm.{kind}", _typed((words,), number, str(given["harmed"] or ""))


def _typed(words: object, value: str = "", who: str = "") -> Typed:
    """Words of a report, or where they stand in it."""
    assert isinstance(words, tuple)
    found = [(one, SPAN.fullmatch(one)) for one in words]
    spans = tuple((int(span[1]), int(span[2])) for _, span in found if span)
    return Typed(value, tuple(one for one, span in found if not span), spans, who)
