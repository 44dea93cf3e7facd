"""Cuts a phrase into the words that names of actors are compared by, each with its place in the text.

Hyphens and possessives part words ("ISIL-affiliated", "Israel's"), and the word remembers the hyphen behind it. An
Arabic article that hangs on its name by a hyphen ("al-Shabaab") is dropped with it: it is written or left out at will.
"""

import re
from typing import NamedTuple

from warledger.reference.fold import fold

_WORD = re.compile(
    r"(?:(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]d|[Aa]r|[Aa]t|[Aa]n|[Aa]z|[Ee]z)-[’'ʿ‘]?(?=[A-Z]))?"
    r"((?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼʿ`][^\W_]+)*)"
)

_HYPHENS = ("-", "–", "‑")


class Word(NamedTuple):
    """A word: code points `start` to `end`, as written and folded; `hyphen` tells that one stands right behind it."""

    start: int
    end: int
    text: str
    folded: str
    hyphen: bool
    after_comma: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a phrase or text.

    >>> [word.folded for word in words_of("the al-Shabaab-linked men of Israel's army")]
    ['the', 'shabaab', 'linked', 'men', 'of', 'israel', 'army']
    """
    words = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        written = match[1]
        if written.endswith(("'s", "’s")):
            written, end = written[:-2], end - 2
        comma = start > 0 and (
            text[start - 1] in ",(" or (text[start - 1] == " " and text[start - 2 : start - 1] in ",(")
        )
        words.append(Word(start, end, written, fold(written), text[end : end + 1] in _HYPHENS, comma))
    return tuple(words)
