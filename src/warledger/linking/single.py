"""Makes an incident of each claim by itself: no two claims are joined yet, and the rule of each incident says so.

Only what counts as an event becomes one: claims of what was planned, threatened, feared or denied are left out.
"""

from collections.abc import Iterable, Mapping

from warledger.model.claim import Claim, HarmKind
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.model.ledger import HarmRange, Incident, incident_id
from warledger.model.ranges import harm_bounds

RULE = "one claim, one incident: claims are not joined yet"


def incidents(claims: Iterable[Claim], documents: Mapping[DocumentId, Document]) -> tuple[Incident, ...]:
    """The incidents of these claims, in their order. `documents` must hold the document of each claim."""
    return tuple(_incident(claim, documents[claim.document]) for claim in claims if claim.status.value.counts_as_event)


def _incident(claim: Claim, document: Document) -> Incident:
    return Incident(
        id=incident_id((claim.id,)),
        claims=(claim.id,),
        type=claim.type,
        status=claim.status,
        where=claim.where,
        when=claim.when,
        harm=tuple(harm for kind in HarmKind if (harm := _range(claim, kind)) is not None),
        voices=_voices(claim, document),
        rule=RULE,
    )


def _range(claim: Claim, kind: HarmKind) -> HarmRange | None:
    bounds = harm_bounds(claim, kind)
    return HarmRange(kind, bounds.low, bounds.high, bounds.rule, (claim.id,)) if bounds else None


def _voices(claim: Claim, document: Document) -> tuple[str, ...]:
    """Whom the text gives the claim to; where it speaks for itself, the publisher; nobody when that is unknown."""
    named = [" ".join((speaker.name or speaker.quote.text).split()) for speaker in claim.sources]
    if not named and document.source is not None:
        named = [document.source.name]
    first = {voice.casefold(): voice for voice in reversed(named)}
    return tuple(first[key] for key in dict.fromkeys(voice.casefold() for voice in named))
