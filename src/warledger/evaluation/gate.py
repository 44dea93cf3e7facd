"""The quality gate: floors for measured numbers, pinned beside a fingerprint of the data they were measured on.

What is measured is either claims against people's coding or the line of figures that a benchmark prints; both are held
in one way. A number below its floor fails, and so does data that changed unless it is pinned anew. `update` raises
floors and refuses to lower one unless told so plainly.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from warledger.errors import BadSetting
from warledger.evaluation.gold import CodedClaim, GoldReport, gold_reports
from warledger.evaluation.slots import SLOTS, Scores, score

FLOORS = Path(__file__).with_name("floors.json")
EPSILON = 0.002  # what one claim of a small gold file is worth; scores are deterministic, so a fall is a change of code
COUNTS = ("documents", "items", "names")  # what a benchmark says of how much it measured

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
    """The pinned floors by measure, the SHA-256 of the data they were measured on, and how much of it was."""

    fingerprint: str
    floors: Mapping[str, float]
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """Numbers from 0 to 1, more being better, by measure; `name` is that of the data, or of a benchmark and data."""

    name: str
    fingerprint: str
    numbers: Mapping[str, float]
    counts: Mapping[str, int] = field(default_factory=dict)


def measure(path: Path, coder: Coder) -> Measured:
    """F1 of every slot, of all slots and of whole rows on a gold file.

    A report that the coder fails on counts as coded empty.
    """
    reports = gold_reports(path)
    coded = {report.id: tuple(coder(report)) for report in reports}
    numbers = measures(score({report.id: report.claims for report in reports}, coded))
    return Measured(path.name, fingerprint([path]), numbers)


def measures(scores: Scores) -> dict[str, float]:
    """The numbers of scored claims that have floors."""
    named = {slot: scores.slots[slot].f1 for slot in SLOTS}
    return named | {"all slots": scores.all_slots.f1, "whole row": scores.rows.f1}


def figures_of(benchmark: str, data: Sequence[Path], printed: str) -> Measured:
    """The shares in what a benchmark printed, whose last line is a JSON object of figures.

    A share of a part ("TR-News": {"f1": ...}) goes by both names ("TR-News f1"); distances and speeds are no shares.
    """
    try:
        found = json.loads((printed.strip().splitlines() or [""])[-1])
    except ValueError as error:
        raise BadSetting(
            f"{benchmark} printed no line of figures last ({error}); pipe its whole output here"
        ) from error
    if not isinstance(found, dict):
        raise BadSetting(f"{benchmark} printed {found!r} last, not a JSON object of figures")
    flat = dict(_flat(found))
    shares = {name: value for name, value in flat.items() if isinstance(value, float) and 0.0 <= value <= 1.0}
    counts = {name: value for name, value in flat.items() if isinstance(value, int) and name.split()[-1] in COUNTS}
    return Measured(f"{benchmark} {' '.join(path.name for path in data)}", fingerprint(data), shares, counts)


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name} ")
        else:
            yield before + name, value


def fingerprint(data: Sequence[Path]) -> str:
    """SHA-256 of a file, in hex; of several, or of a folder's files by their names, that of the list of theirs."""
    files = [file for path in data for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file()]
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The pinned floors by the name of what was measured."""
    table = json.loads(path.read_text("utf-8"))
    return {name: Floors(each["fingerprint"], each["floors"], each.get("counts", {})) for name, each in table.items()}


def check(found: Measured, floors: Mapping[str, Floors]) -> tuple[Line, ...]:
    """One line a floor; BadSetting when the data is not what the floors were measured on, or not as much of it."""
    pinned = floors.get(found.name)
    if pinned is None:
        raise BadSetting(f"no floors are pinned for {found.name}; pin them with --update")
    if pinned.fingerprint != found.fingerprint:
        raise BadSetting(
            f"{found.name} is not the data its floors were measured on; look at what changed, then --update"
        )
    if pinned.counts != found.counts:
        raise BadSetting(
            f"{found.name} was measured on {_listed(found.counts)}, its floors on {_listed(pinned.counts)}; give the "
            "benchmark the same options"
        )
    if missing := [name for name in pinned.floors if name not in found.numbers]:
        raise BadSetting(f"{found.name} does not say {', '.join(missing)}, which have floors")
    return tuple(Line(name, floor, found.numbers[name]) for name, floor in pinned.floors.items())


def update(
    found: Measured, floors: Mapping[str, Floors], *, only: Collection[str] = (), allow_regression: bool = False
) -> dict[str, Floors]:
    """The floors with those of `found` pinned, rounded down to three places; none goes down, or away, silently.

    `only` names the measures that have floors; empty: those that have one already, and where none has, all.
    """
    before = floors.get(found.name)
    chosen = only or (before.floors if before else found.numbers)
    if unknown := [name for name in chosen if name not in found.numbers]:
        raise BadSetting(f"{found.name} does not say {', '.join(unknown)}; it says {', '.join(found.numbers)}")
    rounded = {name: int(found.numbers[name] * 1000) / 1000 for name in chosen}
    if before is not None and not allow_regression:
        lower = [
            f"{name} {floor} -> {rounded.get(name)}"
            for name, floor in before.floors.items()
            if rounded.get(name, -1.0) < floor
        ]
        if lower:
            raise BadSetting(f"these floors would go down: {'; '.join(lower)}; --allow-regression if that is meant")
    return {**floors, found.name: Floors(found.fingerprint, rounded, found.counts)}


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "an unknown number"


def write_floors(floors: Mapping[str, Floors], path: Path = FLOORS) -> None:
    """Write the floors, one measure a line."""
    table = {}
    for name, each in sorted(floors.items()):
        counts = {"counts": dict(each.counts)} if each.counts else {}
        table[name] = {"fingerprint": each.fingerprint, **counts, "floors": dict(each.floors)}
    path.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
