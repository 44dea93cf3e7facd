"""Finds the stretches of a text that name places, with what the gazetteer has under each name.

A stretch is a run of capitalised words. It is a place where the gazetteer knows it and nothing around it says otherwise
(a person, a group, a body that speaks), or where a cue says so ("the village of X"). It does not choose between places
of one name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warledger.model.reading import Sentence
from warledger.reading.place_lines import Line, line
from warledger.reading.place_words import (
    ACTING,
    DIRECTIONS,
    DOING,
    GIVEN_NAMES,
    NEVER,
    ORGANISATION_WORDS,
    PLACE_NOUNS,
    SITES,
    SPEAKING,
    STRONG_CUES,
    TITLES,
)
from warledger.reference.gazetteer import Gazetteer, Place
from warledger.reference.nationalities import Nationalities

LONGEST = 7  # words of a name: "Hirak refugee camp", "Democratic Republic of the Congo"
WELL_KNOWN = 100_000  # people: a town of this size is taken without a cue
CUED = 15_000  # people: a town of this size is taken after any cue; a smaller one needs a strong one
_NEAR = frozenset("near outside around off nearby south north east west".split())
_SITE_WORDS = frozenset([*SITES, "refugee", "border", "air", "international"])
_OF_NATIONS = frozenset(["airspace", "border", "waters", "coast", "territory"])  # "Turkish airspace": in Turkey
_NOT_FOR_COUNTRIES = frozenset("and or between for with including both of ,".split())
_MOVES = frozenset(
    """flee flees fled deport deports deported transfer transferred return returns returned cross crosses crossed deploy
    deploys deployed move moves moved travel travelled traveled spread spreads withdraw withdraws withdrew sent sends
    flown flew extradited evacuated escape escaped relocated brought taken launch launches launched launching fire fires
    fired firing missile missiles rocket rockets drone drones attack attacks strike strikes""".split()
)
# What follows the name of a country that stands for itself; before another word it is an adjective ("the Iran war").
_FUNCTION = frozenset(
    """and or but in on at by with for to from of after before during while as that which who where when is was were are
    has have had will would following amid amidst since due because without against over under about into including
    until between near through late early yesterday today overnight not also this last next whose than kill kills injure
    injures leave leaves wound wounds cause causes damage damages destroy destroys hit hits""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A place name: code points `start` to `end`, its places, and what was seen around it.

    `cue` is the word that vouches for it; `part` the direction in front ("southern"). `agent` marks a country that acts
    or speaks: it says what the report is about, not where something is. `listed` tells that it stands after a comma
    behind the name before it; `site` that it is a building or the like, named for a place that `places` holds.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    cue: str
    near: bool = False
    part: str | None = None
    agent: bool = False
    listed: bool = False
    site: bool = False
    after_the: bool = False


