"""From windows to proposals: asks the network for triggers, then for type, status and roles of each, and decodes them.

It holds the order of the questions and the thresholds, not the network: whatever answers the two questions of `Network`
can be put in, so that training measures with the very code that runs. Offsets are the document's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from warledger.model.proposal import ROLES, Filler, Proposal
from warledger.reading.encoder_decode import Floats, Stretch, softmax, stretches
from warledger.reading.encoder_windows import Window, Word, relations, windows

Ints = NDArray[np.int64]
TYPES_KEPT = 3
MOST_TRIGGERS = 40  # of one window; of the coded reports none had more than 20


class Network(Protocol):
    """The two questions put to the network about one window."""

    def triggers(self, window: Window) -> tuple[Floats, Floats]:
        """Word vectors (words x width) and trigger tag scores (words x 3)."""
        ...

    def events(self, words: Floats, ends: Ints, far: Ints, delta: Ints) -> tuple[Floats, Floats, Floats]:
        """Scores of type, status and role tags (triggers x roles x words x 3) for triggers with these ends."""
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """Names and thresholds that belong to a set of weights; they stand in its manifest."""

    types: tuple[str, ...]  # without "no event", which comes last in the scores
    statuses: tuple[str, ...]
    trigger_bias: float  # added to the log probability of O when triggers are sought
    keep: float  # least probability of an event
    role_bias: Mapping[str, float]


def propose_events(sentences: Sequence[Sequence[Word]], network: Network, decoding: Decoding) -> list[Proposal]:
    """The proposals of a document, in the order of their triggers."""
    found: list[Proposal] = []
    for window in windows(sentences):
        found += _of_window(window, network, decoding)
    found.sort(key=lambda proposal: proposal.start)
    return _numbered(found)


def _of_window(window: Window, network: Network, decoding: Decoding) -> list[Proposal]:
    words, tags = network.triggers(window)
    tags[: window.lead, 0] += 100.0  # the lead's own triggers belong to the first window
    found = stretches(tags[None], np.full(1, decoding.trigger_bias, dtype=np.float32))[:MOST_TRIGGERS]
    if not found:
        return []
    ends = np.array([(s.first, s.last) for s in found], dtype=np.int64)
    far, delta = relations(window, [(s.first, s.last) for s in found])
    types, statuses, roles = network.events(words, ends, far, delta)
    kinds, certainty = softmax(types), softmax(statuses)
    fillers = _fillers(window, roles, decoding)
    kept = []
    for row, trigger in enumerate(found):
        probability = float(np.sqrt(trigger.probability * (1.0 - kinds[row, -1])))
        if window.own_first <= trigger.first < window.own_stop and decoding.keep <= probability:
            scores = kinds[row], certainty[row]
            kept.append(_proposal(window, trigger, probability, scores, fillers=fillers[row], decoding=decoding))
    return kept


def _proposal(
    window: Window,
    trigger: Stretch,
    probability: float,
    scores: tuple[Floats, Floats],
    *,
    fillers: list[Filler],
    decoding: Decoding,
) -> Proposal:
    kinds, certainty = scores
    best = np.argsort(-kinds[:-1])[:TYPES_KEPT]
    share = max(1e-6, 1.0 - float(kinds[-1]))
    status = int(certainty.argmax())
    return Proposal(
        start=window.words[trigger.first].start,
        end=window.words[trigger.last].end,
        probability=probability,
        types=tuple((decoding.types[n], min(1.0, float(kinds[n]) / share)) for n in best),
        status=decoding.statuses[status],
        status_probability=float(certainty[status]),
        fillers=tuple(fillers),
        event=0,
    )


def _fillers(window: Window, roles: Floats, decoding: Decoding) -> list[list[Filler]]:
    """The fillers of each trigger; the same words once in a role."""
    count, kinds, length, _ = roles.shape
    bias = np.tile(np.array([decoding.role_bias.get(role, 0.0) for role in ROLES], dtype=np.float32), count)
    out: list[list[Filler]] = [[] for _ in range(count)]
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for span in stretches(roles.reshape(count * kinds, length, 3), bias):
        key = span.row, tuple(p for word in window.words[span.first : span.last + 1] for p in word.pieces)
        if key not in seen:
            seen.add(key)
            start, end = window.words[span.first].start, window.words[span.last].end
            out[span.row // kinds].append(Filler(ROLES[span.row % kinds], start, end, span.probability))
    return out


def _numbered(found: list[Proposal]) -> list[Proposal]:
    """With event numbers: two proposals of one type that hold the same words for the same harm tell of one event."""
    out: list[Proposal] = []
    for proposal in found:
        same = next((p.event for p in out if _one_event(p, proposal)), None)
        number = same if same is not None else 1 + max((p.event for p in out), default=-1)
        out.append(replace(proposal, event=number))
    return out


def _one_event(one: Proposal, two: Proposal) -> bool:
    """Of one type, with the same words for the same harm, and not at two times."""
    return (
        one.type == two.type
        and not _at_two_times(one, two)
        and any(_meet(a, b) for a in one.fillers if a.is_harm for b in two.of(a.role))
    )


def _at_two_times(one: Proposal, two: Proposal) -> bool:
    """Whether the surest words on the time of each stand apart."""
    times = [max(p.of("time"), key=lambda f: f.probability, default=None) for p in (one, two)]
    return times[0] is not None and times[1] is not None and not _meet(times[0], times[1])


def _meet(a: Filler, b: Filler) -> bool:
    return a.start < b.end and b.start < a.end
