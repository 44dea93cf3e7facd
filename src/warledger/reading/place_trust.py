"""How sure it is that a name is a place name at all, by a short list of weights: "Reading" and "Phoenix" may not be.

It turns what was seen around a name, and how well a place of that name fits the report, into a share. It is asked for
every name that the text may mean as a place, also for countries that act and for nationalities.
"""

from functools import cache
from math import exp, log10

from warledger.reading.place_choice import Choice
from warledger.reading.place_name import Name, Role
from warledger.reading.place_ranker import Vector, read_weights
from warledger.reading.place_words import SITING, STRONG_CUES

TAKEN = 0.5  # share from which a name is listed among the place names of a report


def is_toponym(name: Name, choice: Choice) -> bool:
    """Whether a name is one of a place, likelier than not."""
    return trust(name, choice) >= TAKEN


def trust(name: Name, choice: Choice) -> float:
    """The share of such names that are place names."""
    weights = _weights()
    score = sum(weights.get(key, 0.0) * value for key, value in evidence(name, choice).items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def evidence(name: Name, choice: Choice) -> Vector:
    """What speaks for or against a name; what is 0 is left out."""
    best = choice.ranking.scored[0] if choice.ranking.scored else None
    place = best.place if best else None
    words = name.text.split()
    found = {
        "name": 1.0,
        f"role: {name.role.name.lower()}": 1.0,
        f"kind: {place.kind if place else 'unknown'}": 1.0,
        "one word": float(len(words) == 1),
        "in capitals": float(name.text.isupper() and len(name.text) > 3),
        "short": float(len(name.text) < 5),
        "a cue in front": float(name.cue in STRONG_CUES or name.cue in SITING),
        "another cue in front": float(bool(name.cue) and name.cue not in STRONG_CUES and name.cue not in SITING),
        "listed behind a place": float(name.listed),
        "a word for a place beside it": float(bool(name.noun)),
        "after the": float(name.after_the),
        "site": float(name.site),
        "everyday word": float(place is not None and place.weak),
        "size": log10(place.size + 10) / 8 if place else 0.0,
        "fits": 1.0 - choice.ranking.none if place else 0.0,
        "spoken of": best.features.get("spoken of", 0.0) if best else 0.0,
        "near": best.features.get("near", 0.0) if best else 0.0,
        "other name": best.features.get("other name", 0.0) if best else 0.0,
    }
    if name.against:
        found[f"against: {name.against}"] = 1.0
        found["doubtful, by size"] = found["size"]
    if name.role is Role.DOUBTFUL and place:
        found[f"doubtful {'town' if place.kind == 'town' else 'area'}"] = 1.0
    return {key: value for key, value in found.items() if value}


@cache
def _weights() -> Vector:
    return read_weights("name")
