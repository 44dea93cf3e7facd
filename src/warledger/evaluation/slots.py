"""Scores claims against people's claims, slot by slot.

Claims of a report are paired one to one, the likest first; a pair shares its type or words of its trigger, and
something else. Slots are the type, the status, each filler of a role (right when half of the words of both agree) and
each figure of harm (kind, low and high exact). A slot of an unpaired claim is missed or spurious. It judges no single
claim good or bad.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warledger.evaluation.gold import ROLES, CodedClaim, Figure

SLOTS = ("type", "status", *ROLES, "harm")
_SMALL = frozenset("the a an of in at on by from to and its their his her 's near".split())
_TYPE, _TRIGGER, _FILLER, _HARM, _STATUS = 3.0, 2.0, 1.0, 1.5, 0.5  # what agreement on each adds to likeness
_SHARE_OF_SHORTER, _SHARE_OF_LONGER = 0.5, 0.34


@dataclass(slots=True)
class Count:
    """Right, in the gold, coded."""

    right: int = 0
    gold: int = 0
    coded: int = 0

    @property
    def precision(self) -> float:
        """Share of what was coded that is right; 0 when nothing was coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 when there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, right: int, gold: int, coded: int) -> None:
        """Count more."""
        self.right += right
        self.gold += gold
        self.coded += coded


@dataclass(slots=True)
class Scores:
    """Counts for each slot and for whole rows (type, status, every harm, actors and place right)."""

    slots: dict[str, Count] = field(default_factory=lambda: {slot: Count() for slot in SLOTS})
    rows: Count = field(default_factory=Count)

    @property
    def all_slots(self) -> Count:
        """Every slot in one count: the headline."""
        total = Count()
        for count in self.slots.values():
            total.add(count.right, count.gold, count.coded)
        return total


def score(gold: Mapping[str, Sequence[CodedClaim]], coded: Mapping[str, Sequence[CodedClaim]]) -> Scores:
    """The scores of all reports of the gold; a report that was not coded counts as coded empty."""
    scores = Scores()
    for report, claims in gold.items():
        _score_report(scores, claims, coded.get(report, ()))
    return scores


def _score_report(scores: Scores, gold: Sequence[CodedClaim], coded: Sequence[CodedClaim]) -> None:
    for claims, is_gold in ((gold, True), (coded, False)):
        for claim in claims:
            sizes = {"type": 1, "status": 1, "harm": len(claim.harm)} | {r: len(claim.roles[r]) for r in ROLES}
            for slot, size in sizes.items():
                scores.slots[slot].add(0, size if is_gold else 0, 0 if is_gold else size)
    scores.rows.add(0, len(gold), len(coded))
    for wanted, found in pairs(gold, coded):
        scores.slots["type"].right += wanted.type == found.type
        scores.slots["status"].right += wanted.status == found.status
        for role in ROLES:
            scores.slots[role].right += common(wanted.roles[role], found.roles[role])
        scores.slots["harm"].right += same_figures(wanted.harm, found.harm)
        scores.rows.right += _whole(wanted, found)


def pairs(gold: Sequence[CodedClaim], coded: Sequence[CodedClaim]) -> list[tuple[CodedClaim, CodedClaim]]:
    """Claims of the gold with the coded claims they are compared to, the likest pair first."""
    return [(gold[i], coded[j]) for i, j in paired(gold, coded)]


def paired(gold: Sequence[CodedClaim], coded: Sequence[CodedClaim]) -> list[tuple[int, int]]:
    """The pairs by their places in the two lists; a claim in none of them is missed or spurious."""
    table = sorted(
        ((likeness(g, c), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_coded: set[int] = set()
    found = []
    for value, i, j in table:
        if value > 0 and i not in used_gold and j not in used_coded:
            used_gold.add(i)
            used_coded.add(j)
            found.append((i, j))
    return found


def likeness(gold: CodedClaim, coded: CodedClaim) -> float:
    """How much two claims agree; 0 when they cannot be about the same event."""
    trigger = alike(gold.trigger, coded.trigger)
    if gold.type != coded.type and not trigger:
        return 0.0
    fillers = sum(common(gold.roles[role], coded.roles[role]) for role in ROLES)
    figures = len(set(gold.harm) & set(coded.harm))
    if not (trigger or fillers or figures):
        return 0.0
    return (
        _TYPE * (gold.type == coded.type)
        + _TRIGGER * trigger
        + _FILLER * fillers
        + _HARM * figures
        + _STATUS * (gold.status == coded.status)
    )


def alike(a: str, b: str) -> bool:
    """Whether two wordings name one thing: at least half the words of the shorter and a third of the longer agree.

    >>> alike("the town of Kassab", "Kassab"), alike("a shell", "two rockets")
    (True, False)
    """
    left, right = _words(a), _words(b)
    if not left or not right:
        return False
    shared = len(left & right)
    return shared >= _SHARE_OF_SHORTER * min(len(left), len(right)) and shared >= _SHARE_OF_LONGER * max(
        len(left), len(right)
    )


def _words(text: str) -> set[str]:
    every = set(re.findall(r"\w+", text.lower()))
    return {word for word in every if word not in _SMALL} or every


def common(gold: Sequence[str], coded: Sequence[str]) -> int:
    """How many fillers of the gold are found, each coded one used once."""
    left, hits = list(coded), 0
    for wanted in gold:
        match = next((i for i, found in enumerate(left) if alike(wanted, found)), None)
        if match is not None:
            del left[match]
            hits += 1
    return hits


def same_figures(gold: Sequence[Figure], coded: Sequence[Figure]) -> int:
    """How many figures of the gold are found, kind and both bounds exact, each coded one used once."""
    left, hits = list(coded), 0
    for figure in gold:
        if figure in left:
            left.remove(figure)
            hits += 1
    return hits


def _whole(gold: CodedClaim, coded: CodedClaim) -> bool:
    figures = same_figures(gold.harm, coded.harm)
    actors = common(gold.roles["actor"], coded.roles["actor"])
    return (
        gold.type == coded.type
        and gold.status == coded.status
        and figures == len(gold.harm) == len(coded.harm)
        and actors == len(gold.roles["actor"]) == len(coded.roles["actor"])
        and common(gold.roles["place"], coded.roles["place"]) >= min(1, len(gold.roles["place"]))
    )
