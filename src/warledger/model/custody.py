"""The custody log's record: what was done to the case, when, chained by hash so that no line can be changed unseen."""

import hashlib
import json
from dataclasses import dataclass, replace
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
    ACCESS = "access"  # somebody signed in or out at the desk of a team, or failed to


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
        """What `hash` must be: SHA-256 over the canonical JSON of the other fields, in hex."""
        details = [list(pair) for pair in self.details]
        fields = [self.sequence, self.at.isoformat(), str(self.action), self.subject, details, self.previous]
        canonical = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def next_record(
    last: CustodyRecord | None, at: datetime, action: Action, subject: str, details: tuple[tuple[str, str], ...] = ()
) -> CustodyRecord:
    """Forge the link that follows `last` (None: the first link)."""
    sequence = last.sequence + 1 if last else 1
    unsealed = CustodyRecord(sequence, at, action, subject, details, last.hash if last else GENESIS, "")
    return replace(unsealed, hash=unsealed.computed_hash())
