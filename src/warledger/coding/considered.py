"""Tells of every event word of a report what the rule coder made of it: a claim, part of one, or nothing, and why.

It asks the coder's own rules again, step by step, so it is for people who want to understand a claim and not for the
coding itself. Whatever ends in a claim here does so in `coder.code`; it judges no proposals of the extractor.
"""

from collections.abc import Iterator, Mapping

from warledger.coding.coder import events_of
from warledger.coding.sketch import Sketch, Trigger
from warledger.coding.triggers import (
    SILENT_KINDS,
    THRESHOLD,
    borrowed,
    by_event,
    event_words,
    mere_thing,
    silenced,
    tells,
    without_echoes,
)
from warledger.model.claim import claim_id
from warledger.model.considered import Considered
from warledger.model.ids import ClaimId
from warledger.model.reading import Reading
from warledger.reference.codebook import Codebook

Place = tuple[int, int, int]  # sentence, first and last token of a trigger


def considered(reading: Reading, codebook: Codebook) -> tuple[Considered, ...]:
    """Every event word of a report with its fate, in the order of the words."""
    assert reading.sentences is not None
    named = {_place(trigger): event for event in events_of(reading) for trigger in event.triggers}
    return tuple(
        _considered(trigger, *_fate(trigger, named, why, codebook))
        for number in range(len(reading.sentences))
        for trigger, why in _in_sentence(reading, number)
    )


def _considered(trigger: Trigger, claim: ClaimId | None, why: str) -> Considered:
    pattern = trigger.pattern
    return Considered(trigger.quote, trigger.sentence, pattern.source, pattern.type, pattern.weight, claim, why)


def _place(trigger: Trigger) -> Place:
    return trigger.sentence, trigger.first, trigger.last


def _fate(
    trigger: Trigger, named: Mapping[Place, Sketch], why: str | None, codebook: Codebook
) -> tuple[ClaimId | None, str]:
    """The claim that a trigger names, and the rule; `why` says what kept it out in its own sentence, if anything."""
    if why is not None:
        return None, why
    event = named.get(_place(trigger))
    if event is None:
        return None, "deaths alone: without a figure, or beside force told within two sentences"
    if event.type.value not in codebook.types:
        return None, f"the codebook has no type {event.type.value}"
    claim = claim_id(event.type.value, event.trigger.quote)
    if trigger == event.trigger:
        return claim, "telling words"
    again = "told again" if trigger.sentence != event.sentence else "same event"
    return claim, f"{again} as “{event.trigger.quote.text}”"


def _in_sentence(reading: Reading, number: int) -> Iterator[tuple[Trigger, str | None]]:
    """The event words of one sentence, each with what keeps it from naming an event there, or None."""
    assert reading.sentences is not None
    sentence, words = reading.sentences[number], event_words(reading, number)
    if not words:
        return
    whole = _of_sentence(reading, number)
    heard = tuple(word for word in words if not mere_thing(sentence, word))
    inside = {} if whole else _inside(reading, heard)
    for word in words:
        if whole is not None:
            yield word, whole
        elif word not in heard:
            yield word, "names a thing that somebody has, not what it did"
        else:
            yield word, inside.get(_place(word))


def _of_sentence(reading: Reading, number: int) -> str | None:
    """Why no word of a sentence is taken, whatever it is."""
    assert reading.sentences is not None
    kind = reading.sentences[number].kind
    if kind in SILENT_KINDS:
        return f"in a {kind}, which tells no event"
    if borrowed(reading, number):
        return "borrowed: this speaks of sport, markets or the like"
    return None


def _inside(reading: Reading, words: tuple[Trigger, ...]) -> dict[Place, str]:
    """Why words of a sentence that may tell of events are left out, by their place."""
    out: dict[Place, str] = {}
    for number, other in silenced(words).items():
        speech = words[number].pattern.type == "statement"
        ruled = f"only said to be: the event is the speech, “{other.quote.text}”"
        out[_place(words[number])] = f"speech of an event: “{other.quote.text}” is the event" if speech else ruled
    groups = by_event(reading, words)
    heard = without_echoes(groups)
    for group in groups:
        for word in group:
            if group not in heard:
                out[_place(word)] = "harm of another event of the sentence"
            elif not tells(reading, words, group):
                out[_place(word)] = _weak(group)
    return out


def _weak(group: tuple[Trigger, ...]) -> str:
    names = " and ".join(f"“{trigger.quote.text}”" for trigger in group[1:])
    beside = f", also with {names}" if names else ""
    return f"seldom an event: {group[0].pattern.weight:.2f}, under {THRESHOLD:.2f}{beside}"
