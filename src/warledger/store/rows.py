"""From records to rows and back. The `record` column holds a whole record as JSON in ASCII; the others repeat it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from warledger.model.claim import Claim, HarmKind
from warledger.model.custody import Action, CustodyRecord
from warledger.model.document import Document, Source
from warledger.model.failure import Failure
from warledger.model.filters import folded, place_names
from warledger.model.ledger import Judgement
from warledger.model.ranges import harm_bounds
from warledger.model.serial import dump, load

Columns = dict[str, object]
LARGEST = 2**62  # a count that no column holds is kept in the record, and here at the edge


def written(record: object) -> str:
    """A record as its `record` column holds it."""
    return json.dumps(dump(record), separators=(",", ":"))


def document_columns(document: Document) -> Columns:
    """The row of a document. Its text is kept apart: see `text_bytes`."""
    record = dump(document)
    del record["text"]
    return {
        "id": document.id,
        "series": document.series,
        "version": document.version,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "published": document.published.date.isoformat() if document.published else None,
        "language": document.language,
        "source_id": document.source.id if document.source else None,
        "unread": document.unread,
        "captured_at": document.captured_at.isoformat(),
        "record": json.dumps(record, separators=(",", ":")),
    }


def text_bytes(text: str) -> bytes:
    """A text as it is kept, whatever code points are in it."""
    return text.encode("utf-8", "surrogatepass")


def document_of(record: str, text: bytes) -> Document:
    """The document of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Document, json.loads(record) | {"text": text.decode("utf-8", "surrogatepass")})


def source_columns(source: Source) -> Columns:
    """The row of a source."""
    return {"id": source.id, "name": source.name, "record": written(source)}


def claim_columns(claim: Claim, number: int) -> Columns:
    """The row of a claim, the `number`th of its document."""
    when = claim.when.value if claim.when else None
    killed = harm_bounds(claim, HarmKind.KILLED)
    return {
        "id": claim.id,
        "document_id": claim.document,
        "number": number,
        "type": claim.type.value,
        "status": claim.status.value.value,
        "place": "".join(f" {folded(name)} |" for name in place_names(claim)),
        "when_start": when.start.isoformat() if when else None,
        "when_end": when.end.isoformat() if when else None,
        "killed_low": _bounded(killed.low) if killed else None,
        "killed_high": _bounded(killed.high) if killed else None,
        "confidence": claim.confidence.value,
        "record": written(claim),
    }


def claim_rows(claims: Iterable[Claim]) -> list[Columns]:
    """The rows of the claims of one document, in their order."""
    return [claim_columns(claim, number) for number, claim in enumerate(claims, start=1)]


def claim_of(record: str) -> Claim:
    """The claim of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Claim, json.loads(record))


def digest(texts: Iterable[str]) -> str:
    """SHA-256 over texts in their order."""
    return hashlib.sha256("\n".join(texts).encode("ascii")).hexdigest()


def stated(document: Columns, claims: Iterable[Columns]) -> tuple[tuple[str, str], ...]:
    """What the custody log keeps of a document's row, its text and its claims: a change of any column is found."""
    claim_rows = [_canonical(claim) for claim in claims]
    return (
        ("sha256", str(document["sha256"])),
        ("document", digest([_canonical(document)])),
        ("text", str(document["text_sha256"])),
        ("claims", digest(claim_rows)),
        ("claims_counted", str(len(claim_rows))),
    )


def _canonical(columns: Columns) -> str:
    return json.dumps(columns, sort_keys=True, separators=(",", ":"), default=str)


def link_columns(link: CustodyRecord) -> Columns:
    """The row of a link of the custody log."""
    return {
        "sequence": link.sequence,
        "at": link.at.isoformat(),
        "action": link.action.value,
        "subject": link.subject,
        "details": json.dumps(link.details, separators=(",", ":")),
        "previous": link.previous,
        "hash": link.hash,
    }


def link_of(row: Row[Any]) -> CustodyRecord:
    """The link of a row; ValueError, KeyError or TypeError when the row holds none."""
    return CustodyRecord(
        sequence=row.sequence,
        at=datetime.fromisoformat(row.at),
        action=Action(row.action),
        subject=row.subject,
        details=details_of(row.details),
        previous=row.previous,
        hash=row.hash,
    )


def details_of(details: str) -> tuple[tuple[str, str], ...]:
    """The details of a link."""
    return tuple((str(name), str(value)) for name, value in json.loads(details))


def judgement_columns(judgement: Judgement) -> Columns:
    """The row of a judgement."""
    return {
        "id": judgement.id,
        "left_claim": judgement.left,
        "right_claim": judgement.right,
        "record": written(judgement),
    }


def judgement_of(record: str) -> Judgement:
    """The judgement of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Judgement, json.loads(record))


def corrected_columns(claim: Claim, *, rejected: bool) -> Columns:
    """The row of a claim as people corrected it."""
    return {"claim_id": claim.id, "rejected": rejected, "record": written(claim)}


def judgement_stated(columns: Columns) -> tuple[tuple[str, str], ...]:
    """What the custody log keeps of a judgement's row."""
    kept = {name: value for name, value in columns.items() if name != "number"}
    return (("judgement", digest([_canonical(kept)])),)


def note_stated(columns: Columns) -> tuple[tuple[str, str], ...]:
    """What the custody log keeps of the row of a note on a source."""
    kept = {name: value for name, value in columns.items() if name != "number"}
    return (("note", digest([_canonical(kept)])),)


def failure_columns(failure: Failure) -> Columns:
    """The row of a failure."""
    return {
        "origin": failure.origin,
        "reason": failure.reason,
        "message": failure.message,
        "at": failure.at.isoformat(),
        "retry": failure.retry,
    }


def failure_of(row: Row[Any]) -> Failure:
    """The failure of a row."""
    return Failure(row.origin, row.reason, row.message, datetime.fromisoformat(row.at), row.retry)


def _bounded(count: int | None) -> int | None:
    return None if count is None else min(count, LARGEST)
