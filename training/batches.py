"""Turns texts into windows with tags, and windows into padded batches of tensors.

Windows are cut by the program's own functions. At random words are masked and case is taken away, so that the network
meets careless writing.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.texts import NO_NAMES, Event, Names, Range, Text
from warledger.model.proposal import ROLES
from warledger.reading.encoder_decode import BEGIN, INSIDE, OUTSIDE
from warledger.reading.encoder_propose import KINDS
from warledger.reading.encoder_windows import LOWER, MASK, NO_CASE, UPPER, Window, relations
from warledger.reading.encoder_windows import windows as cut

IGNORED = -100
BUDGET = 2304  # word pieces of a batch, padding included


@dataclass(frozen=True, slots=True)
class Sample:
    """A window with what is to be learned of it."""

    window: Window
    events: tuple[Event, ...]
    tags: tuple[int, ...]
    rivals: tuple[Range, ...]  # words that often name an event, but not here
    names: Names = NO_NAMES
    coded: bool = True


def trigger_words(texts: Sequence[Text], at_least: int = 2) -> frozenset[tuple[int, ...]]:
    """The word pieces of triggers coded at least so often."""
    seen: Counter[tuple[int, ...]] = Counter()
    for text in texts:
        flat = [word for sentence in text.sentences for word in sentence]
        for event in text.events:
            first, last = event.trigger
            if last - first < 4:
                seen[tuple(p for w in flat[first : last + 1] for p in w.pieces)] += 1
    return frozenset(key for key, count in seen.items() if count >= at_least)


def samples(text: Text, known: frozenset[tuple[int, ...]]) -> list[Sample]:
    """The windows of a text."""
    flat = [word for sentence in text.sentences for word in sentence]
    place = {word.start: number for number, word in enumerate(flat)}
    found = []
    for window in cut(text.sentences):
        body = place[window.words[window.lead].start]
        stop = body + len(window.words) - window.lead

        def here(span: Range, body: int = body, stop: int = stop, lead: int = window.lead) -> Range | None:
            if body <= span[0] and span[1] < stop:
                return span[0] - body + lead, span[1] - body + lead
            return span if span[1] < lead else None

        events = tuple(_seen(e, here) for e in text.events if body <= e.trigger[0] and e.trigger[1] < stop)
        tags = [IGNORED] * window.lead + [OUTSIDE if text.coded else IGNORED] * (stop - body)
        unsure = (*text.doubtful, *(span for event in text.events for span in event.retold))
        for span in filter(None, map(here, unsure)):
            tags[span[0] : span[1] + 1] = [IGNORED] * (span[1] - span[0] + 1)
        for event in events:
            _mark(tags, event.trigger)
        seen = tuple((kind, at) for kind, span in text.names.found if (at := here(span)))
        names = Names(seen, text.names.known)
        found.append(Sample(window, events, tuple(tags), _rivals(window, tags, known), names, text.coded))
    return found


def _seen(event: Event, here: Callable[[Range], Range | None]) -> Event:
    """The event in words of the window; words out of sight are replaced by the same words in sight."""
    fillers, elsewhere = [], []
    for role, span in event.fillers:
        if found := here(span):
            fillers.append((role, found))
    for role, span in event.elsewhere:
        if found := here(span):
            elsewhere.append((role, found))
    trigger = here(event.trigger)
    assert trigger is not None
    retold = tuple(found for span in event.retold if (found := here(span)) and found != trigger)
    return replace(event, trigger=trigger, fillers=tuple(fillers), elsewhere=tuple(elsewhere), retold=retold)


def _mark(tags: list[int], span: Range) -> None:
    if any(tags[n] in (BEGIN, INSIDE) for n in range(span[0], span[1] + 1)):
        return  # two claims on one trigger: the first has it
    tags[span[0] : span[1] + 1] = [BEGIN] + [INSIDE] * (span[1] - span[0])


def _rivals(window: Window, tags: Sequence[int], known: frozenset[tuple[int, ...]]) -> tuple[Range, ...]:
    found = []
    for first in range(window.lead, len(window.words)):
        pieces: tuple[int, ...] = ()
        for last in range(first, min(first + 4, len(window.words))):
            pieces += window.words[last].pieces
            if tags[last] != OUTSIDE:
                break
            if pieces in known:
                found.append((first, last))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; see the network for their shapes."""

    features: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    ends: Tensor
    real: Tensor
    far: Tensor
    delta: Tensor
    types: Tensor
    statuses: Tensor
    roles: Tensor
    same: Tensor
    names: Tensor
    about: Tensor


def batches(found: Sequence[Sample], chance: random.Random, no_event: int, *, noise: bool) -> Iterator[Batch]:
    """The samples in batches of like length, in random order."""
    for group in grouped(found, chance):
        yield batch([found[n] for n in group], chance, no_event, noise=noise)


def grouped(found: Sequence[Sample], chance: random.Random) -> list[list[int]]:
    """The numbers of samples of like length, by batches in random order."""
    sized = [(len(s.window.inputs()[0]) * (1 + 0.1 * chance.random()), n) for n, s in enumerate(found)]
    groups: list[list[int]] = [[]]
    longest = 0.0
    for size, number in sorted(sized):
        longest = max(longest, size)
        if groups[-1] and longest * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
            longest = size
        groups[-1].append(number)
    chance.shuffle(groups)
    return groups


