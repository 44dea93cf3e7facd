"""Finds the pairs of claims worth comparing, near linear in their number: near in time and place, or in rare words.

Four passes: time and place (cells of about 30 km and stretches of four days, neighbours included; coarser places by
province, country or the words of the place), rare words and names of two words that texts share, copies of one text,
and claims of one report. Whether a pair is found depends on its two claims alone, and on the frozen counts of words.
"""

from collections.abc import Iterator
from itertools import chain, product

import numpy as np

from warledger.linking.joining import Pairs, entries_within, joined, merged, shared
from warledger.linking.rows import ABSENT, BORROWED, FINE, NONE, NOWHERE, OWN, PLACES
from warledger.linking.table import Ragged, Table
from warledger.linking.words import NAME, Array, Frequencies

CELL = 0.3  # degrees: about 33 km from south to north
STRETCH = 4  # days
NEAR_DAYS = 3  # claims whose days lie further apart are no candidates by time and place
NEAR_KM = 45.0  # nor are claims whose own places lie further apart
UNDATED = 5  # days before its publication that an undated claim is looked for
RARE_NAMES, RARE_WORDS = 20, 30  # a name of two words, or a word, that more texts have is none to look by
FAMILY = 40  # in a family of copies each claim is compared with this many after it
CROWD = 200  # claims of one report that are compared with each other
NAME_DAYS = 400  # claims that share a rare name may be dated so far apart: trials follow deeds

ALL_SIDES = tuple(product((-1, 0, 1), repeat=3))  # steps to the east, to the north, and in time
ONE_SIDE = ((0, 0, 0), (0, 0, 1), *((e, n, t) for e, n in ((1, 0), (-1, 1), (0, 1), (1, 1)) for t in (-1, 0, 1)))


def candidates(table: Table, frequencies: Frequencies, fresh: Array | None = None) -> Pairs:
    """Pairs of row numbers, the lower first, each once. With `fresh` (a mask), only pairs that hold a fresh row."""
    n = len(table)
    fresh = np.ones(n, bool) if fresh is None else fresh
    document = table.rows["document"]
    passes = chain(_by_time_and_place(table, fresh), _by_words(table, frequencies, fresh), _by_family(table, fresh))
    return merged(chain(_apart(passes, document), _by_report(table, fresh)), n)


def reweighed(table: Table, before: Frequencies, after: Frequencies) -> Array:
    """The rows whose texts hold a word that weighs otherwise, or is no longer rare, as texts came in."""
    words = before.weights != after.weights
    words |= (before.words <= RARE_WORDS) != (after.words <= RARE_WORDS)
    units = np.zeros(len(table.words), bool)
    for lists, changed in (
        (table.words, words),
        (table.pairs, (before.pairs <= RARE_NAMES) != (after.pairs <= RARE_NAMES)),
    ):
        hits = np.flatnonzero(changed[lists.values & ~NAME])
        units[np.searchsorted(lists.offsets, hits, "right") - 1] = True
    rows: Array = units[table.rows["unit"]]
    return rows


def _apart(passes: Iterator[Pairs], document: Array) -> Iterator[Pairs]:
    for i, j in passes:
        keep = document[i] != document[j]
        yield i[keep], j[keep]


def window(table: Table) -> tuple[Array, Array]:
    """First and last day that each claim is looked for; ABSENT where nothing is known."""
    rows = table.rows
    untold = (rows["timed"] == NONE) & (rows["reported"] != ABSENT)
    start = np.where(untold, rows["reported"] - UNDATED, rows["start"])
    return start, np.where(untold, rows["reported"], rows["end"])


def _by_time_and_place(table: Table, fresh: Array) -> Iterator[Pairs]:
    if fresh.all():
        yield from _near_each_other(table, fresh)
    else:
        which = np.flatnonzero(_near_fresh(*window(table), fresh))
        for i, j in _near_each_other(table.of_rows(which), fresh[which]):
            yield which[i], which[j]


def _near_each_other(table: Table, fresh: Array) -> Iterator[Pairs]:
    rows, (start, end) = table.rows, window(table)
    dated = start != ABSENT
    fine = dated & (rows["level"] == FINE)
    for i, j in _cells(table, np.flatnonzero(fine), fresh):
        yield _near(table, i, j, start, end)
    coarse = dated & (rows["level"] > FINE) & (rows["level"] < NOWHERE)
    for area in ("province", "country"):
        named = dated & (rows[area] != 0)
        asking = coarse & named if area == "province" else coarse & named & (rows["province"] == 0)
        for i, j in _areas(table, rows[area], np.flatnonzero(asking), np.flatnonzero(named), fresh):
            yield _near(table, i, j, start, end)
    unplaced = dated & (rows["placed"] != OWN)
    for one in range(PLACES):
        for other in range(PLACES):
            for i, j in _words(table, (one, other), np.flatnonzero(unplaced), np.flatnonzero(dated), fresh):
                yield _near(table, i, j, start, end)


