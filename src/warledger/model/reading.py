"""Stand-off layers over a document's text. The text is never changed; a step adds one layer and leaves the rest.

A `Reading` is frozen: a step returns a new one. A `Step` says what layers it needs and which one it adds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from warledger.model.claim import When, Where
from warledger.model.document import Document
from warledger.model.evidence import Quote, Sourced, quote
from warledger.model.proposal import Name, Proposal


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    WEAPON = "weapon"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: code points `start` to `end`, its text, and a coarse part of speech ('' until tagged)."""

    start: int
    end: int
    text: str
    pos: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code points `start` to `end`; `kind` is 'prose', 'dateline', 'caption', 'heading' or 'byline'."""

    start: int
    end: int
    paragraph: int
    kind: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last` of its sentence, inclusive; `governor`: the preposition before it, or ''.

    `core_first` to `core_last` leave out the article and the count, as a coder copies it; equal bounds when one word.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    governor: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with its sides: token index, subject, object, by-agent (None where not found), voice and auxiliaries."""

    verb: int
    subject: Phrase | None
    object: Phrase | None
    agent: Phrase | None
    passive: bool
    auxiliaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """The shallow grammar of one sentence, in the order of the words."""

    phrases: tuple[Phrase, ...]
    predicates: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names somebody or something; `name` is the reference list's, `rule` why it is one."""

    quote: Quote
    kind: MentionKind
    rule: str
    name: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text, and the gazetteer's place where one was found (null when unknown).

    `aside` tells that the words say where somebody comes from or was brought to, not where something happened.
    """

    quote: Quote
    where: Where | None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class TimePart:
    """One end of a range, with what its words say (see `TimeMention`)."""

    quote: Quote
    value: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in the text, and the interval it stands for (null when it cannot be reckoned).

    `value` is what the words themselves say, in ISO 8601 with the additions of TimeML: "2014-03", "2014-W10",
    "2014-SP", "2014-03-07TMO" (the morning), "2014-03-07T09:30", "P3D" (three days), "PRESENT_REF" (now); null where
    they say nothing that can be written so. `zone` is the time zone that the words give an hour in, as its offset
    ("+03:00"). `parts` are the two ends of a range.
    """

    quote: Quote
    when: When | None
    value: str | None = None
    zone: str | None = None
    parts: tuple[TimePart, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A count in the text: `low` and `high` inclusive (null: no bound), the hedge that loosened it, if any."""

    quote: Quote
    low: int | None
    high: int | None
    hedge: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say something: the speaker's words, the cue ("according to"), and what it covers."""

    speaker: Quote
    cue: Quote
    scope_start: int
    scope_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the layers found over it so far. A layer that no step has added yet is None, never empty."""

    document: Document
    sentences: tuple[Sentence, ...] | None = None
    parses: tuple[Parse, ...] | None = None  # one for each sentence
    times: tuple[TimeMention, ...] | None = None
    durations: tuple[TimeMention, ...] | None = None  # and rates, and "now": expressions of time that date no event
    places: tuple[PlaceMention, ...] | None = None  # where something is
    toponyms: tuple[PlaceMention, ...] | None = None  # every name of a place, also of countries that act and peoples
    home: Sourced[Where] | None = None  # the town that the report is about; None where that is no single one
    numbers: tuple[NumberMention, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    proposals: tuple[Proposal, ...] | None = None
    parts: tuple[Name, ...] | None = None  # of whom and what the violence of the report is, as the extractor sees it
    notes: tuple[str, ...] = field(default=())

    def located(self) -> tuple[PlaceMention | TimeMention, ...]:
        """The names of places, the dates and the durations found so far, in the order of the text."""
        names = self.places or () if self.toponyms is None else self.toponyms
        found: list[PlaceMention | TimeMention] = [*names, *(self.times or ()), *(self.durations or ())]
        return tuple(sorted(found, key=lambda mention: (mention.quote.start, mention.quote.end)))

    def sentences_over(self, start: int, end: int) -> range:
        """The numbers of the sentences that hold any of the code points from `start` to `end`, found by halving."""
        held = self.sentences or ()
        return range(
            bisect_right(held, start, key=lambda sentence: sentence.end),
            bisect_left(held, end, key=lambda sentence: sentence.start),
        )

    def quote(self, start: int, end: int) -> Quote:
        """The words of the document from `start` to `end`."""
        return quote(self.document.id, self.document.text, start, end)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of reading: a pure function from a Reading to a Reading with one more layer, and what it rests on."""

    name: str
    needs: tuple[str, ...]
    adds: str
    run: Callable[[Reading], Reading]
