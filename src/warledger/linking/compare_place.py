"""Compares where two claims say it was: by distance where both name a place, by area where one is known only so.

A place that a claim borrows from its neighbours speaks for one incident as loudly as its own, but hardly against it.
"""

import numpy as np

from warledger.linking.candidates import distances
from warledger.linking.pairing import Pairing
from warledger.linking.rows import BORROWED, COUNTRY, FINE, NONE
from warledger.linking.words import Array

PLACE = (
    *("unknown", "same_place", "near", "in_reach", "far", "elsewhere"),
    *("same_words", "within", "same_country", "other_area", "borrowed_apart"),
)
SAME_KM, NEAR_KM, REACH_KM, FAR_KM = 2.0, 10.0, 30.0, 100.0


def place(pairing: Pairing) -> Array:
    """The level of each pair in PLACE."""
    level, other_level = pairing.both("level")
    (placed, other_placed), (name, other_name) = pairing.both("placed"), pairing.both("name")
    fine = (level == FINE) & (other_level == FINE)
    apart = np.nan_to_num(distances(pairing.table, pairing.i, pairing.j), nan=1e5)
    found = 1 + np.searchsorted([SAME_KM, NEAR_KM, REACH_KM, FAR_KM], apart, "left")
    found = np.where(~fine, _areas(pairing), found)
    found = np.where(~fine & (level == other_level) & (name == other_name) & (level < COUNTRY), 1, found)
    borrowed = (placed == BORROWED) | (other_placed == BORROWED)
    against = (found == PLACE.index("far")) | (found == PLACE.index("elsewhere")) | (found == PLACE.index("other_area"))
    found = np.where(borrowed & against, PLACE.index("borrowed_apart"), found)
    found = np.where((placed == NONE) | (other_placed == NONE), 0, found)
    weak = np.isin(found, [0, PLACE.index("borrowed_apart")])
    same: Array = np.where(weak & _same_words(pairing), PLACE.index("same_words"), found)
    return same


def _areas(pairing: Pairing) -> Array:
    """Where one of both is known to an area only."""
    (province, other_province), (country, other_country) = pairing.both("province"), pairing.both("country")
    level, other_level = pairing.both("level")
    coarse = (level >= COUNTRY) | (other_level >= COUNTRY) | (province == 0) | (other_province == 0)
    by_country = np.where(country == other_country, PLACE.index("same_country"), PLACE.index("other_area"))
    by_province = np.where(province == other_province, PLACE.index("within"), PLACE.index("other_area"))
    return np.where(coarse, np.where((country == 0) | (other_country == 0), 0, by_country), by_province)


def _same_words(pairing: Pairing) -> Array:
    one, other = pairing.both("places")
    shared: Array = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] != 0)).any(axis=(1, 2))
    return shared


def tell_place(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    words = {
        "unknown": "one of them names no place that is known",
        "same_words": "they name a place by the same words",
        "within": "one names an area, and the other lies in it",
        "same_country": "one names only the country that the other lies in",
        "other_area": "they name different areas",
        "borrowed_apart": "the places lie apart, but one is only its neighbour's in its report",
    }
    if level in words:
        return words[level]
    apart = float(distances(pairing.table, pairing.i[:1], pairing.j[:1])[0])
    if level == "same_place":
        return "they name the same place"
    return f"their places lie {apart:,.0f} km apart"
