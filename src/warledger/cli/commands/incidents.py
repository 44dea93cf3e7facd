"""`warledger incidents`: what the claims of a case support, as a table, as JSON lines or as CSV."""

import sys
from collections.abc import Iterable

from warledger.cli.asking import asked
from warledger.cli.command import subcommand
from warledger.cli.incident_rows import INCIDENT_COLUMNS, incident_row
from warledger.cli.options import case_argument, filter_options, form_options
from warledger.cli.phrases import count
from warledger.cli.screen import screen
from warledger.cli.tables import incident_table
from warledger.cli.talk import emit, say
from warledger.exports.cells import CELL_LOSSES, Table
from warledger.exports.losses import Tally
from warledger.linking.single import incidents
from warledger.model.filters import ClaimFilter
from warledger.model.ledger import Incident
from warledger.model.serial import dump
from warledger.store.lazy import Documents

EXAMPLES = """
warledger incidents demo.ledger
warledger incidents demo.ledger --from 2016-05-01 --to 2016-05-31 --min-killed 1
warledger incidents demo.ledger --min-confidence 0.8 --csv > incidents.csv
"""


@subcommand("incidents", examples=EXAMPLES)
@case_argument
@filter_options
@form_options
def command(case: str, wanted: ClaimFilter, as_json: bool, as_csv: bool) -> None:
    """List the incidents that the claims support.

    An incident is derived from claims, never edited. For now every claim that counts as an event (happened, ongoing,
    attempted) is an incident of its own: two reports of one strike are two incidents, so do not add up their tolls.
    VOICES are those who speak for it. Filters choose the claims that incidents are made of.
    """
    with asked(case, wanted) as store:
        claims = list(store.claims(wanted))
        found = incidents(claims, Documents(store))
    if as_json:
        for incident in found:
            emit(dump(incident))
    elif as_csv:
        _write_csv(found)
    else:
        incident_table(screen(), found)
    sys.stdout.flush()
    apart = len(claims) - len({claim for incident in found for claim in incident.claims})
    only_said = f"; {count(apart, 'claim')} left out as only planned, threatened, feared or denied" if apart else ""
    say(f"{count(len(found), 'incident')} of {count(len(claims), 'claim')}{only_said}")


def _write_csv(found: Iterable[Incident]) -> None:
    table = Table(sys.stdout, INCIDENT_COLUMNS, Tally((), CELL_LOSSES))
    for incident in found:
        table.write(incident_row(incident))
