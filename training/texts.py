"""Turns coded reports into texts of words with events and names, and joins short ones into digests.

The words are those of the program's own windows; the coders' words are never changed. It knows nothing of windows or
tensors.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.gold import Report
from warledger.model.proposal import NAMES, ROLES
from warledger.reading.encoder_propose import KINDS
from warledger.reading.encoder_windows import Pieces, Word, words_of
from warledger.reading.sentences import split_text

NAMED = NAMES[:3]  # the kinds that sets of named entities know: people, groups, places
SHORT = 120  # words; only shorter reports are joined

Range = tuple[int, int]  # first and last word, inclusive


@dataclass(frozen=True, slots=True)
class Event:
    """A gold claim in words of its document; `retold`: where else it is named, which is asked about as the same."""

    type: int
    status: int
    trigger: Range
    fillers: tuple[tuple[int, Range], ...]
    elsewhere: tuple[tuple[int, Range], ...]
    retold: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a text as (kind, words); of kinds not `known` nothing is known where no name is given."""

    found: tuple[tuple[int, Range], ...] = ()
    known: tuple[int, ...] = ()


NO_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Text:
    """A report cut into words. `coded` is false where nobody looked for events."""

    sentences: tuple[tuple[Word, ...], ...]
    events: tuple[Event, ...]
    size: int
    doubtful: tuple[Range, ...] = ()
    names: Names = NO_NAMES
    coded: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that the numbers of types and statuses stand for."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]


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
        retold = tuple(span for a, b in claim.retold if (span := _range(flat, a, b)))
        events.append(Event(type_, status, trigger, fillers, others, retold))
    doubtful = tuple(span for a, b in report.doubtful if (span := _range(flat, a, b)))
    return Text(tuple(map(tuple, sentences)), tuple(events), len(flat), doubtful, _filled(events))


def _filled(events: Sequence[Event]) -> Names:
    """The weapons among the fillers; where there is an event, words that no coder took for its weapon are none."""
    role, kind = ROLES.index("weapon"), NAMES.index("weapon")
    found = {(kind, span): None for e in events for which, span in (*e.fillers, *e.elsewhere) if which == role}
    return Names(tuple(found), (kind,) if events else ())


def named_text(text: str, spans: Sequence[tuple[str, int, int]], pieces: Pieces, known: Sequence[str] = NAMED) -> Text:
    """A text whose names or parts of the kinds `known` are given by their offsets, and of whose events nothing is."""
    sentences = words_of(text, list(split_text(text)), pieces)
    flat = [word for sentence in sentences for word in sentence]
    found = tuple((KINDS.index(kind), span) for kind, a, b in spans if (span := _range(flat, a, b)))
    names = Names(found, tuple(map(KINDS.index, known)))
    return Text(tuple(map(tuple, sentences)), (), len(flat), (), names, coded=False)


def _range(words: Sequence[Word], start: int, end: int) -> Range | None:
    inside = [n for n, word in enumerate(words) if word.start < end and start < word.end]
    return (inside[0], inside[-1]) if inside else None


def joined(texts: Sequence[Text]) -> Text:
    """Several reports under each other, as a digest has them."""
    sentences: list[tuple[Word, ...]] = []
    events: list[Event] = []
    doubtful: list[Range] = []
    names: list[tuple[int, Range]] = []
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
        names += [(kind, (first + words, last + words)) for kind, (first, last) in text.names.found]
        words += text.size
        chars += 1 + max((s[-1].end for s in text.sentences if s), default=0)
    known = tuple(set.intersection(*(set(text.names.known) for text in texts)))
    named = Names(tuple(names), known)
    return Text(tuple(sentences), tuple(events), words, tuple(doubtful), named, all(text.coded for text in texts))


def _moved(event: Event, by: int) -> Event:
    def move(span: Range) -> Range:
        return span[0] + by, span[1] + by

    return Event(
        event.type,
        event.status,
        move(event.trigger),
        tuple((role, move(span)) for role, span in event.fillers),
        tuple((role, move(span)) for role, span in event.elsewhere),
        tuple(map(move, event.retold)),
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
