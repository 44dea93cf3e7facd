"""Cuts a phrase into the words that names of actors are compared by, each with its place in the text.

Hyphens and possessives part words ("ISIL-affiliated", "Israel's"), and the word remembers the hyphen behind it. An
Arabic article that hangs on its name by a hyphen ("al-Shabaab") is dropped with it: it is written or left out at will.
"""

import re
from dataclasses import dataclass

from warledger.reference.fold import fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼʿ`][^\W_]+)*")
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]d|[Aa]r|[Aa]t|[Aa]n|[Aa]z|[Ee]z)-(?=[A-Z’'ʿ])")


@dataclass(frozen=True, slots=True)
class Word:
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
    words: list[Word] = []
    position = 0
    while match := _WORD.search(text, position):
        start, end = match.span()
        article = _ARTICLE.match(text, start)
        if article:
            match = _WORD.match(text, article.end())
            if match is None:
                position = article.end()
                continue
            end = match.end()
        written = text[match.start() : end]
        if written.endswith(("'s", "’s")):
            written = written[:-2]
        before = text[start - 2 : start].strip()[-1:] if start else ""
        after = text[end : end + 1]
        hyphen = after != "" and after in "-–‑"
        words.append(Word(start, match.start() + len(written), written, fold(written), hyphen, before in (",", "(")))
        position = end
    return tuple(words)
