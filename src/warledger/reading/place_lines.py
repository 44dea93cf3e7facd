"""Cuts a sentence into the words that place names are looked for in, and answers what stands around a stretch of them.

It knows words and neighbours; what is a place is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from warledger.model.reading import Sentence
from warledger.reading.place_words import (
    CUES,
    DIRECTIONS,
    GIVEN_NAMES,
    NEVER,
    ORGANISATION_WORDS,
    PLACE_NOUNS,
    SITES,
    SITING,
    TITLES,
)

_WORD = re.compile(
    r"Washington,? D\.?C\.?|(?:[^\W\d_]\.){2,}|(?:St|Mt|Ft)\.|[A-Z]\.(?= [A-Z])|"
    r"[^\W_]+(?:[-‐‑'’ʼʿʾ‘`](?!s\b)[^\W_]+)*(?:['’]s\b)?|[^\w\s]"
)
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|at|an|az|ash|ez|es)[-‑]?[’'ʿ‘]?[A-Z]")
_COMPOUND = re.compile(r"[-‐‑][a-z]{4,}$")  # "Houthi-controlled", "Washington-based": not a name
_INITIAL = re.compile(r"[A-Z]\.?")
_AGE_BEHIND = re.compile(r",? (?:Jr|Sr|I{2,3})\b|, (?:aged? )?\d{1,2}(?:,|-year-old| of\b)|, an? \d{1,2}-year-old")
_NOT_OF_PERSONS = ORGANISATION_WORDS | PLACE_NOUNS | SITES.keys()
_LINKS = frozenset(
    "of the de del la las los el al da do dos das di du and y et ez as az ash ad an sur upon bin".split()
)


class Word(NamedTuple):
    """A word or mark of the text; `bare` is the word without its possessive ending, `name` tells a capitalised word."""

    start: int
    end: int
    text: str
    bare: str
    lower: str
    name: bool

    @property
    def possessive(self) -> bool:
        """Whether the word ends in 's."""
        return len(self.bare) < len(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence, with the text they are cut from."""

    text: str
    words: tuple[Word, ...]
    shouted: bool  # a headline with nearly every word capitalised

    def quote(self, first: int, last: int) -> str:
        """The text of words `first` to `last`, without the possessive ending of the last."""
        return self.text[self.words[first].start : self.words[last].start] + self.words[last].bare

    def joined(self, first: int, last: int) -> bool:
        """Whether nothing but single spaces parts the words, and none but the last is possessive."""
        return all(
            self.words[k].end + 1 == self.words[k + 1].start
            and (not self.words[k].possessive or self.words[k].bare == "People")
            and self.text[self.words[k].end] in " \xa0"
            for k in range(first, last)
        )

    def run_end(self, first: int) -> int:
        """The last word of the run of capitalised words that starts at `first`; small links may stand between them."""
        last = first
        k = first + 1
        while k < len(self.words) and self.joined(k - 1, k):
            word = self.words[k]
            if word.name and word.lower not in NEVER:
                last = k
            elif word.lower not in _LINKS or k - last > 2:
                break
            k += 1
        return last

    def lower(self, k: int) -> str:
        """The word at `k` in lower case; '' outside the sentence."""
        return self.words[k].lower if 0 <= k < len(self.words) else ""

    def bare_end(self, k: int) -> int:
        """Where the word at `k` ends, without its possessive ending."""
        return self.words[k].start + len(self.words[k].bare)

    def name_after(self, last: int) -> bool:
        """Whether a capitalised word follows at once, as in "Israel Katz"."""
        k = last + 1
        return (
            k < len(self.words)
            and self.words[k].name
            and self.joined(last, k)
            and (self.words[k].lower not in NEVER or self.words[k].lower in ORGANISATION_WORDS)
            and self.words[k].lower not in DIRECTIONS
        )

    def direction_start(self, first: int) -> int:
        """Where the directions in front of `first` begin: "eastern and southern | Lebanon"."""
        start = first
        while start and self.joined(start - 1, start) and self._is_part(start - 1):
            start -= 1
        if start < first and self.lower(start - 1) in ("and", "-", "–") and self.lower(start - 2) in DIRECTIONS:
            start -= 2
        return start

    def _is_part(self, k: int) -> bool:
        word = self.lower(k)
        return word in DIRECTIONS or word.endswith("-administered")

    def opens_entry(self, first: int, last: int) -> bool:
        """Whether the words open an entry of a bulletin: "Kulgam: two men ...", "12:30 Yarang, Pattani."."""
        if any(word.text[0].isalpha() and not word.text[-1].isdigit() for word in self.words[:first]):
            return False
        rest = self.words[last + 1 :]
        alone = len(rest) < 8 and all(word.name or not word.text[0].isalpha() for word in rest)
        return bool(rest) and (rest[0].text in (":", "(") or alone)

    def cue(self, first: int) -> str:
        """The word in front that vouches for a place: a preposition or verb, or the noun of "the village of"."""
        k = first - 1
        while self.lower(k) in ("the", '"', "“", "'", "‘") or _COMPOUND.search(self.lower(k)):
            k -= 1
        word = self.lower(k)
        if word == "of":
            noun = self.lower(k - 1)
            return noun if noun in PLACE_NOUNS or noun in DIRECTIONS else "of"
        if word == "on" and self.lower(k - 1) in SITING:
            return self.lower(k - 1)  # "shells fell on"
        return word if word in CUES or word in PLACE_NOUNS else ""


def line(text: str, sentence: Sentence) -> Line:
    """The words of a sentence."""
    words = tuple(_word(match) for match in _WORD.finditer(text, sentence.start, sentence.end))
    letters = [word for word in words if word.text[0].isalpha()]
    capital = sum(word.name if sentence.kind == "heading" else word.text.isupper() for word in letters)
    return Line(text, words, len(letters) > 3 and 0.7 * len(letters) < capital)


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    bare = text[:-2] if text.endswith(("'s", "’s")) else text
    if _COMPOUND.search(bare):
        return Word(match.start(), match.end(), text, bare, bare.lower(), False)
    name = text[0].isupper() or (text[0] in "ae" and _ARTICLE.match(text) is not None)
    return Word(match.start(), match.end(), text, bare, bare.lower(), name)


def persons(line: Line) -> Iterator[str]:
    """The words of the names of persons in a sentence."""
    k = 0
    while k < len(line.words):
        if not line.words[k].name:
            k += 1
            continue
        last = line.run_end(k)
        words = [word for word in line.words[k : last + 1] if word.name]
        titled = [n for n, word in enumerate(words[:-1]) if word.lower.rstrip(".") in TITLES]
        if len(words) > 1 and (
            words[0].lower in GIVEN_NAMES or line.lower(k - 1) in TITLES or _is_persons(line, k, last)
        ):
            yield from (word.bare for word in words)
        elif titled:  # "Kharkiv Mayor Ihor Terekhov": the town in front of the title is no person
            yield from (word.bare for word in words[titled[0] :])
        k = last + 1


def surnames(line: Line) -> Iterator[str]:
    """The last words of what may be names of persons: two or three capitalised words, none of a body or a place."""
    k = 0
    while k < len(line.words):
        if not line.words[k].name or line.shouted:
            k += 1
            continue
        last = line.run_end(k)
        words = line.words[k : last + 1]
        if 2 <= len(words) <= 3 and not any(_names_no_person(word) for word in words):
            yield words[-1].bare
        k = last + 1


def _names_no_person(word: Word) -> bool:
    return not word.name or word.lower in _NOT_OF_PERSONS or word.lower in NEVER or word.lower in DIRECTIONS


def _is_persons(line: Line, first: int, last: int) -> bool:
    """Whether a run is told as a person's by what stands in it or around it: an initial, "Jr.", an age."""
    words = [word for word in line.words[first : last + 1] if word.name]
    if len(words) > 4 or any(word.lower in _NOT_OF_PERSONS for word in words):
        return False
    after = line.text[line.words[last].start + len(line.words[last].bare) :][:24]
    initial = any(_INITIAL.fullmatch(word.text) for word in words[1:-1])
    return initial or _AGE_BEHIND.match(after) is not None or line.lower(first - 1).endswith("-year-old")