def _near_fresh(start: Array, end: Array, fresh: Array) -> Array:
    """Dated rows whose days come near those of a fresh row: with one report among 100,000 claims these are few."""
    dated: Array = start != ABSENT
    asked = np.flatnonzero(fresh & dated)
    if not len(asked):
        return np.zeros(len(dated), bool)
    first, last = int(start[dated].min()), int(end[dated].max())
    opened = np.zeros(last - first + 2, np.int64)
    np.add.at(opened, np.maximum(start[asked] - NEAR_DAYS - first, 0), 1)
    np.add.at(opened, np.minimum(end[asked] + NEAR_DAYS, last) - first + 1, -1)
    days = np.r_[0, np.cumsum(np.cumsum(opened) > 0)]
    near = np.zeros(len(dated), bool)
    near[dated] = days[end[dated] - first + 1] > days[start[dated] - first]
    return near


def _near(table: Table, i: Array, j: Array, start: Array, end: Array) -> Pairs:
    gap = np.maximum(start[i] - end[j], start[j] - end[i])
    keep = gap <= NEAR_DAYS
    i, j = i[keep], j[keep]
    rows = table.rows
    both = (rows["level"][i] == FINE) & (rows["level"][j] == FINE)
    own = (rows["placed"][i] != BORROWED) & (rows["placed"][j] != BORROWED)
    keep = ~(both & own) | (distances(table, i, j) <= NEAR_KM)
    return i[keep], j[keep]


def distances(table: Table, i: Array, j: Array) -> Array:
    """Kilometres between the places of rows, on a flat earth: good to a per cent within the reach that matters."""
    lat, lon = table.rows["lat"], table.rows["lon"]
    north = (lat[i] - lat[j]) * 111.2
    turn = np.abs(lon[i] - lon[j])
    east = np.minimum(turn, 360.0 - turn) * 111.2 * np.cos(np.radians((lat[i] + lat[j]) / 2))
    apart: Array = np.hypot(north, east)
    return apart


