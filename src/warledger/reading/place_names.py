"""Finds the stretches of a text that name places, with what the gazetteer has under each name.

A stretch is a run of capitalised words. It is a place where the gazetteer knows it and nothing around it says otherwise
(a person, a group, a body that speaks), or where a cue says so ("the village of X"). It does not choose between places
of one name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warledger.model.claim import PlacePrecision
from warledger.model.reading import Sentence
from warledger.reading.place_beside import acts, at_a_border, describes, is_named_person, is_place_here, noun_beside
from warledger.reading.place_lines import Line, line, persons, surnames
from warledger.reading.place_name import HEADING, OUTLET, Name, Role
from warledger.reading.place_stretches import Stretch, Stretches
from warledger.reading.place_words import (
    ACTING,
    BEFORE_NAMES,
    CAPITALS,
    DIRECTIONS,
    DOING,
    GIVEN_NAMES,
    LOCAL_BODIES,
    MOVES,
    NEVER,
    OF_A_TOWN,
    ORGANISATION_WORDS,
    PLACE_NOUNS,
    SITE_OPENERS,
    SITES,
    SPEAKING,
    STRONG_CUES,
    TITLES,
)
from warledger.reference.gazetteer import OTHER_NAME

WELL_KNOWN = 100_000  # people: a town of this size is taken without a cue
SURNAMED = 500_000  # people: a town below this size can have the surname of a person of the report
CUED = 15_000  # people: a town of this size can have the name of a person of the report
MOVE_REACH = 6  # words in front of "to Sudan", "from Yemen" that may tell of a move or a launch
OPENERS = frozenset("the a an this in on at from of to by for with near after before when while as but and".split())
ENTRY = "entry"  # the cue of a name that opens an entry of a bulletin
# What speaks against a name.
PART_OF_NAME = "part of a longer name"
PERSON = "the name of a person or a people"
ACRONYM = "an acronym or a very short word"
EVERYDAY = "an everyday word"
NO_SITE, NO_CUE = "a body that acts", "a small town that nothing vouches for"
_BARS = re.compile(r"\s[-|–—]+\s")  # part a title from the name of its outlet
_OF_AGE = re.compile(r"\d{1,2}-year-old|young|old")
_LISTING = (",", "and", ", and", "or", "/", "–", "-", "(")


@dataclass(slots=True)
class NameFinder:
    """Looks through the sentences of one text. `groups` are the code points that name known actors."""

    stretches: Stretches
    groups: Sequence[tuple[int, int]]
    persons: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()

    def find(self, text: str, sentences: Sequence[Sentence]) -> list[Name]:
        """The names of a text that may be places, left to right; those of role PLACE are where something is."""
        lines = [line(text, sentence) for sentence in sentences if sentence.kind != "byline"]
        self.persons = frozenset(person for each in lines for person in persons(each))
        self.surnames = frozenset(surname for each in lines for surname in surnames(each))
        return [replace(name, sentence=k) for k, each in enumerate(lines) for name in self._in_line(each)]

    def of_title(self, title: str | None, text: str) -> list[Name]:
        """The names of a report's title, which are no part of the text; none where the text begins with the title."""
        if not title or title.strip() in text[: 3 * len(title)]:
            return []
        found: list[Name] = []
        start = 0
        for number, part in enumerate(_BARS.split(title)):
            start = title.index(part, start)
            each = line(title, Sentence(start, start + len(part), 0, "heading"))
            sentence = OUTLET if number else HEADING
            found += [replace(name, sentence=sentence) for name in self._in_line(each)]
        return found

    def at(
        self, text: str, names: Sequence[Name], stretches: Sequence[tuple[int, int]]
    ) -> tuple[list[Name], dict[tuple[int, int], int]]:
        """The names found in a text with given stretches among them, as place names, and the number of each stretch."""
        found = {(name.start, name.end): name for name in names}
        for start, end in stretches:
            over = [name for name in found.values() if name.start < end and start < name.end]
            over.sort(key=lambda name: (name.start, name.end) != (start, end))
            found = {key: name for key, name in found.items() if name not in over or key in stretches}
            found[start, end] = self._given(text, (start, end), over[:1])
        names = sorted(found.values(), key=lambda name: (name.start, name.end))
        return names, {(name.start, name.end): k for k, name in enumerate(names)}

    def _given(self, text: str, stretch: tuple[int, int], over: Sequence[Name]) -> Name:
        """A name that is known to be one: as it was found, or looked up by its words alone."""
        start, end = stretch
        words = text[start:end]
        if over and over[0].places and (over[0].part or (over[0].start, over[0].end) == stretch):
            return replace(
                over[0],
                start=start,
                end=end,
                text=words,
                role=Role.PLACE if over[0].role is Role.DOUBTFUL else over[0].role,
            )
        last = words.rpartition(" ")[2].lower()
        people = self.stretches.nations.is_people(words)
        places = () if over and over[0].against == PERSON and not people else self.stretches.places_of(words)
        name = over[0] if over else Name(start, end, words, places, "")
        site = not places and last in SITES
        return replace(name, start=start, end=end, text=words, places=places, part=None, site=site, role=Role.PLACE)

    def _in_line(self, line: Line) -> Iterator[Name]:
        previous: Name | None = None
        k, whole = 0, -1  # `whole`: the last word of the longer name that a doubtful one is part of
        while k < len(line.words):
            if not line.words[k].name:
                k += 1
                continue
            first = k
            name, k = self._at(line, k, None if k <= whole else previous, inside=k <= whole)
            if name is None:
                opens = line.lower(first) in DIRECTIONS | OPENERS or line.shouted
                if k == first + 1 and line.name_after(first) and not opens:
                    whole = max(whole, line.run_end(first))
                continue
            if first <= whole and name.role is not Role.DOUBTFUL:
                name = replace(name, role=Role.DOUBTFUL, against=PART_OF_NAME)
            if name.role in (Role.DOUBTFUL, Role.PEOPLE):
                if line.name_after(k - 1) and not line.shouted:
                    whole = max(whole, line.run_end(first))
            else:
                previous = name
            yield name

    def _at(self, line: Line, first: int, previous: Name | None, *, inside: bool) -> tuple[Name | None, int]:
        """The name that starts at a word, if any, and the word to go on from; `inside` a longer name."""
        whole = self.stretches.border(line, first) or self.stretches.address(line, first)
        if whole:
            return self._seen(whole, previous), whole.last + 1
        found = self.stretches.longest(line, first)
        alone = found is None or found.last == first
        if line.lower(first) == "the" or (alone and line.lower(first) in DIRECTIONS and line.name_after(first)):
            return None, first + 1
        group = next((end for start, end in self.groups if start <= line.words[first].start < end), 0)
        people, name = self.stretches.people(line, first), None
        if people and people.last > (found.last if found else first):
            return replace(self._seen(people, None), role=Role.PEOPLE), people.last + 1
        if found and line.bare_end(found.last) > group:
            name = self._judged(found, self._seen(found, previous), previous)
            if name.role is not Role.DOUBTFUL or not line.name_after(found.last):
                return self._or_people(found, name), found.last + 1
        if people and (group or not name):
            return replace(self._seen(people, None), role=Role.PEOPLE), people.last + 1
        if group:
            after = (k for k in range(first, len(line.words)) if line.words[k].start >= group)
            return None, next(after, len(line.words))
        if not name and (line.lower(first) in NEVER or line.lower(first) in DIRECTIONS):
            return None, first + 1
        run = Stretch(line, first, line.run_end(first), ())
        unknown = None if inside else self._unknown(run, self._seen(run, previous))
        if unknown:
            return unknown, run.last + 1
        return (self._or_people(found, name), found.last + 1) if found and name else (None, first + 1)

    def _or_people(self, found: Stretch, name: Name) -> Name:
        """The name; or the nationality, where one word is both and names no place here."""
        people = self.stretches.people(found.line, found.first)
        if not people or people.last != found.last or name.role is not Role.DOUBTFUL:
            return name
        return replace(name, role=Role.PEOPLE, places=people.places, part=None)

    def _seen(self, stretch: Stretch, previous: Name | None) -> Name:
        """The stretch with what stands in front of it: directions, a cue, the name before it in a list."""
        line, places = stretch.line, stretch.places
        first = line.direction_start(stretch.first)
        part = line.text[line.words[first].start : line.words[stretch.first].start].strip() or None
        if part:
            whole = self.stretches.gazetteer.lookup(line.quote(first, stretch.last))
            if whole and (line.words[first].name or whole[0].kind != "town"):  # "north Baltimore" is part of Baltimore
                places, part = whole, None
        start, end, cue, listed = line.words[first].start, line.bare_end(stretch.last), line.cue(first), False
        if previous and not previous.agent and cue in ("", ",", "and", "or"):
            between = line.text[previous.end : start].strip()
            listed = between == ","
            cue = previous.cue or "," if between in _LISTING else cue
        entry = not line.shouted or first < stretch.last
        if not cue and places and entry and line.opens_entry(first, stretch.last):
            cue = ENTRY
        return Name(
            start,
            end,
            line.text[start:end],
            places,
            cue,
            part,
            listed=listed,
            site=stretch.site,
            after_the=line.lower(first - 1) == "the",
            noun=noun_beside(stretch, first),
            following=stretch.following,
        )

    def _judged(self, stretch: Stretch, name: Name, previous: Name | None) -> Name:
        """The name, doubtful where something speaks against it; as an agent, where it is a country that acts."""
        if stretch.site:
            return name if is_place_here(stretch, name) else _doubtful(name, NO_SITE)
        line, place, single = stretch.line, name.places[0], stretch.first == stretch.last
        if line.name_after(stretch.last) and not line.shouted and not stretch.possessive:
            body = stretch.following in LOCAL_BODIES and place.kind in ("town", "metropolis")
            owned = body and not is_named_person(line, stretch, self.persons)
            return replace(name, role=Role.AGENT) if owned else _doubtful(name, PART_OF_NAME)
        if single and (against := self._no_place_word(stretch, name)):
            return _doubtful(name, against)
        if not name.cue and self._whose(stretch, name):
            return replace(name, role=Role.AGENT)
        if place.kind == "country":
            return self._country(stretch, name, previous)
        if place.weak and single and not name.listed:
            return _doubtful(name, EVERYDAY)
        if line.lower(stretch.first) in CAPITALS and single and acts(stretch, name):
            return replace(name, role=Role.AGENT)
        if not name.cue:
            owner = stretch.possessive and not self.stretches.owns_a_place(line, stretch.last)
            if owner or stretch.following in SPEAKING or stretch.following in ACTING:
                return replace(name, role=Role.AGENT)
        area = place.kind != "town" or place.precision is PlacePrecision.DISTRICT
        if area or name.vouched or name.cue in PLACE_NOUNS or name.cue:
            return name
        return name if place.size >= WELL_KNOWN and not line.shouted else _doubtful(name, NO_CUE)

    def _whose(self, stretch: Stretch, name: Name) -> bool:
        """Whether a town says whose, or where, what follows is: "a rural Williston address", "a Homs man"."""
        line, place = stretch.line, name.places[0]
        if place.kind not in ("town", "metropolis") or stretch.following not in OF_A_TOWN:
            return False
        first = line.direction_start(stretch.first)
        fronted = line.lower(first - 1) in ("a", "an", "the") or _OF_AGE.fullmatch(line.lower(first - 1)) is not None
        return fronted and line.joined(stretch.last, stretch.last + 1) and place.basis != OTHER_NAME

    def _country(self, stretch: Stretch, name: Name, previous: Name | None) -> Name:
        """A country where something is; or as an agent, where it acts, speaks, or describes another word."""
        line, strong = stretch.line, name.cue in STRONG_CUES
        if previous and line.text[previous.end : name.start] == " (":
            return replace(name, role=Role.AGENT)  # "Democratic Republic of the Congo (DRC)"
        if stretch.possessive:
            return name if self.stretches.owns_a_place(line, stretch.last) else replace(name, role=Role.AGENT)
        agent = False
        if at_a_border(line, stretch, name, previous):
            return name
        if not name.listed:
            in_front = range(max(0, stretch.first - MOVE_REACH), stretch.first)
            moves = any(line.lower(k) in MOVES for k in in_front)
            agent = not name.cue or name.cue in BEFORE_NAMES or (name.cue in ("to", "from") and not moves)
            agent = agent or (stretch.following in DOING and not strong)
        described = describes(stretch) and not name.part and (name.after_the or not strong)
        return replace(name, role=Role.AGENT) if agent or described or stretch.following in ACTING else name

    def _no_place_word(self, stretch: Stretch, name: Name) -> str:
        """Why one word alone cannot be taken: a people, a surname, a given name or an acronym; '' where it can."""
        line, place = stretch.line, name.places[0]
        word = line.words[stretch.first]
        if place.kind == "unit" and name.listed:
            return ""  # "Louisville, Ky."
        if self.stretches.nations.is_people(word.bare) and place.kind != "country":
            return PERSON
        if word.bare in self.persons or word.lower in GIVEN_NAMES:
            return "" if name.vouched and place.size >= CUED else PERSON
        if word.bare in self.surnames and not name.cue and not name.noun and place.size < SURNAMED:
            return PERSON
        dateline = stretch.first == 0 and len(word.bare) > 3 and stretch.following in (",", "(", "-", "–", "—")
        if word.bare.isupper() and len(word.bare) < 6 and place.kind == "town" and not (line.shouted or dateline):
            return ACRONYM
        titled = line.lower(stretch.first - 1).rstrip(".") in TITLES and line.joined(stretch.first - 1, stretch.first)
        return PERSON if titled else "" if len(word.bare) > 2 or word.bare.isupper() else ACRONYM

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


def _doubtful(name: Name, against: str) -> Name:
    return replace(name, role=Role.DOUBTFUL, against=against)
