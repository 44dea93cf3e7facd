"""Compares the texts round two claims: the names they share, the likeness of their words, and whether they are copies.

Words weigh by how rare they are, so that a victim's name says more than a city's, and a city's more than "police".
"""

import numpy as np

from warledger.linking.pairing import Pairing
from warledger.linking.words import Array

NAMES = (
    *("under_8", "under_12", "under_16", "under_20", "under_25", "under_30", "under_40", "under_60"),
    *("60_or_more", "too_few"),
)
TEXT = (
    *("under_5", "under_10", "under_15", "under_20", "under_25", "under_30", "under_40", "under_60"),
    *("60_or_more", "too_short"),
)
FEW_NAMES = 40.0  # nats: a text whose names weigh less may well name nobody that another text of the event names
FEW_WORDS = 60  # different words: two texts of which one has fewer differ in words by their length alone
COPIES = ("no", "yes")
_NAMES = np.array([8, 12, 16, 20, 25, 30, 40, 60])
_TEXT = np.array([0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.60])


def names(pairing: Pairing) -> Array:
    """The level of each pair in NAMES: the weight, in nats, of the names that both texts have."""
    found = np.searchsorted(_NAMES, pairing.alike[0], "right")
    few = (np.minimum(*pairing.name_weights) < FEW_NAMES) & (found < NAMES.index("under_20"))
    return np.where(few, NAMES.index("too_few"), found)


def text(pairing: Pairing) -> Array:
    """The level of each pair in TEXT: hundredths of the cosine of the two texts' weighted words."""
    found = np.searchsorted(_TEXT, pairing.alike[1], "right")
    short = (np.minimum(*pairing.word_counts) < FEW_WORDS) & (found < TEXT.index("under_20"))
    return np.where(short, TEXT.index("too_short"), found)


def copies(pairing: Pairing) -> Array:
    """The level of each pair in COPIES."""
    one, other = pairing.both("family")
    found: Array = ((one != 0) & (one == other)).astype(np.int8)
    return found


def tell_names(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    weight = float(pairing.alike[0][0])
    if level == "too_few":
        return "one of the texts has too few names to tell"
    return f"the rare names that both texts have weigh {weight:.0f} nats" if weight else "the texts share no name"


def tell_text(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    if level == "too_short":
        return "one of the texts is too short to tell by its words"
    return f"the words of the texts are {100 * float(pairing.alike[1][0]):.0f} % alike"


def tell_copies(_: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    return "the reports are copies of one text" if level == "yes" else "the reports are not copies of one text"
