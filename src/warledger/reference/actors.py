"""Actors known by name, and what the words of a phrase say about any actor: its name, kind and country, with the rule.

The same words always give the same answer. `find` judges one phrase; `scan` finds names in running text. Whether a
state's forces act abroad depends on where the event is: `kind_at` says so. It knows no actor's history.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from warledger.model.claim import ActorKind
from warledger.reference.actor_words import Word, words_of
from warledger.reference.fold import fold
from warledger.reference.inflection import plural
from warledger.reference.nationalities import Nationalities, nationalities
from warledger.reference.settings_file import shipped_values

ACRONYM_LETTERS = 6  # an alias in capitals that is no longer than this is matched in capitals only ("IS", not "is")
_CUTS = frozenset(
    """of from in at near who that which with by loyal belonging affiliated linked aligned allied""".split()
)
_POLICE = frozenset(
    ["police", "policeman", "policemen", "policewoman", "gendarme", "gendarmerie", "constable", "sheriff", "trooper"]
)
_GOVERNMENT = frozenset(["government", "authorities", "ministry", "regime", "junta", "court", "prosecutor"])
_COUNTS = frozenset("""a an one two three four five six seven eight nine ten several dozens""".split())
_HELD = frozenset(["held", "controlled", "occupied", "run", "captured", "besieged", "administered"])
_MEANS = frozenset(
    """strike airstrike attack raid drone missile rocket aircraft plane helicopter artillery shelling bombing
    bombardment tank fire gunfire operation incursion offensive invasion""".split()
)
_OFFICES = frozenset(
    """president minister ministers secretary chancellor ambassador king emir sultan premier cabinet parliament
    administration official officials spokesman spokeswoman spokesperson leader leaders envoy diplomat diplomats
    delegation embassy lawmakers senator governor command intelligence supreme""".split()
)
_AGAINST = frozenset(["anti", "pro", "former", "ex"])


@dataclass(frozen=True, slots=True)
class Actor:
    """What is known of an actor. `name` is None for a kind of people ("gunmen"); `rule` says how it was told."""

    name: str | None
    kind: ActorKind
    country: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor: its folded words, and whether the text must write it in capitals."""

    words: tuple[str, ...]
    capitals: bool
    actor: Actor


