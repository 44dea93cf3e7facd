"""When it happened, as the server draws it: counts by year, month, week or day, stretches of days as stretches.

An incident that is known only to lie within several units of time is in no unit's bar: it is a bracket over all of
them, and its dead are said beside the chart. No day is invented.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from warledger.model.listing import IncidentFilter, Mark, Stretch, Unit
from warledger.store.case import Store
from warledger.store.incidents import Incidents
from warledger.web.asking import Asked
from warledger.web.charts import ticks_of
from warledger.web.counted import Counted

WIDTH, START, END = 640.0, 34.0, 8.0  # of a chart, and what is kept free at its ends
TALL = 96.0  # of the bars
LANE = 11.0  # of a bracket
LANES = 8  # of brackets, at most
FEW = 40  # incidents of which each is drawn by itself
NARROWEST = 6.0  # of what stands for one incident
MOST_TICKS = 8
FINER_BELOW = ((Unit.DAY, 45), (Unit.WEEK, 200), (Unit.MONTH, 1100))  # days of the window


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents within one unit; `low` and `high` are the tops of the fewest and the most killed in them."""

    x: float
    width: float
    top: float
    low: float
    high: float
    counted: Stretch
    address: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """Incidents that are known only to lie within several units; `before` and `after`: it goes on beyond the window."""

    x1: float
    x2: float
    y: float
    before: bool
    after: bool
    counted: Stretch


