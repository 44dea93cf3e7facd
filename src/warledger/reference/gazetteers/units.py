"""Calls a first-order unit by the one name that it has here, whatever a list calls it, so that places compare."""

from functools import cache

from warledger.reference.areas import units_of
from warledger.reference.fold import fold
from warledger.reference.place_spelling import parts_of, without_unit_word
from warledger.reference.transliteration import nearness

LEAST = 0.8  # how near in sound: a country has few units, and their names are far apart


@cache
def unit_called(country: str, name: str) -> str:
    """The shipped name of a country's unit that a list calls so; the list's own name where none is near.

    >>> unit_called("SY", "Ar Raqqah"), unit_called("SY", "Hasaka (Al Haksa)"), unit_called("SY", "Nowhere")
    ('Raqqa Governorate', 'Al-Hasakah Governorate', 'Nowhere')
    """
    asked = [without_unit_word(fold(part))[0] for part in (*parts_of(name), name)]
    best, found = LEAST, name
    for unit, others in units_of(country):
        for other in others:
            bare = without_unit_word(fold(other))[0]
            near = max(1.01 if part == bare else nearness(part, bare) for part in asked)
            if near > best:
                best, found = near, unit
    return found
