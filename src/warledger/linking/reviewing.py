"""Turns judgements on claims into what rules each of them, and coders' answers into what each said of each item.

A reviewer's latest standing word on a claim, and on each field of it, rules. A coder's answers stand beside those of
other coders and rule nothing; the latest of a coder on an item is that coder's answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from warledger.linking.judging import Person, standing
from warledger.model.claim import Claim
from warledger.model.correction import CLAIM, corrected
from warledger.model.ids import ClaimId, JudgementId, content_id
from warledger.model.ledger import Act, Judgement, Role, Verdict
from warledger.model.place_choice import PLACE

VERDICTS = {Act.ACCEPT: Verdict.YES, Act.REJECT: Verdict.NO, Act.DOUBT: Verdict.UNSURE}
NO_ANSWER = ("retracted", PLACE)  # fields of judgements that say nothing on whether the claim stands
Item = tuple[ClaimId, ...]  # one claim, or the two of a pair in the order of their ids


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules a claim: the word on the whole of it, and on its fields."""

    whole: Judgement | None = None
    fields: Mapping[str, Judgement] = field(default_factory=dict)

    @property
    def rejected(self) -> bool:
        """Whether it is no claim."""
        return self.whole is not None and self.whole.verdict is Verdict.NO

    @property
    def values(self) -> dict[str, str]:
        """The values that people gave its fields."""
        return {name: one.value for name, one in self.fields.items() if one.value is not None}

    def of(self, claim: Claim) -> Claim:
        """The claim as it is by these."""
        return corrected(claim, self.values)


def opinion(claim: ClaimId, act: Act, person: Person) -> Judgement:
    """A person accepts a claim as it is, rejects it, or is not sure."""
    return _said(claim, CLAIM, VERDICTS[act], None, person)


def correction(claim: ClaimId, field: str, value: str, person: Person) -> Judgement:
    """A person gives a field of a claim another value."""
    return _said(claim, field, Verdict.YES, value, person)


def _said(claim: ClaimId, field: str, verdict: Verdict, value: str | None, person: Person) -> Judgement:
    id_ = content_id("judgement", claim, field, verdict.value, value, person.who, person.when.isoformat())
    said = Judgement(JudgementId(id_), claim, None, field, verdict, value, person.who, person.when, person.why)
    return replace(said, role=person.role)


def rulings(judgements: Iterable[Judgement]) -> dict[ClaimId, Ruled]:
    """What rules each claim that people said something of."""
    found: dict[ClaimId, Ruled] = {}
    for one in standing(judgements):
        if one.right is not None or one.field is None or one.field in NO_ANSWER:
            continue
        before = found.get(one.left, Ruled())
        if one.field == CLAIM:
            found[one.left] = replace(before, whole=one)
        else:
            found[one.left] = replace(before, fields={**before.fields, one.field: one})
    return found


def item_of(judgement: Judgement) -> Item:
    """What a judgement is about."""
    return (judgement.left,) if judgement.right is None else (judgement.left, judgement.right)


def answers(judgements: Iterable[Judgement]) -> dict[Item, dict[str, Judgement]]:
    """What each coder said of each item: the latest answer that the coder did not take back."""
    undone: set[JudgementId] = set()
    found: dict[Item, dict[str, Judgement]] = {}
    for one in reversed([one for one in judgements if one.role is Role.CODER]):
        if one.id in undone:
            continue
        if one.undoes is not None:
            undone.add(one.undoes)
        elif one.field not in NO_ANSWER:
            found.setdefault(item_of(one), {}).setdefault(one.who, one)
    return found


def decided(judgements: Iterable[Judgement]) -> frozenset[Item]:
    """What reviewers decided: pairs that they answered, claims that they accepted, rejected, doubted or corrected."""
    return frozenset(item_of(one) for one in standing(judgements) if one.field not in NO_ANSWER)


def meaning(answer: Judgement) -> str:
    """An answer as it is counted: yes and no of pairs, accepted, rejected or corrected of claims; "" where unsure."""
    if answer.verdict is Verdict.UNSURE:
        return ""
    if answer.right is not None:
        return answer.verdict.value
    return answer.act.value
