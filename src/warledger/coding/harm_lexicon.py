"""Loads the words of harm (verbs, nouns, set phrases, words for people) from a YAML file into tables to look up.

The shipped file is `warledger/reference/data/harm.yaml`; another of the same shape may be given. A file that cannot be
used is refused with the key that is wrong; nothing is guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import TypeVar

import yaml

from warledger.errors import BadSetting
from warledger.model.claim import HarmKind, Who


_E = TypeVar("_E", HarmKind, Who)


class Form(StrEnum):
    """What a harm word is in its sentence."""

    BASE = "base"  # kill
    THIRD = "third"  # kills
    PAST = "past"  # killed, as past tense or participle
    ING = "ing"  # killing
    PARTICIPLE = "participle"  # slain, shot dead
    PREDICATE = "predicate"  # lost their lives
    ADJECTIVE = "adjective"  # dead


class Frame(StrEnum):
    """Where the harmed stand."""

    OBJECT = "object"
    PEOPLE = "people"  # as object, and only when a person noun stands there
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
    """A noun for people; `count` is how many a collective stands for (null: more than one), 1 for a singular."""

    who: Who
    plural: bool
    count: int | None = None
    invariant: bool = False  # "Chinese": one or many


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """The tables. Phrases are keyed by their first word, longest first."""

    verbs: dict[str, HarmWord] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], HarmWord]]] = field(default_factory=dict)
    counted: dict[str, tuple[HarmKind, bool]] = field(default_factory=dict)  # noun -> kind, plural
    victim_nouns: dict[str, HarmKind] = field(default_factory=dict)
    tolls: dict[str, list[tuple[tuple[str, ...], HarmKind]]] = field(default_factory=dict)
    people: dict[str, PersonNoun] = field(default_factory=dict)
    sides: dict[str, Who] = field(default_factory=dict)
    civilian_sites: frozenset[str] = frozenset()
    not_people: frozenset[str] = frozenset()


_SECTIONS = {
    "verbs",
    "verbs_of_people",
    "verbs_of_subject",
    "verbs_of_people_before",
    "participles",
    "predicates",
    "adjectives",
    "counted",
    "victim_nouns",
    "tolls",
    "people",
    "collectives",
    "sides",
    "civilian_sites",
    "not_people",
}


@cache
def load_harm_lexicon(path: Path | None = None) -> HarmLexicon:
    """Read the lexicon at `path`, or the shipped one."""
    if path is None:
        name, text = "harm.yaml", (resources.files("warledger.reference") / "data/harm.yaml").read_text("utf-8")
    else:
        name, text = str(path), path.read_text("utf-8")
    try:
        table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise BadSetting(f"{name} is not readable as YAML: {error}; correct the file") from error
    if not isinstance(table, dict) or not set(table) <= _SECTIONS:
        unknown = sorted(set(table) - _SECTIONS) if isinstance(table, dict) else table
        raise BadSetting(f"{name} has sections the harm lexicon does not know: {unknown}; use {sorted(_SECTIONS)}")
    return _build(name, table)


def _build(name: str, table: Mapping[str, object]) -> HarmLexicon:
    lexicon = HarmLexicon(
        civilian_sites=frozenset(_words(name, table, "civilian_sites")),
        not_people=frozenset(_words(name, table, "not_people")),
    )
    for section, frame in (
        ("verbs_of_subject", Frame.SUBJECT),
        ("verbs_of_people_before", Frame.PEOPLE_BEFORE),
        ("verbs_of_people", Frame.PEOPLE),
        ("verbs", Frame.OBJECT),
    ):
        for kind, entry in _by_kind(name, table, section):
            for form, word in _verb_forms(entry):
                lexicon.verbs[word] = HarmWord(kind, form, frame)
    for kind, entry in _by_kind(name, table, "adjectives"):
        lexicon.verbs[entry] = HarmWord(kind, Form.ADJECTIVE, Frame.SUBJECT)
    for section, form in (("participles", Form.PARTICIPLE), ("predicates", Form.PREDICATE)):
        for kind, entry in _by_kind(name, table, section):
            frame = Frame.SUBJECT if form is Form.PARTICIPLE else Frame.PEOPLE_BEFORE
            for words in _spelled_out(entry):
                lexicon.phrases.setdefault(words[0], []).append((words, HarmWord(kind, form, frame)))
    for kind, entry in _by_kind(name, table, "tolls"):
        for words in _spelled_out(entry):
            lexicon.tolls.setdefault(words[0], []).append((words, kind))
    for rows in (*lexicon.phrases.values(), *lexicon.tolls.values()):
        rows.sort(key=lambda row: -len(row[0]))
    _add_nouns(name, table, lexicon)
    return lexicon


def _add_nouns(name: str, table: Mapping[str, object], lexicon: HarmLexicon) -> None:
    for kind, entry in _by_kind(name, table, "counted"):
        singular, plural = _numbers(entry)
        lexicon.counted[singular] = (kind, False)
        lexicon.counted[plural] = (kind, True)
    for kind, entry in _by_kind(name, table, "victim_nouns"):
        lexicon.victim_nouns[entry] = kind
    for who, entry in _by_who(name, table, "people"):
        singular, plural = _numbers(entry)
        lexicon.people[plural] = PersonNoun(who, plural=True, invariant=singular == plural)
        if singular != plural:
            lexicon.people[singular] = PersonNoun(who, plural=False, count=1)
    for who, entry, count in _collectives(name, table):
        lexicon.people[entry] = PersonNoun(who, plural=True, count=count)
        lexicon.people[_numbers(entry)[1]] = PersonNoun(who, plural=True)
    for who, entry in _by_who(name, table, "sides"):
        lexicon.sides[entry] = who


def _collectives(name: str, table: Mapping[str, object]) -> Iterator[tuple[Who, str, int | None]]:
    for who, words in _mapping(name, table, "collectives"):
        if not isinstance(words, dict):
            raise BadSetting(f"{name}: collectives.{who} must map each noun to a count or null, not {words!r}")
        for word, count in words.items():
            yield _enum(name, Who, who), str(word), count if isinstance(count, int) else None


def _by_kind(name: str, table: Mapping[str, object], section: str) -> Iterator[tuple[HarmKind, str]]:
    for kind, words in _mapping(name, table, section):
        for word in _strings(name, f"{section}.{kind}", words):
            yield _enum(name, HarmKind, kind), word


def _by_who(name: str, table: Mapping[str, object], section: str) -> Iterator[tuple[Who, str]]:
    for who, words in _mapping(name, table, section):
        for word in _strings(name, f"{section}.{who}", words):
            yield _enum(name, Who, who), word


def _mapping(name: str, table: Mapping[str, object], section: str) -> list[tuple[str, object]]:
    value = table.get(section, {})
    if not isinstance(value, dict):
        raise BadSetting(f"{name}: {section} must be a mapping, not {value!r}")
    return [(str(key), words) for key, words in value.items()]


def _words(name: str, table: Mapping[str, object], section: str) -> list[str]:
    return _strings(name, section, table.get(section, []))


def _strings(name: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise BadSetting(f"{name}: {key} must be a list of words, not {value!r}; put words like no or yes in quotes")
    return [word.strip().lower() for word in value]


def _enum(name: str, enum: type[_E], value: str) -> _E:
    try:
        return enum(value)
    except ValueError as error:
        raise BadSetting(f"{name}: {value!r} is none of {[str(member) for member in enum]}") from error


def _verb_forms(entry: str) -> list[tuple[Form, str]]:
    """The five forms of a verb; those spelled alike keep the freer reading (past, then base)."""
    if "/" in entry:
        base, third, past, participle, ing = entry.split("/")
    else:
        base = entry
        stem = base[:-1] if base.endswith("e") else base
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = participle = stem + "ed"
        ing = stem + "ing"
        if base.endswith("y") and base[-2] not in "aeiou":
            third, past, participle = base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied"
    forms = [(Form.BASE, base), (Form.THIRD, third), (Form.ING, ing), (Form.PARTICIPLE, participle)]
    return [*forms, (Form.PAST, past)]


def _spelled_out(entry: str) -> Iterator[tuple[str, ...]]:
    """Every phrase that an entry with alternatives stands for: "lost his|her life"."""
    return product(*(place.split("|") for place in entry.split()))


def _numbers(entry: str) -> tuple[str, str]:
    singular, slash, plural = entry.partition("/")
    if slash:
        return singular, plural
    if singular.endswith("y") and singular[-2] not in "aeiou":
        return singular, singular[:-1] + "ies"
    return singular, singular + ("es" if singular.endswith(("s", "sh", "ch", "x", "z")) else "s")
