"""Decides whether a report is a new version of one that the case holds, or a report of its own.

An address or a message id names one report for good: what comes under it again is its next version. A file's place or
a row's id is reused at will ("report.txt", rows numbered from 1), so there a text is a later version only if the two
texts share at least half of the words of the longer list; else it begins a branch, `SERIES~2`, and nothing is replaced.
"""

import re
from dataclasses import dataclass, replace

from warledger.archive.capture import Capture, Extract
from warledger.model.ids import DocumentId
from warledger.store.records import Store, Version

REUSED = ("file:", "row:")
# Two in ten thousand pairs of unrelated reports, wire items and long articles, share this much of their words of four
# letters and more; all those that do tell of one kind of event in one place in nearly the same words.
ENOUGH = 0.5
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture belongs: the capture with its series and id settled, its version, and what to tell the user."""

    capture: Capture
    version: int
    note: str | None


def place(store: Store, capture: Capture, extract: Extract) -> Place:
    """The place of a new capture in the case."""
    if not capture.series.startswith(REUSED):
        versions = store.series_versions(capture.series)
        return _next(store, capture, versions, f"version {len(versions) + 1} of {versions[0].id}" if versions else None)
    branches = store.branches(capture.series)
    if not branches:
        return _next(store, capture, (), None)
    held = [(_share_with_latest(store, branch, extract.text), branch) for branch in branches]
    share, nearest = max(held, key=lambda pair: pair[0])
    if share >= ENOUGH:
        versions = store.series_versions(nearest)
        note = f"version {len(versions) + 1} of {versions[0].id}: {share:.0%} of the words are the same"
        return _next(store, replace(capture, series=nearest), versions, note)
    number = max(_number(branch, capture.series) for branch in branches) + 1
    note = f"a report of its own: it shares only {share:.0%} of its words with what came from there before"
    return _next(store, replace(capture, series=f"{capture.series}~{number}"), (), note)


def shared(one: str, other: str) -> float:
    """The share of words that two texts have in common, of those of the one with more.

    >>> shared("shells fell on the market", "Shells fell on the crowded market")
    0.75
    """
    words, others = _words(one), _words(other)
    return len(words & others) / max(len(words), len(others), 1)


def _next(store: Store, capture: Capture, versions: tuple[Version, ...], note: str | None) -> Place:
    """The next version of a series. Where the caller names the report, the name is kept free of any other report's."""
    given = capture.given
    if given.id is not None:
        given = replace(given, id=versions[0].id if versions else _free_id(store, given.id))
    version = versions[-1].number + 1 if versions else 1
    return Place(replace(capture, given=given), version, note)


def _free_id(store: Store, wanted: str) -> str:
    """The id wanted, or with the first number that makes it nobody else's: `ID~2`."""
    free, number = wanted, 1
    while store.document(DocumentId(free)) is not None:
        number += 1
        free = f"{wanted}~{number}"
    return free


def _share_with_latest(store: Store, branch: str, text: str) -> float:
    latest = store.document(store.series_versions(branch)[-1].id)
    return shared(latest.text, text) if latest else 0.0


def _number(branch: str, series: str) -> int:
    return int(branch.removeprefix(series).removeprefix("~") or 1)


def _words(text: str) -> frozenset[str]:
    folded = text.casefold()
    return frozenset(LONG_WORD.findall(folded) or WORD.findall(folded))
