"""The words that tell an event's status, as data: `data/status.yaml` checked and compiled.

It holds words only; where they must stand is told with them, and looking for them is the coder's business.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from warledger.model.claim import Status


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make an event `status` when they stand within `before` words before, or `after` words behind, it."""

    status: Status
    rule: str
    words: re.Pattern[str]
    before: int
    after: int
    never: frozenset[str]
    only: frozenset[str]

    def speaks_of(self, type_: str) -> bool:
        """Whether the cue says anything on events of that type."""
        return type_ not in self.never and (not self.only or type_ in self.only)


@cache
def status_cues() -> tuple[Cue, ...]:
    """The cues in order of strength."""
    rows = yaml.safe_load((resources.files("warledger.reference") / "data/status.yaml").read_text("utf-8"))
    return tuple(
        Cue(
            Status(row["status"]),
            row["rule"],
            re.compile(rf"(?<!\w)(?:{'|'.join(row['words'])})(?!\w)", re.IGNORECASE),
            row.get("before", 0),
            row.get("after", 0),
            frozenset(row.get("never", ())),
            frozenset(row.get("only", ())),
        )
        for row in rows
    )