@dataclass(frozen=True, slots=True)
class Single:
    """One incident, as long as its days."""

    x: float
    width: float
    y: float
    mark: Mark
    address: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The two charts of one window of time. `wider` are those known only to lie within several units, added up."""

    unit: Unit
    first: date
    last: date
    bars: tuple[Bar, ...]
    brackets: tuple[Bracket, ...]
    singles: tuple[Single, ...]
    not_drawn: int
    wider: Stretch
    days: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, int], ...]
    killed: tuple[tuple[float, int], ...]
    above: float
    out: str
    earlier: str
    later: str
    undated: int

    @property
    def harmed(self) -> bool:
        """Whether a figure of people killed stands in any one unit."""
        return any(bar.counted.told for bar in self.bars)

    @property
    def height(self) -> float:
        """Of the first chart, without the words under it."""
        return self.above + (0 if self.singles else TALL)


def timeline(store: Store, wanted: Asked, before: Counted) -> Timeline | None:
    """The timeline of the incidents asked for; None when none of them has a date."""
    asked = wanted.incidents
    span = before.span(store, asked)
    if span is None:
        return None
    unit = _unit_for(_within(span, wanted))
    counted = before.stretches(store, asked, unit)
    window = _within((begin_of(span[0], unit), end_of(begin_of(span[1], unit), unit)), wanted)
    undated = sum(one.incidents for one in counted if one.first is None)
    few = _few(store.incidents(), before.found(store, asked), counted)
    return _Drawing(unit, window, wanted).of(counted, few, undated)


def _few(held: Incidents, wanted: IncidentFilter, counted: Iterable[Stretch]) -> list[Mark]:
    dated = sum(one.incidents for one in counted if one.first is not None)
    return [mark for mark in held.marks(wanted) if mark.start is not None] if dated <= FEW else []


def _unit_for(window: tuple[date, date]) -> Unit:
    days = (window[1] - window[0]).days + 1
    return next((unit for unit, most in FINER_BELOW if days <= most), Unit.YEAR)


def _within(days: tuple[date, date], wanted: Asked) -> tuple[date, date]:
    """These days, no wider than what is asked for."""
    first, last = days
    since, until = wanted.values.get("since"), wanted.values.get("until")
    return (max(first, since) if since else first), (min(last, until) if until else last)


def end_of(start: date, unit: Unit) -> date:
    """The last day of the unit that begins on a day.

    >>> end_of(date(2016, 2, 1), Unit.MONTH), end_of(date(2016, 5, 2), Unit.WEEK)
    (datetime.date(2016, 2, 29), datetime.date(2016, 5, 8))
    """
    match unit:
        case Unit.YEAR:
            return date(start.year, 12, 31)
        case Unit.MONTH:
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        case Unit.WEEK:
            return start + timedelta(days=6)
        case Unit.DAY:
            return start


def begin_of(day: date, unit: Unit) -> date:
    """The first day of the unit that a day is in.

    >>> begin_of(date(2016, 5, 4), Unit.WEEK)
    datetime.date(2016, 5, 2)
    """
    match unit:
        case Unit.YEAR:
            return date(day.year, 1, 1)
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case Unit.DAY:
            return day


class _Drawing:
    """Puts counted stretches on one scale of days."""

    def __init__(self, unit: Unit, window: tuple[date, date], wanted: Asked) -> None:
        self._unit = unit
        self._first, self._last = window
        self._wanted = wanted
        self._days = (self._last - self._first).days + 1

    def of(self, counted: Sequence[Stretch], marks: Sequence[Mark], undated: int) -> Timeline:
        within = [one for one in counted if one.first is not None and one.first == one.last]
        wide = [one for one in counted if one.first is not None and one.first != one.last]
        most = max([one.incidents for one in within], default=1)
        killed = max([one.high for one in within], default=0) or 1
        brackets, not_drawn = self._brackets(wide if not marks else ())
        singles = tuple(self._singles(marks))
        lanes = max([*(one.y for one in brackets), *(one.y for one in singles)], default=0.0)
        return Timeline(
            unit=self._unit,
            first=self._first,
            last=self._last,
            bars=tuple(self._bar(one, most, killed) for one in within),
            brackets=brackets,
            singles=singles,
            not_drawn=not_drawn,
            wider=_added(wide),
            days=tuple(self._ticks()),
            counts=tuple((self._height(number, most), number) for number in ticks_of(most, 3)),
            killed=tuple((self._height(number, killed), number) for number in ticks_of(killed, 3)),
            above=lanes + LANE if lanes else 4.0,
            undated=undated,
            **self._moves(),
        )

    def _x(self, day: date) -> float:
        share = (day - self._first).days / self._days
        return round(START + (WIDTH - START - END) * min(1.0, max(0.0, share)), 1)

    def _ends(self, first: date, last: date) -> tuple[float, float]:
        return self._x(first), self._x(last + timedelta(days=1))

    @staticmethod
    def _height(number: int, most: int) -> float:
        return round(TALL * number / most, 1)

    def _bar(self, one: Stretch, most: int, killed: int) -> Bar:
        assert one.first is not None
        last = end_of(one.first, self._unit)
        x1, x2 = self._ends(one.first, last)
        gap = min(2.0, (x2 - x1) * 0.15)
        return Bar(
            x1,
            round(max(1.5, x2 - x1 - gap), 1),
            self._height(one.incidents, most),
            self._height(one.low, killed),
            self._height(one.high, killed),
            one,
            self._wanted.changed({"from": _written(one.first, self._unit), "to": _written(last, self._unit)}),
        )

    def _brackets(self, wide: Sequence[Stretch]) -> tuple[tuple[Bracket, ...], int]:
        """The brackets with most incidents, in as many lanes as there are; how many incidents found no lane."""
        made: list[Bracket] = []
        for one in sorted(wide, key=lambda one: -one.incidents)[: LANES * 4]:
            assert one.first is not None
            assert one.last is not None
            last = end_of(one.last, self._unit)
            x1, x2 = self._ends(one.first, last)
            lane = next((k for k in range(LANES) if not any(self._over(x1, x2, old, k) for old in made)), None)
            if lane is not None:
                made.append(Bracket(x1, x2, LANE * (lane + 0.7), one.first < self._first, self._last < last, one))
        drawn = sum(one.counted.incidents for one in made)
        return tuple(made), sum(one.incidents for one in wide) - drawn

    @staticmethod
    def _over(x1: float, x2: float, old: Bracket, lane: int) -> bool:
        return old.y == LANE * (lane + 0.7) and x1 < old.x2 + 4 and old.x1 < x2 + 4

    def _singles(self, marks: Iterable[Mark]) -> Iterator[Single]:
        ends: list[float] = []
        for mark in marks:
            assert mark.start is not None
            assert mark.end is not None
            x1, x2 = self._ends(mark.start, mark.end)
            x2 = max(x2 - 1, x1 + NARROWEST)
            lane = next((k for k, end in enumerate(ends) if end + 2 <= x1), len(ends))
            ends[lane : lane + 1] = [x2]
            yield Single(
                x1, round(x2 - x1, 1), LANE * lane + 2, mark, self._wanted.changed({"pick": mark.id}) + "#picked"
            )

    def _ticks(self) -> Iterator[tuple[float, str]]:
        """The first days of so many units that their words do not touch."""
        starts = list(self._starts())
        for start in starts[:: -(-len(starts) // MOST_TICKS)]:
            yield self._x(max(start, self._first)), _written(start, Unit.DAY if self._unit is Unit.WEEK else self._unit)

    def _starts(self) -> Iterator[date]:
        start = begin_of(self._first, self._unit)
        while start <= self._last:
            yield start
            start = end_of(start, self._unit) + timedelta(days=1)

    def _moves(self) -> dict[str, str]:
        """Addresses of other windows: three times as wide, the one before, the one after; "" where none is set."""
        if not (self._wanted.values.get("since") or self._wanted.values.get("until")):
            return {"out": "", "earlier": "", "later": ""}
        whole = timedelta(days=self._days)
        windows = {
            "out": (self._first - whole, self._last + whole),
            "earlier": (self._first - whole, self._first - timedelta(days=1)),
            "later": (self._last + timedelta(days=1), self._last + whole),
        }
        return {
            name: self._wanted.changed({"from": first.isoformat(), "to": last.isoformat()})
            for name, (first, last) in windows.items()
        }


def _written(day: date, unit: Unit) -> str:
    return day.isoformat()[: {Unit.YEAR: 4, Unit.MONTH: 7}.get(unit, 10)]


def _added(wide: Sequence[Stretch]) -> Stretch:
    return Stretch(
        None,
        None,
        sum(one.incidents for one in wide),
        sum(one.told for one in wide),
        sum(one.low for one in wide),
        sum(one.high for one in wide),
        sum(one.no_ceiling for one in wide),
    )
