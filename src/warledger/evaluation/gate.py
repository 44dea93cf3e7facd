"""The quality gate: floors for measured numbers, pinned beside a fingerprint of the data they were measured on.

A score below its floor fails, and so does data that changed unless it is pinned anew. `update` raises floors and
refuses to lower one unless told so plainly. It measures the program's own output, nothing else.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from warledger.errors import BadSetting
from warledger.evaluation.gold import CodedClaim, GoldReport, gold_reports
from warledger.evaluation.slots import SLOTS, Scores, score

FLOORS = Path(__file__).with_name("floors.json")
EPSILON = 0.002  # what one claim of a small gold file is worth; scores are deterministic, so a fall is a change of code

Coder = Callable[[GoldReport], Iterable[CodedClaim]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate's report."""

    measure: str
    floor: float
    value: float

    @property
    def holds(self) -> bool:
        """Not below the floor."""
        return self.value >= self.floor - EPSILON


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned floors of one gold file, by measure, and the SHA-256 of the file they were measured on."""

    fingerprint: str
    floors: Mapping[str, float]


def measure(path: Path, coder: Coder) -> Scores:
    """Code every report of a gold file and score it; a report that the coder fails on counts as coded empty."""
    reports = gold_reports(path)
    coded = {report.id: tuple(coder(report)) for report in reports}
    return score({report.id: report.claims for report in reports}, coded)


def measures(scores: Scores) -> dict[str, float]:
    """The numbers that have floors: F1 of every slot, of all slots, and of whole rows."""
    named = {slot: scores.slots[slot].f1 for slot in SLOTS}
    return named | {"all slots": scores.all_slots.f1, "whole row": scores.rows.f1}


def fingerprint(path: Path) -> str:
    """SHA-256 of a gold file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The pinned floors by the name of their gold file."""
    table = json.loads(path.read_text("utf-8"))
    return {name: Floors(entry["fingerprint"], entry["floors"]) for name, entry in table.items()}


def check(gold: Path, scores: Scores, floors: Mapping[str, Floors]) -> tuple[Line, ...]:
    """One line a floor; BadSetting when the gold file is not the one that the floors were measured on."""
    pinned = floors.get(gold.name)
    if pinned is None:
        raise BadSetting(f"no floors are pinned for {gold.name}; pin them with --update")
    if pinned.fingerprint != fingerprint(gold):
        raise BadSetting(
            f"{gold.name} is not the file its floors were measured on; look at what changed, then --update"
        )
    found = measures(scores)
    return tuple(Line(name, floor, found[name]) for name, floor in pinned.floors.items())


def update(
    gold: Path, scores: Scores, floors: Mapping[str, Floors], *, allow_regression: bool = False
) -> dict[str, Floors]:
    """The floors with those of `gold` pinned to its scores, rounded down to three places; none goes down silently."""
    found = {name: int(value * 1000) / 1000 for name, value in measures(scores).items()}
    before = floors.get(gold.name)
    if before is not None and not allow_regression:
        lower = [f"{name} {floor} -> {found[name]}" for name, floor in before.floors.items() if found[name] < floor]
        if lower:
            raise BadSetting(f"these floors would go down: {'; '.join(lower)}; --allow-regression if that is meant")
    return {**floors, gold.name: Floors(fingerprint(gold), found)}


def write_floors(floors: Mapping[str, Floors], path: Path = FLOORS) -> None:
    """Write the floors, one measure a line."""
    table = {name: {"fingerprint": f.fingerprint, "floors": dict(f.floors)} for name, f in sorted(floors.items())}
    path.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
