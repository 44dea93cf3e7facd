"""Joins what one report tells of one event in several sentences, and hands each figure of harm to its event.

Two tellings are one event when nothing known of them differs and something ties them: the same type close by, a
definite "the attack", the same figure. In doubt they stay two. It never looks at another report.
"""

from dataclasses import replace
from typing import Protocol, TypeVar

from warledger.coding.harm import same_figure
from warledger.coding.sketch import Sketch
from warledger.model.claim import HURT, Harm, HarmKind, Party
from warledger.model.evidence import Quote
from warledger.model.reading import PlaceMention, Reading


class _Quoted(Protocol):
    @property
    def quote(self) -> Quote: ...


Q = TypeVar("Q", bound=_Quoted)

_HOME = {
    HarmKind.DISPLACED: ("displacement",),
    HarmKind.DETAINED: ("arrest",),
    HarmKind.ABDUCTED: ("abduction",),
}
_BODILY = (*HURT, HarmKind.MISSING)
_ALSO_BODILY = ("riot", "protest_repressed", "other", "property_destruction", "interception", "displacement", "arrest")
SHORT = 4  # a report of so few sentences mostly tells one event of a type: best on the training reports
LOOK_BACK = 100  # events; further back a report of book length hardly tells of the same one again
NEAR = 3  # sentences back within which a definite mention finds its event


def give_harm(sketches: list[Sketch], figures: tuple[Harm, ...]) -> tuple[list[Sketch], list[Harm]]:
    """The events of one sentence with its figures, and the figures that none of them can have caused."""
    out = list(sketches)
    left: list[Harm] = []
    for figure in figures:
        fit = [i for i, sketch in enumerate(out) if can_cause(sketch, figure)]
        if not fit:
            left.append(figure)
            continue
        best = min(fit, key=lambda i: (not _first_choice(out[i], figure), _gap(out[i], figure)))
        out[best] = replace(out[best], harm=(*out[best].harm, figure))
    return out, left


def can_cause(sketch: Sketch, figure: Harm) -> bool:
    """Whether an event of that type does harm of that kind."""
    type_ = sketch.type.value
    if figure.kind in _BODILY:
        return (
            sketch.trigger.violent
            or type_ in _ALSO_BODILY
            or (type_ == "abduction" and figure.kind is HarmKind.MISSING)
        )
    return type_ in _HOME[figure.kind]


def _first_choice(sketch: Sketch, figure: Harm) -> bool:
    return sketch.trigger.violent or type_toll(sketch) if figure.kind in _BODILY else True


def type_toll(sketch: Sketch) -> bool:
    """A death toll is told as an event of its own."""
    return "toll" in sketch.trigger.pattern.source


def _gap(sketch: Sketch, figure: Harm) -> int:
    return min(max(figure.quote.start - t.quote.end, t.quote.start - figure.quote.end, 0) for t in sketch.triggers)


def merge(reading: Reading, sketches: list[Sketch]) -> list[Sketch]:
    """The events of a report, each once, with the fuller words."""
    assert reading.sentences is not None
    prose = sum(1 for s in reading.sentences if s.kind == "prose")
    events: list[Sketch] = []
    for sketch in sketches:
        latest = range(len(events) - 1, max(-1, len(events) - 1 - LOOK_BACK), -1)
        home = next((i for i in latest if _same(reading, events[i], sketch, prose)), None)
        if home is None:
            events.append(sketch)
        else:
            events[home] = joined(events[home], sketch)
    return events


def _same(reading: Reading, earlier: Sketch, later: Sketch, prose: int) -> bool:
    if earlier.sentence == later.sentence or not _types_agree(earlier, later):
        return False
    if earlier.type.value == "statement" or not _nothing_differs(earlier, later):
        return False
    distance = later.sentence - earlier.sentence
    if any(same_figure(a, b) and a.low and a.low > 2 for a in earlier.harm for b in later.harm):
        return True
    if definite(reading, later) and distance <= NEAR:
        return True
    if prose <= SHORT:
        return earlier.type.value == later.type.value or later.trigger.pattern.generic
    shared = _texts(earlier.places) & _texts(later.places)
    return bool(shared) and earlier.type.value == later.type.value and distance <= NEAR


def definite(reading: Reading, sketch: Sketch) -> bool:
    """ "The attack", "this raid": the words point back to an event already told."""
    assert reading.sentences is not None
    tokens = reading.sentences[sketch.sentence].tokens
    first = sketch.trigger.first
    back = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    return sketch.trigger.predicate is None and any(w in ("the", "this", "that", "these", "both") for w in back)


def _types_agree(a: Sketch, b: Sketch) -> bool:
    if a.type.value == b.type.value:
        return True
    loose = a.trigger.pattern.generic or b.trigger.pattern.generic
    return a.trigger.violent and b.trigger.violent and loose


def _nothing_differs(a: Sketch, b: Sketch) -> bool:
    places_a, places_b = _texts(a.places), _texts(b.places)
    if places_a and places_b and not (places_a & places_b):
        return False
    days_a = [t.when for t in a.times if t.when]
    days_b = [t.when for t in b.times if t.when]
    if days_a and days_b and not any(x.start <= y.end and y.start <= x.end for x in days_a for y in days_b):
        return False
    names_a = {_name(p) for p in a.actors}
    names_b = {_name(p) for p in b.actors}
    return (
        not (names_a and names_b) or bool(names_a & names_b) or any(x in y or y in x for x in names_a for y in names_b)
    )


def _name(party: Party) -> str:
    return (party.name or party.quote.text).lower()


def _texts(mentions: tuple[PlaceMention, ...]) -> set[str]:
    return {m.quote.text.lower() for m in mentions}


def joined(a: Sketch, b: Sketch) -> Sketch:
    """One event from two tellings of it; a telling trigger and its type win over a generic one."""
    first, second = (b, a) if a.trigger.pattern.generic and not b.trigger.pattern.generic else (a, b)
    return replace(
        first,
        triggers=(*first.triggers, *second.triggers),
        actors=first.actors or second.actors,
        targets=first.targets or second.targets,
        weapons=first.weapons or second.weapons,
        sources=_once(first.sources, second.sources),
        places=_once(a.places, b.places),
        times=_once(a.times, b.times),
        harm=add_figures(a.harm, b.harm),
    )


def add_figures(mine: tuple[Harm, ...], more: tuple[Harm, ...]) -> tuple[Harm, ...]:
    """Figures of both tellings, the same one once."""
    out = list(mine)
    for figure in more:
        if not any(same_figure(figure, known) for known in out):
            out.append(figure)
    return tuple(out)


def _once(a: tuple[Q, ...], b: tuple[Q, ...]) -> tuple[Q, ...]:
    seen = {x.quote.text.lower() for x in a}
    return (*a, *(x for x in b if x.quote.text.lower() not in seen))
