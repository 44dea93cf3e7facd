"""The comparisons of two claims, in the order they are told: each gives every pair one of its levels, and a sentence.

`COMPARISONS` is the visible list: a new comparison is one entry here. A level says how alike two claims are in one
respect, or that nothing is known; what a level weighs is the model's (weights.py). A comparison sees two rows alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from warledger.linking import compare_people, compare_place, compare_text, compare_time
from warledger.linking.pairing import Pairing
from warledger.linking.words import Array

Measure = Callable[[Pairing], Array]
Tell = Callable[[Pairing, str], str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`levels` are its outcomes by number; `measure` gives each pair one; `tell` says it of the first pair in words."""

    name: str
    levels: tuple[str, ...]
    measure: Measure
    tell: Tell


COMPARISONS = (
    Comparison("time", compare_time.TIME, compare_time.time, compare_time.tell_time),
    Comparison("reported", compare_time.REPORTED, compare_time.reported, compare_time.tell_reported),
    Comparison("place", compare_place.PLACE, compare_place.place, compare_place.tell_place),
    Comparison("type", compare_people.TYPE, compare_people.types, compare_people.tell_types),
    Comparison("sides", compare_people.SIDES, compare_people.sides, compare_people.tell_sides),
    Comparison("killed", compare_people.HARM, compare_people.killed, compare_people.tell_killed),
    Comparison("injured", compare_people.HARM, compare_people.injured, compare_people.tell_injured),
    Comparison("victims", compare_people.VICTIMS, compare_people.victims, compare_people.tell_victims),
    Comparison("weapon", compare_people.WEAPON, compare_people.weapon, compare_people.tell_weapon),
    Comparison("names", compare_text.NAMES, compare_text.names, compare_text.tell_names),
    Comparison("text", compare_text.TEXT, compare_text.text, compare_text.tell_text),
    Comparison("copies", compare_text.COPIES, compare_text.copies, compare_text.tell_copies),
)


def levels_of(pairing: Pairing) -> Array:
    """The level of each pair in each comparison: one row a pair, one column a comparison."""
    return np.stack([comparison.measure(pairing).astype(np.int8) for comparison in COMPARISONS], axis=1)
