"""The review of a case: what waits for a person's eyes, in order, what was said of it, and how far coders agree.

A reviewer's queue leaves out what reviewers decided, and begins with what coders answered differently; a coder's leaves
out what that coder answered, and tells nothing of what others said. The order is `model.reviewing.RULE`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge as in_order
from itertools import chain, islice

from warledger.linking.agreement import Agreement, agreement
from warledger.linking.judging import standing
from warledger.linking.reviewing import NO_ANSWER, answers, decided, item_of, meaning
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement, Role, Verdict
from warledger.model.reviewing import DIFFERS_POINTS, Item, Why
from warledger.store.records import Store
from warledger.store.reviews import OF_CLAIM, OF_PAIR

KINDS = ("all", "claims", "pairs")
ENOUGH = 2  # coders that answer an item


@dataclass(frozen=True, slots=True)
class Said:
    """Where an item stands: how many coders answered, what they said (a coder sees only the own answer), who decided.

    `differs` is null where it is not for the asker to know.
    """

    coders: int
    own: Judgement | None
    answers: tuple[Judgement, ...]
    differs: bool | None
    decided: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review has come: items decided by reviewers, items answered by coders once and twice, agreement."""

    decided: int
    once: int
    twice: int
    differing: int
    claims: Agreement
    pairs: Agreement


class Review:
    """The review of a case as one person sees it, as the case was last linked."""

    def __init__(self, store: Store, who: str, role: Role) -> None:
        self._store = store
        self._who = who
        self._role = role
        self._judgements: Sequence[Judgement] = tuple(store.judgements())
        self._answers = answers(self._judgements)
        self._decided = decided(self._judgements)

    def queue(self, kind: str = "all", why: Why | None = None) -> Iterator[Item]:
        """What waits, that which most needs eyes first; only claims or pairs, or what waits for one reason."""
        first = list(self._differing()) if self._role is Role.REVIEWER else []
        seen = {item.claims for item in first}
        streams = []
        if kind != "pairs" and why in (None, *OF_CLAIM):
            streams.append(self._store.reviews().claims(lambda id: self._waits((id,))))
        if kind != "claims" and why in (None, *OF_PAIR):
            streams.append(self._pairs())
        rest = (item for item in in_order(*streams, key=lambda item: -item.total) if item.claims not in seen)
        for item in chain(first, rest):
            fits = kind == "all" or item.is_pair is (kind == "pairs")
            if fits and self._waits(item.claims) and (why is None or why in dict(item.points)):
                yield item

    def item(self, id: str) -> Item | None:
        """The item of that name; None when there is none."""
        claims = [ClaimId(one) for one in id.split("~")]
        if len(claims) == 1:
            found = self._store.reviews().claim(claims[0])
        elif len(claims) == 2 and claims[0] != claims[1] and all(map(self._store.coded_claim, claims)):
            found = self._store.reviews().pair(*claims)
        else:
            found = None
        return self._with_difference(found) if found and self._role is Role.REVIEWER else found

    def said(self, item: Item) -> Said:
        """Where an item stands, as far as the person may see."""
        held = self._answers.get(item.claims, {})
        own = held.get(self._who)
        ruling = tuple(one for one in standing(self._judgements) if item_of(one) == item.claims)
        ruling = tuple(one for one in ruling if one.field not in NO_ANSWER)
        if self._role is Role.CODER:
            return Said(len(held), own, (own,) if own else (), None, ())
        return Said(len(held), own, tuple(held.values()), _differ(held), ruling)

    def progress(self) -> Progress:
        """How far the review has come."""
        counts = [len(held) for held in self._answers.values()]
        differing = sum(_differ(held) for held in self._answers.values())
        told = {item: {who: meaning(one) for who, one in held.items()} for item, held in self._answers.items()}
        return Progress(
            len(self._decided),
            sum(count == 1 for count in counts),
            sum(count > 1 for count in counts),
            differing,
            agreement(said for item, said in told.items() if len(item) == 1),
            agreement(said for item, said in told.items() if len(item) == 2),
        )

    def _waits(self, claims: tuple[ClaimId, ...]) -> bool:
        if self._role is Role.REVIEWER:
            return claims not in self._decided
        held = self._answers.get(claims, {})
        return self._who not in held and len(held) < ENOUGH and claims not in self._decided

    def _differing(self) -> Iterator[Item]:
        found = [self.item("~".join(claims)) for claims, held in self._answers.items() if _differ(held)]
        yield from sorted((item for item in found if item), key=lambda item: (-item.total, item.claims))

    def _with_difference(self, item: Item) -> Item:
        if not _differ(self._answers.get(item.claims, {})):
            return item
        return replace(item, points=((Why.DIFFERS, DIFFERS_POINTS), *item.points))

    def _pairs(self) -> Iterator[Item]:
        """One pair for each two incidents, the one that most needs eyes; none that a person answered for the two."""
        asked = self._answered_groups()
        for item, groups in self._store.reviews().pairs():
            if groups not in asked:
                asked.add(groups)
                yield item

    def _answered_groups(self) -> set[tuple[int, int]]:
        pairs = [item for item in self._done() if len(item) == 2]
        group = self._store.reviews().groups(claim for pair in pairs for claim in pair)
        found = ((group.get(one), group.get(other)) for one, other in pairs)
        return {(min(a, b), max(a, b)) for a, b in found if a is not None and b is not None}

    def _done(self) -> Iterable[tuple[ClaimId, ...]]:
        if self._role is Role.REVIEWER:
            return self._decided
        return (item for item, held in self._answers.items() if self._who in held)


def _differ(held: Mapping[str, Judgement]) -> bool:
    said = {meaning(one) for one in held.values() if one.verdict is not Verdict.UNSURE}
    return len(said) > 1


def first(review: Review, most: int, kind: str = "all", why: Why | None = None) -> list[Item]:
    """The first items of a queue."""
    return list(islice(review.queue(kind, why), most))
