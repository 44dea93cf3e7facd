"""Reads coded reports: people's (words copied from the text) and the program's own printed form, as one plain record.

A malformed row is an error naming the file and line; a gold file is never partly read.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from warledger.errors import BadSetting

ROLES = ("actor", "target", "weapon", "place", "time", "source")
_PLURAL = {role: role + "s" for role in ROLES}

Figure = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """What is compared of a claim: its type, status, trigger words, the words of each role, the figures of harm.

    `start` is where the trigger stands, where that is known (null in gold files, which copy words); never compared.
    """

    type: str
    status: str
    trigger: str
    roles: Mapping[str, tuple[str, ...]]
    harm: tuple[Figure, ...]
    start: int | None = field(default=None, compare=False)


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
    found: dict[str, GoldReport] = {}
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            report = _report(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadSetting(
                f"{path}, line {number}: not a coded report ({error!r}); a row needs id, text and claims"
            ) from error
        if report.id in found:
            raise BadSetting(f"{path}, line {number}: the id {report.id!r} was used before; give every report its own")
        found[report.id] = report
    if not found:
        raise BadSetting(f"{path} holds no report; give a file with one coded report a line")
    return tuple(found.values())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read as a gold file: {error}. Give a file of JSON Lines.") from error


def _report(row: Mapping[str, object]) -> GoldReport:
    texts = {key: row.get(key) or None for key in ("id", "text", "title", "published")}
    if not all(value is None or isinstance(value, str) for value in texts.values()):
        raise TypeError("id, text, title and published must be text")
    if texts["published"]:
        date.fromisoformat(str(texts["published"]))
    claims = row["claims"]
    if not isinstance(claims, list):
        raise TypeError("claims must be a list")
    return GoldReport(
        id=str(row["id"]),
        text=str(row["text"]),
        title=cast("str | None", texts["title"]),
        published=cast("str | None", texts["published"]),
        claims=tuple(coded_claim(claim) for claim in claims),
    )


def coded_claim(claim: Mapping[str, object]) -> CodedClaim:
    """A claim from either form."""
    trigger = claim.get("trigger")
    printed = isinstance(trigger, Mapping)
    roles = {}
    for role in ROLES:
        fillers = claim.get(_PLURAL[role] if printed else role) or ()
        if not isinstance(fillers, Iterable):
            raise TypeError(f"{role} must be a list")
        roles[role] = tuple(filler["text"] if isinstance(filler, Mapping) else str(filler) for filler in fillers)
    harm = claim.get("harm") or ()
    if not isinstance(harm, Iterable):
        raise TypeError("harm must be a list")
    return CodedClaim(
        type=str(claim["type"]),
        status=str(claim["status"]),
        trigger=str(trigger["text"]) if isinstance(trigger, Mapping) else str(trigger or ""),
        roles=roles,
        harm=tuple((figure["kind"], figure["low"], figure["high"]) for figure in harm),
        start=int(trigger["start"]) if isinstance(trigger, Mapping) and "start" in trigger else None,
    )