def batch(group: Sequence[Sample], chance: random.Random, no_event: int, *, noise: bool, every: bool = False) -> Batch:
    """One padded batch. `no_event` is the number of the type for rivals, of which all are in with `every`.

    Triggers come in the order events, rivals, retellings; a retelling is asked about only as the same as others.
    """
    inputs = [_noisy(s.window.inputs(), chance) if noise else s.window.inputs() for s in group]
    picked = [
        list(s.rivals) if every else chance.sample(s.rivals, min(len(s.rivals), 2 + len(s.events) // 2)) for s in group
    ]
    spans = [_asked(sample, rivals) for sample, rivals in zip(group, picked, strict=True)]
    length = _even(max(len(s.window.words) for s in group), 16)
    count = _even(max(map(len, spans)), 2)
    features, mask, first, words = _inputs(group, inputs, length)
    size = len(group)
    tags, names = torch.full((size, length), IGNORED), torch.full((size, len(KINDS), length), IGNORED)
    ends, real = torch.zeros(size, count, 2, dtype=torch.long), torch.zeros(size, count)
    far, delta = (torch.zeros(size, count, length, dtype=torch.long) for _ in range(2))
    types, statuses = torch.full((size, count), IGNORED), torch.full((size, count), IGNORED)
    roles = torch.full((size, count, len(ROLES), length), IGNORED)
    same, about = torch.full((size, count, count), IGNORED), torch.full((size,), IGNORED)
    for row, (sample, rivals, here) in enumerate(zip(group, picked, spans, strict=True)):
        width, events = len(sample.window.words), len(sample.events)
        tags[row, :width], names[row, :, :width] = torch.tensor(sample.tags), _name_tags(sample.names, width)
        about[row] = bool(events) if sample.coded else IGNORED
        if here:
            near, apart = relations(sample.window, here)
            ends[row, : len(here)], real[row, : len(here)] = torch.tensor(here), 1
            far[row, : len(here), :width], delta[row, : len(here), :width] = map(torch.from_numpy, (near, apart))
            types[row, events : events + len(rivals)] = no_event
            same[row, : len(here), : len(here)] = _same(sample, len(rivals))
        for slot, event in enumerate(sample.events):
            types[row, slot], statuses[row, slot] = event.type, event.status
            roles[row, slot, :, :width] = _role_tags(event, width)
    return Batch(features, mask, first, words, tags, ends, real, far, delta, types, statuses, roles, same, names, about)


def _inputs(
    group: Sequence[Sample], inputs: Sequence[tuple[list[int], ...]], length: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Features and mask of the pieces, the first piece of each word, and the mask of the words."""
    pieces = _even(max(len(given[0]) for given in inputs), 16)
    features, mask = torch.zeros(len(group), 4, pieces, dtype=torch.long), torch.zeros(len(group), pieces)
    first, words = torch.zeros(len(group), length, dtype=torch.long), torch.zeros(len(group), length)
    for row, given in enumerate(inputs):
        features[row, :, : len(given[0])] = torch.tensor(given[:4])
        mask[row, : len(given[0])] = 1
        first[row, : len(given[4])] = torch.tensor(given[4])
        words[row, : len(given[4])] = 1
    return features, mask, first, words


def _asked(sample: Sample, rivals: Sequence[Range]) -> list[Range]:
    """The words asked about: triggers, rivals, retellings."""
    retold = [span for event in sample.events for span in event.retold]
    return [*(event.trigger for event in sample.events), *rivals, *retold]


def _same(sample: Sample, rivals: int) -> Tensor:
    """Whether two of the words asked about name one event; of rivals, and of words and themselves, nothing is asked."""
    events = len(sample.events)
    numbers = [*range(events), *[IGNORED] * rivals, *(n for n, event in enumerate(sample.events) for _ in event.retold)]
    number = torch.tensor(numbers)
    same = (number[:, None] == number).long()
    unasked = (number == IGNORED)[:, None] | (number == IGNORED) | torch.eye(len(numbers), dtype=torch.bool)
    return same.masked_fill(unasked, IGNORED)


def _name_tags(names: Names, width: int) -> Tensor:
    tags = torch.full((len(KINDS), width), IGNORED)
    tags[list(names.known)] = OUTSIDE
    for kind, (first, last) in names.found:
        tags[kind, first] = BEGIN
        tags[kind, first + 1 : last + 1] = INSIDE
    return tags


def _even(number: int, step: int) -> int:
    """Rounded up, at least one step: fewer shapes, for which the processor's kernels are made anew."""
    return max(1, -(-number // step)) * step


def _role_tags(event: Event, width: int) -> Tensor:
    tags = torch.zeros(len(ROLES), width, dtype=torch.long)
    for role, (first, last) in event.elsewhere:
        tags[role, first : last + 1] = IGNORED
    for role, (first, last) in event.fillers:
        tags[role, first] = BEGIN
        tags[role, first + 1 : last + 1] = INSIDE
    return tags


def _noisy(given: tuple[list[int], ...], chance: random.Random) -> tuple[list[int], ...]:
    """Eight per cent of the pieces masked; now and then all capitals or none."""
    ids, case, opens, segment, first = given
    ids = [MASK if i > 999 and chance.random() < 0.08 else i for i in ids]
    roll = chance.random()
    if roll < 0.12:
        written = UPPER if roll < 0.06 else LOWER
        case = [c if c == NO_CASE else written for c in case]
    return ids, case, opens, segment, first