@dataclass(frozen=True, slots=True)
class Found:
    """An actor's name in a text: code points `start` to `end`."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class ActorList:
    """The shipped actors, nouns for kinds of actors, and nationalities."""

    aliases: Mapping[str, tuple[Alias, ...]]  # by first word, the longest first
    heads: Mapping[tuple[str, ...], ActorKind]
    nations: Nationalities

    def find(self, phrase: str) -> Actor | None:
        """Who a phrase names, or what kind of people: "Boko Haram fighters", "the Syrian army", "gunmen"."""
        words = words_of(phrase)
        named = next(self._named(words), None)
        head = self._head(_before_cut(words)) or self._head(words)
        if named and head and head[1] is ActorKind.CIVILIANS and named[1] <= head[0]:
            named = None  # "Hamas hostages" are not Hamas
        if named:
            return named[2]
        country = self._country(words)
        if head:
            return self._of_kind(head[1], words[head[0]].folded, country)
        return self._nation(words, country)

    def scan(self, text: str) -> Iterator[Found]:
        """Every name of a listed actor in a text, left to right, the longest first."""
        words = words_of(text)
        for first, end, actor in self._named(words):
            start = first
            if first and words[first - 1].folded in ("al", "el") and not words[first].start - words[first - 1].end > 1:
                start = first - 1
            yield Found(words[start].start, words[end - 1].end, actor)

    def demonym(self, word: str) -> str | None:
        """The country of a demonym ("Russian"), as ISO 3166-1 alpha-2."""
        return self.nations.demonym(word)

    def _named(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int, Actor]]:
        i = 0
        while i < len(words):
            match = self._alias_at(words, i)
            if match:
                yield i, i + len(match.words), match.actor
                i += len(match.words)
            else:
                i += 1

    def _alias_at(self, words: tuple[Word, ...], i: int) -> Alias | None:
        for alias in self.aliases.get(words[i].folded, ()):
            end = i + len(alias.words)
            if tuple(word.folded for word in words[i:end]) != alias.words:
                continue
            written = words[i:end]
            capital = all(w.text.isupper() for w in written) if alias.capitals else _capitalised(written)
            blocked = i > 0 and words[i - 1].hyphen and words[i - 1].folded in _AGAINST
            held = written[-1].hyphen and end < len(words) and words[end].folded in _HELD
            if capital and not blocked and not held:
                return alias
        return None

    def _head(self, words: tuple[Word, ...]) -> tuple[int, ActorKind] | None:
        """The last noun that tells a kind, and where its last word stands."""
        for last in range(len(words) - 1, -1, -1):
            for length in (3, 2, 1):
                first = last - length + 1
                kind = self.heads.get(tuple(w.folded for w in words[first : last + 1])) if first >= 0 else None
                if kind:
                    return last, kind
        return None

    def _country(self, words: tuple[Word, ...]) -> str | None:
        for i, word in enumerate(words):
            if i and words[i - 1].hyphen and words[i - 1].folded in _AGAINST:
                continue  # "pro-Russian"
            for length in (6, 5, 4, 3, 2, 1):
                phrase = " ".join(w.text for w in words[i : i + length])
                if word.hyphen and length == 1:
                    continue  # "Russian-backed"
                country = self.nations.country(phrase) or self.nations.demonym(phrase)
                if country and i + length <= len(words):
                    return country
        return None

    def _of_kind(self, kind: ActorKind, noun: str, country: str | None) -> Actor:
        if kind is not ActorKind.STATE_FORCES or country is None:
            return Actor(None, kind, country, f"noun:{noun}")
        sort = "Police" if noun in _POLICE else "Government" if noun in _GOVERNMENT else "Military forces"
        return Actor(f"{sort} of {self._the(country)}", kind, country, f"country and noun:{noun}")

    def _nation(self, words: tuple[Word, ...], country: str | None) -> Actor | None:
        """A nation alone, or with its means or offices: "two Palestinians", "Israeli jets", "French president"."""
        bare = [
            word for word in words if word.folded not in _COUNTS and word.folded != "the" and word.text[0].isalpha()
        ]
        phrase = " ".join(word.text for word in bare)
        if self.nations.is_people(phrase):
            counted = len(bare) < len([word for word in words if word.folded != "the"])
            if counted or self.nations.is_plural(phrase):
                return Actor(None, ActorKind.CIVILIANS, country, "people of a nation")
            return Actor(self.nations.name(country), ActorKind.STATE_FORCES, country, "demonym") if country else None
        if country and bare and bare[-1].folded.removesuffix("s") in _MEANS:
            return Actor(self.nations.name(country), ActorKind.STATE_FORCES, country, "nation and means")
        office = next((word.folded for word in bare if word.folded in _OFFICES), None)
        if country and office:
            name = f"Government of {self._the(country)}"
            return Actor(name, ActorKind.STATE_FORCES, country, f"country and office:{office}")
        if self.nations.country(phrase) and country:
            return Actor(self.nations.name(country), ActorKind.STATE_FORCES, country, "country")
        return None

    def _the(self, country: str) -> str:
        name = self.nations.name(country) or country
        plural_name = name.startswith("United ") or name.endswith(("Republic", "Islands")) or " of the " in name
        return f"the {name}" if plural_name or country in ("PH", "NL", "MV") else name


def kind_at(actor: Actor, country: str | None) -> ActorKind:
    """An actor's kind where an event is: a state's forces outside their own country are external forces."""
    if actor.kind is ActorKind.STATE_FORCES and country and actor.country and actor.country != country:
        return ActorKind.EXTERNAL_FORCES
    return actor.kind


@cache
def actors() -> ActorList:
    """The shipped list."""
    aliases: dict[str, list[Alias]] = {}
    listed = shipped_values("actors.yaml")
    assert isinstance(listed, dict)
    for kind, countries in listed.items():
        for country, named in countries.items():
            for name, others in named.items():
                actor = Actor(name, ActorKind(kind), None if country == "none" else country, "actor list")
                for alias in _aliases(name, others, actor):
                    aliases.setdefault(alias.words[0], []).append(alias)
    by_length = {first: tuple(sorted(group, key=lambda a: -len(a.words))) for first, group in aliases.items()}
    return ActorList(by_length, _heads(), nationalities())


def _aliases(name: str, others: list[str], actor: Actor) -> Iterator[Alias]:
    for written in dict.fromkeys([name, *others]):
        words = tuple(word.folded for word in words_of(written))
        yield Alias(words, written.isupper() and len(written) <= ACRONYM_LETTERS, actor)


def _heads() -> dict[tuple[str, ...], ActorKind]:
    heads: dict[tuple[str, ...], ActorKind] = {}
    listed = shipped_values("heads.yaml")
    assert isinstance(listed, dict)
    for kind, nouns in listed.items():
        for noun in (noun.strip() for noun in nouns.split(",")):
            for form in (noun, plural(noun)):
                heads.setdefault(tuple(fold(form).split()), ActorKind(kind))
    return heads


def _before_cut(words: tuple[Word, ...]) -> tuple[Word, ...]:
    for i, word in enumerate(words):
        if i and (word.folded in _CUTS or word.after_comma):
            return words[:i]
    return words


def _capitalised(written: tuple[Word, ...]) -> bool:
    return any(character.isupper() or character.isdigit() for character in written[0].text)
