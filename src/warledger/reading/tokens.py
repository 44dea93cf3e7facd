"""Turns a stretch of text into tokens with their offsets; every non-blank character belongs to exactly one token.

A possessive ending is a token of its own ("Israel" + "'s"), a hyphenated word is one token, an abbreviation with inner
stops ("U.S.", "a.m.") is one token. Nothing is changed or normalised.
"""

import re

from warledger.model.reading import Token

_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                              # U.S.  a.m.  U.N.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|km|mm|am|pm)?\b  # 1,200  3.5  10:30  7th  122mm
    | [^\W_]+(?:[-‐‑'’ʼ](?!s\b|S\b)[^\W_]+)*          # words, vehicle-ramming, Sana'a, 9-year-old
    | ['’]s\b | ['’]S\b                               # possessive
    | \S                                              # a mark
    """,
    re.VERBOSE,
)


def tokenize(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, offsets counted in the whole text.

    >>> [t.text for t in tokenize("Israel's air-raid on U.S. troops.", 0, 33)]
    ['Israel', "'s", 'air-raid', 'on', 'U.S.', 'troops', '.']
    """
    return tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end))
