"""Turns coded reports into windows with tags, and windows into padded batches of tensors.

Windows are cut by the program's own functions. Short reports are at random joined into digests, words masked and case
taken away, so that the network meets neighbouring claims and careless writing; the coders' words are never changed.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.gold import Report
from warledger.model.proposal import ROLES
from warledger.reading.encoder_decode import BEGIN, INSIDE, OUTSIDE
from warledger.reading.encoder_windows import LOWER, MASK, NO_CASE, UPPER, Pieces, Window, Word, relations, words_of
from warledger.reading.encoder_windows import windows as cut
from warledger.reading.sentences import split_text

IGNORED = -100
BUDGET = 2304  # word pieces of a batch, padding included
SHORT = 120  # words; only shorter reports are joined

Range = tuple[int, int]  # first and last word, inclusive


@dataclass(frozen=True, slots=True)
class Event:
    """A gold claim in words of its document."""

    type: int
    status: int
    trigger: Range
    fillers: tuple[tuple[int, Range], ...]
    elsewhere: tuple[tuple[int, Range], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A report cut into words."""

    sentences: tuple[tuple[Word, ...], ...]
    events: tuple[Event, ...]
    size: int
    doubtful: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that the numbers of types and statuses stand for."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A window with what is to be learned of it."""

    window: Window
    events: tuple[Event, ...]
    tags: tuple[int, ...]
    rivals: tuple[Range, ...]  # words that often name an event, but not here


def text_of(report: Report, pieces: Pieces, labels: Labels) -> Text:
    """Cut a report into words, and its claims' offsets into words."""
    sentences = words_of(report.text, list(split_text(report.text)), pieces)
    flat = [word for sentence in sentences for word in sentence]
    events = []
    for claim in report.claims:
        trigger = _range(flat, *claim.trigger)
        if trigger is None:
            continue
        fillers = tuple((ROLES.index(r), span) for r, a, b in claim.fillers if (span := _range(flat, a, b)))
        others = tuple((ROLES.index(r), span) for r, a, b in claim.elsewhere if (span := _range(flat, a, b)))
        type_, status = labels.types.index(claim.type), labels.statuses.index(claim.status)
        events.append(Event(type_, status, trigger, fillers, others))
    doubtful = tuple(span for a, b in report.doubtful if (span := _range(flat, a, b)))
    return Text(tuple(map(tuple, sentences)), tuple(events), len(flat), doubtful)


def _range(words: Sequence[Word], start: int, end: int) -> Range | None:
    inside = [n for n, word in enumerate(words) if word.start < end and start < word.end]
    return (inside[0], inside[-1]) if inside else None


def joined(texts: Sequence[Text]) -> Text:
    """Several reports under each other, as a digest has them."""
    sentences: list[tuple[Word, ...]] = []
    events: list[Event] = []
    doubtful: list[Range] = []
    words = chars = 0
    for text in texts:
        number = len(sentences)
        for sentence in text.sentences:
            moved = (
                replace(w, start=w.start + chars, end=w.end + chars, sentence=w.sentence + number) for w in sentence
            )
            sentences.append(tuple(moved))
        events += [_moved(event, words) for event in text.events]
        doubtful += [(first + words, last + words) for first, last in text.doubtful]
        words += text.size
        chars += 1 + max((s[-1].end for s in text.sentences if s), default=0)
    return Text(tuple(sentences), tuple(events), words, tuple(doubtful))


def _moved(event: Event, by: int) -> Event:
    def move(span: Range) -> Range:
        return span[0] + by, span[1] + by

    return Event(
        event.type,
        event.status,
        move(event.trigger),
        tuple((role, move(span)) for role, span in event.fillers),
        tuple((role, move(span)) for role, span in event.elsewhere),
    )


def digests(texts: Sequence[Text], chance: random.Random, share: float) -> list[Text]:
    """The texts in random order; `share` of the short ones joined by twos to fives."""
    short = [t for t in texts if t.size <= SHORT and chance.random() < share]
    rest = [t for t in texts if not any(t is s for s in short)] if len(short) < 50 else _without(texts, short)
    chance.shuffle(short)
    while short:
        group = [short.pop() for _ in range(min(len(short), chance.choice((2, 3, 3, 4, 5))))]
        rest.append(joined(group))
    chance.shuffle(rest)
    return rest


def _without(texts: Sequence[Text], left_out: Sequence[Text]) -> list[Text]:
    gone = {id(text) for text in left_out}
    return [text for text in texts if id(text) not in gone]


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
        tags = [IGNORED] * window.lead + [OUTSIDE] * (stop - body)
        for span in filter(None, map(here, text.doubtful)):
            tags[span[0] : span[1] + 1] = [IGNORED] * (span[1] - span[0] + 1)
        for event in events:
            _mark(tags, event.trigger)
        found.append(Sample(window, events, tuple(tags), _rivals(window, tags, known)))
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
    return replace(event, trigger=trigger, fillers=tuple(fillers), elsewhere=tuple(elsewhere))


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
    """One padded batch. `no_event` is the number of the type for rivals, of which all are in with `every`."""
    inputs = [_noisy(s.window.inputs(), chance) if noise else s.window.inputs() for s in group]
    picked = [
        list(s.rivals) if every else chance.sample(s.rivals, min(len(s.rivals), 2 + len(s.events) // 2)) for s in group
    ]
    pieces, length = _even(max(len(i[0]) for i in inputs), 16), _even(max(len(s.window.words) for s in group), 16)
    count = _even(max(len(s.events) + len(p) for s, p in zip(group, picked, strict=True)), 2)
    size = len(group)
    features, mask = torch.zeros(size, 4, pieces, dtype=torch.long), torch.zeros(size, pieces)
    first, words = torch.zeros(size, length, dtype=torch.long), torch.zeros(size, length)
    tags = torch.full((size, length), IGNORED)
    ends, real = torch.zeros(size, count, 2, dtype=torch.long), torch.zeros(size, count)
    far, delta = (torch.zeros(size, count, length, dtype=torch.long) for _ in range(2))
    types, statuses = torch.full((size, count), IGNORED), torch.full((size, count), IGNORED)
    roles = torch.full((size, count, len(ROLES), length), IGNORED)
    for row, (sample, given, rivals) in enumerate(zip(group, inputs, picked, strict=True)):
        width = len(sample.window.words)
        features[row, :, : len(given[0])] = torch.tensor(given[:4])
        mask[row, : len(given[0])] = 1
        first[row, :width] = torch.tensor(given[4])
        words[row, :width] = 1
        tags[row, :width] = torch.tensor(sample.tags)
        spans = [event.trigger for event in sample.events] + rivals
        if spans:
            near, apart = relations(sample.window, spans)
            ends[row, : len(spans)] = torch.tensor(spans)
            real[row, : len(spans)], types[row, : len(spans)] = 1, no_event
            far[row, : len(spans), :width], delta[row, : len(spans), :width] = map(torch.from_numpy, (near, apart))
        for slot, event in enumerate(sample.events):
            types[row, slot], statuses[row, slot] = event.type, event.status
            roles[row, slot, :, :width] = _role_tags(event, width)
    return Batch(features, mask, first, words, tags, ends, real, far, delta, types, statuses, roles)


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
