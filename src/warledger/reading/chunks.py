"""Finds the noun phrases among a sentence's tagged tokens.

A phrase runs over determiners, numbers, adjectives, nouns and names, through "of" and possessives; its core leaves out
the article and the count, as a coder would. Nothing here knows what the phrases mean.
"""

from warledger.model.reading import Phrase, Token

_INSIDE = frozenset(("DET", "NUM", "ADJ", "NOUN", "NAME", "POSS"))
_HEAD = frozenset(("NOUN", "NAME", "NUM", "PRON"))
_HEDGES = frozenset(
    "at least most more less than over about around nearly almost up to some approximately roughly".split()
)
_CUT = frozenset("the a an his her its their our my this that these those".split())


def phrases(tokens: tuple[Token, ...], names: tuple[tuple[int, int], ...] = ()) -> tuple[Phrase, ...]:
    """All noun phrases, left to right, without overlap; none of `names` (first and last token) is ever cut in two."""
    found: list[Phrase] = []
    i = 0
    while i < len(tokens):
        if tokens[i].pos not in _INSIDE or tokens[i].pos == "POSS":
            if tokens[i].pos == "PRON":
                found.append(Phrase(i, i, i, i, _governor(tokens, i)))
            i += 1
            continue
        j = i
        while j + 1 < len(tokens) and (_goes_on(tokens, j) or any(a <= j < b for a, b in names)):
            j += 1
        if any(tokens[k].pos in _HEAD for k in range(i, j + 1)):
            found.append(Phrase(i, j, *_core(tokens, i, j), _governor(tokens, i)))
        i = j + 1
    return tuple(found)


def _goes_on(tokens: tuple[Token, ...], j: int) -> bool:
    here, following = tokens[j], tokens[j + 1]
    if here.text.lower() == "of":
        return following.pos in _INSIDE
    if here.text.lower() == "time" and j and _ordinal_time(tokens, j):
        return False
    if following.text.lower() == "others" and here.pos == "NUM":
        return True
    if following.pos == "DET":
        return following.text.lower() == "other" and here.pos in ("NUM", "DET")
    if following.pos in _INSIDE:
        return not (following.pos == "NUM" and here.pos in ("NOUN", "NAME") and not following.text.isdigit())
    if following.text in ("-", "/", "&") and j + 2 < len(tokens):
        return tokens[j + 2].pos in _INSIDE and following.start == here.end
    if following.text.lower() == "of" and here.pos in ("NAME", "NOUN") and j + 2 < len(tokens):
        return tokens[j + 2].pos in _INSIDE
    return False


def _ordinal_time(tokens: tuple[Token, ...], j: int) -> bool:
    """ "The last time rebels came": what follows is another phrase."""
    return tokens[j - 1].text.lower() in ("last", "first", "next", "second")


def _core(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    a, b = first, last
    while a < b and (tokens[a].text.lower() in _CUT or tokens[a].pos in ("NUM", "POSS", "DET")):
        a += 1
    while a < b and tokens[b].pos in ("POSS", "DET"):
        b -= 1
    return a, b


def _governor(tokens: tuple[Token, ...], i: int) -> str:
    """The preposition before a phrase; a hedge before a count ("at least 11") governs nothing."""
    k = i - 1
    if tokens[i].pos == "NUM":
        while k >= 0 and tokens[k].text.lower() in _HEDGES:
            k -= 1
    return tokens[k].text.lower() if k >= 0 and tokens[k].pos in ("PREP", "TO") else ""
