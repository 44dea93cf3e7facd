"""Turns what a person types into a search, and a text into the words that it is searched by: folded as names are.

Words are whole words in any order; "quoted words" stand side by side; shell* is all that begins so. Whatever is typed
is a search or has no letters: there is no grammar to get wrong. Letters fold as in `reference.fold` (no case, no
diacritics, one form of each Arabic letter), and an English 's is left off.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warledger.reference.fold import fold

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}'’‘`ʿʾʼ´ʻ])+")
_OWNED = re.compile(r"['’]s$", re.IGNORECASE)
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^"“”„«»]+)')
_BEFORE, _AFTER = 60, 120  # characters of a snippet around its first hit
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔])\s|\n")
_SENTENCE_REACH = 400  # characters that a sentence may reach to either side of a word


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, and the half-open stretch of code points where it stands."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order.

    >>> [word.folded for word in words_of("Al-Bāb’s market, إِدْلِب")]
    ['al', 'bab', 'market', 'ادلب']
    """
    for found in _WORD.finditer(text):
        folded = fold(_OWNED.sub("", found.group()))
        if folded:
            yield Word(found.start(), found.end(), folded.replace(" ", ""))


def folded_words(text: str) -> str:
    """The words of a text as an index takes them."""
    return " ".join(word.folded for word in words_of(text))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; with `begins`, the last of them is only how a word begins."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for: every term must be there."""

    terms: tuple[Term, ...]

    @staticmethod
    def read(text: str) -> "Sought":
        """What a person typed; ValueError when it has no letters or digits.

        >>> [(term.words, term.begins) for term in Sought.read('"barrel bomb" hospit* Al-Bab').terms]
        [(('barrel', 'bomb'), False), (('hospit',), True), (('al', 'bab'), False)]
        """
        terms = tuple(dict.fromkeys(term for term in _terms(text) if term.words))
        if not terms:
            raise ValueError(f"the words to search for have no letters or digits: {text!r}")
        return Sought(terms)

    def hits(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Where in a text its terms stand, in order, without overlaps."""
        found = sorted({hit for term in self.terms for hit in _found(term, words)})
        kept: list[tuple[int, int]] = []
        for start, end in found:
            if kept and start < kept[-1][1]:
                kept[-1] = kept[-1][0], max(end, kept[-1][1])
            else:
                kept.append((start, end))
        return kept


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a text around its first hit: pieces in order, each with whether it was searched for."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


def snippet(text: str, sought: Sought) -> Snippet | None:
    """The stretch of a text where most of what is sought stands close together; None where none of it stands."""
    words = list(words_of(text))
    hits = sought.hits(words)
    if not hits:
        return None
    anchor = max(range(len(hits)), key=lambda k: (_within(hits, k), -k))
    start = max(0, hits[anchor][0] - _BEFORE)
    end = min(len(text), hits[anchor][0] + _AFTER)
    start = next((word.start for word in words if start <= word.start), start) if start else 0
    end = max((word.end for word in words if word.end <= end), default=end) if end < len(text) else end
    end = max(end, hits[anchor][1])
    return Snippet(tuple(_pieces(text, start, end, hits)), start > 0, end < len(text))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a stretch of a text, as far as stops and line breaks tell.

    >>> sentence_around("It was quiet. Two shells fell on the town. Nobody slept.", 18, 24)
    'Two shells fell on the town.'
    """
    before = text[max(0, start - _SENTENCE_REACH) : start]
    after = text[end : end + _SENTENCE_REACH]
    first = max((found.end() for found in _SENTENCE_END.finditer(before)), default=0)
    last = next((found.start() for found in _SENTENCE_END.finditer(after)), len(after))
    return before[first:] + text[start:end] + after[:last]


def _terms(text: str) -> Iterator[Term]:
    for quoted, plain in _QUOTED.findall(text):
        if quoted:
            yield Term(_folded(quoted), quoted.rstrip().endswith("*"))
        else:
            yield from (Term(_folded(one), one.endswith("*")) for one in plain.split())


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of(text))


def _found(term: Term, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    *first, last = term.words
    for at in range(len(words) - len(first)):
        end = words[at + len(first)]
        fits = end.folded.startswith(last) if term.begins else end.folded == last
        if fits and all(words[at + k].folded == word for k, word in enumerate(first)):
            yield words[at].start, end.end


def _within(hits: Sequence[tuple[int, int]], anchor: int) -> int:
    return sum(hits[anchor][0] <= start < hits[anchor][0] + _AFTER for start, _ in hits[anchor : anchor + 20])


def _pieces(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    at = start
    for first, last in hits:
        if last <= start or end <= first:
            continue
        if at < first:
            yield text[at:first], False
        yield text[max(first, start) : min(last, end)], True
        at = min(last, end)
    if at < end:
        yield text[at:end], False
