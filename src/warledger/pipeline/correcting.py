"""From what people said of claims to the claims as they are by that, kept beside the coded ones, which never change.

What is kept follows from the judgements and the coded claims, and is worked out anew whenever either changes.
"""

from collections.abc import Iterable, Iterator, Sequence

from warledger.linking.placing import Choices, names_judged
from warledger.linking.reviewing import Ruled, rulings
from warledger.linking.table import LINKED
from warledger.model.claim import Claim
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement
from warledger.model.place_choice import PLACE
from warledger.pipeline.naming import as_people_say
from warledger.store.records import Restated, Store


def restated(store: Store, judgements: Sequence[Judgement], new: Iterable[Judgement]) -> list[Restated]:
    """The claims that the new judgements are about, as all judgements leave them."""
    claims = touched(store, judgements, new)
    return list(_restated(store, claims, judgements)) if claims else []


def touched(store: Store, judgements: Sequence[Judgement], new: Iterable[Judgement]) -> list[ClaimId]:
    """The claims that new judgements restate: those they are about, and those of the names that they choose for."""
    new = tuple(new)
    about = [one.left for one in new if one.right is None and one.field != PLACE]
    names = names_judged(judgements, new)
    return list(dict.fromkeys([*about, *(one.claim for one in store.places().of_names(names))]))


def restate_all(store: Store) -> None:
    """Work out every claim that people said something of: after its report was coded anew, say."""
    judgements = tuple(store.judgements())
    named = store.places().of_names(Choices.of(judgements).names)
    claims = dict.fromkeys([*rulings(judgements), *(one.claim for one in named)])
    store.restate(list(_restated(store, list(claims), judgements)))


def _restated(store: Store, claims: Sequence[ClaimId], judgements: Sequence[Judgement]) -> Iterator[Restated]:
    ruled, choices = rulings(judgements), Choices.of(judgements)
    chosen = choices.by_claim(store.places().of_claims(claims).values()) if choices else {}
    for id in claims:
        coded = store.coded_claim(id)
        if coded is None:
            yield Restated(id, None, rejected=False)
        else:
            yield as_people_say(coded, ruled.get(id, Ruled()), chosen)


def told_of(store: Store, document: DocumentId) -> tuple[list[Claim], frozenset[ClaimId]]:
    """The claims of a document that linking goes by, and those of them that it leaves out.

    A claim that was coded as an event and is none by a person's word stays, left out, so that no row comes or goes.
    """
    standing = {claim.id: claim for claim in store.claims_of(document)}
    coded = store.coded_of(document)
    left_out = frozenset(claim.id for claim in coded if _was(claim) and not _is(standing.get(claim.id)))
    return list(_told(coded, standing, left_out)), left_out


def _told(coded: Iterable[Claim], standing: dict[ClaimId, Claim], left_out: frozenset[ClaimId]) -> Iterator[Claim]:
    for claim in coded:
        if claim.id in left_out or claim.id in standing:
            yield standing.get(claim.id, claim)


def _was(claim: Claim) -> bool:
    return claim.status.value in LINKED


def _is(claim: Claim | None) -> bool:
    return claim is not None and claim.status.value in LINKED
