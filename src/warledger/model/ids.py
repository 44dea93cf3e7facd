"""Ids that are hashes of identifying fields, so that running again gives the same record the same name."""

import hashlib
import json
from typing import NewType

DocumentId = NewType("DocumentId", str)
ClaimId = NewType("ClaimId", str)
SourceId = NewType("SourceId", str)
IncidentId = NewType("IncidentId", str)
JudgementId = NewType("JudgementId", str)

DIGITS = 16  # hex digits of SHA-256 kept: 64 bits, one chance in a million of a clash among six million records


def content_id(kind: str, *fields: str | int | None) -> str:
    """Name a record by what identifies it.

    >>> content_id("claim", "doc-1", "attack", 10, 16)
    'claim-130d923e9a38745e'
    """
    canonical = json.dumps([kind, *fields], ensure_ascii=False, separators=(",", ":"))
    return f"{kind}-{sha256_text(canonical)[:DIGITS]}"


def sha256_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
