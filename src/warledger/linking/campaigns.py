"""Finds campaigns: incidents that lie close in space and time and share sides, by density (DBSCAN, Ester 1996).

An incident with at least `neighbours` others within `days` and `km` that share a side is the core of a campaign; what
is within reach of a core belongs to it. The result depends on the incidents and these parameters, not on their order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from warledger.linking.clustering import components
from warledger.linking.joining import joined, merged
from warledger.linking.words import Array
from warledger.model.corroboration import Assessment, Campaign
from warledger.model.filters import folded
from warledger.model.ids import IncidentId, content_id

DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Reach:
    """The parameters: days and km that are near, how many near ones make a core, days without that are a lull."""

    days: int = 7
    km: float = 50.0
    neighbours: int = 4
    lull: int = 5

    @property
    def rule(self) -> str:
        """The parameters in words."""
        return (
            f"{self.neighbours} or more incidents within {self.days} days and {self.km:g} km that share a side; "
            f"a lull is more than {self.lull} days without one"
        )


@dataclass(frozen=True, slots=True)
class Event:
    """What of an incident decides on its campaign: its days, its place in degrees, its sides by folded names."""

    incident: IncidentId
    start: date
    end: date
    lat: float
    lon: float
    sides: frozenset[str]


def events(assessments: Iterable[Assessment]) -> tuple[Event, ...]:
    """The incidents that have a place finer than a country and days within two months."""
    found = []
    for assessment in assessments:
        incident = assessment.incident
        where = incident.where.value if incident.where else None
        when = incident.when.value if incident.when else None
        if where and when and where.precision != "country" and (when.end - when.start).days <= 62:
            sides = frozenset(folded(named.value) for named in assessment.attribution.named)
            found.append(Event(incident.id, when.start, when.end, where.lat, where.lon, sides))
    return tuple(found)


def campaigns(events: Iterable[Event], reach: Reach | None = None) -> tuple[Campaign, ...]:
    """The campaigns, in the order of their first days. Incidents whose sides nobody names may join any."""
    reach = reach or Reach()
    held = sorted(events, key=lambda event: event.incident)
    if not held:
        return ()
    i, j = _near(held, reach)
    count = np.bincount(np.r_[i, j], minlength=len(held))
    core = count >= reach.neighbours
    inner = core[i] & core[j]
    group = components(len(held), i[inner], j[inner])
    members = {int(k): [int(k)] for k in np.flatnonzero(core) if group[k] == k}
    for k in np.flatnonzero(core & (group != np.arange(len(held)))):
        members[int(group[k])].append(int(k))
    taken: set[int] = set()
    for one, other in [*zip(i.tolist(), j.tolist(), strict=True), *zip(j.tolist(), i.tolist(), strict=True)]:
        if core[one] and not core[other] and other not in taken:
            taken.add(other)
            members[int(group[one])].append(other)
    made = [_campaign([held[k] for k in rows], reach) for rows in members.values()]
    return tuple(sorted(made, key=lambda one: (one.start, one.id)))


def _near(held: Sequence[Event], reach: Reach) -> tuple[Array, Array]:
    """Pairs within reach that share a side, found by cells of the size of the reach."""
    start = np.array([event.start.toordinal() for event in held])
    end = np.array([event.end.toordinal() for event in held])
    lat, lon = np.array([event.lat for event in held]), np.array([event.lon for event in held])
    middle, step = (start + end) // 2, reach.days + int((end - start).max())
    wide = np.cos(np.radians(np.clip(np.abs(lat).max() + 1, 0, 85)))
    up, across = np.floor(lat * DEGREE_KM / reach.km), np.floor(lon * DEGREE_KM * wide / reach.km)
    cells = (up.astype(np.int64) + 2000) << 42 | (across.astype(np.int64) + 500_000) << 21 | (middle // step)
    order = np.argsort(cells, kind="stable")
    rows, fresh = np.arange(len(held)), np.ones(len(held), bool)
    shifts = [(a << 42) + (b << 21) + c for a in (-1, 0, 1) for b in (-1, 0, 1) for c in (-1, 0, 1)]
    found = merged((p for s in shifts for p in joined(cells + s, rows, cells[order], order, fresh)), len(held))
    i, j = found
    gap = np.maximum(start[i] - end[j], start[j] - end[i])
    east = (lon[i] - lon[j]) * np.cos(np.radians((lat[i] + lat[j]) / 2))
    apart = DEGREE_KM * np.hypot(lat[i] - lat[j], east)
    shared = np.array([_share(held[a], held[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)], bool)
    keep = (gap <= reach.days) & (apart <= reach.km) & shared
    return i[keep], j[keep]


def _share(one: Event, other: Event) -> bool:
    return not one.sides or not other.sides or bool(one.sides & other.sides)


def _campaign(held: Sequence[Event], reach: Reach) -> Campaign:
    ordered = sorted(held, key=lambda event: (event.start, event.end, event.incident))
    lulls, until = [], ordered[0].end
    for event in ordered[1:]:
        if (event.start - until).days > reach.lull + 1:
            day = timedelta(days=1)
            lulls.append(((until + day).isoformat(), (event.start - day).isoformat()))
        until = max(until, event.end)
    incidents = tuple(sorted(event.incident for event in held))
    return Campaign(
        content_id("campaign", *incidents),
        incidents,
        ordered[0].start.isoformat(),
        until.isoformat(),
        tuple(lulls),
        tuple(sorted({side for event in held for side in event.sides})),
        reach.rule,
    )
