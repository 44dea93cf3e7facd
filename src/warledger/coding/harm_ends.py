"""Settles how those end who are told of twice or by half: "taken to hospital, where he died", "shot two, one fatally".

Whoever died is no longer among the hurt, and whoever shot himself is dead unless it was a mishap. It changes figures of
one sentence and finds none of its own but the parts that died.
"""

import re

from warledger.coding.harm_clause import Clause
from warledger.coding.harm_figures import Figure, Figures
from warledger.coding.harm_groups import Group
from warledger.model.claim import HarmKind

_HURT = (HarmKind.CASUALTIES, HarmKind.INJURED)
_FATALLY = frozenset("fatally mortally".split())
_SELF = frozenset("himself herself themselves".split())
_HE = frozenset("he she who".split())
_MISHAP = re.compile(r"acciden|mistak|attempt|tried|threat|wound|surviv|unintention|inadvert")
_BEFORE_END = frozenset("where but and later before then".split())


def join_fatal_parts(clause: Clause, figures: Figures) -> None:
    """Write down those of the people shot, hit or hurt who died: "five people were shot, two of them fatally"."""
    hurt = [figure for figure in figures.found if figure.kind in _HURT and not figure.subset]
    for group in clause.groups:
        told = clause.words.lower(group.stop) in _FATALLY and (group.bare_number or group.of_them)
        whole = max((f for f in hurt if f.group.stop <= group.first), key=lambda f: f.group.first, default=None)
        if told and whole is not None and not figures.taken(group) and _fits_in(group, whole):
            figures.put(HarmKind.KILLED, group, (group.first, group.stop + 1), "harm.fatal_part", subset=True)


def _fits_in(group: Group, whole: Figure) -> bool:
    return whole.high is None or group.low is None or group.low <= whole.high


def settle_ends(clause: Clause, figures: Figures) -> None:
    """Let everybody have one end."""
    for figure in figures.found:
        alone = figure.kind is HarmKind.CASUALTIES and clause.words.lower(figure.group.first) in _SELF
        if alone and not any(_MISHAP.match(lower) for lower in clause.words.lowers):
            figure.kind, figure.rule = HarmKind.KILLED, f"{figure.rule}, by own hand"
    for dead in [figure for figure in figures.found if figure.kind is HarmKind.KILLED]:
        hurt = _hurt_before(clause, figures, dead)
        if hurt is not None:
            dead.group, dead.low, dead.high = hurt.group, hurt.low, hurt.high
            dead.first, dead.stop = min(hurt.first, dead.first), max(hurt.stop, dead.stop)
        figures.found = [f for f in figures.found if f is not hurt and not _outlived(f, dead)]


def _hurt_before(clause: Clause, figures: Figures, dead: Figure) -> Figure | None:
    """The figure of the one hurt who is told to have died as "he" or "who": "taken to hospital, where he died"."""
    first = dead.group.first
    if clause.words.run(first - 1, ("killing", "him")) or clause.words.run(first - 1, ("killing", "her")):
        alone = [f for f in figures.found if f.kind in _HURT and f.group.stop <= first]
        return alone[-1] if len(alone) == 1 and (alone[0].low, alone[0].high) == (1, 1) else None
    if clause.words.lower(first) not in _HE or not _BEFORE_END.intersection(clause.words.lowers[first - 3 : first]):
        return None
    before = [f for f in figures.found if f.kind in _HURT and f.group.stop <= first and f.passive]
    last = max(before, key=lambda f: f.group.first, default=None)
    return last if last is not None and (last.low, last.high) == (1, 1) else None


def _outlived(figure: Figure, dead: Figure) -> bool:
    """Whether a figure of the hurt is said of a group that died, by other words than one verb of both."""
    same = figure.group is dead.group and figure.kind in _HURT
    return same and (figure.first, figure.stop, figure.rule) != (dead.first, dead.stop, dead.rule)
