"""`warledger link`: the claims of a case joined into incidents, from scratch."""

from pathlib import Path

import click

from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.phrases import count
from warledger.cli.talk import say
from warledger.cli.watching import Watching
from warledger.model.corroboration import Grade
from warledger.model.listing import IncidentFilter
from warledger.pipeline import link
from warledger.store.case import Store, open_case

EXAMPLES = """
warledger link aleppo.ledger
warledger link aleppo.ledger --grades my-grades.yaml         grade by rules of your own
warledger link aleppo.ledger --weights my-weights.csv        join by weights of your own
"""


@subcommand("link", examples=EXAMPLES)
@case_argument
@click.option(
    "--weights", type=click.Path(path_type=Path), metavar="FILE", help="Join by these weights, not the shipped ones."
)
@click.option(
    "--grades", type=click.Path(path_type=Path), metavar="FILE", help="Grade by these rules, not the shipped ones."
)
def command(case: str, weights: Path | None, grades: Path | None) -> None:
    """Join the claims of a case into incidents, from scratch.

    `warledger add` links what it adds, and the other commands bring a case up to date by themselves, so this is seldom
    needed: to go by weights or rules of grades of your own, or after a new version of warledger. What is joined does
    not depend on the order in which reports came, and people's judgements are always obeyed. --weights and --grades
    hold for what is added later, until the case is linked from scratch again. docs/incidents.md tells how it is done.
    """
    with open_case(case, create=False) as store, Watching() as watching:
        done = link(store, weights=weights, grades=grades, progress=watching)
        say_linked(case, store, f"linked {count(done.documents, 'report')}")


def say_linked(case: str, store: Store, what: str) -> None:
    """Say how many incidents there are by now, and how well they are known."""
    incidents = store.incidents()
    grades = ((incidents.count(IncidentFilter(grades=frozenset([grade]))), grade.value) for grade in Grade)
    known = ", ".join(f"{number:,} {grade}" for number, grade in grades if number)
    total = count(incidents.count(), "incident")
    say(f"{case}: {what}; {total} now{f' ({known})' if known else ''}.")
