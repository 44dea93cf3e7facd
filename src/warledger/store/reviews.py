"""The claims and pairs of a case in the order in which a review looks at them, whether or not somebody did already.

It asks the case as it was last linked, and changes nothing; the order is `model.reviewing.RULE`, and is kept by `eyes`.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from warledger.model.ids import ClaimId
from warledger.model.reviewing import Item, Why
from warledger.store import review_queries as queries
from warledger.store.database import Database

BATCH = 100
OF_CLAIM = (Why.HARM, Why.CONTESTED, Why.UNSURE, Why.UNPLACED, Why.UNDATED)
OF_PAIR = (Why.HARM, Why.NEAR)


class Reviews:
    """What of an open case may be reviewed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claims(self, waits: Callable[[ClaimId], bool] = lambda _: True) -> Iterator[Item]:
        """Every claim that nobody rejected and that `waits`, those that most need eyes first."""
        with self._database.reading() as connection:
            waiting = filter(waits, connection.scalars(queries.IN_ORDER).yield_per(BATCH))
            while ids := list(islice(waiting, BATCH)):
                told = {row.id: row for row in connection.execute(queries.CLAIMS, {"ids": ids})}
                yield from (_claim(told[id]) for id in ids)

    def claim(self, id: ClaimId) -> Item | None:
        """One claim, a rejected one too; None when there is none."""
        with self._database.reading() as connection:
            row = connection.execute(queries.CLAIM, {"id": id}).first()
        return _claim(row) if row else None

    def pairs(self) -> Iterator[tuple[Item, tuple[int, int]]]:
        """Pairs of claims of two incidents whose weight is near nought, and the numbers of the two groups."""
        with self._database.reading() as connection:
            for row in connection.execute(queries.PAIRS).yield_per(BATCH):
                yield _pair(row), (min(row.cluster, row.beside), max(row.cluster, row.beside))

    def pair(self, one: ClaimId, other: ClaimId) -> Item:
        """Two claims, whether or not their weight is near nought."""
        first, second = sorted((one, other))
        with self._database.reading() as connection:
            row = connection.execute(queries.PAIR, {"one": first, "other": second}).first()
        return _pair(row) if row else Item((first, second), ())

    def groups(self, claims: Iterable[ClaimId]) -> dict[ClaimId, int]:
        """The number of the group that each of these claims was linked into."""
        ids = list(dict.fromkeys(claims))
        with self._database.reading() as connection:
            chunks = (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
            found = [row for some in chunks for row in connection.execute(queries.CLUSTERS, {"ids": some})]
        return {ClaimId(row.claim_id): row.cluster for row in found}


def _claim(row: Any) -> Item:
    return Item((ClaimId(row.id),), _points((why, getattr(row, why.value)) for why in OF_CLAIM))


def _pair(row: Any) -> Item:
    points = _points(((Why.HARM, row.harm), (Why.NEAR, row.near)))
    return Item((ClaimId(row.one), ClaimId(row.other)), points, row.weight / 1000)


def _points(given: Iterable[tuple[Why, int]]) -> tuple[tuple[Why, int], ...]:
    return tuple((why, int(points)) for why, points in given if points)
