"""`warledger claims`: the claims of a case as a table, as JSON lines or as CSV."""

import sys

from warledger.cli import environment
from warledger.cli.asking import Counted, asked, say_count
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument, filter_options, form_options
from warledger.cli.screen import screen
from warledger.cli.tables import claim_table
from warledger.cli.talk import emit
from warledger.exports.formats import write
from warledger.model.filters import ClaimFilter
from warledger.model.serial import printed_claim
from warledger.pipeline.exporting import documents_of
from warledger.pipeline.said import PeopleSaid, printed_words
from warledger.reference.codebook import load_codebook

EXAMPLES = """
warledger claims demo.ledger
warledger claims demo.ledger --type air_drone_strike --type shelling_missile --min-killed 10
warledger claims demo.ledger --place Aleppo --from 2016-05 --to 2016-05
warledger claims demo.ledger --status denied --status possible
warledger claims demo.ledger --actor "Syrian army" --json | jq .harm
warledger claims demo.ledger --min-confidence 0.8            leave out what the coder is not sure of
"""


@subcommand("claims", examples=EXAMPLES)
@case_argument
@filter_options
@form_options
def command(case: str, wanted: ClaimFilter, as_json: bool, as_csv: bool) -> None:
    """List what the reports say happened, and what they only say.

    One row is one claim: one report's word on one event. HARM is as the report has it: 11+ is at least 11, ≤20 is up to
    20, and where the report gives two figures both stand there. SAID BY is whom the report gives the claim to; empty
    means the report says it itself. A status in capitals (PLANNED, POSSIBLE, DENIED ...) did not happen by that report.
    Under WHAT stands what people did: accepted, doubted, corrected, placed or added it (--json: `people`).
    Filters of different kinds must all hold; the same filter given twice widens. `warledger show CASE CLAIM` has the
    words behind a row, and how sure the coder is of it; that says nothing on whether the report is right.
    """
    with asked(case, wanted) as store:
        claims, said = Counted(store.claims(wanted)), PeopleSaid(store)
        if as_json:
            for claim in claims:
                people = printed_words(said.of(claim))
                emit(printed_claim(claim) | {"document": claim.document, "people": people})
        elif as_csv:
            rules = load_codebook(environment.settings().codebook)
            write("csv", claims, documents_of(store), sys.stdout, codebook=rules)
        else:
            claim_table(screen(), claims, documents_of(store).get, said.of)
        say_count(claims.seen, store.latest_claims(), "claim", wanted)
