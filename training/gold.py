"""Reads coded reports and finds where in the text each copied word stands.

Coders copy words and give no offsets: of several places with the same words the one nearest to the claim's trigger is
taken, and the others are kept apart so that training neither rewards nor punishes them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from warledger.model.proposal import PLAIN_ROLES

FILES = ("train.jsonl", "written_en.jsonl")  # all that is trained on; the measuring files are never among them
Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A coded claim with offsets: fillers as (role, start, end), and further places of the same words."""

    type: str
    status: str
    trigger: Extent
    fillers: tuple[tuple[str, int, int], ...]
    elsewhere: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A coded report. `row` is the line as it was read, for the scorer."""

    id: str
    text: str
    claims: tuple[GoldClaim, ...]
    row: Mapping[str, object]


def reports(path: Path) -> list[Report]:
    """The reports of a file of coded reports."""
    return [report(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def report(row: Mapping[str, object]) -> Report:
    """One report with the offsets of its claims."""
    text = str(row["text"])
    taken: set[Extent] = set()
    claims = []
    for claim in row["claims"]:  # type: ignore[attr-defined]
        trigger = _trigger(text, claim, taken)
        taken.add(trigger)
        claims.append(_claim(text, claim, trigger))
    return Report(str(row["id"]), text, tuple(claims), row)


def _claim(text: str, claim: Mapping[str, object], trigger: Extent) -> GoldClaim:
    fillers: list[tuple[str, int, int]] = []
    elsewhere: list[tuple[str, int, int]] = []
    for role, words in _copied(claim):
        places = list(_places(text, words))
        best = min(places, key=lambda place: _cost(text, place, trigger))
        fillers.append((role, *best))
        elsewhere += [(role, *place) for place in places if place != best]
    return GoldClaim(str(claim["type"]), str(claim["status"]), trigger, tuple(fillers), tuple(elsewhere))


def _copied(claim: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for role in PLAIN_ROLES:
        for words in claim[role]:  # type: ignore[attr-defined]
            yield role, words
    for harm in claim["harm"]:  # type: ignore[attr-defined]
        yield harm["kind"], harm["quote"]


def _trigger(text: str, claim: Mapping[str, object], taken: set[Extent]) -> Extent:
    """Of the places with the trigger's words, the one nearest to all other words of the claim, and not yet taken."""
    places = list(_places(text, str(claim["trigger"])))
    free = [place for place in places if place not in taken] or places
    if len(free) == 1:
        return free[0]
    rest = [list(_places(text, words)) for _, words in _copied(claim)]
    return min(free, key=lambda place: sum(min(_cost(text, p, place) for p in around) for around in rest))


def _places(text: str, words: str) -> Iterator[Extent]:
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


def _cost(text: str, place: Extent, trigger: Extent) -> int:
    """Distance in characters; a sentence or paragraph between counts extra."""
    gap_from, gap_to = min(place[1], trigger[1]), max(place[0], trigger[0])
    if gap_from >= gap_to:
        return 0
    between = text[gap_from:gap_to]
    return len(between) + 120 * between.count(". ") + 200 * between.count("\n")
