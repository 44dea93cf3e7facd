"""Reads coded reports and finds where in the text each copied word stands.

Coders copy words and give no offsets: of several places with the same words the one nearest to the claim's trigger is
taken, and the others are kept apart so that training neither rewards nor punishes them.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from warledger.model.proposal import PLAIN_ROLES

DATA = Path(__file__).parent / "data"
FILES = ("train.jsonl", "written_en.jsonl")  # all that is trained on; the measuring files are never among them
Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A coded claim with offsets: fillers as (role, start, end), and further places of the same words; `retold`: where
    other words name the same event.
    """

    type: str
    status: str
    trigger: Extent
    fillers: tuple[tuple[str, int, int], ...]
    elsewhere: tuple[tuple[str, int, int], ...]
    retold: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A coded report. `row` is the line as it was read, for the scorer; what `doubtful` words name is not known."""

    id: str
    text: str
    claims: tuple[GoldClaim, ...]
    row: Mapping[str, object]
    doubtful: tuple[Extent, ...] = ()


def reports(path: Path) -> list[Report]:
    """The reports of a file of coded reports, with the retellings that `data/` holds for a file of this name."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    again = _told_again(DATA / f"{path.stem}.retold")
    for row in rows:
        for number, claim in enumerate(row["claims"], start=1):
            claim["retold"] = again.get((row["id"], number), [])
    return [report(row) for row in rows]


def _told_again(path: Path) -> dict[tuple[str, int], list[str]]:
    """Lines `report | number of the claim | words + words`: other words that name the claim's event, in one line or
    more.
    """
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.strip():
            key, number, words = line.split(" | ", 2)
            found[key.strip(), int(number)] += words.strip().split(" + ")
    return found


def located(path: Path) -> list[Report]:
    """The reports of a file that holds the offsets of their claims (what `training.muc` writes)."""
    return [_located(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _located(row: Mapping[str, Any]) -> Report:
    claims = tuple(
        GoldClaim(
            claim["type"],
            claim["status"],
            (claim["trigger"][0], claim["trigger"][1]),
            tuple((role, start, end) for role, start, end in claim["fillers"]),
            tuple((role, start, end) for role, start, end in claim["elsewhere"]),
        )
        for claim in row["claims"]
    )
    doubtful = tuple((start, end) for start, end in row["doubtful"])
    return Report(row["id"], row["text"], claims, row["row"], doubtful)


def report(row: Mapping[str, object]) -> Report:
    """One report with the offsets of its claims."""
    text = str(row["text"])
    taken: set[Extent] = set()
    claims = []
    for claim in row["claims"]:  # type: ignore[attr-defined]
        trigger = _trigger(text, claim, taken)
        taken.add(trigger)
        claims.append(_claim(text, claim, trigger))
    told = [replace(c, retold=_retold(text, of, taken)) for c, of in zip(claims, row["claims"], strict=True)]  # type: ignore[call-overload]
    return Report(str(row["id"]), text, tuple(told), row)


def _retold(text: str, claim: Mapping[str, object], triggers: Set[Extent]) -> tuple[Extent, ...]:
    """Where the words stand that tell the event again, but for those that are a claim's trigger."""
    found = (place for words in claim.get("retold", ()) for place in places(text, words))  # type: ignore[attr-defined]
    return tuple(p for p in found if not any(a < p[1] and p[0] < b for a, b in triggers))


def _claim(text: str, claim: Mapping[str, object], trigger: Extent) -> GoldClaim:
    fillers: list[tuple[str, int, int]] = []
    elsewhere: list[tuple[str, int, int]] = []
    for role, words in _copied(claim):
        found = list(places(text, words))
        best = min(found, key=lambda place: cost(text, place, trigger))
        fillers.append((role, *best))
        elsewhere += [(role, *place) for place in found if place != best]
    return GoldClaim(str(claim["type"]), str(claim["status"]), trigger, tuple(fillers), tuple(elsewhere))


def _copied(claim: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for role in PLAIN_ROLES:
        for words in claim[role]:  # type: ignore[attr-defined]
            yield role, words
    for harm in claim["harm"]:  # type: ignore[attr-defined]
        yield harm["kind"], harm["quote"]


def _trigger(text: str, claim: Mapping[str, object], taken: set[Extent]) -> Extent:
    """Of the places with the trigger's words, the one nearest to all other words of the claim, and not yet taken."""
    found = list(places(text, str(claim["trigger"])))
    free = [place for place in found if place not in taken] or found
    if len(free) == 1:
        return free[0]
    rest = [list(places(text, words)) for _, words in _copied(claim)]
    return min(free, key=lambda place: sum(min(cost(text, p, place) for p in around) for around in rest))


def places(text: str, words: str) -> Iterator[Extent]:
    """Where the words stand, on word bounds if they do so anywhere."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    if not found:
        raise ValueError(f"the coder's words are not in the report: {words[:60]!r}")
    whole = [(a, b) for a, b in found if not _cuts(text, a) and not _cuts(text, b)]
    yield from whole or found


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def cost(text: str, place: Extent, trigger: Extent) -> int:
    """Distance in characters; a sentence or paragraph between counts extra."""
    gap_from, gap_to = min(place[1], trigger[1]), max(place[0], trigger[0])
    if gap_from >= gap_to:
        return 0
    between = text[gap_from:gap_to]
    return len(between) + 120 * between.count(". ") + 200 * between.count("\n")


def lot(key: str) -> float:
    """A number from 0 to 1 drawn by a hash of a report's id: the same in every run."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
