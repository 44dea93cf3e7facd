"""What a person says the name of a place means, and how far that reaches: a name, its surroundings, and a meaning.

The name is the words of the report, folded; the surroundings are the country and province around it in the report. A
choice is the value of a judgement; it holds for every claim whose place rests on that name in those surroundings.
"""

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from warledger.model.claim import Claim, PlacePrecision, Where
from warledger.model.evidence import Quote, Sourced
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.serial import dump, load

PLACE = "place"  # the field of a judgement that is a choice of place
SURE = 0.8  # names whose place is said to be less likely are doubtful: docs/places.md has how often they are right
RULE = "chosen by a person for this name"
LIKELY = re.compile(r"\blikely (\d\.\d\d)\b")
STANDS_IN = "not in the gazetteer"


class Doubt(StrEnum):
    """How far the place of a name is known."""

    UNRESOLVED = "unresolved"  # no place of that name fits, or none is known
    UNSURE = "unsure"  # one was chosen, and is less likely than `SURE`
    STANDS_IN = "stands-in"  # the name is in no list: the town that it lies in or near stands for it
    SURE = "sure"


class Reach(StrEnum):
    """How far a choice reaches, the narrowest first."""

    PROVINCE = "province"  # the same country and province around
    COUNTRY = "country"  # the same country around, in whatever province
    CASE = "case"  # every report of the case


class Meaning(StrEnum):
    """What the name means."""

    PLACE = "place"
    NONE = "none"  # a place, but none of those that are known
    NOT_A_PLACE = "not-a-place"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A folded name, and the country (ISO 3166-1 alpha-2) and province around it; None where the report tells none."""

    name: str
    country: str | None
    province: str | None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """The name that the place of a claim rests on. `share` is how likely its place was said to be, if it was."""

    claim: ClaimId
    document: DocumentId
    around: Surroundings
    written: str
    doubt: Doubt
    share: float | None = None
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What a name means, and where: `where` only of a place."""

    around: Surroundings
    written: str
    reach: Reach
    meaning: Meaning
    where: Where | None = None

    def holds_for(self, around: Surroundings) -> bool:
        """Whether a name in these surroundings is meant."""
        return self.covered() == covered(around, self.reach)

    def covered(self) -> Surroundings:
        """The surroundings, but for what does not count at this reach."""
        return covered(self.around, self.reach)


def covered(around: Surroundings, reach: Reach) -> Surroundings:
    """The surroundings as far as they count at a reach."""
    country = around.country if reach is not Reach.CASE else None
    return Surroundings(around.name, country, around.province if reach is Reach.PROVINCE else None)


def written(choice: PlaceChoice) -> str:
    """A choice as a judgement holds it."""
    return json.dumps(dump(choice), separators=(",", ":"))


def read(value: str) -> PlaceChoice:
    """The choice that a judgement holds; ValueError, KeyError or TypeError when it is none."""
    return load(PlaceChoice, json.loads(value))


def likely(where: Where) -> float | None:
    """How likely a place was said to be, as its `basis` has it; None where that is not said.

    >>> LIKELY.search("name; of 15: its size; likely 0.20")[1]
    '0.20'
    """
    found = LIKELY.search(where.basis)
    return float(found[1]) if found else None


def doubt_of(claim: Claim) -> Doubt:
    """How far the place of a claim is known."""
    if claim.where is None:
        return Doubt.UNRESOLVED
    if claim.where.value.basis.startswith(STANDS_IN):
        return Doubt.STANDS_IN
    share = likely(claim.where.value)
    return Doubt.UNSURE if share is not None and share < SURE else Doubt.SURE


def name_of(claim: Claim) -> str | None:
    """The words that the place of a claim rests on; None where no words name one.

    "A market" and "his house" are places without a name: a name has a capital, or is of a script that has none.
    """
    if claim.where is not None:
        return claim.where.quotes[0].text if claim.where.quotes else claim.where.value.name
    named = (quote.text for quote in claim.places if _is_name(quote.text))
    return next(named, None)


def _is_name(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and (any(map(str.isupper, letters)) or not any(map(str.islower, letters)))


def by_choice(claim: Claim, choice: PlaceChoice, said: str) -> Claim:
    """The claim with the place that was chosen for its name. `said` tells who chose it, when and for what."""
    quotes = _quotes(claim, choice.written)
    if choice.meaning is Meaning.NOT_A_PLACE:
        return replace(claim, where=None, places=tuple(one for one in claim.places if one not in quotes))
    if choice.where is None:
        return replace(claim, where=None)
    near = claim.where is not None and claim.where.value.precision is PlacePrecision.NEAR
    precision = PlacePrecision.NEAR if near else choice.where.precision
    where = replace(choice.where, precision=precision, basis=said)
    return replace(claim, where=Sourced(where, RULE, quotes))


def _quotes(claim: Claim, name: str) -> tuple[Quote, ...]:
    if claim.where is not None and claim.where.quotes:
        return claim.where.quotes
    named = [one for one in claim.places if _is_name(one.text)]
    own = [one for one in named if one.text.casefold() == name.casefold()]
    return tuple(own[:1] if own or claim.where is not None else named[:1])
