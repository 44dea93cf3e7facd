"""`warledger read`: from a text straight to its claims, without a case."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from warledger.archive.capture import Given, Refusal
from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.options import codebook_option, report_options
from warledger.cli.phrases import count
from warledger.cli.screen import Terminal, dim, lines, screen
from warledger.cli.tables import claim_table
from warledger.cli.talk import emit, say
from warledger.cli.watching import Watching
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.serial import printed
from warledger.pipeline import Read, read, read_rows
from warledger.pipeline.report import Stage

EXAMPLES = """
warledger read column.txt --published 2014-04-03
warledger read https://example.org/report.html --json
cat post.txt | warledger read - --published 2014-04-03
warledger read --jsonl articles.jsonl --json --workers 2 > claims.jsonl
"""


@subcommand("read", examples=EXAMPLES)
@click.argument("text", metavar="[FILE|URL|-]", required=False)
@click.option(
    "--jsonl", metavar="FILE", help='Read rows {"id", "text", "published"?, "title"?, "source"?}; - for stdin.'
)
@report_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report: document, claims, mentions.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read rows side by side.")
@codebook_option
def command(
    text: str | None,
    *,
    jsonl: str | None,
    source: str | None,
    published: date | None,
    title: str | None,
    as_json: bool,
    workers: int | None,
    codebook: Path | None,
) -> int:
    """Go straight from a text to its claims; nothing is kept.

    Use it to try a report, or to read many in a pipeline of your own: with --jsonl every row of a table comes out
    as one line, in order, under its own id. A row that cannot be used is named on standard error and has no line;
    the exit code is then 1. The form of the JSON is in docs/formats.md.
    """
    if (text is None) == (jsonl is None):
        raise click.UsageError("Give a FILE, a URL or -, or a table of reports with --jsonl FILE; one of the two.")
    if jsonl is not None and (source or published or title):
        raise click.UsageError("--source, --published and --title come from the rows of a table; leave them out.")
    settings = environment.settings(codebook=codebook, workers=workers)
    if jsonl is not None:
        return _print_all(read_rows(jsonl, settings, settings.workers), as_json=as_json)
    given = Given(title=title, source=source, published=published)
    return _print_all(read(text or "-", given, settings), as_json=as_json)


def _print_all(results: Iterable[Read], *, as_json: bool) -> int:
    """Print what was read as it comes, and say what was refused."""
    console = screen()
    claims = 0
    with Watching() as watching:
        for result in results:
            if isinstance(result, Refusal):
                watching(Stage.REFUSED, result.origin)
                say(f"refused: {result.message}")
                continue
            watching(Stage.CODED, result[0].origin)
            claims += len(result[1])
            if as_json:
                emit(printed(*result))
            else:
                _print_one(console, result[0], result[1])
    done, refused = watching.counts[Stage.CODED], watching.counts[Stage.REFUSED]
    say(f"{count(done, 'report')} read, {count(claims, 'claim')}" + (f"; {refused:,} refused" if refused else ""))
    return REFUSED if refused else FINE


def _print_one(console: Terminal, document: Document, claims: tuple[Claim, ...]) -> None:
    published = document.published
    day = f"{published.date} ({published.basis.value})" if published else "no date known: give --published"
    publisher = f"{document.source.name}, " if document.source else ""
    console.print(lines(Text(document.title or document.origin, style="bold"), dim(f"{publisher}{day}")))
    if document.unread:
        console.print(f"Not read: {document.unread}.")
    elif not claims:
        console.print("No claims found.")
    else:
        claim_table(console, claims, {document.id: document}.get)
    console.print()
