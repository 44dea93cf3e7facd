"""The custody log's record: what was done to the case, when, chained by hash so that no line can be changed unseen."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GENESIS = "0" * 64


class Action(StrEnum):
    """What a custody record tells of."""

    CREATE = "create"  # the case was made
    CAPTURE = "capture"  # a document was taken in
    RECODE = "recode"  # claims of a document were replaced
    EXPORT = "export"  # something left the case
    CHANGE = "change"  # anything else that changed what the case says
    SKIP = "skip"  # an input was refused


@dataclass(frozen=True, slots=True)
class CustodyRecord:
    """One link: `hash` is SHA-256 over every other field, `previous` is the hash of the record before it."""

    sequence: int
    at: datetime
    action: Action
    subject: str
    details: tuple[tuple[str, str], ...]
    previous: str
    hash: str

    def computed_hash(self) -> str:
        """What `hash` must be, from the other fields."""
        return link_hash(self.sequence, self.at, self.action, self.subject, self.details, self.previous)


def link_hash(
    sequence: int, at: datetime, action: Action, subject: str, details: tuple[tuple[str, str], ...], previous: str
) -> str:
    """SHA-256 over the canonical JSON of a record's fields, in hex."""
    fields = [sequence, at.isoformat(), str(action), subject, [list(pair) for pair in details], previous]
    canonical = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def next_record(
    last: CustodyRecord | None, at: datetime, action: Action, subject: str, details: tuple[tuple[str, str], ...] = ()
) -> CustodyRecord:
    """Forge the link that follows `last` (None: the first link)."""
    sequence = last.sequence + 1 if last else 1
    previous = last.hash if last else GENESIS
    digest = link_hash(sequence, at, action, subject, details, previous)
    return CustodyRecord(sequence, at, action, subject, details, previous, digest)
