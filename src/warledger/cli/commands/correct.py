"""`warledger correct`: a field of a claim is otherwise than it was coded."""

import re

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.gazetteers import search
from warledger.cli.options import case_argument
from warledger.cli.signing import claims_meant, in_part, person, say_judged, signed
from warledger.errors import BadSetting
from warledger.model.claim import Who
from warledger.model.correction import FIELDS
from warledger.pipeline.judging import correct
from warledger.pipeline.wording import Typed, value_for
from warledger.reference.codebook import load_codebook
from warledger.store.case import open_case

EXAMPLES = """
warledger correct aleppo.ledger 3f9a2c81 harm.killed 11-14 --words "killing 11 to 14 people" --who-harmed civilian
warledger correct aleppo.ledger 3f9a2c81 when 2014-04-02 --words "on Wednesday" --why "counted from the dateline"
warledger correct aleppo.ledger 3f9a2c81 where "Al-Bab"
warledger correct aleppo.ledger 3f9a2c81 actors --words "Government forces" --words "their allies"
warledger correct aleppo.ledger 3f9a2c81 weapons none
"""
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@subcommand("correct", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@click.argument("field", metavar="FIELD", type=click.Choice(list(FIELDS)))
@click.argument("value", metavar="[VALUE]", default="")
@click.option("--words", multiple=True, metavar="TEXT", help="Words of the report that say it; may be given again.")
@click.option("--span", multiple=True, metavar="A-B", help="The same by where they stand, in characters of the text.")
@click.option("--who-harmed", type=click.Choice([one.value for one in Who]), help="Who the harmed were.")
@click.option("--seen", metavar="JUDGEMENT", help="Refuse if another judgement than this rules the field by now.")
@signed
@in_part
def command(
    case: str,
    claim: str,
    field: str,
    value: str,
    *,
    words: tuple[str, ...],
    span: tuple[str, ...],
    who_harmed: str | None,
    seen: str | None,
    who: str | None,
    why: str | None,
    role: str,
) -> None:
    """Correct one field of a claim, by words of its report.

    FIELD is type, status, when, where, actors, targets, weapons, sources, or harm and its kind, as harm.killed. VALUE
    is an id of the codebook, a day (2014-03-07, 2014-03, 2014-03-07..2014-03-09), a place of the gazetteer ("Al-Bab",
    or "Al-Bab|ID" where several are called so), a number (11, 11-14, 11+, <=20), or none; for people and weapons the
    words alone say it. The coded claim is kept as it was; lists, incidents and exports go by the correction at once.
    """
    with open_case(case, create=False) as store:
        (id,) = claims_meant(store, (claim,))
        held = store.claim(id)
        document = store.document(held.document)
        assert document is not None, "documents are never deleted"
        typed = Typed(value, words, tuple(map(_span, span)), who_harmed or "")
        rules = load_codebook(environment.settings().codebook)
        found = value_for(held, document, field, typed, rules, places=search)
        say_judged(store, correct(store, id, field, found, person(who, why, role), seen=seen), (id,))


def _span(text: str) -> tuple[int, int]:
    found = SPAN.fullmatch(text)
    if not found:
        raise BadSetting(f"--span {text}: write where the words begin and end, as 120-137.")
    return int(found[1]), int(found[2])
