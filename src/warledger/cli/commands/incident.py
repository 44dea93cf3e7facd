"""`warledger incident`: one incident, with all that its sources say of it."""

import click

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.incident_view import Whole, show_incident
from warledger.cli.options import case_argument
from warledger.cli.screen import screen
from warledger.cli.talk import emit, say
from warledger.linking.judging import standing
from warledger.linking.tolls import published
from warledger.model.serial import dump, printed_claim
from warledger.pipeline.campaigning import campaigns_of
from warledger.pipeline.register import register_of, under
from warledger.store.case import Store

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
        claims = [printed_claim(claim) | {"document": claim.document} for claim in whole.claims]
        judgements, campaign = dump(tuple(whole.judgements)), dump(whole.campaign)
        first = {"id": whole.assessment.incident.id}
        emit(first | dump(whole.assessment) | {"told": claims, "judgements": judgements, "campaign": campaign})
        return
    show_incident(screen(), whole)
    if len(whole.claims) > 1:
        one, other = (claim.id.rpartition("-")[2][:8] for claim in whole.claims[:2])
        say(f"Why two of its claims are one: warledger why {case} {one} {other}")


def whole_of(store: Store, incident: str) -> Whole:
    """An incident with all that belongs to it."""
    incidents, links = store.incidents(), store.links()
    found = incidents.assessment(incident)
    register = register_of(incidents.notes())
    claims = links.claims(found.incident.claims)
    reports = links.reports(claim.document for claim in claims.values())
    own = set(found.incident.claims)
    judged = [one for one in standing(store.judgements()) if {one.left, one.right} & own]
    campaign = next((one for one in campaigns_of(store) if found.incident.id in one.incidents), None)
    documents = {id: under(register, document) for id, document in reports.items()}
    order = sorted(claims.values(), key=lambda claim: (published(documents[claim.document]), claim.id))
    return Whole(found, order, documents, judged, campaign)
