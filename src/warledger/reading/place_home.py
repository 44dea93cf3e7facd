"""The town that a report is about, where it is about one: for events, quarters and streets that name none themselves.

It weighs the towns by how the report names them (its dateline, its heading, its police) and takes the weightiest where
no other comes near it. Where somebody comes from, and the hospital that he was brought to, speak for no town.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from warledger.model.claim import PlacePrecision
from warledger.reading.place_choice import Choice
from warledger.reading.place_name import HEADING, OUTLET, Name, Role
from warledger.reading.place_words import LOCAL_BODIES
from warledger.reference.gazetteer import OTHER_NAME, Place, distance_km

DATELINE, IN_HEADING, BODY, OPENS = 3.0, 3.0, 2.0, 1.0  # what each adds to a mention, which counts 1
OF_OUTLET = 0.5  # what the town of the outlet counts, named in its title
CLEARLY = 1.5  # times as much as any other town must the town of the report weigh
KNOWN = 100_000  # people: a smaller town is not taken by another name than its own
OPENING = 300  # characters: a dateline and the first sentence
ONE_TOWN_KM = 25.0  # towns no farther apart are one for a report: a city and its suburb
_TOWNS = ("town", "metropolis")
_DATELINE = re.compile(r"(?:, ?[A-Z][\w. ]{1,20}?)? ?(?:\([^)]{2,30}\) ?)?[-–—]{1,2} ")
_BROUGHT = re.compile(  # "of Dunbar", "from Homs", "taken to a hospital in Idlib"
    r"(?:\b(?:man|woman|boy|girl|resident|residents|native|\d{1,2},|[A-Z][a-z]+,?) (?:of|from) $)|"
    r"\b(?:taken|rushed|flown|airlifted|transported|brought|evacuated|transferred|treated|hospitali[sz]ed)\b[^.;]{0,60}$"
)


def is_aside(text: str, name: Name) -> bool:
    """Whether the words tell where somebody comes from or was brought to, and not where something happened."""
    if name.sentence < 0:
        return False
    return _BROUGHT.search(text, max(0, name.start - 90), name.start) is not None


def home_of(text: str, names: Sequence[Name], choices: Sequence[Choice]) -> int | None:
    """The number of the name of the town that the report is about; None where no town stands out."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for number, (name, choice) in enumerate(zip(names, choices, strict=True)):
        place = choice.place
        if place is None or not _is_town(place) or name.site or name.role not in (Role.PLACE, Role.AGENT):
            continue
        if choice.seen.quarter or is_aside(text, name):
            continue
        opens = place.gazetteer_id not in first
        weights[place.gazetteer_id] += _weight(text, name, opens=opens)
        if opens or names[first[place.gazetteer_id]].sentence < 0:
            first[place.gazetteer_id] = number
    if not weights:
        return None
    best = max(weights, key=weights.__getitem__)
    own = choices[first[best]].place
    assert own is not None
    for other, weight in weights.items():
        place = choices[first[other]].place
        if other == best or place is None or CLEARLY * weight <= weights[best]:
            continue
        if distance_km((own.lat, own.lon), (place.lat, place.lon)) > ONE_TOWN_KM:
            return None
    return first[best]


def _is_town(place: Place) -> bool:
    by_other_name = place.basis == OTHER_NAME and place.size < KNOWN
    return place.kind in _TOWNS and place.precision is PlacePrecision.PLACE and not by_other_name


def _weight(text: str, name: Name, *, opens: bool) -> float:
    if name.sentence == OUTLET:
        return OF_OUTLET
    if name.sentence == HEADING:
        return 1.0 + IN_HEADING
    weight = 1.0
    following = re.match(r"(?:['’]s)? ([\w-]+)", text[name.end : name.end + 30])
    if following and following[1].lower() in LOCAL_BODIES:
        weight += BODY
    if opens and _DATELINE.match(text, name.end) and text[: name.start].rpartition("\n")[2].strip() == "":
        weight += DATELINE
    return weight + OPENS * (opens and name.start < OPENING)
