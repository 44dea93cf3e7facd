"""`warledger explain`: one report, with all that was read in it and what led to each claim."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from warledger.archive.capture import Given, Refusal
from warledger.cli import environment
from warledger.cli.asking import asked
from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.explained import show_explained
from warledger.cli.explained_values import as_values
from warledger.cli.finding import document_meant
from warledger.cli.options import codebook_option, report_options
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import screen
from warledger.cli.tables import Saying
from warledger.cli.talk import emit, say, tell
from warledger.config import Settings
from warledger.model.claim import PERSON
from warledger.pipeline import Explained, explain, explain_document
from warledger.pipeline.said import PeopleSaid

EXAMPLES = """
warledger explain column.txt --published 2014-04-03
warledger explain https://example.org/report.html
warledger explain demo.ledger 3f9a2c81                 a report of a case, by its id or a claim's
cat post.txt | warledger explain - --json | jq '.event_words[] | select(.claim == null)'
"""
SQLITE = b"SQLite format 3\0"  # how a case begins


@subcommand("explain", examples=EXAMPLES)
@click.argument("text", metavar="INPUT")
@click.argument("document", metavar="[DOCUMENT]", required=False)
@report_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report (see docs/formats.md).")
@codebook_option
def command(
    text: str,
    document: str | None,
    *,
    source: str | None,
    published: date | None,
    title: str | None,
    as_json: bool,
    codebook: Path | None,
) -> int:
    """Show how one report was read: its sentences, and what led to each claim.

    INPUT is a file, a web address or - for standard input. With a DOCUMENT it is a case, and DOCUMENT is the id of one
    of its reports, or of a claim, or the beginning of an id. Nothing is kept, and no case is changed.

    First comes every sentence with what was read in it: words that name events, who says what, places, times, numbers,
    names. Under "no event" stand words that can name one and were left out, with the reason. Then comes every claim:
    each field, the rule that made it, and its words with the number of their sentence. Use it when a claim surprises
    you, or when you miss one.
    """
    settings = environment.settings(codebook=codebook)
    if document is not None:
        if source or published or title:
            raise click.UsageError("--source, --published and --title of a report of a case stand in the case.")
        found, said = _of_case(text, document, settings)
        return _print_all(iter([found]), as_json=as_json, said=said)
    _refuse_case(text)
    return _print_all(explain(text, Given(title=title, source=source, published=published), settings), as_json=as_json)


def _print_all(results: Iterator[Explained | Refusal], *, as_json: bool, said: Saying = lambda _: ()) -> int:
    console = screen()
    refused = reports = claims = 0
    for result in results:
        if isinstance(result, Refusal):
            refused += 1
            say(f"refused: {result.message}")
            continue
        reports, claims = reports + 1, claims + len(result.claims)
        if as_json:
            emit(as_values(result, said))
        else:
            show_explained(console, result, said)
            console.print()
    say(f"{count(reports, 'report')} read, {count(claims, 'claim')}" + (f"; {refused:,} refused" if refused else ""))
    return REFUSED if refused else FINE


def _of_case(case: str, wanted: str, settings: Settings) -> tuple[Explained, Saying]:
    """A report of a case, read again, and what people said of its claims; it is said when the case holds others."""
    with asked(case) as store:
        explained = explain_document(document_meant(store, wanted), settings)
        held = tuple(one for one in store.coded_of(explained.document.id) if not one.coder.startswith(PERSON))
        asking = PeopleSaid(store)
        said = {claim.id: asking.of(claim) for claim in explained.claims}
        added = [one for one in store.coded_of(explained.document.id) if one not in held]
    if held != explained.claims:
        by = ", ".join(sorted({claim.coder for claim in held})) or "none"
        tell(
            f"warledger: the case holds other claims of this report ({count(len(held), 'claim')}, coded by {by}) than "
            "today's coder and codebook make. To replace them:"
        )
        say(f"  warledger recode {case}")
    if added:
        names = ", ".join(f"{short_id(one.id)} ({one.coder.removeprefix(PERSON)})" for one in added)
        say(f"People added to the report: {names}. To see one: warledger show {case} ID")
    return explained, lambda claim: said.get(claim.id, ())


def _refuse_case(text: str) -> None:
    """A case alone is not enough: say what is wanted."""
    path = Path(text)
    if "://" in text or not path.is_file():
        return
    with path.open("rb") as stream:
        if stream.read(len(SQLITE)) == SQLITE:
            raise click.UsageError(
                f"{text} is a case: name the report too, by its id or a claim's. List them: warledger documents {text}"
            )
