"""Gives each event its days: of the times that go with it the one that tells of it, else one that the report gives.

    its own times -> a day in its sentence -> "it happened on ..." -> the day set before it -> the report's own day

The day on which somebody said a thing, or stood before a court, is no day of the event. What rests on the report's own
day alone is an interval and says so; an event that is only planned, threatened, feared or denied gets no day that its
words do not name. Only `when` is set: the words of time stay those of the claim.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from warledger.model.claim import Claim, DatePrecision, When
from warledger.model.evidence import Quote, Sourced
from warledger.model.reading import Reading, Sentence, TimeMention

OWN = "narrowest of the times named"
SAME_SENTENCE = "the day that its sentence names"
HAPPENED = "the day on which the report says that it happened"
CARRIED = "the day that the report named before it"
INSIDE = "a day named beside it, inside the time named with it"
INFERRED = "inferred from the report's day: the report names none for it"

LEAD = 6  # sentences of prose at the head of a report, whose events are news: of the report's day, or the one before
NEAR = 3  # sentences by which "it happened on Monday" may stand away from the event
CARRY = 2  # sentences over which a day named before holds on
STAMP = 24  # characters besides a date, in a line that is no more than the date it was posted on
UP_TO = timedelta(days=1)  # before the report's day
_VERBS = frozenset(("PAST", "VERB", "AUX", "MODAL"))
_NOT_EVENTS = frozenset(("statement", "agreement", "other"))
_SAID = re.compile(  # "said Friday", "told reporters on Friday", "said in a statement late Friday"
    r"\b(?:said|says|told (?:[\w.’'-]+ ){1,5}?|confirmed|announced|wrote|tweeted|posted|stated|identified|published|"
    r"updated?|copyright|according to [\w.’' -]{2,30}|(?:a|an|in) (?:statement|interview|email|e-mail|news conference|"
    r"briefing|press conference|post|tweet))(?:,|:| on| late| early| by| from)*\W*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # what is told of besides the event: courts, hospitals, searches, mourning
    r"\b(?:court|arraign\w*|charged|sentenced|plead\w*|pled|convicted|indicted|hearing|trial|jailed|bond|bail|filed|"
    r"arrested|surrender\w*|sentence|served|spoke|walked out|services|visitation|"
    r"custody|condition|recovering|hospitalized|funeral|vigil|buried|gathered|mourn\w*|remember\w*|interview\w*|autopsy|"
    r"searching|released|remain\w*|pronounced|scheduled|testif\w+|identified|expected|appear\w*|turned himself in)\b"
    r"(?P<gap>[^.;]{0,40})$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|following|when|since|that|who|in the|for the|over the|from the)\b", re.IGNORECASE)
_THEN_SAID = re.compile(
    r"\W+(?:[\w.’'-]+ ){0,6}?(?:said|confirmed|announced|identified|told|charged|arrested|appeared|pleaded|sentenced)\b"
)
_THEN_DID = re.compile(  # "The coroner on Friday identified": the day of that, unless it is the event
    r" (?:said|confirmed|announced|identified|told|charged|arraigned|sentenced|released|named|pleaded|appeared)\b"
)
_HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|unfolded|erupted|broke out|was reported|were called|responded|called to|"
    r"dispatched)\b",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:shooting|attack|incident|killing|blast|explosion|strike|raid|bombing|shelling|clash|clashes|gunfire|crime|"
    r"murder|massacre|assault|ambush|accident|rampage|death)s?\b"
)
_DEFINITE = re.compile(rf"\b(?:it|this|the (?:[\w-]+ ){{0,2}}?{_EVENT})", re.IGNORECASE)
_ITS_DAY = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,2}}?{_EVENT}", re.IGNORECASE)  # "Sunday's deadly shooting"
_POSTED = re.compile(r"@\w|pic\.twitter|https?:|\b[Pp]osted\b|\b[Uu]pdated\b")
_HOUR = re.compile(r"T\d\d:")


@dataclass(frozen=True, slots=True)
class _Day:
    """A time of the report that names a single day or night, with its sentence, and whether it tells of an event."""

    time: TimeMention
    when: When
    sentence: int
    telling: bool  # not the day of saying it, nor that of a court
    happened: bool  # in a sentence such as "the shooting happened on Monday"


def dated(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each with the days that the report gives it."""
    calendar = _Calendar(reading, [claim.trigger for claim in claims if claim.type.value not in _NOT_EVENTS])
    return tuple(replace(claim, when=calendar.when_of(claim)) for claim in claims)


