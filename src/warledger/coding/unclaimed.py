"""Gives the figures of harm that no claim of a report holds to the event that can have done it.

"The shooting happened at noon. ... One person was killed": the extractor may point at the event and not at the figure
told paragraphs later. A figure goes to an event of its own sentence, else to the last one told before it, else to the
first one behind it; an event that holds a figure of that kind already gets none. No figure is given twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warledger.coding.seen import Seen
from warledger.coding.triggers import SILENT_KINDS, borrowed
from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.reading import Reading

KINDS = frozenset((HarmKind.KILLED, HarmKind.INJURED))  # told apart from their event more often than other kinds
FORCE = frozenset(
    "attack shelling_missile air_drone_strike ied_mine suicide_bomb armed_clash grenade chemical protest_repressed "
    "riot sexual_violence interception".split()
)


def with_unclaimed(reading: Reading, claims: Sequence[Claim], seen: Sequence[Seen]) -> list[Claim]:
    """The claims, with the figures that none of them held."""
    out = list(claims)
    sentences = _sentences_of_force(reading, out)
    held = [harm.quote for claim in out for harm in claim.harm]
    for figure, number in _figures(reading, seen):
        if any(quote.start < figure.quote.end and figure.quote.start < quote.end for quote in held):
            continue
        place = _doer(out, sentences, figure, number)
        if place is not None and not any(harm.kind is figure.kind for harm in out[place].harm):
            out[place] = replace(out[place], harm=(*out[place].harm, figure))
            held.append(figure.quote)
    return out


def _figures(reading: Reading, seen: Sequence[Seen]) -> list[tuple[Harm, int]]:
    """The figures that count, with the numbers of their sentences."""
    sentences = reading.sentences or ()
    return [
        (figure, number)
        for number, here in enumerate(seen)
        for figure in here.figures
        if figure.kind in KINDS
        and figure.low != 0
        and sentences[number].kind not in SILENT_KINDS
        and not borrowed(reading, number)
    ]


def _sentences_of_force(reading: Reading, claims: Sequence[Claim]) -> dict[int, int]:
    """The number of the sentence of each act of force, by the claim's place."""
    at = {
        place: reading.sentences_over(claim.trigger.start, claim.trigger.start + 1)
        for place, claim in enumerate(claims)
        if claim.type.value in FORCE and claim.status.value.counts_as_event
    }
    return {place: over[0] for place, over in at.items() if over}


def _doer(claims: Sequence[Claim], sentence: Mapping[int, int], figure: Harm, number: int) -> int | None:
    """The place of the claim that the figure goes to."""
    here = [place for place, where in sentence.items() if where == number]
    if here:
        return min(here, key=lambda place: abs(claims[place].trigger.start - figure.quote.start))
    before = [place for place, where in sentence.items() if where < number]
    if before:
        return max(before, key=lambda place: sentence[place])
    return min(sentence, key=lambda place: sentence[place], default=None)
