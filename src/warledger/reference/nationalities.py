"""Countries by the names they go by, and the words for who or what belongs to one ("Russian", "Palestinians").

Each name has one country; a name that two share ("Congolese") goes to the one that wars name most. Peoples without one
country of their own ("Kurdish") are known as peoples, with no country.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from warledger.reference.fold import fold
from warledger.reference.settings_file import shipped_text

_CAPITALS_ONLY = frozenset(["us", "uk", "uae", "drc", "usa", "png", "prc", "car", "rok", "dprk", "ussr"])


@dataclass(frozen=True, slots=True)
class Nationalities:
    """Names of countries, demonyms and peoples; the keys are folded names."""

    countries: dict[str, str]
    demonyms: dict[str, str]
    peoples: dict[str, str | None]
    names: dict[str, str]

    def country(self, words: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of the country of that name ("Syria", "the DRC", "U.S.")."""
        folded = fold(words).removeprefix("the ")
        if folded in _CAPITALS_ONLY and not words.removeprefix("the ").isupper():
            return None
        return self.countries.get(folded)

    def demonym(self, word: str) -> str | None:
        """The country that a demonym belongs to ("Russian", "Israelis", "South Sudanese"); None for other words."""
        if not word[:1].isupper():
            return None
        folded = fold(word)
        return self.demonyms.get(folded) or self.peoples.get(folded)

    def is_people(self, word: str) -> bool:
        """Whether the word is a demonym or names a people, with a country of its own or without."""
        folded = fold(word)
        return word[:1].isupper() and (folded in self.demonyms or folded in self.peoples)

    def is_plural(self, word: str) -> bool:
        """Whether the word means people only ("Russians") and not also something of theirs ("Russian")."""
        folded = fold(word)
        return (
            self.is_people(word)
            and (folded.endswith("s") and not folded.endswith("ss"))
            and folded[:-1] in (self.demonyms.keys() | self.peoples.keys())
        )

    def name(self, country: str) -> str | None:
        """The usual English name of a country."""
        return self.names.get(country)


@cache
def nationalities() -> Nationalities:
    """The shipped list."""
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in _rows("nationalities.csv"):
        listed = row["names"].split("|")
        names[row["iso2"]] = listed[0]
        for name in listed:
            countries.setdefault(fold(name).removeprefix("the "), row["iso2"])
        for word in filter(None, row["demonyms"].split("|")):
            for form in _forms(word):
                demonyms.setdefault(form, row["iso2"])
    peoples = {form: row["iso2"] or None for row in _rows("peoples.csv") for form in _forms(row["people"])}
    return Nationalities(countries, demonyms, peoples, names)


def _forms(word: str) -> tuple[str, ...]:
    folded = fold(word)
    return (folded,) if folded.endswith(("s", "sh", "ese", "men")) else (folded, folded + "s")


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(shipped_text(name).splitlines())
