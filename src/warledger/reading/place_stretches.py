"""Cuts the longest stretch of words from a place that the gazetteer knows, or that ends in the word for a site.

It answers from the words alone; whether the stretch is a place in its sentence is for `place_names` to say.
"""

import re
from dataclasses import dataclass

from warledger.reading.place_lines import Line
from warledger.reading.place_words import (
    ABBREVIATIONS,
    CAPITAL_SITES,
    CONTINENTALS,
    DIRECTIONS,
    LOCAL_BODIES,
    NEVER,
    OF_NATIONS,
    PLACE_NOUNS,
    SITES,
)
from warledger.reference.gazetteer import Gazetteer, Place
from warledger.reference.nationalities import Nationalities

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
LONGEST = 7  # words of a name: "Hirak refugee camp", "Democratic Republic of the Congo"
_SITE_WORDS = frozenset([*SITES, "refugee", "border", "air", "international"])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` of a line, and the places they can mean.

    `site` tells a building or the like: the places are then those that it is named for.
    """

    line: Line
    first: int
    last: int
    places: tuple[Place, ...]
    site: bool = False

    @property
    def following(self) -> str:
        """The word behind, in lower case."""
        return self.line.lower(self.last + 1)

    @property
    def possessive(self) -> bool:
        """Whether it owns what follows."""
        return self.line.words[self.last].possessive


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches that a gazetteer and the names of nations give."""

    gazetteer: Gazetteer
    nations: Nationalities

    def longest(self, line: Line, first: int) -> Stretch | None:
        """The longest stretch from a word on."""
        run = line.run_end(first)
        for last in range(min(first + LONGEST, len(line.words)) - 1, first - 1, -1):
            word = line.words[last]
            site = word.lower in SITES and first < last and last <= run + 2
            site = site and (word.name or word.lower not in CAPITAL_SITES)
            site = site and not any(line.lower(k) in LOCAL_BODIES for k in range(first + 1, last))
            if not (word.name or site) or not line.joined(first, last):
                continue
            if shortened := self._short_for(line, first, last):
                return Stretch(line, first, last, shortened)
            places = self.gazetteer.lookup(line.quote(first, last))
            if not word.name:  # "a Brooklyn park" is not Brooklyn Park
                places = tuple(place for place in places if place.kind != "town" or word.lower == "camp")
            short = len(word.bare) < 3 and not word.bare.isupper()
            if places and not (first == last and (word.lower in NEVER or short)):
                return Stretch(line, first, last, places)
            if site and self._is_site(line, first, last, run):
                return Stretch(line, first, last, self._named_for(line, first, last), site=True)
        return None

    def address(self, line: Line, first: int) -> Stretch | None:
        """The street of "the 300 block of South Campbell", "the West Side": a site, though it may be a town's name."""
        if line.lower(first) in DIRECTIONS and line.lower(first + 1) in ("side", "end") and line.words[first + 1].name:
            return Stretch(line, first, first + 1, (), site=True)
        if line.lower(first - 1) != "of" or line.lower(first - 2) not in ("block", "blocks"):
            return None
        last = first
        while last + 1 < len(line.words) and line.joined(last, last + 1):
            word = line.words[last + 1]
            if not (word.name or _ORDINAL.fullmatch(word.text)):
                break
            last += 1
        return Stretch(line, first, last, (), site=True)

    def border(self, line: Line, first: int) -> Stretch | None:
        """As in "Chad–Sudan border": what lies between two countries, with no place of its own."""
        for middle in range(first + 1, min(first + 6, len(line.words) - 2)):
            if line.words[middle].text not in ("–", "—", "-", "/"):
                continue
            for last in range(middle + 2, min(middle + 7, len(line.words))):
                if line.lower(last) in ("border", "frontier") and line.joined(middle + 1, last):
                    sides = line.quote(first, middle - 1), line.quote(middle + 1, last - 1)
                    if all(self.nations.country(side) for side in sides):
                        return Stretch(line, first, last, ())
        return None

    def places_of(self, words: str) -> tuple[Place, ...]:
        """What words that name a place can mean: a nationality and an abbreviation too."""
        country = self.nations.demonym(words)
        named = self.nations.name(country) if country else CONTINENTALS.get(words.lower())
        short = ABBREVIATIONS.get(words.replace(".", "").lower())
        if short and "." in words:
            return tuple(place for place in self.gazetteer.lookup(short) if place.kind == "unit")
        return self.gazetteer.lookup(words) or self.gazetteer.lookup(named or short or "")

    def people(self, line: Line, first: int) -> Stretch | None:
        """A nationality, with its country or continent: "Turkish", "South African", "European"."""
        for last in (first + 1, first):
            if last >= len(line.words) or not line.words[last].name or not line.joined(first, last):
                continue
            words = line.quote(first, last)
            if self.nations.is_plural(words):
                continue  # "Russians" are people, and no place
            country = self.nations.demonym(words)
            named = self.nations.name(country) if country else CONTINENTALS.get(words.lower())
            places = [p for p in self.gazetteer.lookup(named) if p.kind in ("country", "region")] if named else []
            if places:
                return Stretch(line, first, last, tuple(places[:1]))
        return None

    def owns_a_place(self, line: Line, last: int) -> bool:
        """Whether a possessive owns a place: "Sudan's Darfur region", "Syria's coast", "Gaza's southern city"."""
        following = line.words[last + 1 : last + 4]
        if any(word.lower in PLACE_NOUNS or word.lower in DIRECTIONS for word in following):
            return True
        if not following or not following[0].name:
            return False
        found = self.longest(line, last + 1)
        return found is not None and not line.name_after(found.last) and not self.nations.is_people(following[0].bare)

    def known_after_comma(self, line: Line, last: int) -> bool:
        """Whether a known place stands right behind a comma: "Marea, Aleppo"."""
        if line.lower(last + 1) != "," or last + 2 >= len(line.words) or not line.words[last + 2].name:
            return False
        return self.longest(line, last + 2) is not None

    def _short_for(self, line: Line, first: int, last: int) -> tuple[Place, ...]:
        """The unit that an abbreviation stands for: "Louisville, Ky.", "Surrey, B.C."."""
        word = line.words[first]
        whole = ABBREVIATIONS.get(word.bare.replace(".", "").lower()) if first == last else None
        marked = "." in word.bare or word.bare.isupper() or line.lower(last + 1) == "."
        if not whole or not marked or not (line.lower(first - 1) == "," or "." in word.bare or len(word.bare) == 3):
            return ()
        if len(word.bare) == 3 and not word.bare.isupper() and line.lower(first - 1) != ",":
            return ()
        return tuple(place for place in self.gazetteer.lookup(whole) if place.kind == "unit")

    def _is_site(self, line: Line, first: int, last: int, run: int) -> bool:
        """Whether words that end in "airport", "bridge", "river" are the name of one."""
        word = line.words[last]
        if not (word.name or last == run + 1 or line.lower(last - 1) in _SITE_WORDS):
            return False
        if line.lower(last + 1) == "of" and not word.name:
            return False  # "the North Darfur town of Mellit"
        own = [k for k in range(first, last) if line.words[k].name and line.lower(k) not in _SITE_WORDS]
        if word.lower in OF_NATIONS:
            return bool(own)
        return any(line.lower(k) not in NEVER and not self.nations.is_people(line.words[k].bare) for k in own)

    def _named_for(self, line: Line, first: int, last: int) -> tuple[Place, ...]:
        """The town that a site is named for: Goma, of "Goma prison"; of "Turkish airspace" the country."""
        if line.lower(last) in OF_NATIONS:
            country = self.nations.demonym(line.quote(first, last - 1))
            return self.gazetteer.lookup(self.nations.name(country) or "")[:1] if country else ()
        for end in range(last - 1, first - 1, -1):
            places = self.gazetteer.lookup(line.quote(first, end))
            if places:
                return tuple(place for place in places if place.kind in ("town", "place", "district"))
        return ()
