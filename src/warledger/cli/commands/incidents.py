"""`warledger incidents`: what the claims of a case support together, as a table, JSON lines, CSV or a map."""

import sys
from dataclasses import replace

import click

from warledger.cli.asking import Counted, asked_linked, say_count
from warledger.cli.command import subcommand
from warledger.cli.finding import campaign_id
from warledger.cli.incident_table import incident_table
from warledger.cli.options import case_argument, form_options, incident_options
from warledger.cli.screen import screen
from warledger.cli.talk import emit, say
from warledger.exports.incident_rows import write_features, write_incidents
from warledger.model.corroboration import Assessment
from warledger.model.listing import IncidentFilter
from warledger.model.serial import dump

EXAMPLES = """
warledger incidents demo.ledger
warledger incidents demo.ledger --from 2016-05-01 --to 2016-05-31 --min-killed 1
warledger incidents demo.ledger --grade confirmed --grade fair --voices 2
warledger incidents demo.ledger --contested --json | jq .grade_why
warledger incidents demo.ledger --min-confidence 0.8 --csv > incidents.csv
warledger incidents demo.ledger --geojson > map.geojson
warledger incidents demo.ledger --limit 20 --skip 40           the third page of twenty
"""


@subcommand("incidents", examples=EXAMPLES)
@case_argument
@incident_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print no more than N.")
@click.option("--skip", type=click.IntRange(min=0), metavar="N", default=0, help="Leave out the first N.")
@click.option("--geojson", "as_map", is_flag=True, help="Print GeoJSON: those whose place is known, on a map.")
@form_options
def command(
    case: str,
    *,
    wanted: IncidentFilter,
    limit: int | None,
    skip: int,
    as_map: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the incidents that the claims support.

    An incident is what several reports tell of one event, derived from their claims and people's judgements, never
    edited. HARM runs from the fewest to the most that any standing figure allows. KNOWN is its grade, by a stated rule;
    VOICES are the independent sources behind it: copies of one text, reports of one publisher and reports that only
    quote the same speaker are one voice. Filters ask the incident; its place and doers go by any name that one of its
    claims gives. The first days come first. `warledger incident CASE INCIDENT` lays its claims side by side.
    """
    if as_map and (as_json or as_csv):
        raise click.UsageError("--geojson, --json and --csv cannot be given together: choose one.")
    with asked_linked(case, wanted.about) as store:
        if wanted.campaign is not None:
            wanted = replace(wanted, campaign=campaign_id(store, wanted.campaign))
        incidents = store.incidents()
        full: Counted[Assessment] = Counted(incidents.assessments(wanted, limit=limit, offset=skip))
        if as_json:
            for assessment in full:
                emit({"id": assessment.incident.id} | dump(assessment))
        elif as_csv:
            write_incidents(full, sys.stdout)
        elif as_map:
            _, unplaced = write_features(full, sys.stdout)
            sys.stdout.flush()
            say(f"{unplaced:,} have no place and are not on the map" if unplaced else "all have a place")
        else:
            shown = incident_table(screen(), incidents.listed(wanted, limit=limit, offset=skip))
            say_count(shown, incidents.count(), "incident", wanted)
            return
        say_count(full.seen, incidents.count(), "incident", wanted)