def _cells(table: Table, which: Array, fresh: Array) -> Iterator[Pairs]:
    """Rows in one cell or in neighbouring ones, in one stretch of days or in neighbouring ones.

    Where all are fresh, each two cells are looked at from one side only; else the fresh rows look to all sides.
    """
    rows, (start, end) = table.rows, window(table)
    across = np.floor((rows["lon"][which] + 180.0) / CELL).astype(np.int64)
    up = np.floor((rows["lat"][which] + 90.0) / CELL).astype(np.int64)
    owner, stretch = entries_within(start[which] // STRETCH, end[which] // STRETCH)
    own = _packed(across[owner], up[owner], stretch)
    order = np.argsort(own, kind="stable")
    keys, ids = own[order], which[owner[order]]
    all_fresh = bool(fresh.all())
    asking = np.ones(len(owner), bool) if all_fresh else fresh[which[owner]]
    owner, stretch = owner[asking], stretch[asking]
    for east, north, later in ONE_SIDE if all_fresh else ALL_SIDES:
        sought = _packed(across[owner] + east, up[owner] + north, stretch + later)
        yield from joined(sought, which[owner], keys, ids, fresh)


def _packed(across: Array, up: Array, stretch: Array) -> Array:
    packed: Array = ((across + 1) * 1024 + (up + 1)) * (1 << 22) + stretch + 1
    return packed


def _areas(table: Table, area: Array, asking: Array, held: Array, fresh: Array) -> Iterator[Pairs]:
    """Rows that are known to an area only, with all rows of that area."""
    start, end = window(table)
    owner, stretch = entries_within(start[asking] // STRETCH, end[asking] // STRETCH)
    holder, at = entries_within(start[held] // STRETCH, end[held] // STRETCH)
    keys = area[held][holder].astype(np.int64) * (1 << 22) + at
    order = np.argsort(keys, kind="stable")
    for later in (-1, 0, 1):
        sought = area[asking][owner].astype(np.int64) * (1 << 22) + stretch + later
        yield from joined(sought, asking[owner], keys[order], held[holder[order]], fresh)


def _words(table: Table, slots: tuple[int, int], asking: Array, held: Array, fresh: Array) -> Iterator[Pairs]:
    """Rows without a place of their own, with all rows whose report names the place by the same words."""
    places = table.rows["places"]
    asking = asking[places[asking, slots[0]] != 0]
    held = held[places[held, slots[1]] != 0]
    if len(asking) and len(held):
        start, end = window(table)
        owner, stretch = entries_within(start[asking] // STRETCH, end[asking] // STRETCH)
        holder, at = entries_within(start[held] // STRETCH, end[held] // STRETCH)
        keys = places[held, slots[1]][holder].astype(np.int64) * (1 << 22) + at
        order = np.argsort(keys, kind="stable")
        for later in (-1, 0, 1):
            sought = places[asking, slots[0]][owner].astype(np.int64) * (1 << 22) + stretch + later
            yield from joined(sought, asking[owner], keys[order], held[holder[order]], fresh)


def _by_words(table: Table, frequencies: Frequencies, fresh: Array) -> Iterator[Pairs]:
    """Rows whose texts share a rare name of two words, or rare words, if their days do not lie years apart."""
    new = np.zeros(len(table.words), bool)
    new[table.rows["unit"][fresh]] = True
    passes = chain(
        _sharing(table.pairs, frequencies.pairs, RARE_NAMES, 1, new),
        _sharing(table.words, frequencies.words, RARE_WORDS, 2, new),
    )
    units = merged(passes, len(table.words))
    start, end = window(table)
    for i, j in _rows_of_units(table, units, fresh):
        known = (start[i] != ABSENT) & (start[j] != ABSENT)
        gap = np.maximum(start[i] - end[j], start[j] - end[i])
        keep = ~known | (gap <= NAME_DAYS)
        yield i[keep], j[keep]


def _sharing(lists: Ragged, counts: Array, most: int, least: int, new: Array) -> Iterator[Pairs]:
    """Stretches of text that share at least `least` words that no more than `most` texts have."""
    sought = counts <= most
    if not new.all():
        held = np.zeros(len(counts), bool)
        which = np.flatnonzero(new)
        held[lists.values[entries_within(lists.offsets[which], lists.offsets[which + 1] - 1)[1]] & ~NAME] = True
        sought &= held
    at = np.flatnonzero(sought[lists.values & ~NAME])
    words, owners = (lists.values[at] & ~NAME).astype(np.int64), np.searchsorted(lists.offsets, at, "right") - 1
    order = np.argsort(words, kind="stable")
    asking = new[owners]
    yield from shared(words[asking], owners[asking], words[order], owners[order], new=new, least=least)


def _rows_of_units(table: Table, units: Pairs, fresh: Array) -> Iterator[Pairs]:
    unit = table.rows["unit"].astype(np.int64)
    sought = np.zeros(len(table.words), bool)
    sought[units[0]] = sought[units[1]] = True
    rows = np.flatnonzero(sought[unit])
    rows = rows[np.argsort(unit[rows], kind="stable")]
    held = unit[rows]
    first, last = np.searchsorted(held, units[0], "left"), np.searchsorted(held, units[0], "right")
    owner, position = entries_within(first, last - 1)
    yield from joined(units[1][owner], rows[position], held, rows, fresh)


def _by_report(table: Table, fresh: Array) -> Iterator[Pairs]:
    """Rows of one report; in a report of very many claims only those that tell one event again."""
    document, telling = table.rows["document"], table.rows["telling"]
    rows = np.arange(len(table)) if fresh.all() else np.flatnonzero(np.isin(document, document[fresh]))
    _, back, counts = np.unique(document[rows], return_inverse=True, return_counts=True)
    keys = np.where(counts[back] <= CROWD, document[rows], telling[rows])
    order = np.argsort(keys, kind="stable")
    yield from joined(keys, rows, keys[order], rows[order], fresh)


def _by_family(table: Table, fresh: Array) -> Iterator[Pairs]:
    """Rows of copies of one text: each with those that follow it in the family."""
    family = table.rows["family"]
    which = np.flatnonzero(family)
    which = which[np.lexsort((table.rows["rank"][which], family[which]))]
    for step in range(1, FAMILY + 1):
        i, j = which[:-step], which[step:]
        keep = (family[i] == family[j]) & (fresh[i] | fresh[j])
        if not keep.any():
            return
        yield i[keep], j[keep]
