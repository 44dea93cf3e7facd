"""What leaves a case: its documents as they may be seen outside, and its incidents as formats take them.

What is noted of a source holds for all of it: the name of a protected source is in none of it.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from warledger.exports.telling import Composite, composite
from warledger.model.corroboration import Assessment
from warledger.model.listing import IncidentFilter
from warledger.pipeline.register import register_of, under
from warledger.store.lazy import Documents
from warledger.store.records import Store

AT_ONCE = 200  # incidents whose claims are fetched at a time


def documents_of(store: Store) -> Documents:
    """The documents of a case, each with what is noted of its source."""
    return Documents(store, partial(under, register_of(store.incidents().notes())))


def told_incidents(store: Store, wanted: IncidentFilter) -> Iterator[Composite]:
    """The incidents asked for, each as the claim that stands for it."""
    batch: list[Assessment] = []
    for assessment in store.incidents().assessments(wanted):
        batch.append(assessment)
        if len(batch) == AT_ONCE:
            yield from _told(store, batch)
            batch = []
    yield from _told(store, batch)


def _told(store: Store, batch: Sequence[Assessment]) -> Iterator[Composite]:
    claims = store.links().claims(claim for one in batch for claim in one.incident.claims)
    return (composite(one, claims) for one in batch)
