"""Looks up the words that the trained extractor takes for places and that the rules for names did not.

It adds them to the layer `toponyms`, resolved with all other names of the report around them; what no list knows stays
out. It runs after the extractor.
"""

import re
from dataclasses import replace
from pathlib import Path

from warledger.model.evidence import Quote
from warledger.model.reading import PlaceMention, Reading
from warledger.reading.place_stretches import Stretches
from warledger.reading.place_words import SITES
from warledger.reading.places import places_at
from warledger.reference.actors import actors
from warledger.reference.gazetteer import gazetteer

_GOES_ON = re.compile(r" (?:Ave|Avenue|St|Street|Rd|Road|Dr|Drive|Blvd|Boulevard|Lane|Way|Court|Place|Bridge)\b")
_GOES_BEFORE = re.compile(r"\b(?:North|South|East|West|[NSEW]\.) $")


def add_pointed_places(reading: Reading, lists: Path | None = None) -> Reading:
    """Add the places that only the extractor saw; `lists` is the folder of the lists of places, None the user's."""
    assert reading.toponyms is not None
    known = [mention.quote for mention in reading.toponyms if mention.where is not None]
    known += [mention.quote for mention in reading.places or () if mention.where is not None]
    fillers = {_whole(reading, f.start, f.end): None for p in reading.proposals or () for f in p.of("place")}
    unknown = [
        stretch
        for stretch in fillers
        if not any(_meets(quote, stretch) for quote in known) and reading.document.text[stretch[0]].isupper()
        if not _is_piece(reading.document.text, *stretch)
    ]
    unknown = [one for one in unknown if not any(one != other and _within(one, other) for other in unknown)]
    stretches = Stretches(gazetteer(lists), actors().nations)
    unknown = [one for one in unknown if _may_be_placed(reading.document.text, *one, stretches)]
    if not unknown:
        return reading
    source = reading.document.source
    wheres = places_at(reading, unknown, source.name if source else "", gazetteer(lists))
    found = [
        PlaceMention(reading.quote(*stretch), where)
        for stretch, where in zip(unknown, wheres, strict=True)
        if where is not None
    ]
    kept = [m for m in reading.toponyms if not any(_meets(m.quote, (f.quote.start, f.quote.end)) for f in found)]
    every = sorted([*kept, *found], key=lambda mention: mention.quote.start)
    return replace(reading, toponyms=tuple(every))


def _whole(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The name that words are part of, where the rules saw a longer one: "Columbia County", of which they are half."""
    for mention in (*(reading.toponyms or ()), *(reading.places or ())):
        if mention.quote.start <= start and end <= mention.quote.end:
            return mention.quote.start, mention.quote.end
    return start, end


def _is_piece(text: str, start: int, end: int) -> bool:
    """Whether a stretch is part of a word, or of a longer name: "Day" of "Dayton", "Campbell" of "South Campbell"."""
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return True
    return _GOES_ON.match(text, end) is not None or _GOES_BEFORE.search(text, max(0, start - 20), start) is not None


def _may_be_placed(text: str, start: int, end: int, stretches: Stretches) -> bool:
    """Whether a place can come of words: a list has them, or they end in the word for a site, or stand in a list."""
    last = text[start:end].rpartition(" ")[2].lower().rstrip(".")
    return last in SITES or text[end : end + 1] == "," or bool(stretches.places_of(text[start:end]))


def _meets(quote: Quote, stretch: tuple[int, int]) -> bool:
    return quote.start < stretch[1] and stretch[0] < quote.end


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
