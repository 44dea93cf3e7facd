"""`warledger search`: the reports of a case that hold some words, best first, with where they stand."""

import click
from rich.text import Text

from warledger.cli import phrases
from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say
from warledger.errors import BadSetting
from warledger.model.document import Document
from warledger.reference.searching import Snippet, Sought, snippet
from warledger.store.searches import Hit

EXAMPLES = """
warledger search demo.ledger market
warledger search demo.ledger '"field hospital" shell*'             words side by side; all that begins with shell
warledger search demo.ledger بئر --limit 5
warledger search demo.ledger mortar --json | jq .claims
warledger incidents demo.ledger -q '"barrel bomb*"'                the same words asked of claims and incidents
"""
COLUMNS = (Column("REPORT", 8), Column("PUBLISHED", 10), Column("WORDS", share=6), Column("CLAIMS", 8))
CLAIMS_SHOWN = 4


@subcommand("search", examples=EXAMPLES)
@case_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many reports to list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report.")
def command(case: str, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the reports of a case for words.

    All words must be there, in any order and in any case; accents, vowel signs and the forms of Arabic letters do not
    matter. "Words in quotes" stand side by side, and shell* is every word that begins so. Reports in which the words
    weigh most come first, with the place where they stand closest together and those of their claims that have them:
    in the sentence of the event, in the words of a field, or in a name it was given. `claims`, `incidents` and `export`
    take the same words with -q.
    """
    wanted = " ".join(words)
    try:
        sought = Sought.read(wanted)
    except ValueError as error:
        raise BadSetting(f"{error}. Give at least one word.") from error
    with asked_linked(case) as store:
        found = store.searches().reports(wanted, limit)
        counted = store.searches().count(wanted)
    if as_json:
        for hit in found:
            emit(_printed(hit, _where(hit.document, sought)))
    elif found:
        draw(screen(), COLUMNS, [_row(hit, _where(hit.document, sought)) for hit in found])
    if not found:
        say(f"No report has these words. Other endings are found by a star: {' '.join(map(_starred, words))}")
        return
    shown = f"{len(found):,} of {phrases.count(counted.reports, 'report')}"
    rest = f"{phrases.count(counted.claims, 'claim')} and {phrases.count(counted.incidents, 'incident')}"
    say(f"{shown if len(found) != counted.reports else phrases.count(counted.reports, 'report')}; {rest} have them too")


def _starred(word: str) -> str:
    """A word or a phrase with any ending.

    >>> [_starred(word) for word in ("bomb", '"barrel bomb"', "shell*")]
    ['bomb*', '"barrel bomb*"', 'shell*']
    """
    bare = word.removesuffix('"')
    return word if bare.endswith("*") else f"{bare}*{word[len(bare) :]}"


def _where(document: Document, sought: Sought) -> Snippet | None:
    """Where in the text, else in the title, the words stand."""
    return snippet(document.text, sought) or snippet(document.title or "", sought)


def _row(hit: Hit, where: Snippet | None) -> Row:
    document = hit.document
    day = str(document.published.date) if document.published else "not known"
    claims = [phrases.short_id(claim) for claim in hit.claims[:CLAIMS_SHOWN]]
    more = dim(f"and {len(hit.claims) - CLAIMS_SHOWN}") if len(hit.claims) > CLAIMS_SHOWN else ""
    words = lines(document.title or document.origin, _drawn(where) if where else "")
    return phrases.short_id(document.id), day, words, lines(*claims, more)


def _drawn(where: Snippet) -> Text:
    """The words in their place, those that were searched for underlined."""
    drawn = Text("... " if where.cut_before else "", style="dim")
    for text, sought in where.pieces:
        drawn.append(" ".join(text.split()) if sought else _one_line(text), style="bold underline" if sought else "dim")
    return drawn.append(" ..." if where.cut_after else "", style="dim")


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)


def _printed(hit: Hit, where: Snippet | None) -> dict[str, object]:
    document = hit.document
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.date.isoformat() if document.published else None,
        "source": document.source.name if document.source else None,
        "words": [{"text": text, "sought": sought} for text, sought in where.pieces] if where else [],
        "claims": list(hit.claims),
    }
