"""`warledger export`: incidents or claims in a format that other programs read, with an account of what is lost."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

import click

from warledger.cli import environment
from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.destination import destination
from warledger.cli.finding import campaign_id
from warledger.cli.hashing import Hashing, text_over
from warledger.cli.options import case_argument, codebook_option, incident_options
from warledger.cli.talk import say, tell
from warledger.errors import StorageFailure
from warledger.exports.formats import FORMATS, OF_INCIDENTS, write
from warledger.exports.losses import Losses, render_losses
from warledger.model.claim import Claim
from warledger.model.custody import Action
from warledger.model.listing import IncidentFilter
from warledger.pipeline.exporting import documents_of, told_incidents
from warledger.reference.codebook import load_codebook
from warledger.store.case import Store

EXAMPLES = """
warledger export demo.ledger --format csv > claims.csv
warledger export demo.ledger --format acled --from 2016-05 -o acled.csv --losses acled-losses.json
warledger export demo.ledger --format geojson --min-killed 1 -o map.geojson
warledger export demo.ledger --format jsonl --min-confidence 0.8 | jq .type
"""

WIDE, INDENT = 76, 10
FORMAT_LIST = "\n".join(fill(f"{form.name:<9} {form.help}", WIDE, subsequent_indent=" " * INDENT) for form in FORMATS)
HELP = f"""Write incidents or claims in a format that other programs read.

One row of acled, ucdp and geojson is an incident: what independent voices together tell of one event, its dead by the
lowest, the chosen and the highest figure. One row of csv and jsonl is a claim, what one report says. No other format
carries all that the ledger knows: what each could not carry is counted on standard error, and written with --losses to
lie beside the file. What was only planned, threatened, feared or denied never leaves as an event. The export is noted
in the custody log with the hash of what left the case.

\b
{FORMAT_LIST}
"""


@subcommand("export", examples=EXAMPLES, help=HELP)
@case_argument
@click.option(
    "--format",
    "name",
    type=click.Choice([form.name for form in FORMATS]),
    metavar="FORMAT",
    required=True,
    help="One of the formats above.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, whole or not at all."
)
@click.option("--losses", "sidecar", type=click.Path(path_type=Path), metavar="FILE", help="Write the losses, as JSON.")
@incident_options
@codebook_option
def command(
    case: str,
    *,
    name: str,
    output: Path | None,
    sidecar: Path | None,
    wanted: IncidentFilter,
    codebook: Path | None,
) -> None:
    """Export; the help that people read is HELP."""
    if name not in OF_INCIDENTS and wanted != IncidentFilter(wanted.about):
        raise click.UsageError(
            f"--grade, --voices, --contested and --campaign are asked of incidents, and {name} writes claims. Leave "
            f"them out, or choose one of: {', '.join(sorted(OF_INCIDENTS))}."
        )
    rules = load_codebook(environment.settings(codebook=codebook).codebook)
    with asked_linked(case, wanted.about) as store, destination(output) as stream:
        if wanted.campaign is not None:
            wanted = replace(wanted, campaign=campaign_id(store, wanted.campaign))
        hashing = Hashing(stream)
        text = text_over(hashing)
        complete = False
        try:
            losses = write(name, _asked(store, name, wanted), documents_of(store), text, codebook=rules)
            text.flush()
            complete = True
        finally:
            _note(store, name, hashing, wanted, complete=complete)
    if sidecar is not None:
        with destination(sidecar) as stream:
            stream.write(render_losses(losses).encode())
    _say_losses(losses)


def _asked(store: Store, name: str, wanted: IncidentFilter) -> Iterable[Claim]:
    return told_incidents(store, wanted) if name in OF_INCIDENTS else store.claims(wanted.about)


def _note(store: Store, name: str, hashing: Hashing, wanted: IncidentFilter, *, complete: bool) -> None:
    """Tell the custody log what left the case."""
    details = (
        ("format", name),
        ("filters", wanted_in_words(wanted)),
        ("bytes", str(hashing.count)),
        ("sha256", hashing.hexdigest()),
        ("complete", "yes" if complete else "no"),
    )
    try:
        store.record(Action.EXPORT, "incidents" if name in OF_INCIDENTS else "claims", details, datetime.now(UTC))
    except StorageFailure as error:  # a case on a read-only disk can be exported all the same
        say(f"warledger: this export is not noted in the custody log. {error}")


def wanted_in_words(wanted: IncidentFilter) -> str:
    """The filters, for the custody log."""
    about = wanted.about
    words = {
        "q": about.words,
        "type": " ".join(sorted(about.types)),
        "status": " ".join(sorted(status.value for status in about.statuses)),
        "place": about.place,
        "from": about.since,
        "to": about.until,
        "actor": about.actor,
        "target": about.target,
        "side": " and ".join(about.sides),
        "weapon": about.weapon,
        "civilians": "yes" if about.civilians else None,
        "min-killed": about.min_killed,
        "min-confidence": about.min_confidence,
        "reviewed": {True: "yes", False: "no", None: None}[about.reviewed],
        "grade": " ".join(sorted(grade.value for grade in wanted.grades)),
        "voices": wanted.voices,
        "contested": "yes" if wanted.contested else None,
        "campaign": wanted.campaign,
    }
    return ", ".join(f"{name}: {value}" for name, value in words.items() if value not in (None, "")) or "none"


def _say_losses(losses: Losses) -> None:
    sys.stdout.flush()
    tell(losses.statement)
    for loss in losses.left_out:
        tell(f"  left out {loss.count:,}: {loss.name}. {loss.sentence}")
    for loss in losses.reduced:
        tell(f"  reduced {loss.count:,}: {loss.name}. {loss.sentence}")
    if losses.unfilled:
        tell(f"  always empty: {', '.join(loss.name for loss in losses.unfilled)}.")
