"""Turns judgements into what names of places mean, and builds the judgement that says so.

Of the choices that hold for a name in its surroundings the one that reaches least far counts, and of those the latest.
Only a reviewer chooses; a choice that was taken back counts no more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warledger.linking.judging import Person, standing
from warledger.model.claim import Claim
from warledger.model.ids import ClaimId, JudgementId, content_id
from warledger.model.ledger import Act, Judgement, Verdict
from warledger.model.place_choice import (
    PLACE,
    Meaning,
    NamedPlace,
    PlaceChoice,
    Reach,
    Surroundings,
    by_choice,
    covered,
    read,
    written,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that stands, and the judgement that made it."""

    choice: PlaceChoice
    judgement: Judgement

    @property
    def said(self) -> str:
        """Who chose it, when, and for what: the `basis` of a place."""
        around = self.choice.covered()
        named = ", ".join(filter(None, (around.province, around.country)))
        where = f"where the report is about {named}" if named else _otherwise(self.choice.reach)
        made = self.judgement
        return f"{made.who} chose it on {made.when:%Y-%m-%d} for “{self.choice.written}” {where}"

    def of(self, claim: Claim) -> Claim:
        """The claim with what was chosen."""
        return by_choice(claim, self.choice, self.said)


def _otherwise(reach: Reach) -> str:
    return "in every report of the case" if reach is Reach.CASE else "where the report tells of no other place"


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices that stand, by what they cover."""

    held: dict[tuple[Reach, Surroundings], Chosen]

    @staticmethod
    def of(judgements: Iterable[Judgement]) -> "Choices":
        """Those of these judgements."""
        made = (one for one in standing(judgements) if one.field == PLACE and one.value is not None)
        found = (Chosen(read(one.value or ""), one) for one in made)
        return Choices({(one.choice.reach, one.choice.covered()): one for one in found})

    def __bool__(self) -> bool:
        return bool(self.held)

    @property
    def names(self) -> frozenset[str]:
        """The folded names that something was chosen for."""
        return frozenset(around.name for _, around in self.held)

    def for_(self, around: Surroundings) -> Chosen | None:
        """What counts for a name in its surroundings; None where nothing was chosen."""
        reaches = ((reach, covered(around, reach)) for reach in Reach)
        return next((self.held[key] for key in reaches if key in self.held), None)

    def by_claim(self, named: Iterable[NamedPlace]) -> dict[ClaimId, Chosen]:
        """What counts for these claims."""
        found = ((one.claim, self.for_(one.around)) for one in named)
        return {claim: chosen for claim, chosen in found if chosen is not None}


def choice_of(example: ClaimId, choice: PlaceChoice, person: Person) -> Judgement:
    """A person says what a name means; `example` is a claim that rests on it."""
    if (choice.where is not None) is not (choice.meaning is Meaning.PLACE):
        raise ValueError(f"a choice that the name means {choice.meaning.value!r} has a place, or lacks one")
    value = written(choice)
    id_ = content_id("judgement", example, PLACE, value, person.who, person.when.isoformat())
    said = Judgement(JudgementId(id_), example, None, PLACE, Verdict.YES, value, person.who, person.when, person.why)
    return replace(said, role=person.role, act=Act.PLACE)


def names_judged(judgements: Sequence[Judgement], new: Iterable[Judgement]) -> frozenset[str]:
    """The folded names that new judgements choose for, take back a choice of, or restore one of."""
    by_id = {one.id: one for one in judgements}
    found = set()
    for one in new:
        made: Judgement | None = one
        while made is not None and made.undoes is not None:
            made = by_id.get(made.undoes)
        if made is not None and made.field == PLACE and made.value is not None:
            found.add(read(made.value).around.name)
    return frozenset(found)
