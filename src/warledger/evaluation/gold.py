"""Reads coded reports: people's (words copied from the text) and the program's own printed form, as one plain record.

A malformed row is an error naming the file and line; a gold file is never partly read.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from warledger.errors import BadSetting

ROLES = ("actor", "target", "weapon", "place", "time", "source")
_PLURAL = {role: role + "s" for role in ROLES}

Figure = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """What is compared of a claim: its type, status, trigger words, the words of each role, the figures of harm."""

    type: str
    status: str
    trigger: str
    roles: Mapping[str, tuple[str, ...]]
    harm: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with people's claims."""

    id: str
    text: str
    title: str | None
    published: str | None
    claims: tuple[CodedClaim, ...]


def gold_reports(path: Path) -> tuple[GoldReport, ...]:
    """The reports of a gold file (JSON Lines: id, text, published?, title?, claims)."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            claims = tuple(coded_claim(claim) for claim in row["claims"])
            found.append(GoldReport(row["id"], row["text"], row.get("title"), row.get("published"), claims))
        except (ValueError, KeyError, TypeError) as error:
            raise BadSetting(
                f"{path}, line {number}: not a coded report ({error!r}); a row needs id, text and claims"
            ) from error
    return tuple(found)


def coded_claim(claim: Mapping[str, object]) -> CodedClaim:
    """A claim from either form."""
    trigger = claim.get("trigger")
    printed = isinstance(trigger, Mapping)
    roles = {}
    for role in ROLES:
        fillers = claim.get(_PLURAL[role] if printed else role) or ()
        assert isinstance(fillers, Iterable)
        roles[role] = tuple(filler["text"] if isinstance(filler, Mapping) else str(filler) for filler in fillers)
    harm = claim.get("harm") or ()
    assert isinstance(harm, Iterable)
    return CodedClaim(
        type=str(claim["type"]),
        status=str(claim["status"]),
        trigger=str(trigger["text"]) if isinstance(trigger, Mapping) else str(trigger or ""),
        roles=roles,
        harm=tuple((figure["kind"], figure["low"], figure["high"]) for figure in harm),
    )
