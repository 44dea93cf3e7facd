"""`warledger evaluate`: how far the coder agrees with people, slot by slot, and what it gets wrong."""

from collections.abc import Iterator
from pathlib import Path

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.options import codebook_option
from warledger.cli.phrases import count
from warledger.cli.screen import Column, Row, Terminal, draw, screen
from warledger.cli.talk import emit, say
from warledger.evaluation.evaluating import Evaluation, as_values, evaluate, lines_of, per
from warledger.evaluation.gold import gold_reports
from warledger.evaluation.reports import coder_for

EXAMPLES = """
warledger evaluate coded.jsonl
warledger evaluate coded.jsonl --errors 5
warledger evaluate coded.jsonl --codebook mine.yaml --json | jq '.scores["all slots"].f1'
"""
SCORES = (
    *(Column("SLOT", 12), Column("GOLD", 7, right=True), Column("CODED", 7, right=True)),
    *(Column("PRECISION", 9, right=True), Column("RECALL", 7, right=True), Column("F1", 7, right=True)),
)
KINDS = (Column("ERRORS", 14), Column("COUNT", 7, right=True))
MISTAKES = (
    *(Column("ERROR", 13), Column("REPORT", share=2), Column("AT", 6, right=True)),
    *(Column("PEOPLE CODED", share=3), Column("THE PROGRAM CODED", share=3)),
)


@subcommand("evaluate", examples=EXAMPLES)
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show N examples of each kind of error."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: counts, scores, errors by kind.")
@codebook_option
def command(gold: Path, errors: int, *, as_json: bool, codebook: Path | None) -> None:
    """Measure the coder on reports that people coded.

    GOLD has one coded report a line: {"id", "text", "published"?, "claims"}; docs/method.md has the form of a claim.
    The program codes each text anew and is compared with the people: a filler of a role is right when half of its
    words agree, a figure of harm when its kind and both bounds do, a whole row when type, status, every figure, the
    actors and a place do. Claims that nobody but the program found are spurious; they are counted beside the scores,
    and once more on the reports where people found no event. Use it before you trust the program with a war it was not
    made for: code fifty of your reports by hand and see.
    """
    found = evaluate(gold_reports(gold), coder_for(environment.settings(codebook=codebook)))
    if as_json:
        emit(as_values(found, errors))
    else:
        _print(screen(), found, errors)
    rows = found.scores.rows
    say(f"{count(found.reports, 'report')}, {count(rows.gold, 'claim')} by people, {rows.coded:,} by the program")
    for report, reason in found.unread.items():
        say(f"not coded: {report}: {reason}")


def _print(console: Terminal, found: Evaluation, errors: int) -> None:
    draw(console, SCORES, _scores(found))
    empty, spurious = found.without_events, found.by_kind["spurious"]
    console.print(f"\nSpurious claims: {spurious:,}, {per(spurious, found.reports):.3f} a report.")
    if empty.reports:
        console.print(
            f"On the {count(empty.reports, 'report')} without any event: {empty.claims:,}, "
            f"{per(empty.claims, empty.reports):.3f} a report; {empty.counting:,} of them count as events."
        )
    console.print()
    draw(console, KINDS, ((kind, f"{number:,}") for kind, number in found.by_kind.items()))
    if errors:
        console.print()
        draw(console, MISTAKES, _mistakes(found, errors))


def _scores(found: Evaluation) -> Iterator[Row]:
    for name, line in lines_of(found.scores).items():
        shares = (line.precision, line.recall, line.f1)
        yield (name, f"{line.gold:,}", f"{line.coded:,}", *(f"{share:.3f}" for share in shares))


def _mistakes(found: Evaluation, errors: int) -> Iterator[Row]:
    for mistake in found.examples(errors):
        at = "" if mistake.start is None else str(mistake.start)
        yield mistake.kind, mistake.report, at, mistake.gold, mistake.coded