class _Calendar:
    """The days that a report names, by sentence."""

    def __init__(self, reading: Reading, triggers: Sequence[Quote]) -> None:
        self.reading = reading
        self.starts = [sentence.start for sentence in reading.sentences or ()]
        prose = [number for number, sentence in enumerate(reading.sentences or ()) if sentence.kind == "prose"]
        self.lead, self.head = _first(prose, LEAD), _first(prose, 2 * LEAD)
        published = reading.document.published
        self.published = published.date if published else None
        self.days = list(self._days(triggers))
        self.telling = [day for day in self.days if day.telling]

    def when_of(self, claim: Claim) -> Sourced[When] | None:
        """The days of a claim, with the rule that found them; what is dated by its own words is left as it is."""
        own = [day for day in self.telling if _goes_with(claim, day.time)]
        single = [day for day in own if day.when.start == day.when.end]
        if single:
            timed = [day for day in single if _HOUR.search(day.time.value or "")]
            nearest = _nearest(timed or [day for day in single if day.happened] or single, claim)
            better = self._earlier(claim) if self._is_todays(nearest) else None
            return _sourced(better, HAPPENED) if better else _sourced(nearest, OWN)
        if claim.type.value in _NOT_EVENTS or not claim.status.value.counts_as_event:
            return claim.when
        whole = _sourced(_nearest(own, claim), OWN) if own else self._whole(claim)
        for rule, found in self._elsewhere(claim):
            if whole is None:
                return _sourced(found, rule)
            if _within(found, whole.value):
                return _sourced(found, INSIDE)
        return whole or self._inferred(claim)

    def _is_todays(self, day: _Day) -> bool:
        """Whether a day is the report's own, named without an hour: mostly that of what is told besides the event."""
        return day.when.start == self.published and "T" not in (day.time.value or "")

    def _earlier(self, claim: Claim) -> _Day | None:
        """A day before the report's, near the event, of which the report says that it happened then."""
        at = self._sentence(claim.trigger.start)
        near = [
            day
            for day in self.telling
            if day.happened and abs(day.sentence - at) <= NEAR and self.published and day.when.end < self.published
        ]
        return min(near, key=lambda day: abs(day.sentence - at), default=None)

    def _whole(self, claim: Claim) -> Sourced[When] | None:
        """What a claim has by its own words, unless that is the day on which somebody said it."""
        if claim.when is not None and claim.when.value.precision is DatePrecision.DAY:
            said = [day for day in self.days if not day.telling and _goes_with(claim, day.time)]
            return None if said else claim.when
        return claim.when

    def _elsewhere(self, claim: Claim) -> Iterator[tuple[str, _Day]]:
        """Days that the report gives an event outside the words that go with it, the likeliest first."""
        at = self._sentence(claim.trigger.start)
        if same := [day for day in self.telling if day.sentence == at]:
            yield SAME_SENTENCE, _nearest(same, claim)
        if near := [day for day in self.telling if day.happened and 0 < abs(day.sentence - at) <= NEAR]:
            yield HAPPENED, min(near, key=lambda day: abs(day.sentence - at))
        if before := [day for day in self.telling if 0 < at - day.sentence <= CARRY]:
            yield CARRIED, before[-1]
        if at <= self.lead:
            yield from ((HAPPENED, day) for day in self.telling if day.happened)
            yield from ((CARRIED, day) for day in self.telling if day.sentence <= self.head)

    def _inferred(self, claim: Claim) -> Sourced[When] | None:
        """The report's day and the one before, for an event at the head of a report."""
        if self.published is None or self.lead < self._sentence(claim.trigger.start):
            return None
        when = When(self.published - UP_TO, self.published, DatePrecision.WEEK, INFERRED)
        return Sourced(when, INFERRED)

    def _days(self, triggers: Sequence[Quote]) -> Iterator[_Day]:
        latest = self.published or date.max
        for time in self.reading.times or ():
            if time.when is None or time.when.precision is not DatePrecision.DAY or latest < time.when.start:
                continue
            number = self._sentence(time.quote.start)
            telling = self._tells(time.quote, number, triggers)
            yield _Day(time, time.when, number, telling, telling and self._says_when(time, number))

    def _tells(self, words: Quote, number: int, triggers: Sequence[Quote]) -> bool:
        """Whether a day may be that of an event: the verb nearest before it is not one of saying, nor of a court."""
        text, sentence = self.reading.document.text, (self.reading.sentences or ())[number]
        before = text[max(sentence.start, words.start - 70) : words.start]
        if sentence.kind not in ("prose", "heading") or _is_stamp(sentence, words):
            return False
        if _POSTED.search(text, sentence.start, sentence.end):
            return False
        if _SAID.search(before) or (not before.strip() and _THEN_SAID.match(text, words.end, sentence.end)):
            return False
        then = _THEN_DID.match(text, words.end, sentence.end)
        if then and not any(then.start() <= trigger.start < then.end() for trigger in triggers):
            return False
        aside = _ASIDE.search(before)
        if aside is None or _AFTER.search(aside["gap"]):
            return True
        start = words.start - len(aside["gap"])
        return any(start <= trigger.start < words.start for trigger in triggers)

    def _says_when(self, time: TimeMention, number: int) -> bool:
        """Whether the sentence is there to tell when: "the shooting happened on Monday", "about 9:10 p.m. Monday"."""
        sentence = (self.reading.sentences or ())[number]
        text = self.reading.document.text[sentence.start : sentence.end]
        told = _HAPPENED.search(text) is not None and _DEFINITE.search(text) is not None
        named = _ITS_DAY.match(self.reading.document.text, time.quote.end, sentence.end) is not None
        return told or named or _HOUR.search(time.value or "") is not None

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)


