"""From windows to proposals and names: asks the network for triggers, then for what each tells, and decodes both.

It holds the order of the questions and the thresholds, not the network: whatever answers the two questions of `Network`
can be put in, so that training measures with the very code that runs. Offsets are the document's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from warledger.model.proposal import NAMES, PARTS, ROLES, Filler, Name, Proposal
from warledger.reading.encoder_decode import Floats, Stretch, softmax, stretches
from warledger.reading.encoder_windows import Window, Word, relations, windows

Ints = NDArray[np.int64]
TYPES_KEPT = 3
KINDS = (*NAMES, *PARTS)  # the rows of the scores of names
PART_BIAS = -2.0  # added to the log probability of O when parts are sought: unlikely ones are told, with how likely
KINDS_BIAS = np.array([0.0] * len(NAMES) + [PART_BIAS] * len(PARTS), dtype=np.float32)
CLOSE = 60  # code points from one trigger to the next inside a sentence of one event
LIKELY = 0.5  # least probability of words by which two proposals are taken for one event
MOST_TRIGGERS = 40  # of one window; of the coded reports none had more than 20


@dataclass(frozen=True, slots=True)
class Detected:
    """Of a window: word vectors (words x width), scores of trigger tags (words x 3) and of names and parts (KINDS x
    words x 3), and the log odds of its telling of any event.
    """

    words: Floats
    tags: Floats
    names: Floats
    about: float


@dataclass(frozen=True, slots=True)
class Judged:
    """Of triggers: scores of type, status and role tags (triggers x roles x words x 3), and the log odds of any two
    naming one event (triggers x triggers).
    """

    types: Floats
    statuses: Floats
    roles: Floats
    same: Floats


class Network(Protocol):
    """The two questions put to the network about one window."""

    def triggers(self, window: Window) -> Detected:
        """Which words may name an event, and which name something else."""
        ...

    def events(self, words: Floats, ends: Ints, far: Ints, delta: Ints) -> Judged:
        """What the triggers with these ends tell; `words` as detected."""
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """Names and thresholds that belong to a set of weights; they stand in its manifest."""

    types: tuple[str, ...]  # without "no event", which comes last in the scores
    statuses: tuple[str, ...]
    trigger_bias: float  # added to the log probability of O when triggers are sought
    keep: float  # least probability of an event
    role_bias: Mapping[str, float]
    same: float  # least probability of two triggers naming one event


def propose_events(sentences: Sequence[Sequence[Word]], network: Network, decoding: Decoding) -> list[Proposal]:
    """The proposals of a document, in the order of their triggers."""
    return extract(sentences, network, decoding)[0]


def extract(
    sentences: Sequence[Sequence[Word]], network: Network, decoding: Decoding
) -> tuple[list[Proposal], list[Name]]:
    """The proposals, and the names and parts of a document, each in the order of their words."""
    found: list[Proposal] = []
    names: list[Name] = []
    for window in windows(sentences):
        detected = network.triggers(window)
        events = _of_window(window, detected, network, decoding)
        first = 1 + max((p.event for p in found), default=-1)
        found += [replace(proposal, event=proposal.event + first) for proposal in events]
        names += _names(window, detected)
    return _joined(sorted(found, key=lambda proposal: proposal.start)), sorted(names, key=lambda name: name.start)


def _names(window: Window, detected: Detected) -> list[Name]:
    """The names and parts that stand in the window's own words."""
    words = window.words
    return [
        Name(KINDS[span.row], words[span.first].start, words[span.last].end, span.probability)
        for span in stretches(detected.names.copy(), KINDS_BIAS)
        if window.own_first <= span.first < window.own_stop
    ]


