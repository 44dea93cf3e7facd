"""Cuts a sentence into words for the harm grammar, each count of the reading one word.

Offsets are code points of the document. Word classes here are closed lists; what is not listed is an open word, and it
does not try to tell nouns from verbs beyond that.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from warledger.model.reading import NumberMention, Sentence

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-‐‑–]|['’](?!s\b)|(?<=\d)[.,:](?=\d))[^\W_]+)*|['’]s\b|\S", re.IGNORECASE
)

ARTICLES = frozenset("a an another".split())
POSSESSIVES = frozenset("his her their its".split())
POSSESSIVE_ENDINGS = ("'s", "’s")
DETERMINERS = frozenset(
    """the a an another his her its their our my your these those all both some any no every each either
    other others additional further more fellow""".split()
)
_BESIDE_NOUN = frozenset("other others more additional further fellow".split())
OPENERS = DETERMINERS - _BESIDE_NOUN  # words that begin a group and never stand inside one
PREPOSITIONS = frozenset(
    """of in on at by from with for into near against over under after before during between among amongst amid through
    across inside outside around along towards toward upon within without about since until till despite via off onto
    beside behind beyond above below per as like than following including to alongside aboard throughout due out up
    down amidst targeting involving carrying""".split()
)
CONJUNCTIONS = frozenset("and or but while when where whereas because although though if so yet nor plus &".split())
BE = frozenset("is are was were be been being am get gets got getting 're ’re".split())
HAVE = frozenset("has have had having 've ’ve".split())
AUXILIARIES = BE | HAVE | frozenset("do does did".split())
MODALS = frozenset("will would can could may might shall should must cannot wo".split())
RELATIVES = frozenset("who which whom whose that".split())
PRONOUNS = frozenset(
    """he she it they we i you him them us me himself herself themselves itself who there everyone someone anyone
    nobody none anybody somebody""".split()
)
NEGATIONS = frozenset("no not never n't without nobody none neither".split())
ADVERBS = frozenset(
    """also then there here now again still just only even too already once later earlier meanwhile overnight today
    yesterday tomorrow tonight ago away back together elsewhere reportedly allegedly most least nearly almost such
    soon afterwards thereafter instead so far both all otherwise alone each apiece badly seriously critically severely
    lightly slightly mildly moderately gravely fatally mortally accidentally directly indirectly temporarily internally
    forcibly subsequently previously recently apparently simultaneously initially eventually finally immediately
    tragically deliberately summarily""".split()
)
MONTHS_AND_DAYS = frozenset(
    """january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
_SAYING = frozenset("say says said tell tells told announces announced confirms alleges asserts".split())
STOPS = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | MODALS | RELATIVES | PRONOUNS | ADVERBS | _SAYING
_PARTICLES = frozenset(
    "al bin ibn abu de von van el ul al- ad- as- ash- an- ar- at- az- del da di la le du dos".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, mark or whole count of the sentence."""

    start: int
    end: int
    text: str
    lower: str
    number: NumberMention | None = None

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.number is None and (self.text[0].isupper() or self.lower.startswith("al-"))

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return self.number is None and not self.text[0].isalnum() and self.lower not in POSSESSIVE_ENDINGS

    @property
    def particle(self) -> bool:
        """Whether it may stand inside a person's name in lower case."""
        return self.lower in _PARTICLES or self.lower.startswith("al-")


class Words(list[Word]):
    """The words of one sentence, asked for by place; beyond either end there is an empty word, not an error."""

    def __init__(self, words: Sequence[Word]) -> None:
        super().__init__(words)
        self.lowers = [word.lower for word in words]

    def lower(self, at: int) -> str:
        """The word at `at` in lower case."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    def run(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Whether the phrase stands at `at`."""
        return tuple(self.lowers[at : at + len(phrase)]) == phrase

    def capital(self, at: int) -> bool:
        """Whether the word at `at` is written like a name."""
        return 0 <= at < len(self) and self[at].capital

    def number(self, at: int) -> bool:
        """Whether a count stands at `at`."""
        return 0 <= at < len(self) and self[at].number is not None


_LONGEST = 400  # words: a "sentence" that is longer is a table or a text without stops, and is read in stretches


def stretches(words: Words) -> list[Words]:
    """A sentence as it is, or one too long to be one, cut behind a mark where there is one."""
    cut: list[Words] = []
    begin = 0
    while len(words) - begin > _LONGEST:
        marks = (k for k in range(begin + _LONGEST, begin + _LONGEST // 2, -1) if words[k - 1].mark)
        stop = next(marks, begin + _LONGEST)
        cut.append(Words(words[begin:stop]))
        begin = stop
    return [*cut, Words(words[begin:]) if cut else words]


def words_of(text: str, sentence: Sentence, numbers: Sequence[NumberMention]) -> Words:
    """The words of a sentence; `numbers` are the document's counts in order of their place."""
    words: list[Word] = []
    at = sentence.start
    for number in _within(numbers, sentence.start, sentence.end):
        start, end = number.quote.start, number.quote.end
        if start < at or sentence.end < end:
            continue
        words.extend(_plain(text, at, start))
        words.append(Word(start, end, text[start:end], text[start:end].lower(), number))
        at = end
    words.extend(_plain(text, at, sentence.end))
    return Words(words)


def _within(numbers: Sequence[NumberMention], start: int, end: int) -> Sequence[NumberMention]:
    first = bisect_left(numbers, start, key=lambda number: number.quote.start)
    last = bisect_left(numbers, end, key=lambda number: number.quote.start)
    return numbers[first:last]


def _plain(text: str, start: int, end: int) -> list[Word]:
    return [Word(m.start(), m.end(), m.group(), m.group().lower()) for m in _WORD.finditer(text, start, end)]
