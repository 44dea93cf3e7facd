"""Cuts a document's sentences into windows of word pieces for the trained extractor, with the offsets of every word.

A later window opens with the document's lead, so that a section of a long article knows what the article is about, and
windows overlap; each word belongs to one window only. The training program cuts its texts with the same functions.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from warledger.model.reading import Sentence

LONGEST = 416  # word pieces of a window's body; a 300-word article is one window
OVERLAP = 96  # word pieces that the next window sees again
LEAD_WORDS, LEAD_PIECES = 40, 90  # most words, and word pieces, of the lead put before later windows
LONGEST_SENTENCE = 200  # word pieces; a longer sentence is cut

CLS, SEP, MASK = 101, 102, 103
NO_CASE, LOWER, CAPITALISED, UPPER, MIXED = range(5)
INSIDE, SENTENCE_START, PARAGRAPH_START = range(3)
BODY, LEAD = range(2)
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")

_STEPS = (1, 2, 3, 4, 6, 9, 14, 22, 40, 80)
DISTANCES = 2 * len(_STEPS) + 4  # inside, ten steps and beyond on either side, the lead
SENTENCE_DELTAS = 10  # four sentences either way, the same one, the lead


Pieces = Callable[[str], tuple[int, ...]]  # the word pieces of one word


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of the text with its word pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    case: int
    opens: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Window:
    """The input of one run of the encoder. Words `own_first` to `own_stop` are the ones whose triggers it decides."""

    words: tuple[Word, ...]
    lead: int  # so many of the words are the lead's
    own_first: int
    own_stop: int

    def inputs(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """Word pieces, case, openings, segments, and for each word the place of its first piece."""
        ids, case, opens, segment, first = [CLS], [NO_CASE], [INSIDE], [BODY], []
        for number, word in enumerate(self.words):
            if self.lead and number == self.lead:
                ids, case, opens, segment = [*ids, SEP], [*case, NO_CASE], [*opens, INSIDE], [*segment, LEAD]
            first.append(len(ids))
            ids += word.pieces
            case += [word.case] * len(word.pieces)
            opens += [word.opens] + [INSIDE] * (len(word.pieces) - 1)
            segment += [LEAD if number < self.lead else BODY] * len(word.pieces)
        return [*ids, SEP], [*case, NO_CASE], [*opens, INSIDE], [*segment, BODY], first


def words_of(text: str, sentences: Sequence[Sentence], pieces_of: Pieces) -> list[list[Word]]:
    """The words of each sentence; a mark that the tokenizer drops is left out."""
    found: list[list[Word]] = []
    paragraph = -1
    for number, sentence in enumerate(sentences):
        opens = SENTENCE_START if sentence.paragraph == paragraph else PARAGRAPH_START
        paragraph = sentence.paragraph
        words: list[Word] = []
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            if pieces := pieces_of(match.group()):
                words.append(Word(match.start(), match.end(), pieces, case_of(match.group()), opens, number))
                opens = INSIDE
        found.append(words)
    return found


def case_of(word: str) -> int:
    """How a word is written, which the lower-casing tokenizer forgets.

    >>> [case_of(w) for w in ("12", "fire", "Homs", "A", "ISIS", "McCain")]
    [0, 1, 2, 2, 3, 4]
    """
    if word.islower():
        return LOWER
    if not any(c.isupper() for c in word):
        return NO_CASE if not any(c.isalpha() for c in word) else LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return CAPITALISED
    return UPPER if word.isupper() else MIXED


def windows(sentences: Sequence[Sequence[Word]]) -> list[Window]:
    """The windows over a document's sentences of words, in order; each word is the own word of exactly one."""
    units = [unit for sentence in sentences for unit in _cut(sentence)]
    if not units:
        return []
    sizes = [sum(len(word.pieces) for word in unit) for unit in units]
    bounds = _bounds(sizes)
    lead = _lead(sentences)
    found = []
    for number, (first, stop) in enumerate(bounds):
        own_from = first if number == 0 else _middle(first, bounds[number - 1][1])
        own_to = stop if number == len(bounds) - 1 else _middle(bounds[number + 1][0], stop)
        head = lead if number else ()
        counts = [len(unit) for unit in units]
        before = len(head) + sum(counts[first:own_from])
        words = (*head, *(word for unit in units[first:stop] for word in unit))
        found.append(Window(words, len(head), before, before + sum(counts[own_from:own_to])))
    return found


def _cut(sentence: Sequence[Word]) -> list[Sequence[Word]]:
    """A sentence, or pieces of one that is too long for a window."""
    out: list[Sequence[Word]] = []
    begin = size = 0
    for number, word in enumerate(sentence):
        if size and size + len(word.pieces) > LONGEST_SENTENCE:
            out.append(sentence[begin:number])
            begin, size = number, 0
        size += len(word.pieces)
    return [*out, sentence[begin:]] if sentence else []


def _bounds(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """First unit and one past the last of each window."""
    out: list[tuple[int, int]] = []
    first = 0
    while True:
        stop, size = first, 0
        while stop < len(sizes) and (stop == first or size + sizes[stop] <= LONGEST):
            size += sizes[stop]
            stop += 1
        out.append((first, stop))
        if stop == len(sizes):
            return out
        back, size = stop, 0
        while back - 1 > first and size + sizes[back - 1] <= OVERLAP:
            back -= 1
            size += sizes[back]
        first = back


def _middle(first: int, stop: int) -> int:
    return (first + stop + 1) // 2


def _lead(sentences: Sequence[Sequence[Word]]) -> tuple[Word, ...]:
    """The first words of the document: the title, or the dateline with the opening sentence."""
    words: list[Word] = []
    for sentence in sentences[:3]:
        if len(words) < LEAD_WORDS // 2:
            words += sentence
    sizes = accumulate(len(word.pieces) for word in words[:LEAD_WORDS])
    return tuple(word for word, size in zip(words, sizes, strict=False) if size <= LEAD_PIECES)


def relations(window: Window, triggers: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each trigger and word: the bucket of their distance, and by how many sentences the word stands off.

    Buckets: 0 inside the trigger, then ten growing steps and beyond before it, the same behind it, last the lead.
    """
    sentence = np.array([word.sentence for word in window.words])
    place = np.arange(len(window.words))
    first, last = np.array(triggers, dtype=np.int64).reshape(-1, 2, 1).transpose(1, 0, 2)
    before, behind = first - place, place - last
    steps = 1 + np.searchsorted(_STEPS, np.maximum(before, behind), side="left")
    far = np.where(before > 0, steps, np.where(behind > 0, steps + len(_STEPS) + 1, 0))
    delta = np.clip(sentence - sentence[first], -4, 4) + 4
    far[:, : window.lead], delta[:, : window.lead] = DISTANCES - 1, SENTENCE_DELTAS - 1
    return far, delta
