"""The lexicon of event words: patterns of terms as data, and their match against a sentence's tagged tokens.

A pattern is found where its terms stand in order; the longest match at a place wins. A match says only that the words
are there and how they are used; what event they make is the coder's business.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from warledger.errors import BadSetting
from warledger.model.reading import Token
from warledger.reference.inflection import inflect, plural

VERBAL = ("VERB", "PAST", "GER")
_ENDS_GAP = frozenset(". ; : when while who which that after before as because but".split())
UNSEEN = 0.5  # the weight of a pattern that the training reports do not hold
FRAMES = ("act", "event", "mutual", "move", "flee", "land", "speech", "none")


@dataclass(frozen=True, slots=True)
class Term:
    """One place in a pattern: the word forms that may stand there and whether as a verb ('v'), a noun ('n') or any."""

    forms: frozenset[tuple[str, str]]
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry of the lexicon: `source` is the words as written in the data.

    `weight` is the share of its occurrences in coded training reports that name an event there, from 0 to 1, drawn
    towards one half where it was seen seldom (training/weigh_triggers.py).
    """

    source: str
    type: str
    frame: str
    generic: bool
    terms: tuple[Term, ...]
    verbal: bool
    weight: float
    over: str = "beside"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at tokens `first` to `last` (inclusive); `head` is its last verb, or last word."""

    pattern: Pattern
    first: int
    last: int
    head: int


class Lexicon:
    """All patterns, indexed by the words they can begin with."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self._by_first: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in _openings(pattern.terms):
                bucket = self._by_first.setdefault(word, [])
                if pattern not in bucket:
                    bucket.append(pattern)

    def matches(self, tokens: tuple[Token, ...]) -> Iterator[Match]:
        """The longest match at each place, left to right, never overlapping."""
        words = [token.text.lower().replace("’", "'") for token in tokens]
        i = 0
        while i < len(words):
            best: Match | None = None
            for pattern in self._by_first.get(words[i], ()):
                end = _run(pattern.terms, 0, tokens, words, i)
                if end is not None and (best is None or end - 1 > best.last):
                    best = Match(pattern, i, end - 1, _head(pattern, tokens, i, end))
            if best:
                yield best
                i = best.last + 1
            else:
                i += 1


def _run(terms: tuple[Term, ...], at: int, tokens: tuple[Token, ...], words: list[str], i: int) -> int | None:
    """The index after the last token when `terms[at:]` match from token `i` on, else None."""
    if at == len(terms):
        return i
    term = terms[at]
    if term.gap:
        for skip in range(term.gap + 1):
            if skip and (i + skip > len(words) or words[i + skip - 1] in _ENDS_GAP):
                return None
            end = _run(terms, at + 1, tokens, words, i + skip)
            if end is not None:
                return end
        return None
    if i < len(words) and _fits(term, words[i], tokens[i].pos):
        end = _run(terms, at + 1, tokens, words, i + 1)
        if end is not None:
            return end
    return _run(terms, at + 1, tokens, words, i) if term.optional else None


def _fits(term: Term, word: str, pos: str) -> bool:
    if (word, "") in term.forms:
        return True
    if pos in VERBAL or (pos == "ADJ" and word.endswith("ed")):
        return (word, "v") in term.forms
    return (word, "n") in term.forms


def _head(pattern: Pattern, tokens: tuple[Token, ...], first: int, end: int) -> int:
    if pattern.verbal:
        for i in range(first, end):
            if tokens[i].pos in VERBAL:
                return i
    return end - 1


def _openings(terms: tuple[Term, ...]) -> set[str]:
    found: set[str] = set()
    for term in terms:
        found |= {word for word, _ in term.forms}
        if not term.optional:
            break
    return found


@cache
def event_lexicon() -> Lexicon:
    """The shipped lexicon of events."""
    folder = resources.files("warledger.reference") / "data"
    table = yaml.safe_load((folder / "triggers.yaml").read_text("utf-8"))
    with (folder / "trigger_weights.csv").open(encoding="utf-8") as rows:
        weights = {(row["type"], row["pattern"]): float(row["weight"]) for row in csv.DictReader(rows)}
    patterns: list[Pattern] = []
    for type_, groups in table.items():
        for group in groups:
            if group["frame"] not in FRAMES:
                raise BadSetting(f"triggers.yaml: {type_}: frame {group['frame']!r} is none of {', '.join(FRAMES)}")
            for source in group["patterns"]:
                terms = tuple(_term(word) for word in source.split())
                verbal = any("~" in word or "=" in word for word in source.split())
                generic, weight = bool(group.get("generic")), weights.get((type_, source), UNSEEN)
                patterns.append(
                    Pattern(source, type_, group["frame"], generic, terms, verbal, weight, group.get("over", "beside"))
                )
    return Lexicon(tuple(patterns))


def _term(word: str) -> Term:
    if word.startswith(".."):
        return Term(frozenset(), gap=int(word[2:]))
    optional, word = word.startswith("?"), word.removeprefix("?")
    forms: set[tuple[str, str]] = set()
    for choice in word.split("|"):
        if choice.endswith("~"):
            forms |= {(form, "v") for form in inflect(choice[:-1])}
        elif choice.endswith("="):
            forms.add((choice[:-1], "v"))
        elif choice.endswith("+"):
            forms |= {(choice[:-1], "n"), (plural(choice[:-1]), "n")}
        else:
            forms.add((choice, ""))
    return Term(frozenset(forms), optional=optional)
