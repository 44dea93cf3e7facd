"""Gives each event the places, times, weapons and speakers of its sentence that belong to it.

With one event in a sentence it takes all of them; with several, each thing goes to the nearest event of its own clause.
An event whose sentence names no place or time takes those that the paragraph last set, and says so by its rule.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from warledger.coding.sketch import NEAREST, Sketch, Trigger
from warledger.model.claim import Claim, DatePrecision, PlacePrecision, Speaker, Weapon, When, Where
from warledger.model.evidence import Quote, Sourced
from warledger.model.reading import Attribution, PlaceMention, Reading, Sentence, TimeMention
from warledger.reference.actors import actors
from warledger.reference.weapons import find_weapons

_BREAK = re.compile(r";|\bwhile\b|\bwhereas\b|\bmeanwhile\b|, and (?:on|in)\b|—", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:the|this|that) (?:town|city|village|hamlet|camp|suburb|quarter|neighbou?rhood)\b", re.IGNORECASE
)
_REACH = 400  # characters back that "the town" points: two or three sentences
_NEIGHBOURHOOD = 40  # characters that a name and the larger places named behind it take up
_FINER = list(PlacePrecision)
_NOWHERE = frozenset(["statement", "agreement", "other"])
_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
_NARROWER = list(DatePrecision)


def ground(reading: Reading, sketches: list[Sketch]) -> list[Sketch]:
    """The same events with their places, times, weapons and sources; all of them from one sentence."""
    if not sketches:
        return []
    assert reading.sentences is not None
    sentence = reading.sentences[sketches[0].sentence]
    places = [p for p in reading.places or () if sentence.start <= p.quote.start < sentence.end]
    times = [t for t in reading.times or () if sentence.start <= t.quote.start < sentence.end]
    found = []
    for number, sketch in enumerate(sketches):
        mine = _once(
            p for p in places if _belongs(reading, p.quote, number, sketches) and not _is_side(p.quote, sketch)
        )
        when = tuple(t for t in times if _belongs(reading, t.quote, number, sketches))
        rule = sketch.place_rule
        if not mine and (back := _pointed_to(reading, sentence)) is not None:
            mine, rule = (back,), "the place named before, which 'the town' or the like points to"
        found.append(
            replace(
                sketch,
                places=mine,
                place_rule=rule,
                times=when,
                weapons=_weapons(reading, sketch),
                sources=sources_of(reading, sketch.triggers[0]),
            )
        )
    return found


def _pointed_to(reading: Reading, sentence: Sentence) -> PlaceMention | None:
    """The last place named before a sentence that says "the town" and names none."""
    if not _BACK.search(reading.document.text, sentence.start, sentence.end):
        return None
    before = [p for p in reading.places or () if sentence.start - _REACH < p.quote.start < sentence.start]
    settled = [
        p for p in before if p.where is None or p.where.precision in (PlacePrecision.PLACE, PlacePrecision.POINT)
    ]
    return settled[-1] if settled else None


def _once(places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The same name once."""
    by_name: dict[str, PlaceMention] = {}
    for place in places:
        by_name.setdefault(place.quote.text.lower(), place)
    return tuple(by_name.values())


def _belongs(reading: Reading, quote: Quote, number: int, sketches: list[Sketch]) -> bool:
    """A place or time serves every event of the sentence that no strong break ("while", ";") parts from it."""
    nearest = min(range(len(sketches)), key=lambda i: _distance(quote, sketches[i].triggers))
    return nearest == number or not any(_parted(reading, quote, t) for t in sketches[number].triggers[:1])


def _parted(reading: Reading, quote: Quote, trigger: Trigger) -> bool:
    start, end = sorted((quote.end, trigger.quote.end))
    return bool(_BREAK.search(reading.document.text, start, end))


def _distance(quote: Quote, triggers: Sequence[Trigger]) -> int:
    return gap(quote, [t.quote for t in triggers])


def gap(quote: Quote, anchors: Sequence[Quote]) -> int:
    """Characters between a quote and the nearest of the anchors; 0 when they touch."""
    return min(max(quote.start - a.end, a.start - quote.end, 0) for a in anchors)


def _inside(inner: Quote, outer: Quote) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_side(quote: Quote, sketch: Sketch) -> bool:
    """A country that is a side of the event is not its place ("Israel strikes ...")."""
    return any(_inside(quote, party.quote) for party in sketch.actors)


