"""The coder: from a reading to its claims, top-down. Deterministic, and every field says by which rule it was set.

    sentence -> triggers -> events of the sentence -> sides, type, harm, places, times, speakers
    report   -> the events told twice joined -> claims

It codes one report by itself; what other reports say is no business of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warledger.coding.grounding import ground, when_of, where_of
from warledger.coding.kinds import type_of
from warledger.coding.merging import SHORT, add_figures, can_cause, give_harm, merge
from warledger.coding.parties import Sides, at_home_or_abroad
from warledger.coding.seen import Seen, look
from warledger.coding.sketch import Sketch, Trigger
from warledger.coding.status import status_of
from warledger.coding.triggers import group, is_bare_harm
from warledger.model.claim import Claim, Harm, Party, claim_id
from warledger.model.evidence import Sourced
from warledger.model.reading import Reading
from warledger.reference.codebook import Codebook

CODER = "rules/2"


def code(reading: Reading, codebook: Codebook, *, seen: Sequence[Seen] | None = None) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its words; types that the codebook does not have are left out."""
    claims: dict[str, Claim] = {}
    for sketch in events_of(reading, seen):
        if sketch.type.value in codebook.types:
            claim = _claim(reading, sketch)
            claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda claim: claim.trigger.start))


def events_of(reading: Reading, seen: Sequence[Seen] | None = None) -> list[Sketch]:
    """The events of a report, each once, with all the words that name it; whatever their type."""
    events = list(_events(reading, look(reading) if seen is None else seen))
    return _placed(reading, _without_bare_harm(merge(reading, events)))


def _placed(reading: Reading, events: list[Sketch]) -> list[Sketch]:
    """In a short report an event without a place stands where the event told before it stands."""
    assert reading.sentences is not None
    if sum(1 for s in reading.sentences if s.kind == "prose") > SHORT:
        return events
    out: list[Sketch] = []
    for event in events:
        before = [e for e in out if e.places]
        if not event.places and before and event.type.value not in ("statement", "other", "agreement"):
            event = replace(event, places=before[-1].places, place_rule="place of the event told before it")
        out.append(event)
    return out


def _without_bare_harm(events: list[Sketch]) -> list[Sketch]:
    """A bare "were killed" is an event only where the report tells of no other force near it."""
    telling = [e.sentence for e in events if e.trigger.violent and not is_bare_harm(e.triggers)]
    return [
        e
        for e in events
        if not is_bare_harm(e.triggers) or (e.harm and not any(abs(e.sentence - s) <= 2 for s in telling))
    ]


def _events(reading: Reading, seen: Sequence[Seen]) -> Iterator[Sketch]:
    """The events sentence by sentence; a figure of harm without one goes to the last event that can have caused it."""
    waiting: list[Sketch] = []
    for number, here in enumerate(seen):
        sketches = [_sketch(reading, triggers) for triggers in group(reading, here.triggers)]
        sketches, left = give_harm(sketches, here.figures)
        sketches = [_retyped(reading, sketch) for sketch in sketches]
        sketches = ground(reading, sketches)
        if left:
            waiting = _give_back(waiting, left, number)
        waiting += sketches
    yield from waiting


def _sketch(reading: Reading, triggers: tuple[Trigger, ...]) -> Sketch:
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    for trigger in triggers:
        sides = Sides(reading, trigger)
        actors = actors or tuple(sides.actors)
        targets = targets or tuple(sides.targets)
    return Sketch(triggers, type_of(reading, triggers, actors, targets, ()), actors=actors, targets=targets)


def _retyped(reading: Reading, sketch: Sketch) -> Sketch:
    """The type once the harm is known; those harmed are the target where the sentence names no other."""
    targets = sketch.targets
    for harm in sketch.harm:
        if harm.victims and not harm.subset and not targets:
            targets = (*targets, Party(harm.victims, "those harmed"))
            break
    type_ = type_of(reading, sketch.triggers, sketch.actors, targets, sketch.harm)
    return replace(sketch, type=type_, targets=targets)


def _give_back(events: list[Sketch], figures: list[Harm], number: int) -> list[Sketch]:
    out = list(events)
    for figure in figures:
        for i in range(len(out) - 1, -1, -1):
            if number - out[i].sentence <= 2 and can_cause(out[i], figure):
                out[i] = replace(out[i], harm=add_figures(out[i].harm, (figure,)))
                break
    return out


def _claim(reading: Reading, sketch: Sketch) -> Claim:
    trigger = sketch.trigger
    where = where_of(sketch.places, [t.quote for t in sketch.triggers], sketch.place_rule)
    country = where.value.country if where else None
    return Claim(
        id=claim_id(sketch.type.value, trigger.quote),
        document=reading.document.id,
        coder=CODER,
        type=sketch.type,
        status=status_of(reading, trigger),
        trigger=trigger.quote,
        confidence=Sourced(
            round(trigger.pattern.weight, 3),
            "share of coded training reports in which these words name an event",
            (trigger.quote,),
        ),
        actors=tuple(at_home_or_abroad(party, country) for party in sketch.actors),
        targets=tuple(at_home_or_abroad(party, country) for party in sketch.targets),
        weapons=sketch.weapons,
        sources=sketch.sources,
        places=tuple(p.quote for p in sketch.places),
        where=where,
        times=tuple(t.quote for t in sketch.times),
        when=when_of(sketch.times),
        harm=sketch.harm,
    )
