"""`warledger incident`: one incident, with all that its sources say of it."""

import click

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.incident_view import show_incident
from warledger.cli.options import case_argument
from warledger.cli.screen import screen
from warledger.cli.talk import emit, say
from warledger.pipeline.whole import printed_whole, whole_of

EXAMPLES = """
warledger incident demo.ledger 3f9a2c81          the beginning of its id, or of one of its claims' ids, is enough
warledger incident demo.ledger 3f9a2c81 --json   all of it, with every claim
"""


@subcommand("incident", examples=EXAMPLES)
@case_argument
@click.argument("incident", metavar="INCIDENT")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(case: str, incident: str, as_json: bool) -> None:
    """Show one incident: its claims side by side, what agrees and what does not.

    INCIDENT is the id of an incident, or of a claim of it, or the beginning of one. First comes how well it is known,
    and the rule that says so; then each claim with its report and the voice behind it; then every field with the value
    shown, the rule that chose it, and who states what; the tolls from low to high; the voices, and why several reports
    are one voice; and what people judged. An id that an incident had before it grew leads to it still.
    """
    with asked_linked(case) as store:
        whole = whole_of(store, incident)
    if as_json:
        emit(printed_whole(whole))
        return
    show_incident(screen(), whole)
    if len(whole.claims) > 1:
        one, other = (claim.id.rpartition("-")[2][:8] for claim in whole.claims[:2])
        say(f"Why two of its claims are one: warledger why {case} {one} {other}")
