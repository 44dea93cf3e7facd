"""What most needs eyes: the rule that puts claims and pairs in the order of a review, point by point.

The rule is `RULE`; every item says its points by reason, and `REASONS` says what each reason is worth and why.
"""

from dataclasses import dataclass
from enum import StrEnum

from warledger.model.ids import ClaimId

RULE = "eyes first, version 1"


class Why(StrEnum):
    """Why an item waits where it waits."""

    DIFFERS = "differs"
    HARM = "harm"
    NEAR = "near"
    CONTESTED = "contested"
    UNSURE = "unsure"
    UNPLACED = "unplaced"
    UNDATED = "undated"


HARM_POINTS = ((100, 40), (10, 25), (1, 10))  # told killed at least, points
DIFFERS_POINTS = 100
NEAR_POINTS = 40  # at nought bits; a bit further away is 16 less
NEAR_A_BIT = 16
PAIR_POINTS = 20  # one answer on a pair changes a count of incidents
CONTESTED_POINTS = 30
UNSURE_POINTS = 50  # times the coder's doubt, from 0 to 1
UNPLACED_POINTS = 20
UNDATED_POINTS = 10

REASONS: dict[Why, str] = {
    Why.DIFFERS: f"two coders answered it differently: {DIFFERS_POINTS}",
    Why.HARM: "killed as told, 100 or more: 40; 10 or more: 25; 1 or more: 10 (of a pair, of its larger incident)",
    Why.NEAR: f"two claims that may be one incident: {PAIR_POINTS}, and {NEAR_POINTS} where their weight is nought, "
    f"{NEAR_A_BIT} less for each bit away from it",
    Why.CONTESTED: f"its incident is denied, blamed on several, or counted apart: {CONTESTED_POINTS}",
    Why.UNSURE: f"how little the coder is sure of it: {UNSURE_POINTS} times one less the confidence",
    Why.UNPLACED: f"its incident has no place: {UNPLACED_POINTS}",
    Why.UNDATED: f"it has no day: {UNDATED_POINTS}",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One claim, or two that may be one incident, with its points by reason. `bits` is the weight of a pair."""

    claims: tuple[ClaimId, ...]
    points: tuple[tuple[Why, int], ...]
    bits: float | None = None

    @property
    def id(self) -> str:
        """The item's name in addresses and commands: a claim's id, or two with a tilde between."""
        return "~".join(self.claims)

    @property
    def total(self) -> int:
        """Its points."""
        return sum(points for _, points in self.points)

    @property
    def is_pair(self) -> bool:
        """Whether two claims are to be told apart."""
        return len(self.claims) == 2
