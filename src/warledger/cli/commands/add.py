"""`warledger add`: reports into a case."""

from datetime import date
from pathlib import Path

import click

from warledger.archive.capture import Given
from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.options import case_argument, codebook_option, report_options
from warledger.cli.outcome import as_values, say_report
from warledger.cli.phrases import count
from warledger.cli.talk import emit, say, tell
from warledger.cli.watching import Watching
from warledger.pipeline import Report, add, link_new, stages_for
from warledger.store.case import open_case

EXAMPLES = """
warledger add aleppo.ledger column.txt --source "Al-Monitor" --published 2014-04-03
warledger add aleppo.ledger reports/*.pdf bulletin.docx mail.eml crawl.warc.gz
warledger add aleppo.ledger https://example.org/report.html --source "Example"
warledger add aleppo.ledger articles.jsonl                 one report a row: id, text, published, title, source
cat post.txt | warledger add aleppo.ledger - --title "Post" --published 2014-04-03
"""


@subcommand("add", examples=EXAMPLES)
@case_argument
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@report_options
@codebook_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an input: what became of it.")
def command(
    case: str,
    inputs: tuple[str, ...],
    *,
    source: str | None,
    published: date | None,
    title: str | None,
    codebook: Path | None,
    as_json: bool,
) -> int:
    """Take reports into a case, read them, and keep their claims.

    CASE is made if it is not there. An INPUT is a file (text, HTML, PDF, DOCX, EML, WARC, JSONL rows), a web
    address, or - for standard input. The original bytes are kept for good; the same bytes again add nothing, and
    changed ones are a new version of the same report. Give --published whenever you know it: without it "on
    Tuesday" may have no date. What is added is joined with what the case holds into incidents.

    What cannot be used is refused with the reason and the command to try again, and the rest goes on; the exit code is
    then 1. `warledger failures CASE` keeps the list. --title, --source and --published hold for every INPUT named.
    """
    settings = environment.settings(codebook=codebook)
    given = Given(title=title, source=source, published=published)
    report = Report()
    stages = stages_for(settings)
    with open_case(case, create=True) as store, Watching() as watching:
        for address in inputs:
            report += add(store, address, given, settings, stages=stages, progress=watching, then_link=False)
        link_new(store, progress=watching)
        incidents = store.incidents().count()
    if as_json:
        for row in as_values(report):
            emit(row)
    say_report(case, report)
    if report.claims:
        tell(f"They stand in {count(incidents, 'incident')} by now. See them:")
        say(f"  warledger claims {case}\n  warledger incidents {case}")
    return REFUSED if report.refused else FINE
