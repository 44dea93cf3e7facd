"""From what people said of claims to the claims as they are by that, kept beside the coded ones, which never change.

What is kept follows from the judgements and the coded claims, and is worked out anew whenever either changes.
"""

from collections.abc import Iterable, Iterator, Sequence

from warledger.linking.reviewing import Ruled, rulings
from warledger.linking.table import LINKED
from warledger.model.claim import Claim
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement
from warledger.store.records import Restated, Store


def restated(store: Store, judgements: Sequence[Judgement], new: Iterable[Judgement]) -> list[Restated]:
    """The claims that the new judgements are about, as all judgements leave them."""
    claims = dict.fromkeys(one.left for one in new if one.right is None)
    ruled = rulings(judgements) if claims else {}
    return [_restated(store, claim, ruled.get(claim, Ruled())) for claim in claims]


def restate_all(store: Store) -> None:
    """Work out every claim that people said something of: after its report was coded anew, say."""
    ruled = rulings(store.judgements())
    store.restate([_restated(store, claim, by) for claim, by in ruled.items()])


def _restated(store: Store, claim: ClaimId, by: Ruled) -> Restated:
    coded = store.coded_claim(claim)
    if coded is None or not (by.rejected or by.values):
        return Restated(claim, None, rejected=False)
    return Restated(claim, by.of(coded), by.rejected)


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
