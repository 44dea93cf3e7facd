"""Which claims a person asks for. One meaning, in plain Python, that the store narrows by columns but never widens.

Names are compared folded: without case, accents, apostrophes or punctuation, word by word, so that "al bab" finds
"Al-Bab" and "Homs" does not find "Homsi".
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from warledger.model.claim import Claim, HarmKind, Party, Status, When, Who
from warledger.model.ranges import most_stated

SILENT = frozenset("'’‘ʼʻ`´ʿʾـ")  # apostrophes, ayn and hamza signs, tatweel: written or left out at will


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Every condition that is set must hold. An empty filter lets every claim through.

    `place` is looked for in the words of the report and in the resolved place's name, district, province and country
    code; `actor` in the words and names of those who did it; `min_killed` in the highest toll that the claim states.
    `sides` are one name, of somebody who did it or had it done to them, or two, between whom it was: one did it to the
    other, or both did it and nobody is named as hit. `target` is looked for in those it was done to, `weapon` in the
    means and its kind; `civilians` asks for a figure of civilians harmed.
    `since` and `until` are inclusive days that the claim's interval must touch: a claim without a date never does.
    `min_confidence` runs from 0 to 1, both inclusive.
    `words` are a search (`reference.searching`) of the claim's words and the sentence of its event, `reviewed` whether
    a reviewer said anything of it that stands: the case knows both, and `matches` leaves them out.
    """

    types: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    place: str | None = None
    since: date | None = None
    until: date | None = None
    actor: str | None = None
    min_killed: int | None = None
    min_confidence: float | None = None
    words: str | None = None
    sides: tuple[str, ...] = ()
    target: str | None = None
    weapon: str | None = None
    civilians: bool = False
    reviewed: bool | None = None

    def __post_init__(self) -> None:
        named = (("place", self.place), ("actor", self.actor), ("target", self.target), ("weapon", self.weapon))
        for name, words in (*named, *(("side", side) for side in self.sides), ("words", self.words)):
            if words is not None and not folded(words):
                raise ValueError(f"the {name} to look for has no letters or digits: {words!r}")
        if len(self.sides) > 2:
            raise ValueError(f"an event is asked for by one side or between two: {', '.join(self.sides)}")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"the days asked for end before they start: {self.since}..{self.until}")
        if self.min_killed is not None and self.min_killed < 0:
            raise ValueError(f"the least number killed cannot be below 0: {self.min_killed}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise ValueError(f"the least confidence runs from 0 to 1 (0.8, not 80): {self.min_confidence:g}")

    def matches(self, claim: Claim) -> bool:
        """Whether the claim is asked for."""
        return (
            (not self.types or claim.type.value in self.types)
            and (not self.statuses or claim.status.value in self.statuses)
            and (self.place is None or _names(self.place, place_names(claim)))
            and (self.actor is None or _names(self.actor, actor_names(claim)))
            and (self.target is None or _names(self.target, target_names(claim)))
            and (self.weapon is None or _names(self.weapon, weapon_names(claim)))
            and (not self.civilians or harms_civilians(claim))
            and self._between(actor_names(claim), target_names(claim))
            and self._touches(claim.when.value if claim.when else None)
            and (self.min_killed is None or self.min_killed <= (most_stated(claim, HarmKind.KILLED) or 0))
            and (self.min_confidence is None or self.min_confidence <= claim.confidence.value)
        )

    def _between(self, actors: tuple[str, ...], targets: tuple[str, ...]) -> bool:
        if not self.sides:
            return True
        one, other = self.sides[0], self.sides[-1]
        if len(self.sides) == 1:
            return _names(one, actors) or _names(one, targets)
        return (
            (_names(one, actors) and _names(other, targets))
            or (_names(other, actors) and _names(one, targets))
            or (not targets and _names(one, actors) and _names(other, actors))
        )

    def _touches(self, when: When | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if when is None:
            return False
        return (self.since is None or self.since <= when.end) and (self.until is None or when.start <= self.until)


def place_names(claim: Claim) -> tuple[str, ...]:
    """Every name a claim's place goes by: the report's words, then the resolved place from fine to coarse."""
    where = claim.where.value if claim.where else None
    resolved = (where.name, where.admin2, where.admin1, where.country) if where else ()
    return tuple(place.text for place in claim.places) + tuple(name for name in resolved if name)


def actor_names(claim: Claim) -> tuple[str, ...]:
    """Every name of those who did it: the report's words and the actor list's names."""
    return _party_names(claim.actors)


def target_names(claim: Claim) -> tuple[str, ...]:
    """Every name of those it was done to."""
    return _party_names(claim.targets)


def weapon_names(claim: Claim) -> tuple[str, ...]:
    """Every name of the means: the report's words and the lexicon's kinds."""
    return tuple(name for weapon in claim.weapons for name in (weapon.quote.text, weapon.kind) if name)


def harms_civilians(claim: Claim) -> bool:
    """Whether it gives a figure, other than nought, of civilians harmed."""
    return any(harm.who is Who.CIVILIAN and harm.high != 0 for harm in claim.harm)


def _party_names(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(name for party in parties for name in (party.quote.text, party.name) if name)


def folded(text: str) -> str:
    """A text's words as they are compared.

    >>> folded("Al-Bāb, near Sana'a")
    'al bab near sanaa'
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in decomposed if c not in SILENT and unicodedata.category(c) != "Mn")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def _names(wanted: str, names: Iterable[str]) -> bool:
    """Whether the wanted words stand, whole and in order, in one of the names."""
    words = f" {folded(wanted)} "
    return any(words in f" {folded(name)} " for name in names)