@dataclass(slots=True)
class NameFinder:
    """Looks through the sentences of one text. `groups` are the stretches that name known actors."""

    gazetteer: Gazetteer
    nations: Nationalities
    groups: Sequence[tuple[int, int]]
    persons: frozenset[str] = frozenset()

    def find(self, text: str, sentences: Sequence[Sentence]) -> list[Name]:
        """The place names of a text, left to right."""
        lines = [line(text, sentence) for sentence in sentences if sentence.kind != "byline"]
        self.persons = frozenset(person for each in lines for person in _persons(each))
        return [name for each in lines for name in self._in_line(each)]

    def _in_line(self, line: Line) -> Iterator[Name]:
        previous: Name | None = None
        k = 0
        while k < len(line.words):
            if not line.words[k].name:
                k += 1
                continue
            name, k = self._at(line, k, previous)
            if name:
                yield name
                previous = name

    def _at(self, line: Line, first: int, previous: Name | None) -> tuple[Name | None, int]:
        """The name that starts at a word, if any, and the word to go on from."""
        border = self._border(line, first, previous)
        if border:
            return border
        group = self._group_end(line, first)
        if line.lower(first) == "the":
            return None, first + 1
        found = self._longest(line, first)
        if found and not (group and self._bare_end(line, found[0]) <= group):
            last, places, site = found
            name = self._judged(line, first, last, places, site, previous)
            if name or not line.name_after(last):
                return name, last + 1
        if group:
            after = (k for k in range(first, len(line.words)) if line.words[k].start >= group)
            return None, next(after, len(line.words))
        if line.words[first].lower in NEVER or line.words[first].lower in DIRECTIONS:
            return None, first + 1
        last = line.run_end(first)
        return self._unknown(line, first, last, previous), last + 1

    def _group_end(self, line: Line, first: int) -> int | None:
        at = line.words[first].start
        return next((end for start, end in self.groups if start <= at < end), None)

    def _bare_end(self, line: Line, k: int) -> int:
        return line.words[k].start + len(line.words[k].bare)

    def _border(self, line: Line, first: int, previous: Name | None) -> tuple[Name, int] | None:
        """ "the Chad–Sudan border": one name for what lies between two countries, with no place of its own."""
        for middle in range(first + 1, min(first + 6, len(line.words) - 2)):
            if line.words[middle].text not in ("–", "—", "-", "/"):
                continue
            for last in range(middle + 2, min(middle + 7, len(line.words))):
                if line.lower(last) in ("border", "frontier") and line.joined(middle + 1, last):
                    sides = line.quote(first, middle - 1), line.quote(middle + 1, last - 1)
                    if all(self.nations.country(side) for side in sides):
                        return self._seen(line, first, last, (), previous), last + 1
        return None

    def _longest(self, line: Line, first: int) -> tuple[int, tuple[Place, ...], bool] | None:
        """The longest stretch from a word that the gazetteer knows, or that ends in the word for a site."""
        run = line.run_end(first)
        for last in range(min(first + LONGEST, len(line.words)) - 1, first - 1, -1):
            word = line.words[last]
            site = word.lower in SITES and first < last and last <= run + 2
            if not (word.name or site) or not line.joined(first, last):
                continue
            places = self.gazetteer.lookup(line.quote(first, last))
            short = len(word.bare) < 3 and not word.bare.isupper()
            if places and not (first == last and (word.lower in NEVER or short)):
                return last, places, False
            if site and self._is_site(line, first, last, run):
                return last, self._named_for(line, first, last), True
        return None

    def _is_site(self, line: Line, first: int, last: int, run: int) -> bool:
        """Whether words that end in "airport", "bridge", "river" are the name of one."""
        word = line.words[last]
        if not (word.name or last == run + 1 or line.lower(last - 1) in _SITE_WORDS):
            return False
        if line.lower(last + 1) == "of" and not word.name:
            return False  # "the North Darfur town of Mellit"
        own = [k for k in range(first, last) if line.words[k].name and line.lower(k) not in _SITE_WORDS]
        if word.lower in _OF_NATIONS:
            return bool(own)
        return any(line.lower(k) not in NEVER and not self.nations.is_people(line.words[k].bare) for k in own)

    def _named_for(self, line: Line, first: int, last: int) -> tuple[Place, ...]:
        """The town that a site is named for: Goma, of "Goma prison"; of "Turkish airspace" the country."""
        if line.lower(last) in _OF_NATIONS:
            country = self.nations.demonym(line.quote(first, last - 1))
            return self.gazetteer.lookup(self.nations.name(country) or "")[:1] if country else ()
        for end in range(last - 1, first - 1, -1):
            places = self.gazetteer.lookup(line.quote(first, end))
            if places:
                return tuple(place for place in places if place.kind in ("town", "place", "district"))
        return ()

    def _judged(
        self, line: Line, first: int, last: int, places: tuple[Place, ...], site: bool, previous: Name | None
    ) -> Name | None:
        name = self._seen(line, first, last, places, previous)
        places = name.places
        if site:
            return self._site(line, first, last, name)
        word = line.words[last]
        single = first == last
        if line.name_after(last) and not line.shouted and not word.possessive:
            return None
        if single and not self._is_place_word(line, first, name, places):
            return None
        if places[0].kind == "country":
            return self._country(line, last, name, previous)
        if places[0].weak and not name.listed and first == last:
            return None
        if word.possessive and not name.cue and not self._place_follows(line, last):
            return _agent(name)
        if not name.cue and (line.lower(last + 1) in SPEAKING or line.lower(last + 1) in ACTING):
            return _agent(name)
        if places[0].kind != "town" or name.listed:
            return name
        known = places[0].size >= WELL_KNOWN and not line.shouted
        cued = name.cue and (places[0].size >= CUED or self._known_after_comma(line, last))
        return name if name.cue in STRONG_CUES | PLACE_NOUNS or known or cued else None

    def _country(self, line: Line, last: int, name: Name, previous: Name | None) -> Name | None:
        """A country where something is; or as an agent, where it acts, speaks, or describes another word."""
        if previous and line.text[previous.end : name.start] == " (":
            return None  # "Democratic Republic of the Congo (DRC)"
        if line.words[last].possessive:
            return name if self._place_follows(line, last) else _agent(name)
        if not name.listed:
            first = next(k for k, word in enumerate(line.words) if word.start >= name.start)
            moves = any(line.lower(k) in _MOVES for k in range(max(0, first - 6), first))
            if name.cue in _NOT_FOR_COUNTRIES or (name.cue in ("to", "from") and not moves):
                return _agent(name)
            if not name.cue or (line.lower(last + 1) in DOING and name.cue not in STRONG_CUES):
                return _agent(name)
        described = _adjective(line, last) and not name.part and (name.cue not in STRONG_CUES or name.after_the)
        return _agent(name) if line.lower(last + 1) in ACTING or described else name

    def _place_follows(self, line: Line, last: int) -> bool:
        """Whether a possessive owns a place: "Sudan's Darfur region", "Syria's coast", "Gaza's southern city"."""
        following = line.words[last + 1 : last + 4]
        if any(word.lower in PLACE_NOUNS or word.lower in DIRECTIONS for word in following):
            return True
        if not following or not following[0].name:
            return False
        found = self._longest(line, last + 1)
        return found is not None and not line.name_after(found[0]) and not self.nations.is_people(following[0].bare)

    def _is_place_word(self, line: Line, k: int, name: Name, places: tuple[Place, ...]) -> bool:
        """Whether one word alone can be taken: not a people, a surname or a given name."""
        word = line.words[k]
        strong = name.cue in STRONG_CUES or name.listed
        if self.nations.is_people(word.bare) and places[0].kind != "country":
            return False
        if word.bare in self.persons or word.lower in GIVEN_NAMES:
            return strong and places[0].size >= CUED
        if word.bare.isupper() and len(word.bare) < 6 and places[0].kind == "town" and not line.shouted:
            return False  # an acronym
        if line.lower(k - 1).rstrip(".") in TITLES and line.joined(k - 1, k):
            return False
        return len(word.bare) > 2 or word.bare.isupper()

    def _seen(self, line: Line, first: int, last: int, places: tuple[Place, ...], previous: Name | None) -> Name:
        start = line.direction_start(first)
        part = line.text[line.words[start].start : line.words[first].start].strip() or None
        if part:
            whole = self.gazetteer.lookup(line.quote(start, last))
            places, part = (whole, None) if whole else (places, part)
        begin = line.words[start].start
        end = line.words[last].start + len(line.words[last].bare)
        cue = line.cue(start)
        listed = False
        if previous and not previous.agent and cue in ("", ",", "and", "or"):
            between = line.text[previous.end : begin].strip()
            listed = between == ","
            cue = previous.cue or "," if between in (",", "and", ", and", "or", "/", "–", "-", "(") else cue
        return Name(
            begin,
            end,
            line.text[begin:end],
            places,
            cue,
            cue in _NEAR,
            part,
            False,
            listed,
            False,
            line.lower(start - 1) == "the",
        )

    def _site(self, line: Line, first: int, last: int, name: Name) -> Name | None:
        word = line.words[last].lower
        inner = {line.words[k].lower for k in range(first, last)}
        if not name.cue or (SITES[word] and name.cue in ("and", "or", "for", "by", "of")):
            return None
        if inner & ORGANISATION_WORDS - {"air", "navy", "oil", "energy", "security"} or inner & TITLES:
            return None
        return Name(
            name.start, name.end, name.text, name.places, name.cue, name.near, name.part, False, name.listed, True
        )

    def _unknown(self, line: Line, first: int, last: int, previous: Name | None) -> Name | None:
        """A run that the gazetteer does not know, where a cue says that it is a place."""
        words = line.words[first : last + 1]
        name = self._seen(line, first, last, (), previous)
        noun_after = line.lower(last + 1) in PLACE_NOUNS and line.joined(last, last + 1)
        vouched = name.cue in STRONG_CUES or name.cue in PLACE_NOUNS or (noun_after and name.cue)
        if not (vouched or (name.cue and self._known_after_comma(line, last))):
            return None
        lowers = {word.lower for word in words}
        against = ORGANISATION_WORDS if noun_after else ORGANISATION_WORDS | TITLES | GIVEN_NAMES
        if lowers & against or len(words) > 4:
            return None
        if any(self.nations.is_people(word.bare) or word.bare in self.persons for word in words):
            return None
        if all(word.bare.isupper() for word in words) or words[-1].text[0].isdigit():
            return None
        return name

    def _known_after_comma(self, line: Line, last: int) -> bool:
        if line.lower(last + 1) != "," or last + 2 >= len(line.words) or not line.words[last + 2].name:
            return False
        return self._longest(line, last + 2) is not None


def _adjective(line: Line, last: int) -> bool:
    """Whether the name of a country only describes what follows: "U.S. aircraft", "the Iran war"."""
    k = last + 1
    if k >= len(line.words) or not line.joined(last, k):
        return False
    word = line.words[k].lower
    return word.isalpha() and word not in _FUNCTION | PLACE_NOUNS and not word.endswith(("ing", "ed", "ly"))


def _agent(name: Name) -> Name:
    return Name(name.start, name.end, name.text, name.places, name.cue, agent=True)


def _persons(line: Line) -> Iterator[str]:
    """The words of the names of persons in a sentence."""
    k = 0
    while k < len(line.words):
        if not line.words[k].name:
            k += 1
            continue
        last = line.run_end(k)
        words = [word for word in line.words[k : last + 1] if word.name]
        titled = any(word.lower.rstrip(".") in TITLES for word in words[:-1]) or line.lower(k - 1) in TITLES
        if len(words) > 1 and (words[0].lower in GIVEN_NAMES or titled):
            yield from (word.bare for word in words)
        k = last + 1