def _first(prose: Sequence[int], number: int) -> int:
    """The last of the first so many sentences of prose; -1 where there is none."""
    return prose[:number][-1] if prose else -1


def _is_stamp(sentence: Sentence, words: Quote) -> bool:
    """Whether a line is no more than the date it was posted on."""
    short = sentence.end - sentence.start < words.end - words.start + STAMP
    return short and not any(token.pos in _VERBS for token in sentence.tokens)


def _within(day: _Day, outer: When) -> bool:
    """Whether a day lies inside a longer time; in a night only an hour does, on its own side of midnight."""
    inner = day.when
    if not outer.start <= inner.start <= inner.end <= outer.end or inner == outer:
        return False
    if outer.precision is not DatePrecision.DAY:
        return True
    hour = (day.time.value or "").partition("T")[2]
    return bool(_HOUR.search(day.time.value or "")) and (hour < "12" if inner.start == outer.end else hour > "16")


def _goes_with(claim: Claim, time: TimeMention) -> bool:
    return any(time.quote.start < words.end and words.start < time.quote.end for words in claim.times)


def _nearest(days: Sequence[_Day], claim: Claim) -> _Day:
    """The day that stands nearest to the words of the event."""
    return min(
        days, key=lambda day: max(day.time.quote.start - claim.trigger.end, claim.trigger.start - day.time.quote.end)
    )


def _sourced(day: _Day, rule: str) -> Sourced[When]:
    return Sourced(day.when, rule, (day.time.quote,))
