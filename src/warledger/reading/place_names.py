"""Finds the stretches of a text that name places, with what the gazetteer has under each name.

A stretch is a run of capitalised words. It is a place where the gazetteer knows it and nothing around it says otherwise
(a person, a group, a body that speaks), or where a cue says so ("the village of X"). It does not choose between places
of one name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warledger.model.claim import PlacePrecision
from warledger.model.reading import Sentence
from warledger.reading.place_lines import Line, line
from warledger.reading.place_stretches import Stretch, Stretches
from warledger.reading.place_words import (
    ACTING,
    BEFORE_NAMES,
    BEHIND_NAMES,
    CAPITALS,
    DIRECTIONS,
    DOING,
    GIVEN_NAMES,
    MOVES,
    NEAR,
    NEVER,
    ORGANISATION_WORDS,
    PLACE_NOUNS,
    SITE_OPENERS,
    SITES,
    SITING,
    SPEAKING,
    STRONG_CUES,
    TITLES,
)
from warledger.reference.gazetteer import Place

WELL_KNOWN = 100_000  # people: a town of this size is taken without a cue
CUED = 15_000  # people: a town of this size can have the name of a person of the report
MOVE_REACH = 6  # words in front of "to Sudan", "from Yemen" that may tell of a move or a launch
ENTRY = "entry"  # the cue of a name that opens an entry of a bulletin
_LISTING = (",", "and", ", and", "or", "/", "–", "-", "(")


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
    part: str | None = None
    agent: bool = False
    listed: bool = False
    site: bool = False
    after_the: bool = False

    @property
    def near(self) -> bool:
        """Whether the words put something near it, not in it."""
        return self.cue in NEAR

    @property
    def vouched(self) -> bool:
        """Whether the words around it make a place of it, known or not."""
        return self.listed or self.cue in STRONG_CUES or self.cue in SITING


@dataclass(slots=True)
class NameFinder:
    """Looks through the sentences of one text. `groups` are the code points that name known actors."""

    stretches: Stretches
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
        border = self.stretches.border(line, first)
        if border:
            return self._seen(border, previous), border.last + 1
        if line.lower(first) == "the":
            return None, first + 1
        group = next((end for start, end in self.groups if start <= line.words[first].start < end), 0)
        found = self.stretches.longest(line, first)
        if found and line.bare_end(found.last) > group:
            name = self._judged(found, self._seen(found, previous), previous)
            if name or not line.name_after(found.last):
                return name, found.last + 1
        if group:
            after = (k for k in range(first, len(line.words)) if line.words[k].start >= group)
            return None, next(after, len(line.words))
        if line.lower(first) in NEVER or line.lower(first) in DIRECTIONS:
            return None, first + 1
        run = Stretch(line, first, line.run_end(first), ())
        return self._unknown(run, self._seen(run, previous)), run.last + 1

    def _seen(self, stretch: Stretch, previous: Name | None) -> Name:
        """The stretch with what stands in front of it: directions, a cue, the name before it in a list."""
        line, places = stretch.line, stretch.places
        first = line.direction_start(stretch.first)
        part = line.text[line.words[first].start : line.words[stretch.first].start].strip() or None
        if part:
            whole = self.stretches.gazetteer.lookup(line.quote(first, stretch.last))
            places, part = (whole, None) if whole else (places, part)
        start, end, cue, listed = line.words[first].start, line.bare_end(stretch.last), line.cue(first), False
        if previous and not previous.agent and cue in ("", ",", "and", "or"):
            between = line.text[previous.end : start].strip()
            listed = between == ","
            cue = previous.cue or "," if between in _LISTING else cue
        if not cue and places and line.opens_entry(first, stretch.last):
            cue = ENTRY
        the = line.lower(first - 1) == "the"
        return Name(
            start, end, line.text[start:end], places, cue, part, listed=listed, site=stretch.site, after_the=the
        )

    def _judged(self, stretch: Stretch, name: Name, previous: Name | None) -> Name | None:
        """The name, where nothing speaks against it; as an agent, where it is a country that acts."""
        if stretch.site:
            return name if _is_place_here(stretch, name) else None
        line, place, single = stretch.line, name.places[0], stretch.first == stretch.last
        if line.name_after(stretch.last) and not line.shouted and not stretch.possessive:
            return None
        if single and not self._is_place_word(stretch, name):
            return None
        if place.kind == "country":
            return self._country(stretch, name, previous)
        if place.weak and single and not name.listed:
            return None
        if line.lower(stretch.first) in CAPITALS and single and _acts(stretch, name):
            return replace(name, agent=True)
        if not name.cue:
            owner = stretch.possessive and not self.stretches.owns_a_place(line, stretch.last)
            if owner or stretch.following in SPEAKING or stretch.following in ACTING:
                return replace(name, agent=True)
        area = place.kind != "town" or place.precision is PlacePrecision.DISTRICT
        if area or name.vouched or name.cue in PLACE_NOUNS:
            return name
        return name if name.cue or (place.size >= WELL_KNOWN and not line.shouted) else None

    def _country(self, stretch: Stretch, name: Name, previous: Name | None) -> Name | None:
        """A country where something is; or as an agent, where it acts, speaks, or describes another word."""
        line, strong = stretch.line, name.cue in STRONG_CUES
        if previous and line.text[previous.end : name.start] == " (":
            return None  # "Democratic Republic of the Congo (DRC)"
        if stretch.possessive:
            return name if self.stretches.owns_a_place(line, stretch.last) else replace(name, agent=True)
        agent = False
        if not name.listed:
            in_front = range(max(0, stretch.first - MOVE_REACH), stretch.first)
            moves = any(line.lower(k) in MOVES for k in in_front)
            agent = not name.cue or name.cue in BEFORE_NAMES or (name.cue in ("to", "from") and not moves)
            agent = agent or (stretch.following in DOING and not strong)
        described = _describes(stretch) and not name.part and (name.after_the or not strong)
        return replace(name, agent=True) if agent or described or stretch.following in ACTING else name

    def _is_place_word(self, stretch: Stretch, name: Name) -> bool:
        """Whether one word alone can be taken: not a people, a surname, a given name or an acronym."""
        line, place = stretch.line, name.places[0]
        word = line.words[stretch.first]
        if self.stretches.nations.is_people(word.bare) and place.kind != "country":
            return False
        if word.bare in self.persons or word.lower in GIVEN_NAMES:
            return name.vouched and place.size >= CUED
        if word.bare.isupper() and len(word.bare) < 6 and place.kind == "town" and not line.shouted:
            return False
        titled = line.lower(stretch.first - 1).rstrip(".") in TITLES and line.joined(stretch.first - 1, stretch.first)
        return not titled and (len(word.bare) > 2 or word.bare.isupper())

    def _unknown(self, run: Stretch, name: Name) -> Name | None:
        """A run that the gazetteer does not know, where a cue says that it is a place."""
        line, words = run.line, run.line.words[run.first : run.last + 1]
        noun_after = run.following in PLACE_NOUNS and line.joined(run.last, run.last + 1)
        vouched = name.vouched or name.cue in PLACE_NOUNS or (noun_after and name.cue)
        site = words[0].lower in SITE_OPENERS and len(words) > 1
        supported = site or self.stretches.known_after_comma(line, run.last)
        if not (vouched or (name.cue and supported)) or len(words) > 4:
            return None
        against = ORGANISATION_WORDS if noun_after else ORGANISATION_WORDS | TITLES | GIVEN_NAMES
        if any(word.lower in against or word.bare in self.persons for word in words):
            return None
        if any(self.stretches.nations.is_people(word.bare) for word in words):
            return None
        return None if all(word.bare.isupper() for word in words) or words[-1].text[0].isdigit() else name


def _acts(stretch: Stretch, name: Name) -> bool:
    """Whether the name of a capital stands for its government: "accused Baghdad", "talks with Moscow"."""
    if name.text.isupper():
        return False  # a dateline
    return name.cue in ("", "with", "between") or (stretch.following in SPEAKING and not name.vouched)


def _is_place_here(stretch: Stretch, name: Name) -> bool:
    """Whether a site is a place where it stands, and not a body that acts: "at Nasser Hospital", "the bridge"."""
    word = stretch.line.lower(stretch.last)
    if not name.cue or (SITES[word] and name.cue in ("and", "or", "for", "by", "of")):
        return False
    inner = {stretch.line.lower(k) for k in range(stretch.first, stretch.last)}
    return not (inner & ORGANISATION_WORDS - {"air", "navy", "oil", "energy", "security"} or inner & TITLES)


def _describes(stretch: Stretch) -> bool:
    """Whether the name of a country only describes what follows: "U.S. aircraft", "the Iran war"."""
    line, k = stretch.line, stretch.last + 1
    if k >= len(line.words) or not line.joined(stretch.last, k):
        return False
    word = stretch.following
    return word.isalpha() and word not in BEHIND_NAMES | PLACE_NOUNS and not word.endswith(("ing", "ed", "ly"))


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
