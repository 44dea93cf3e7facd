"""Turns a text into the words that copies are told by: folded, with every figure one sign and every day another.

"At least 5 were killed on Monday" and "3 were killed on Tuesday" give the same words, so that a toll brought up to date
is still the same text. Each word keeps its place in the text. Words past LONGEST are not compared.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from warledger.archive.copies.lines import prose

LONGEST = 20_000  # words of a text that are compared: thirty times a long report
LONGEST_TEXT = 200_000  # characters of a text that are looked at to find them
LEAD = 40  # words at the beginning that say what the story is; wire stories put who, what, where and when there

FIGURE, DAY = "#", "@"
FIGURES = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    dozen dozens""".split()
)
SMALL = {word: str(value) for value, word in enumerate("zero one two three four five six seven eight nine ten".split())}
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december jan feb apr aug sept sep oct nov dec today yesterday tomorrow tonight""".split()
)
# Words that loosen a figure come and go with it: they are left out before one.
HEDGES = frozenset(
    tuple(words.split())
    for words in (
        *("at least", "more than", "fewer than", "less than", "as many as", "no fewer than", "up to", "no more than"),
        *("about", "around", "some", "nearly", "almost", "over", "approximately", "roughly", "another", "only", "just"),
    )
)
# Scripts without spaces between words: each sign is a word (kana, Han, Thai).
WORD = re.compile(
    r"(?P<figure>\d+(?:[.,:/]\d+)*)|(?P<sign>[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
    r"|[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
    r"(?:['’ʼ`][^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: a key of 32 bits for each, and where each starts and ends in the text."""

    text: str
    keys: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)

    def word(self, at: int) -> str:
        """The word as the text has it."""
        return self.text[self.starts[at] : self.ends[at]]


FIGURE_KEY = crc32(FIGURE.encode())


def words_of(text: str) -> Words:
    """The words of a text's prose."""
    found: list[tuple[str, int, int]] = []
    for start, end in prose(text[:LONGEST_TEXT]):
        _add(found, text, start, end)
        if len(found) >= LONGEST:
            break
    del found[LONGEST:]
    return Words(
        text,
        [_key(word) for word, _, _ in found],
        [start for _, start, _ in found],
        [end for _, _, end in found],
    )


def value_of(figure: str) -> str:
    """A figure as it is compared: in digits where it is small, without the marks that part thousands.

    >>> value_of("Three"), value_of("1,200")
    ('3', '1200')
    """
    plain = figure.casefold().replace(",", "")
    return SMALL.get(plain, plain)


def _add(found: list[tuple[str, int, int]], text: str, start: int, end: int) -> None:
    """Add the words of a stretch; figures that stand together are one, and the words that hedge them go."""
    for match in WORD.finditer(text, start, end):
        word = FIGURE if match.lastgroup == "figure" else _folded(match.group())
        if word == FIGURE:
            if found and found[-1][0] == FIGURE:
                found[-1] = (FIGURE, found[-1][1], match.end())
                continue
            _drop_hedge(found)
        found.append((word, match.start(), match.end()))


def _drop_hedge(found: list[tuple[str, int, int]]) -> None:
    for length in (3, 2, 1):
        if tuple(word for word, _, _ in found[-length:]) in HEDGES:
            del found[-length:]
            return


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """A word without case, accents, vowel signs and apostrophes; a figure or a day as the sign that stands for it."""
    plain = word.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Lm"))
    plain = plain.translate(APOSTROPHES)
    return FIGURE if plain in FIGURES else DAY if plain in DAYS else plain


APOSTROPHES = str.maketrans("", "", "'’ʼ`")


@lru_cache(maxsize=50_000)
def _key(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
