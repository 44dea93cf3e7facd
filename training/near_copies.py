"""Tells whether a report was trained on in other words only: texts that share most of their runs of five words.

Wire bullets on like events share a third of their runs at most; copies and rewritten copies share half and more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

RUN = 5  # words
COPY = 0.5  # share of the shorter text's runs; the likest pair of different reports measured has 0.38


def near_copies(measured: Mapping[str, str], trained: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of a measured and a trained text (by key) that are copies, with the share of runs in common."""
    runs = {key: _runs(text) for key, text in trained.items()}
    holders: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, found in runs.items():
        for run in found:
            holders[run].add(key)
    for key, text in measured.items():
        mine = _runs(text)
        common = Counter(holder for run in mine for holder in holders.get(run, ()))
        for other, count in _sorted(common):
            share = count / min(len(mine), len(runs[other]))
            if share >= COPY:
                yield key, other, share


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _sorted(common: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(common.items(), key=lambda pair: (-pair[1], pair[0]))
