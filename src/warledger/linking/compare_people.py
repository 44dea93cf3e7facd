"""Compares what two claims say was done, by whom, to whom, with what and with what harm.

Harm is compared as ranges and as updates: a figure may rise from one report to a later one. Not said is not known.
"""

import numpy as np

from warledger.linking.pairing import Pairing
from warledger.linking.rows import ABSENT, OPEN
from warledger.linking.words import Array

TYPE = ("same", "confusable", "unrelated", "words_only")
SIDES = ("unknown", "shared", "same_kinds", "other")
HARM = ("unknown", "same_many", "same_few", "overlap", "risen", "slight", "apart", "worlds_apart", "untold")
VICTIMS = ("unknown", "shared", "other")
WEAPON = ("unknown", "shared", "other")
MANY = 6  # a figure that two reports of different events seldom share
WORLDS, AT_LEAST = 3, 10  # times, and people more, that no update of one event explains
FEW = 3  # as many dead or hurt are told by every report that counts any harm
SLIGHT, GROWTH = 0.25, 2.0  # shares by which figures of one event differ, and by which they grow in later reports


def types(pairing: Pairing) -> Array:
    """The level of each pair in TYPE."""
    found: Array = pairing.type_levels[pairing.both("type")]
    return found


def sides(pairing: Pairing) -> Array:
    """The level of each pair in SIDES."""
    one, other = pairing.both("actors")
    named = one.any(axis=1) & other.any(axis=1)
    kinds, other_kinds = pairing.both("kinds")
    told = np.where((kinds != 0) & (other_kinds != 0), np.where(kinds & other_kinds, 2, 3), 0)
    found: Array = np.where(named, np.where(_share(one, other), 1, 3), told)
    return found


def killed(pairing: Pairing) -> Array:
    """The level of each pair in HARM, of those killed."""
    return _harm(pairing, "killed", "injured")


def injured(pairing: Pairing) -> Array:
    """The level of each pair in HARM, of those injured."""
    return _harm(pairing, "injured", "killed")


def _harm(pairing: Pairing, kind: str, beside: str) -> Array:
    (low, other_low), (high, other_high) = pairing.both(f"{kind}_low"), pairing.both(f"{kind}_high")
    exact = (low == other_low) & (high == other_high) & (low == high)
    fewer, more = np.minimum(low, other_low), np.maximum(low, other_low)
    overlap = (np.maximum(low, other_low) <= np.minimum(high, other_high)) & ((high == OPEN) | (other_high == OPEN))
    reported, other_reported = pairing.both("reported")
    later_is_more = np.where(low < other_low, reported <= other_reported, other_reported <= reported)
    risen = later_is_more & (more <= np.maximum(fewer * GROWTH, fewer + 2)) & (fewer > 0)
    slight = more - fewer <= np.maximum(1, more * SLIGHT)
    level = np.where(
        exact, np.where(low >= MANY, 1, 2), np.where(overlap, 3, np.where(risen, 4, np.where(slight, 5, 6)))
    )
    worlds = (level == HARM.index("apart")) & (more > fewer * WORLDS) & (more - fewer >= AT_LEAST)
    level = np.where(worlds, HARM.index("worlds_apart"), level)
    silent = (low == ABSENT) | (other_low == ABSENT)
    counts, other_counts = (bound != ABSENT for bound in pairing.both(f"{beside}_low"))
    untold = ((low >= FEW) & other_counts) | ((other_low >= FEW) & counts)
    known: Array = np.where(silent, np.where(untold, HARM.index("untold"), 0), level)
    return known


def victims(pairing: Pairing) -> Array:
    """The level of each pair in VICTIMS: the words for who or what it was done to."""
    one, other = pairing.both("targets")
    found: Array = np.where(one.any(axis=1) & other.any(axis=1), np.where(_share(one, other), 1, 2), 0)
    return found


def weapon(pairing: Pairing) -> Array:
    """The level of each pair in WEAPON."""
    one, other = pairing.both("weapons")
    found: Array = np.where((one != 0) & (other != 0), np.where(one & other, 1, 2), 0)
    return found


def _share(one: Array, other: Array) -> Array:
    found: Array = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] != 0)).any(axis=(1, 2))
    return found


def tell_types(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    one, other = (pairing.table.types[int(code[0])] for code in pairing.both("type"))
    words = {
        "same": f"both are {one}",
        "confusable": f"{one} and {other} are told for one another",
        "unrelated": f"{one} and {other} are different things",
        "words_only": f"{one} and {other}: one is words, the other a deed",
    }
    return words[level]


def tell_sides(_: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    words = {
        "unknown": "one of them names nobody who did it",
        "shared": "they name the same doer",
        "same_kinds": "they name doers of the same kind",
        "other": "they name different doers",
    }
    return words[level]


def tell_killed(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    return _tell_harm(pairing, level, "killed")


def tell_injured(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    return _tell_harm(pairing, level, "injured")


def _tell_harm(pairing: Pairing, level: str, kind: str) -> str:
    if level in ("unknown", "untold"):
        why = " though it counts other harm" if level == "untold" else ""
        return f"one of them gives no figure of people {kind}{why}"
    one, other = (_range(pairing, kind, which) for which in (0, 1))
    words = {
        "same_many": f"both say {one} {kind}",
        "same_few": f"both say {one} {kind}",
        "overlap": f"{one} and {other} {kind} can both be true",
        "risen": f"{one} and {other} {kind}: the later report has more",
        "slight": f"{one} and {other} {kind} differ a little",
        "apart": f"{one} and {other} {kind} do not fit",
        "worlds_apart": f"{one} and {other} {kind} are worlds apart",
    }
    return words[level]


def _range(pairing: Pairing, kind: str, which: int) -> str:
    low, high = (int(pairing.both(f"{kind}_{bound}")[which][0]) for bound in ("low", "high"))
    if high == OPEN:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def tell_victims(_: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    words = {
        "unknown": "one of them does not say whom or what it struck",
        "shared": "they share words for whom or what it struck",
        "other": "they share no word for whom or what it struck",
    }
    return words[level]


def tell_weapon(_: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    words = {
        "unknown": "one of them names no weapon",
        "shared": "they name weapons of one kind",
        "other": "they name weapons of different kinds",
    }
    return words[level]
