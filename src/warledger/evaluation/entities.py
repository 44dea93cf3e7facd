"""Scores role fillers of a whole document as entities (CEAF-REE, Du and others 2021), as GRIT and GTT report MUC-4.

An entity is the set of its mentions. A coded entity meets a gold one when every mention of it is a mention of the gold
one; entities of one role are paired one to one so that the most meet. What a mention is, is compared without letter
case, punctuation and articles. Templates are not told apart: the roles of a document are one list each.
"""

import re
import string
from collections.abc import Iterable, Sequence

from warledger.evaluation.slots import Count

Entity = frozenset[str]
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def entity(mentions: Iterable[str]) -> Entity:
    """An entity of its mentions, each in the form that is compared; empty ones are left out."""
    return frozenset(filter(None, map(normal, mentions)))


def normal(mention: str) -> str:
    """A mention in the form that is compared.

    >>> normal("The F.M.L.N. rebels")
    'fmln rebels'
    """
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def add_entities(count: Count, gold: Iterable[Entity], coded: Iterable[Entity]) -> None:
    """Count one role of one document; an entity given twice is one."""
    wanted, found = _distinct(gold), _distinct(coded)
    count.add(most_pairs([[one <= other for other in wanted] for one in found]), len(wanted), len(found))


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    return list(dict.fromkeys(one for one in entities if one))


def most_pairs(meets: Sequence[Sequence[bool]]) -> int:
    """The most pairs that can be made of rows and columns that meet, each used once.

    >>> most_pairs([[True, True], [True, False]])
    2
    """
    row_of: dict[int, int] = {}
    return sum(_give(row, meets, row_of, set()) for row in range(len(meets)))


def _give(row: int, meets: Sequence[Sequence[bool]], row_of: dict[int, int], tried: set[int]) -> bool:
    """Give a row a column, moving rows that came before to other columns where that is needed."""
    for column, met in enumerate(meets[row]):
        if not met or column in tried:
            continue
        tried.add(column)
        if column not in row_of or _give(row_of[column], meets, row_of, tried):
            row_of[column] = row
            return True
    return False
