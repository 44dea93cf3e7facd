"""Loads the words of harm (verbs, nouns, set phrases, words for people) from a YAML file into tables to look up.

The shipped file is `warledger/reference/data/harm.yaml`; another of the same shape may be given. A file that cannot be
used is refused with its line and key; nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

from warledger.model.claim import HarmKind, Who
from warledger.reference.inflection import plural
from warledger.reference.settings_file import Section, parse, shipped_text, user_text

SHIPPED = "harm.yaml"
GAP = "..."  # in a phrase: a few words of one noun phrase
LOOSE_GAP = "...,"  # the same, over commas and "and" too
_Kind = TypeVar("_Kind", HarmKind, Who)
_Phrase = tuple[str, ...]


class Form(StrEnum):
    """What a harm word is in its sentence."""

    BASE = "base"  # kill
    THIRD = "third"  # kills
    PAST = "past"  # killed, as past tense or participle
    ING = "ing"  # killing
    PARTICIPLE = "participle"  # slain, shot dead
    PREDICATE = "predicate"  # lost their lives
    ADJECTIVE = "adjective"  # dead
    CONDITION = "condition"  # in stable condition, suffered burns


class Frame(StrEnum):
    """Where the harmed stand."""

    OBJECT = "object"
    PEOPLE = "people"  # as object, and only when a person noun stands there
    BODY = "body"  # the same, or a name: towns are captured too, but only a person is stabbed
    SUBJECT = "subject"
    PEOPLE_BEFORE = "people before"  # as subject, and only when a person noun stands there


@dataclass(frozen=True, slots=True)
class HarmWord:
    """One form of a harm verb, phrase or adjective."""

    kind: HarmKind
    form: Form
    frame: Frame


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people; `count` is how many it stands for (null: more than one), 1 for a singular."""

    who: Who
    plural: bool
    count: int | None = None
    invariant: bool = False  # "Chinese": one or many


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """The tables. Phrases are keyed by their first word, longest first; `words` are the lists they take in by name."""

    verbs: dict[str, HarmWord] = field(default_factory=dict)
    phrases: dict[str, list[tuple[_Phrase, HarmWord]]] = field(default_factory=dict)
    around: dict[str, list[tuple[_Phrase, HarmKind]]] = field(default_factory=dict)  # verb -> words behind the victims
    phrases_of: dict[str, list[tuple[_Phrase, HarmKind]]] = field(default_factory=dict)  # "claimed the lives of"
    unharmed: dict[str, list[tuple[_Phrase, HarmKind]]] = field(default_factory=dict)  # "escaped unhurt"
    counted: dict[str, tuple[HarmKind, bool]] = field(default_factory=dict)  # noun -> kind, plural
    victim_nouns: dict[str, HarmKind] = field(default_factory=dict)
    tolls: dict[str, list[tuple[_Phrase, HarmKind]]] = field(default_factory=dict)
    people: dict[str, PersonNoun] = field(default_factory=dict)
    sides: dict[str, Who] = field(default_factory=dict)
    civilian_sites: frozenset[str] = frozenset()
    not_people: frozenset[str] = frozenset()
    words: dict[str, frozenset[_Phrase]] = field(default_factory=dict)


_VERBS = {
    "verbs_of_subject": Frame.SUBJECT,
    "verbs_of_people_before": Frame.PEOPLE_BEFORE,
    "verbs_of_people": Frame.PEOPLE,
    "verbs_of_bodies": Frame.BODY,
    "verbs": Frame.OBJECT,
}
_PHRASES = {
    "participles": HarmWord(HarmKind.KILLED, Form.PARTICIPLE, Frame.SUBJECT),
    "predicates": HarmWord(HarmKind.KILLED, Form.PREDICATE, Frame.PEOPLE_BEFORE),
    "participles_of_bodies": HarmWord(HarmKind.KILLED, Form.PARTICIPLE, Frame.BODY),
    "conditions": HarmWord(HarmKind.KILLED, Form.CONDITION, Frame.BODY),
}
_NOUNS = ("adjectives", "counted", "victim_nouns", "people", "collectives", "sides")
_TABLES = ("tolls", "phrases_of", "unharmed")  # of phrases that mean their kind of harm and nothing else
_LISTS = ("civilian_sites", "not_people")
_FORMS = 5  # of an irregular verb


@cache
def load_harm_lexicon(path: Path | None = None) -> HarmLexicon:
    """The lexicon of a file, or the shipped one; BadSetting where the file cannot be used."""
    file = parse(shipped_text(SHIPPED), SHIPPED) if path is None else parse(user_text(path), str(path))
    file.only([*_VERBS, *_PHRASES, *_NOUNS, *_LISTS, *_TABLES, "around", "words"])
    lists = {name: frozenset(_strings(file, name)) if name in file.values else frozenset() for name in _LISTS}
    lexicon = HarmLexicon(
        civilian_sites=lists["civilian_sites"], not_people=lists["not_people"], words=dict(_words(file))
    )
    _add_verbs(file, lexicon)
    _add_phrases(file, lexicon)
    _add_nouns(file, lexicon)
    _add_people(file, lexicon)
    return lexicon


