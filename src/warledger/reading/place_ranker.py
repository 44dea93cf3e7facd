"""The ranker: a short list of weights that says which candidate a place name means, and how sure that is.

A candidate's score is the sum of its features times their weights; the scores of a name's candidates and of "none of
them" become shares that sum to 1. The weights stand in `place_weights.txt`, one a line, fitted by training/places.py;
every score can be taken apart into its sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from warledger.model.claim import PlacePrecision
from warledger.reading.place_context import Surroundings
from warledger.reading.place_features import FEATURES, NONE_FEATURES, features, none_features
from warledger.reading.place_name import Name
from warledger.reading.place_words import NAMED_AFTER
from warledger.reference.gazetteer import Place

CANDIDATES = 24  # of one name are scored: the largest, and those in the report's countries
NEARBY = 0.6  # of the feature "near": some 50 km
KNOWN = 50_000  # people: a town that an airport or a prison is named for
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its features and its score."""

    place: Place
    features: Vector
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of a name, the likeliest first, with their shares; `none` is the share of no place at all."""

    scored: tuple[Scored, ...]
    shares: tuple[float, ...]
    none: float

    @property
    def best(self) -> Scored | None:
        """The likeliest candidate, where it is likelier than none."""
        return self.scored[0] if self.scored and self.shares[0] >= self.none else None


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights of the features of candidates and of none."""

    weights: Mapping[str, float]

    def rank(self, name: Name, seen: Surroundings) -> Ranking:
        """The candidates of a name in its surroundings."""
        vectors = [(place, features(place, name, seen)) for place in shortlist(name.places, seen)]
        vectors = [(place, vector) for place, vector in vectors if may_be(place, name, seen, vector)]
        best = highest([vector for _, vector in vectors])
        return self._ranking(
            [Scored(place, vector, self.score(vector)) for place, vector in vectors],
            self.score(none_features(name, seen, best)),
        )

    def score(self, vector: Vector) -> float:
        """The weighted sum."""
        return sum(self.weights.get(key, 0.0) * value for key, value in vector.items())

    def reasons(self, one: Scored, other: Scored | None) -> list[str]:
        """What speaks most for a candidate rather than for another, the weightiest first."""
        against = other.features if other else {}
        gains = {
            key: self.weights.get(key, 0.0) * (one.features.get(key, 0.0) - against.get(key, 0.0))
            for key in one.features
            if FEATURES[key]
        }
        return [FEATURES[key] for key, gain in sorted(gains.items(), key=lambda pair: -pair[1]) if gain > 0.2]

    def _ranking(self, scored: list[Scored], none: float) -> Ranking:
        ordered = sorted(scored, key=lambda one: (-one.score, -one.place.size, one.place.gazetteer_id))
        top = max([none, *(one.score for one in ordered[:1])])
        parts = [exp(one.score - top) for one in ordered]
        total = sum(parts) + exp(none - top)
        return Ranking(tuple(ordered), tuple(part / total for part in parts), exp(none - top) / total)


def shortlist(places: Sequence[Place], seen: Surroundings) -> Sequence[Place]:
    """The candidates worth scoring, where a name has very many ("San Antonio")."""
    if len(places) <= CANDIDATES:
        return places
    at_home = [place for place in places[CANDIDATES // 2 :] if place.country in seen.countries]
    return [*places[: CANDIDATES // 2], *at_home[: CANDIDATES // 2]]


def may_be(place: Place, name: Name, seen: Surroundings, vector: Vector) -> bool:
    """Whether a place can be what a site, or a district named for a town, is called after.

    "Dover Street" does not stand in Dover and "Smith County" is not round Smith, unless the report is about there.
    """
    district = place.kind == "town" and place.precision is PlacePrecision.DISTRICT
    if not name.site and not district:
        return True
    if place.gazetteer_id in seen.places_named or vector.get("near", 0.0) > NEARBY:
        return True
    street = name.text.rpartition(" ")[2].lower() in NAMED_AFTER
    if not street and any(vector.get(key) for key in ("beside its unit", "in a unit named")):
        return True
    return name.site and not street and place.size >= KNOWN and bool(vector.get("spoken of") or not seen.countries)


def highest(vectors: Sequence[Vector]) -> Vector:
    """The largest value of each feature."""
    found: Vector = {}
    for vector in vectors:
        for key, value in vector.items():
            found[key] = max(found.get(key, 0.0), value)
    return found


@cache
def ranker() -> Ranker:
    """The shipped weights."""
    return Ranker(read_weights("choice"))


def read_weights(section: str) -> dict[str, float]:
    """The weights of one section of the file: `choice` says which place, `name` whether it is a place name."""
    text = (resources.files("warledger.reading") / "place_weights.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[1]: float(row[2]) for row in rows if row[0] == section}


def known_features() -> frozenset[str]:
    """Every feature that a weight of `choice` can belong to."""
    return frozenset(FEATURES) | frozenset(NONE_FEATURES)
