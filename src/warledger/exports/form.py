"""What every export is: a named format with documented columns and declared losses, and a job that writes it.

A format turns an iterator of claims into text and holds no claim longer than its row takes. Documents are asked for by
id, one at a time; what is known of a protected source never gets past `Job.document`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TextIO

from warledger.exports.losses import CLAIMS, INCIDENTS, Losses, LossKind, Tally
from warledger.exports.telling import Composite
from warledger.model.claim import Claim
from warledger.model.document import Document, Source
from warledger.model.ids import DocumentId
from warledger.reference.codebook import Codebook

Documents = Mapping[DocumentId, Document] | Callable[[DocumentId], Document | None]

WITHHELD = "withheld"
PROTECTED = Source.named("protected source")

NO_DOCUMENT = LossKind("no document", "The document was not at hand: what is known of the report is empty.")
PROTECTED_SOURCE = LossKind(
    "protected source", "The identity of the source is protected: its name, title, author and address are withheld."
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column (or property, or member) of a format. A column that is not `filled` is always empty."""

    name: str
    doc: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which claims leave the ledger.

    `left_out` are the reasons for which a claim gets no row, in the order in which they are tried; `reduced` the ways
    in which a row says less than the claim.
    """

    name: str
    suffix: str
    help: str
    columns: tuple[Column, ...]
    left_out: tuple[LossKind, ...]
    reduced: tuple[LossKind, ...]
    write: Callable[["Job", Iterator[Claim], TextIO], None]


class Job:
    """One run of one format: where documents are found, the codebook in force, and the tally of losses."""

    def __init__(self, form: Format, documents: Documents, codebook: Codebook) -> None:
        self.columns = form.columns
        self.codebook = codebook
        self.tally = Tally(form.left_out, form.reduced)
        self._find = documents.get if isinstance(documents, Mapping) else documents

    def document(self, claim: Claim) -> Document | None:
        """The claim's document as it may be shown; None, and noted, when it is not at hand."""
        document = self._find(claim.document)
        if document is None:
            self.tally.note(NO_DOCUMENT.name)
            return None
        if document.source is not None and document.source.protected:
            self.tally.note(PROTECTED_SOURCE.name)
            return replace(document, source=PROTECTED, title=None, author=None, origin=WITHHELD, series=WITHHELD)
        return document


def write_form(form: Format, claims: Iterable[Claim], documents: Documents, out: TextIO, codebook: Codebook) -> Losses:
    """Write the claims in a format and give the account of what it could not carry."""
    job = Job(form, documents, codebook)
    form.write(job, _counted(claims, job.tally), out)
    unfilled = [LossKind(column.name, column.doc) for column in form.columns if not column.filled]
    return job.tally.losses(form.name, left_out=form.left_out, reduced=form.reduced, unfilled=unfilled)


def _counted(claims: Iterable[Claim], tally: Tally) -> Iterator[Claim]:
    for claim in claims:
        tally.of = INCIDENTS if isinstance(claim, Composite) else CLAIMS
        tally.begin(claim.where.value.source if claim.where else None)
        yield claim