def _add_verbs(file: Section, lexicon: HarmLexicon) -> None:
    for name, frame in _VERBS.items():
        for kind, entry, section in _entries(file, name, HarmKind):
            for form, word in _verb_forms(entry, section, kind):
                lexicon.verbs[word] = HarmWord(kind, form, frame)
    for kind, entry, _ in _entries(file, "adjectives", HarmKind):
        lexicon.verbs[entry] = HarmWord(kind, Form.ADJECTIVE, Frame.SUBJECT)


def _add_phrases(file: Section, lexicon: HarmLexicon) -> None:
    for name, word in _PHRASES.items():
        for kind, entry, _ in _entries(file, name, HarmKind):
            for phrase in _spelled_out(entry):
                lexicon.phrases.setdefault(phrase[0], []).append((phrase, HarmWord(kind, word.form, word.frame)))
    tables = {"tolls": lexicon.tolls, "phrases_of": lexicon.phrases_of, "unharmed": lexicon.unharmed}
    for name, table in tables.items():
        for kind, entry, _ in _entries(file, name, HarmKind):
            for phrase in _spelled_out(entry):
                table.setdefault(phrase[0], []).append((phrase, kind))
    for kind, entry, _ in _entries(file, "around", HarmKind):
        for phrase in _spelled_out(entry):
            lexicon.around.setdefault(phrase[0], []).append((phrase[1:], kind))
    for phrases in lexicon.phrases.values():
        phrases.sort(key=lambda row: -len(row[0]))
    for table in (*tables.values(), lexicon.around):
        for rows in table.values():
            rows.sort(key=lambda row: -len(row[0]))


def _words(file: Section) -> Iterator[tuple[str, frozenset[_Phrase]]]:
    """The lists that phrases name in angles."""
    if "words" in file.values:
        section = file.section("words")
        for name in section.names():
            yield f"<{name}>", frozenset(tuple(word.split()) for word in _strings(section, name))


def _add_nouns(file: Section, lexicon: HarmLexicon) -> None:
    for kind, entry, _ in _entries(file, "counted", HarmKind):
        one, many = _numbers(entry)
        lexicon.counted[one] = (kind, False)
        lexicon.counted[many] = (kind, True)
    for kind, entry, _ in _entries(file, "victim_nouns", HarmKind):
        lexicon.victim_nouns[entry] = kind


def _add_people(file: Section, lexicon: HarmLexicon) -> None:
    for who, entry, _ in _entries(file, "people", Who):
        one, many = _numbers(entry)
        lexicon.people[many] = PersonNoun(who, plural=True, invariant=one == many)
        if one != many:
            lexicon.people[one] = PersonNoun(who, plural=False, count=1)
    for who, section in _by(file, "collectives", Who):
        words = section.section(who)
        for noun in words.names():
            lexicon.people[noun] = PersonNoun(who, plural=True, count=words.count_or_none(noun))
            lexicon.people[plural(noun)] = PersonNoun(who, plural=True)
    for who, entry, _ in _entries(file, "sides", Who):
        lexicon.sides[entry] = who


def _entries(file: Section, name: str, kinds: type[_Kind]) -> Iterator[tuple[_Kind, str, Section]]:
    for kind, section in _by(file, name, kinds):
        for entry in _strings(section, kind):
            yield kind, entry, section


def _by(file: Section, name: str, kinds: type[_Kind]) -> Iterator[tuple[_Kind, Section]]:
    """The kinds that a section of the file has words for; none where the section is left out."""
    if name in file.values:
        section = file.section(name)
        section.only(kinds)
        for kind in section.names():
            yield kinds(kind), section


def _strings(section: Section, key: str) -> list[str]:
    words = section.list_of(key)
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise section.wrong(key, f"holds {word!r:.60}, but must be a list of words; put words such as no in quotes")
    return [str(word).strip().lower() for word in words]


def _verb_forms(entry: str, section: Section, key: str) -> list[tuple[Form, str]]:
    """The five forms of a verb; of those spelled alike the last one named here stands."""
    if "/" in entry:
        forms = entry.split("/")
        if len(forms) != _FORMS:
            raise section.wrong(
                key, f"holds {entry!r}; write a base form, or five forms such as slay/slays/slew/slain/slaying"
            )
        base, third, past, participle, ing = forms
    else:
        base = entry
        stem = base[:-1] if base.endswith("e") else base
        third = plural(base)
        past = participle = stem[:-1] + "ied" if third.endswith("ies") else stem + "ed"
        ing = stem + "ing"
    return [(Form.BASE, base), (Form.THIRD, third), (Form.ING, ing), (Form.PARTICIPLE, participle), (Form.PAST, past)]


def _spelled_out(entry: str) -> Iterator[_Phrase]:
    """Every phrase that an entry with alternatives stands for: "lost his|her life"; "taken_in" is two words."""
    for phrase in product(*(place.split("|") for place in entry.split())):
        yield tuple(word for part in phrase if part for word in part.split("_"))


def _numbers(entry: str) -> tuple[str, str]:
    """A noun's singular and plural, the plural behind a slash where it is irregular."""
    one, slash, many = entry.partition("/")
    return one, many if slash else plural(one)
