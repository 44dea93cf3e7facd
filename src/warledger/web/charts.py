"""Places on the page for charts that the server draws as SVG: numbers in, coordinates out; templates do the drawing.

A bound that nobody stated is drawn open, never as a number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warledger.model.corroboration import Figure, Toll
from warledger.model.ids import ClaimId

WIDTH = 360.0
START = 14.0  # units kept free at either end of a scale
ROW = 18.0
OPEN = 26.0  # how far an open end runs beyond the last number


@dataclass(frozen=True, slots=True)
class Whisker:
    """What one voice says: from `x1` to `x2`, open at an end that has no bound."""

    figure: Figure
    y: float
    x1: float
    x2: float
    open_low: bool
    open_high: bool
    voice: str
    claim: int


@dataclass(frozen=True, slots=True)
class Whiskers:
    """The figures of one toll on one scale of people; `best` is where the one number shown stands, if there is one."""

    toll: Toll
    rows: tuple[Whisker, ...]
    best: float | None
    ticks: tuple[tuple[float, int], ...]
    height: float


def whiskers(toll: Toll, numbers: Mapping[ClaimId, int], voice_of: Callable[[ClaimId], str]) -> Whiskers:
    """The figures of a toll; `numbers` are those of the claims on the page."""
    stated = [bound for one in toll.figures for bound in (one.low, one.high) if bound is not None]
    most = max([*stated, toll.high or 0, toll.best or 0, 1])

    def at(people: int) -> float:
        return round(START + (WIDTH - 2 * START - OPEN) * people / most, 1)

    rows = tuple(
        Whisker(
            figure,
            round(ROW * (k + 0.5), 1),
            at(figure.low or 0),
            at(figure.high) if figure.high is not None else WIDTH - START,
            figure.low is None,
            figure.high is None,
            voice_of(figure.claim),
            numbers.get(figure.claim, 0),
        )
        for k, figure in enumerate(toll.figures)
    )
    ticks = tuple((at(number), number) for number in ticks_of(most))
    return Whiskers(toll, rows, at(toll.best) if toll.best is not None else None, ticks, ROW * len(rows))


def ticks_of(most: int, wanted: int = 4) -> list[int]:
    """Round numbers from 0 to at most `most`.

    >>> ticks_of(43), ticks_of(3), ticks_of(38000)
    ([0, 20, 40], [0, 1, 2, 3], [0, 10000, 20000, 30000])
    """
    rough = max(1, most / wanted)
    power = 10 ** (len(str(int(rough))) - 1)
    step = next(power * factor for factor in (1, 2, 5, 10) if rough <= power * factor)
    return list(range(0, most + 1, step))