def _of_window(window: Window, detected: Detected, network: Network, decoding: Decoding) -> list[Proposal]:
    """The window's own proposals, those that name one event with one number."""
    tags = detected.tags.copy()
    tags[: window.lead, 0] += 100.0  # the lead's own triggers belong to the first window
    found = stretches(tags[None], np.full(1, decoding.trigger_bias, dtype=np.float32))[:MOST_TRIGGERS]
    if not found:
        return []
    ends = np.array([(s.first, s.last) for s in found], dtype=np.int64)
    judged = network.events(detected.words, ends, *relations(window, [(s.first, s.last) for s in found]))
    kinds, certainty = softmax(judged.types), softmax(judged.statuses)
    fillers = _fillers(window, judged.roles, decoding)
    about = float(_share(np.float32(detected.about)))
    kept: list[Proposal] = []
    rows: list[int] = []
    for row, trigger in enumerate(found):
        probability = float(np.sqrt(trigger.probability * (1.0 - kinds[row, -1])))
        if window.own_first <= trigger.first < window.own_stop and decoding.keep <= probability:
            proposal = _proposal(window, trigger, (kinds[row], certainty[row]), fillers=fillers[row], decoding=decoding)
            kept.append(replace(proposal, probability=probability, about=about))
            rows.append(row)
    numbers = same_events(_share(judged.same[np.ix_(rows, rows)]), decoding.same)
    return [replace(proposal, event=number) for proposal, number in zip(kept, numbers, strict=True)]


def _share(log_odds: Floats | np.float32) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=np.float32)


def same_events(same: Floats, least: float) -> list[int]:
    """A number for each trigger, the same for those of one event: a trigger joins the event with whose triggers it
    is, on average, likeliest the same, and at least so likely.

    >>> same_events(np.array([[1, 0.9, 0.2], [0.9, 1, 0.2], [0.2, 0.2, 1]]), 0.5)
    [0, 0, 1]
    """
    groups: list[list[int]] = []
    for row in range(len(same)):
        shares = [float(same[row, group].mean()) for group in groups]
        best = int(np.argmax(shares)) if shares else -1
        if best >= 0 and shares[best] >= least:
            groups[best].append(row)
        else:
            groups.append([row])
    number = {row: n for n, group in enumerate(groups) for row in group}
    return [number[row] for row in range(len(same))]


def _proposal(
    window: Window, trigger: Stretch, scores: tuple[Floats, Floats], *, fillers: list[Filler], decoding: Decoding
) -> Proposal:
    kinds, certainty = scores
    best = np.argsort(-kinds[:-1])[:TYPES_KEPT]
    share = max(1e-6, 1.0 - float(kinds[-1]))
    status = int(certainty.argmax())
    return Proposal(
        start=window.words[trigger.first].start,
        end=window.words[trigger.last].end,
        probability=trigger.probability,
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


def _joined(found: list[Proposal]) -> list[Proposal]:
    """With events numbered anew: two of one type that hold the same words for the same harm, or for whom or what it was
    done to and when, are one, too.
    """
    out: list[Proposal] = []
    numbers: dict[int, int] = {}
    for proposal in found:
        same = next((p.event for p in out if _one_event(p, proposal)), None)
        fresh = 1 + max((p.event for p in out), default=-1)
        number = numbers.setdefault(proposal.event, fresh if same is None else same)
        out.append(replace(proposal, event=number))
    return out


def _one_event(one: Proposal, two: Proposal) -> bool:
    """Of one type, with the same words for the same harm and not at two times, or close by for target and time."""
    if one.type != two.type:
        return False
    harmed = any(a.meets(b) for a in one.fillers if a.is_harm for b in two.of(a.role))
    close = two.start - one.end <= CLOSE
    told_alike = close and all(_share_words(one, two, role) for role in ("target", "time"))
    return told_alike or (harmed and not _at_two_times(one, two))


def _share_words(one: Proposal, two: Proposal, role: str) -> bool:
    """Whether the two hold the same words for a role, each as likely as not."""
    return any(a.meets(b) for a in one.of(role) for b in two.of(role) if min(a.probability, b.probability) >= LIKELY)


def _at_two_times(one: Proposal, two: Proposal) -> bool:
    """Whether the surest words on the time of each stand apart."""
    times = [max(p.of("time"), key=lambda f: f.probability, default=None) for p in (one, two)]
    return times[0] is not None and times[1] is not None and not times[0].meets(times[1])
