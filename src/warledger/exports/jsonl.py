"""The full record of every claim, one JSON object a line: nothing of a claim is lost, and `claims_of` reads it back.

`record` is the claim exactly as the ledger holds it, `claim` the same in the form that `read --json` prints, with
`evidence` naming the rule of each value. `document` says of the report everything but its text.
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import TextIO

from warledger.exports.form import NO_DOCUMENT, PROTECTED_SOURCE, Column, Format, Job
from warledger.exports.json_text import NOT_A_NUMBER, json_text
from warledger.exports.losses import LossKind
from warledger.model.claim import Claim
from warledger.model.serial import Json, dump, evidence, load, printed_claim, printed_document

MEMBERS = (
    Column("document", "The report without its text, as `read --json` prints it; null when it was not at hand."),
    Column("claim", "The claim as `read --json` prints it."),
    Column("evidence", "For each value that a rule made: the rule and the words it read."),
    Column("record", "The claim exactly as the ledger holds it; it can be loaded back."),
)
TEXT = LossKind("text of the report", "The report's text is not in the file; text_sha256 names it.")


def write(job: Job, claims: Iterator[Claim], out: TextIO) -> None:
    """Write every claim, one a line."""
    for claim in claims:
        job.tally.note(TEXT.name)
        if claim.where is not None and not math.isfinite(claim.where.value.lat + claim.where.value.lon):
            job.tally.note(NOT_A_NUMBER.name)
        document = job.document(claim)
        line: Json = {
            "document": printed_document(document) if document else None,
            "claim": printed_claim(claim),
            "evidence": dict(evidence(claim)),
            "record": dump(claim),
        }
        out.write(json_text(line) + "\n")
        job.tally.export()


FORMAT = Format(
    name="jsonl",
    suffix=".jsonl",
    help="the full record of every claim for a program, one JSON object a line",
    columns=MEMBERS,
    left_out=(),
    reduced=(TEXT, NOT_A_NUMBER, NO_DOCUMENT, PROTECTED_SOURCE),
    write=write,
)


def claims_of(lines: Iterable[str]) -> Iterator[Claim]:
    """The claims of a file in this format."""
    for line in lines:
        if line.strip():
            yield load(Claim, json.loads(line)["record"])