def _weapons(reading: Reading, sketch: Sketch) -> tuple[Weapon, ...]:
    assert reading.sentences is not None
    tokens = reading.sentences[sketch.sentence].tokens
    type_ = sketch.type.value
    found: list[Weapon] = []
    for words in find_weapons(tokens):
        quote = reading.quote(tokens[words.first].start, tokens[words.last].end)
        if type_ in words.types and _distance(quote, sketch.triggers) < 80 and not _is_side(quote, sketch):
            if type_ == "interception" and any(_inside(quote, p.quote) for p in sketch.targets):
                continue
            if quote.text.lower() not in (w.quote.text.lower() for w in found):
                found.append(Weapon(quote, "weapon named with the event", words.kind))
    return tuple(found)


def sources_of(reading: Reading, trigger: Trigger) -> tuple[Speaker, ...]:
    """Those to whom the text gives what the trigger tells."""
    spoken = [a for a in reading.attributions or () if a.scope_start <= trigger.quote.start < a.scope_end]
    if trigger.pattern.type == "statement" and trigger.pattern.frame == "speech":
        spoken = [a for a in spoken if a.cue.start != trigger.quote.start]
    return tuple(_speaker(a) for a in spoken)


def _speaker(attribution: Attribution) -> Speaker:
    known = actors().find(attribution.speaker.text)
    return Speaker(attribution.speaker, attribution.rule, known.name if known else None)


def where_of(places: Sequence[PlaceMention], anchors: Sequence[Quote], rule: str = NEAREST) -> Sourced[Where] | None:
    """The finest place that the gazetteer knows among those beside the nearest one to the trigger.

    "In Ariha, Idlib province, ..." gives Ariha; of two places the one nearer to the words of the event counts.
    """
    known = [(p.where, p.quote) for p in places if p.where is not None and not p.aside]
    known = known or [(p.where, p.quote) for p in places if p.where is not None]
    if not known:
        return None
    reach = min(gap(quote, anchors) for _, quote in known) + _NEIGHBOURHOOD
    near = [(where, quote) for where, quote in known if gap(quote, anchors) <= reach]
    where, quote = min(near, key=lambda pair: (_FINER.index(pair[0].precision), gap(pair[1], anchors)))
    inside = [(inner, words) for inner, words in known if _lies_in(inner, where)]
    if inside:
        where, quote = min(inside, key=lambda pair: gap(pair[1], anchors))
    return Sourced(where, rule, (quote,))


def _lies_in(inner: Where, outer: Where) -> bool:
    """Whether a place no larger than a district lies in a country or a unit: "Ohio" is no place beside "Dayton"."""
    if outer.precision not in _WIDE or inner.precision in _WIDE or inner.country != outer.country:
        return False
    return outer.precision is PlacePrecision.COUNTRY or inner.admin1 == outer.name


def place_at(reading: Reading, quote: Quote) -> PlaceMention:
    """Words that are known to name a place, with the place of the names in them: the finest of them."""
    inside = [
        mention
        for mention in (*(reading.places or ()), *(reading.toponyms or ()))
        if mention.where is not None and mention.quote.start < quote.end and quote.start < mention.quote.end
    ]
    if not inside:
        return PlaceMention(quote, None)
    best = min(inside, key=lambda one: (_finer(one), -_shared(one.quote, quote)))
    return PlaceMention(quote, best.where, best.aside)


def _finer(mention: PlaceMention) -> int:
    return _FINER.index(mention.where.precision) if mention.where else len(_FINER)


def _shared(one: Quote, other: Quote) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def settled(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, an event that no place is known of standing where the report does, if that is one town."""
    if reading.home is None:
        return list(claims)
    return [
        replace(claim, where=reading.home)
        if claim.where is None and not _named(claim) and claim.type.value not in _NOWHERE
        else claim
        for claim in claims
    ]


def _named(claim: Claim) -> bool:
    """Whether the words of a claim name a place: "a market" and "his house" are places without a name."""
    return any(letter.isupper() for place in claim.places for letter in place.text)


def when_of(times: tuple[TimeMention, ...]) -> Sourced[When] | None:
    """The narrowest interval that the times named stand for."""
    known = [(t.when, t.quote) for t in times if t.when is not None]
    if not known:
        return None
    when, quote = min(known, key=lambda pair: (pair[0].end - pair[0].start, _NARROWER.index(pair[0].precision)))
    return Sourced(when, "narrowest of the times named", (quote,))
