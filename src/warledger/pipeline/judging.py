"""What people say of claims and sources, taken into a case: checked against what stands, stored, and linked at once.

A judgement that contradicts one that stands is refused with both shown, and nothing is stored. Nothing is ever taken
out: undoing is a judgement too, and all of one split, merge or move is undone together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from warledger.errors import BadSetting
from warledger.linking import judging
from warledger.linking.judging import Person, admitted
from warledger.model.ids import ClaimId, content_id
from warledger.model.ledger import Act, Judgement, Verdict
from warledger.model.register import SourceNote
from warledger.pipeline.linking import Linked, link_new
from warledger.store.records import Store

__all__ = ["Judged", "Person", "judge", "merge", "move", "note", "retract", "split", "undo"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was stored, and what it changed."""

    judgements: tuple[Judgement, ...]
    linked: Linked


def judge(store: Store, one: ClaimId, other: ClaimId, verdict: Verdict, person: Person) -> Judged:
    """A person's answer on whether two claims are of one incident."""
    return _taken(store, Act.JUDGE, lambda: (judging.judgement(one, other, verdict, person),))


def split(store: Store, claims: Sequence[ClaimId], person: Person) -> Judged:
    """These claims, all of one incident, are an incident of their own."""
    link_new(store)
    inside = store.incidents().claims_beside(claims[0])
    strangers = [claim for claim in claims if claim not in inside]
    if strangers:
        raise BadSetting(f"{strangers[0]} is not in the incident of {claims[0]}. Name claims of one incident.")
    rest = [claim for claim in inside if claim not in claims]
    if not rest:
        raise BadSetting(f"these are all the claims of the incident of {claims[0]}: there is nothing to split off.")
    return _taken(store, Act.SPLIT, lambda: judging.split([claims, rest], person))


def merge(store: Store, claims: Sequence[ClaimId], person: Person) -> Judged:
    """The incidents of these claims are one."""
    link_new(store)
    groups = sorted({store.incidents().claims_beside(claim) for claim in claims})
    if len(groups) < 2:
        raise BadSetting(f"{' and '.join(claims)} are of one incident already. Name claims of several.")
    return _taken(store, Act.MERGE, lambda: judging.merge(groups, person))


def move(store: Store, claim: ClaimId, to: ClaimId, person: Person) -> Judged:
    """A claim belongs to the incident of another claim, and to none of those it stood with."""
    link_new(store)
    old, new = store.incidents().claims_beside(claim), store.incidents().claims_beside(to)
    if claim in new:
        raise BadSetting(f"{claim} is in the incident of {to} already. To part them: warledger split or judge ... no.")
    return _taken(store, Act.MOVE, lambda: judging.move(claim, old, new, person))


def retract(store: Store, claim: ClaimId, person: Person) -> Judged:
    """The source of a claim took it back."""
    return _taken(store, Act.RETRACT, lambda: (judging.retraction(claim, person),))


def undo(store: Store, wanted: str, person: Person) -> Judged:
    """Take a judgement back, or all those of one split, merge or move; taking that back restores them."""
    held = tuple(store.judgements())
    batch = [one for one in held if wanted in (one.id, one.batch)]
    if not batch:
        raise BadSetting(f"there is no judgement {wanted}. List them: warledger judgements {store.path}")
    gone = {one.undoes for one in _standing_undos(held)}
    if all(one.id in gone for one in batch):
        raise BadSetting(f"{wanted} is undone already. To restore it, undo what undid it.")
    return _taken(store, Act.UNDO, lambda: tuple(judging.undo(one, person) for one in batch))


def _standing_undos(held: Sequence[Judgement]) -> Iterable[Judgement]:
    undone: set[str] = set()
    for one in reversed(held):
        if one.undoes is not None and one.id not in undone:
            undone.add(one.undoes)
            yield one


def note(store: Store, *notes: SourceNote) -> Linked:
    """Take notes on sources into a case."""
    for one in notes:
        store.add_note(one)
    return link_new(store)


def _taken(store: Store, act: Act, make: Callable[[], Sequence[Judgement]]) -> Judged:
    """Store new judgements if all of them may be added, and link what they change."""
    made = make()
    batch = content_id(act.value, *(one.id for one in made))
    new = tuple(replace(one, act=act, batch=batch) for one in made)
    held = list(store.judgements())
    for one in new:
        held.append(admitted(held, one))
    store.add_judgement(*new)
    return Judged(new, link_new(store))
