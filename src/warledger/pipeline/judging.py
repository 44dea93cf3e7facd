"""What people say of claims and sources, taken into a case: checked against what stands, stored, and linked at once.

A judgement that contradicts one that stands is refused with both shown, and nothing is stored. Nothing is ever taken
out: undoing is a judgement too, and all of one split, merge or move is undone together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from warledger.errors import BadSetting, EditedMeanwhile
from warledger.linking import judging
from warledger.linking.judging import Person, admitted
from warledger.linking.reviewing import Ruled, correction, opinion, rulings
from warledger.model.correction import Value, written
from warledger.model.ids import ClaimId, content_id
from warledger.model.ledger import Act, Judgement, Role, Verdict
from warledger.model.register import SourceNote
from warledger.pipeline.correcting import restated
from warledger.pipeline.linking import Linked, link_new
from warledger.store.records import Store

__all__ = [
    "Judged",
    "Person",
    "accept",
    "correct",
    "doubt",
    "judge",
    "last_of",
    "merge",
    "move",
    "note",
    "reject",
    "retract",
    "split",
    "taken",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was stored, and what it changed."""

    judgements: tuple[Judgement, ...]
    linked: Linked


def judge(store: Store, one: ClaimId, other: ClaimId, verdict: Verdict, person: Person) -> Judged:
    """A person's answer on whether two claims are of one incident."""
    return taken(store, Act.JUDGE, lambda: (judging.judgement(one, other, verdict, person),))


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
    return taken(store, Act.SPLIT, lambda: judging.split([claims, rest], person))


def merge(store: Store, claims: Sequence[ClaimId], person: Person) -> Judged:
    """The incidents of these claims are one."""
    link_new(store)
    groups = sorted({store.incidents().claims_beside(claim) for claim in claims})
    if len(groups) < 2:
        raise BadSetting(f"{' and '.join(claims)} are of one incident already. Name claims of several.")
    return taken(store, Act.MERGE, lambda: judging.merge(groups, person))


def move(store: Store, claim: ClaimId, to: ClaimId, person: Person) -> Judged:
    """A claim belongs to the incident of another claim, and to none of those it stood with."""
    link_new(store)
    old, new = store.incidents().claims_beside(claim), store.incidents().claims_beside(to)
    if claim in new:
        raise BadSetting(f"{claim} is in the incident of {to} already. To part them: warledger split or judge ... no.")
    return taken(store, Act.MOVE, lambda: judging.move(claim, old, new, person))


def retract(store: Store, claim: ClaimId, person: Person) -> Judged:
    """The source of a claim took it back."""
    return taken(store, Act.RETRACT, lambda: (judging.retraction(claim, person),))


def undo(store: Store, wanted: str, person: Person) -> Judged:
    """Take a judgement back, or all those of one split, merge or move; taking that back restores them."""
    held = tuple(store.judgements())
    batch = [one for one in held if wanted in (one.id, one.batch)]
    if not batch:
        raise BadSetting(f"there is no judgement {wanted}. List them: warledger judgements {store.path}")
    if person.role is Role.CODER and any((one.who, one.role) != (person.who, Role.CODER) for one in batch):
        raise BadSetting(f"{wanted} is not your own answer: a coder takes back only those.")
    gone = {one.undoes for one in _standing_undos(held)}
    if all(one.id in gone for one in batch):
        raise BadSetting(f"{wanted} is undone already. To restore it, undo what undid it.")
    return taken(store, Act.UNDO, lambda: tuple(judging.undo(one, person) for one in batch))


def last_of(store: Store, person: Person) -> Judgement | None:
    """The person's last judgement that was not taken back: what undoing takes back."""
    held = tuple(store.judgements())
    gone = {one.undoes for one in _standing_undos(held)}
    own = (one for one in reversed(held) if (one.who, one.role) == (person.who, person.role))
    return next((one for one in own if one.undoes is None and one.id not in gone), None)


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


def accept(store: Store, claim: ClaimId, person: Person) -> Judged:
    """A claim stands as it is."""
    return taken(store, Act.ACCEPT, lambda: (opinion(claim, Act.ACCEPT, person),))


def reject(store: Store, claim: ClaimId, person: Person) -> Judged:
    """A claim is none: no list, incident, figure or export counts it. It takes a reason."""
    if not (person.why or "").strip():
        raise BadSetting(f"a claim is rejected for a reason: say why {claim} is none.")
    return taken(store, Act.REJECT, lambda: (opinion(claim, Act.REJECT, person),))


def doubt(store: Store, claim: ClaimId, person: Person) -> Judged:
    """Somebody looked at a claim and is not sure; nothing changes."""
    return taken(store, Act.DOUBT, lambda: (opinion(claim, Act.DOUBT, person),))


def correct(
    store: Store, claim: ClaimId, field: str, value: Value, person: Person, *, seen: str | None = None
) -> Judged:
    """A field of a claim is otherwise than it was coded.

    `seen` is the id of the judgement that ruled the field when the person looked, "" where none did: if another rules
    by now, EditedMeanwhile, and nothing is stored. None asks for no such check.
    """
    made = correction(claim, field, written(value), person)

    def unchanged(held: Sequence[Judgement]) -> None:
        now = rulings(held).get(claim, Ruled()).fields.get(field)
        if seen is not None and person.role is Role.REVIEWER and seen != (now.id if now else ""):
            raise EditedMeanwhile(_meanwhile(claim, field, now))

    return taken(store, Act.CORRECT, lambda: (made,), unchanged)


def _meanwhile(claim: ClaimId, field: str, now: Judgement | None) -> str:
    what = f"the {field} of {claim}"
    if now is None:
        return f"{what} was put back as it was coded since you looked. Look again, then say it once more."
    why = f" ({now.why})" if now.why else ""
    return (
        f"{now.who} corrected {what} at {now.when:%Y-%m-%d %H:%M}{why} [{now.id}], since you looked. Nothing of yours "
        "was stored: look at theirs, then keep it, or put yours in its place."
    )


def taken(
    store: Store,
    act: Act,
    make: Callable[[], Sequence[Judgement]],
    check: Callable[[Sequence[Judgement]], None] = lambda _: None,
) -> Judged:
    """Store new judgements if all of them may be added, and link what they change.

    What stands is looked at again where somebody judged in between.
    """
    made = make()
    batch = content_id(act.value, *(one.id for one in made))
    new = tuple(replace(one, act=act, batch=batch) for one in made)
    while True:
        held = list(store.judgements())
        known = len(held)
        check(held)
        for one in new:
            held.append(one if one.role is Role.CODER else admitted(held, one))
        if store.add_judgement(*new, after=known, restated=restated(store, held, new)):
            return Judged(new, link_new(store))
