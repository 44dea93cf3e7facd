"""Finds, among documents that share fingerprints with a new one, those that it copies or that copy it.

Whoever keeps the fingerprints (a case, or `Shelf` in memory) counts how many each document shares; here it is decided
which are worth reading, and their texts are asked for one by one. Work is bounded however common a passage is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from warledger.archive.copies.fingerprints import fingerprints
from warledger.archive.copies.judging import Text, judged
from warledger.model.copies import CopyLink
from warledger.model.document import Document

HOLDERS = 64  # documents that are remembered for one fingerprint; a passage in more of them finds the first of these
READ = 24  # documents that one new document is compared with at most
ENOUGH = 6  # links of one voice after which no more are looked for: the family is known
PASSING = 2  # shared fingerprints that are worth a look: a quoted block shares four or five, a post of a line two
LITTLE = 12  # fingerprints; where a text has no more, one that is shared is worth a look

Sharing = tuple[int, int, int]  # a document's number, how many fingerprints it shares, how many it has


def worth_reading(sharing: Iterable[Sharing], own: int) -> list[int]:
    """Which documents to compare with one of `own` fingerprints; those that share most of the shorter text first.

    >>> worth_reading([(7, 1, 40), (8, 30, 300), (9, 12, 13)], own=40)
    [9, 8]
    """
    ranked = []
    for number, shared, theirs in sharing:
        fewer = max(min(own, theirs), 1)
        if shared >= (PASSING if fewer > LITTLE else 1):
            ranked.append((-shared / fewer, -shared, number))
    return [number for _, _, number in sorted(ranked)[:READ]]


def links_of(text: Text, candidates: Iterable[Text]) -> tuple[CopyLink, ...]:
    """The links between a text and those that may be its copies."""
    found: list[CopyLink] = []
    for candidate in candidates:
        link = judged(candidate, text)
        if link is not None:
            found.append(link)
        if sum(link.kind.one_voice for link in found) >= ENOUGH:
            break
    return tuple(found)


class Shelf:
    """Documents in memory, each found again by its fingerprints: what a case keeps in its tables."""

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._holders: dict[int, list[int]] = {}
        self._counts: list[int] = []

    def add(self, document: Document) -> tuple[CopyLink, ...]:
        """Put a document on the shelf; its links to those that stand there already."""
        text = Text.of(document)
        marks = fingerprints(text.words)
        shared = Counter(holder for mark in marks for holder in self._holders.get(mark, ()))
        sharing = [(number, count, self._counts[number]) for number, count in shared.items()]
        chosen = worth_reading(sharing, len(marks))
        links = links_of(text, (self._texts[number] for number in chosen))
        self._keep(text, marks)
        return links

    def _keep(self, text: Text, marks: Sequence[int]) -> None:
        for mark in marks:
            holders = self._holders.setdefault(mark, [])
            if len(holders) < HOLDERS:
                holders.append(len(self._texts))
        self._texts.append(text)
        self._counts.append(len(marks))
