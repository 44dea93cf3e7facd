"""Checks the custody chain: that every record is the one that was written, in its place, with none missing between.

It recomputes; it never mends. Records cut off at the end leave a chain that is whole in itself: pass the hash that the
last record must have, kept elsewhere, to see that too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from warledger.model.custody import GENESIS, CustodyRecord


@dataclass(frozen=True, slots=True)
class Broken:
    """The first record where the chain does not hold, counted from 1, and what is wrong with it."""

    place: int
    sequence: int | None
    message: str


def check(records: Iterable[CustodyRecord], *, head: str | None = None) -> Broken | None:
    """The first broken record of a chain, or None when it is whole. `head` is the hash that the last one must have."""
    place, previous = 0, GENESIS
    for place, record in enumerate(records, 1):
        fault = _fault(record, place, previous)
        if fault is not None:
            return Broken(place, record.sequence, f"custody record {place}: {fault}")
        previous = record.hash
    if head is not None and head != previous:
        return Broken(place + 1, None, f"custody record {place + 1}: missing, cut off after {place} records")
    return None


def _fault(record: CustodyRecord, place: int, previous: str) -> str | None:
    if record.sequence != place:
        return f"is numbered {record.sequence}; a record was removed, added or moved"
    if record.hash != record.computed_hash():
        return "was changed after it was written: its hash does not fit its content"
    if record.previous != previous:
        return "does not follow the record before it: one of the two was replaced"
    return None
