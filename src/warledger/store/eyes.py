"""Keeps the points of a review beside claims and pairs, so that a queue is read in its order and never sorted.

Whatever a claim's points come from (its coding, its incident) is followed by a call in the same transaction. What the
points are is `store.review_queries`' to say, in one place for what is kept and what is told.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection

from warledger.model.ids import ClaimId
from warledger.store import review_queries as queries

AT_ONCE = 400  # ids in one statement


def weigh(connection: Connection, claims: Iterable[ClaimId]) -> None:
    """Fill the points of these claims, and of the pairs that they are in, as they are now."""
    for ids in _some(dict.fromkeys(claims)):
        connection.execute(queries.SET_POINTS.where(queries.AMONG_CLAIMS), {"ids": ids})
        connection.execute(queries.SET_PAIR_POINTS.where(queries.AMONG_PAIRS), {"ids": ids})


def weigh_all(connection: Connection) -> None:
    """Fill those of every claim and pair."""
    connection.execute(queries.SET_POINTS)
    connection.execute(queries.SET_PAIR_POINTS)


def _some(ids: Iterable[ClaimId]) -> Iterator[list[ClaimId]]:
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        yield some
