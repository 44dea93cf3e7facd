"""Leaves out of a report's claims those that tell again, in poorer words, what another of its claims tells.

A claim goes when a surer one of the same type has all it has: its actors, targets, places, times and figures. A claim
that says anything of its own stays; nothing is merged, and no other report is looked at.
"""

import re
from collections.abc import Iterable, Sequence

from warledger.model.claim import Claim, Status
from warledger.reference.fold import fold

LEAST = 3  # fillers and figures that both must have; with fewer, alike is not yet the same
_SMALL = frozenset("the a an of in at on by from and to its their his her s near".split())


def once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without second tellings, in the order given."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-(c.confidence.value if c.confidence else 0.0), c.trigger.start)):
        if not any(_retells(claim, other) for other in kept):
            kept.append(claim)
    stays = {id(claim) for claim in kept}
    return tuple(claim for claim in claims if id(claim) in stays)


def _retells(poorer: Claim, fuller: Claim) -> bool:
    if poorer.type.value != fuller.type.value or not _same_status(poorer, fuller):
        return False
    mine, theirs = _words(poorer), _words(fuller)
    figures = {(h.kind, h.low, h.high) for h in poorer.harm}
    if not figures <= {(h.kind, h.low, h.high) for h in fuller.harm}:
        return False
    if sum(map(len, mine)) + len(poorer.weapons) + 2 * len(figures) < LEAST:
        return False
    return all(
        any(_alike(words, other) for other in others)
        for found, others in zip(mine, theirs, strict=True)
        for words in found
    )


def _same_status(a: Claim, b: Claim) -> bool:
    """A deed that goes on is the deed; one that failed is another."""
    return a.status.value is b.status.value or {a.status.value, b.status.value} == {Status.HAPPENED, Status.ONGOING}


def _words(claim: Claim) -> tuple[list[frozenset[str]], ...]:
    """The content words of each actor, target, place and time."""
    texts: tuple[Iterable[str], ...] = (
        (party.quote.text for party in claim.actors),
        (party.quote.text for party in claim.targets),
        (place.text for place in claim.places),
        (time.text for time in claim.times),
    )
    return tuple([frozenset(re.findall(r"\w+", fold(text))) - _SMALL for text in found] for found in texts)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Half of the shorter wording's words are the other's too."""
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))
