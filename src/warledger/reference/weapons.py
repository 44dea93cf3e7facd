"""The lexicon of weapons: words of a text to the kind of weapon they name.

The longest words win ("rocket-propelled grenade" is artillery, not a grenade). It does not say who used the weapon.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from warledger.model.reading import Token
from warledger.reference.inflection import plural


@dataclass(frozen=True, slots=True)
class WeaponWords:
    """A kind of weapon found at tokens `first` to `last`; `types` are the events that it tells the means of."""

    kind: str
    types: frozenset[str]
    first: int
    last: int


@cache
def _table() -> tuple[dict[str, tuple[tuple[str, ...], ...]], dict[tuple[str, ...], tuple[str, frozenset[str]]]]:
    raw = yaml.safe_load((resources.files("warledger.reference") / "data/weapons.yaml").read_text("utf-8"))
    kinds: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
    for kind, entry in raw.items():
        for words in entry["words"]:
            terms = tuple(words.lower().split())
            for last in (terms[-1], plural(terms[-1])):
                kinds.setdefault((*terms[:-1], last), (kind, frozenset(entry["types"])))
    openings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for key in sorted(kinds, key=len, reverse=True):
        openings[key[0]] = (*openings.get(key[0], ()), key)
    return openings, kinds


def kind_of(words: str) -> str | None:
    """The kind of weapon that a phrase names by its last words ("two Shahed drones" is a drone)."""
    _, kinds = _table()
    terms = words.lower().split()
    for first in range(len(terms)):
        found = kinds.get(tuple(terms[first:]))
        if found:
            return found[0]
    return None


def find_weapons(tokens: tuple[Token, ...]) -> Iterator[WeaponWords]:
    """Weapons named in a sentence, left to right, longest first; verbs that look like weapons are left out."""
    openings, kinds = _table()
    words = [token.text.lower() for token in tokens]
    i = 0
    while i < len(words):
        for key in openings.get(words[i], ()):
            end = i + len(key)
            if tuple(words[i:end]) == key and tokens[end - 1].pos not in ("VERB", "PAST", "GER"):
                kind, types = kinds[key]
                yield WeaponWords(kind, types, i, end - 1)
                i = end - 1
                break
        i += 1
