"""The coder in force where the trained extractor is at hand: the extractor leads, the rules check and complete.

Where they disagree a stated policy decides, measured on coded reports (training/MODEL_CARD.md). What the rules read as
denied, feared or tried is never shown as having happened on the extractor's word alone, nor what they read as no more
than aimed at or announced, unless the extractor is sure. An event that only the rules
see is kept when it is denied or feared, when its words surely plan or threaten, or when it harmed people.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from warledger.coding import coder, extracted
from warledger.coding.grounding import settled
from warledger.coding.one_end import with_one_end
from warledger.coding.retold import once
from warledger.coding.seen import look
from warledger.coding.telling import as_told
from warledger.coding.unclaimed import with_unclaimed
from warledger.model.claim import Claim, Status, claim_id
from warledger.model.evidence import Sourced
from warledger.model.proposal import Proposal
from warledger.model.reading import Reading
from warledger.reference.codebook import Codebook

CODER = "extractor+rules/5"
SURE_OF_DEED = 0.8  # share from which the extractor's word stands that what the rules read as planned was done
SURE_OF_TYPE = 0.75  # share from which the extractor's type stands against the rules'
SURE_AHEAD = 0.75  # weight from which words that only the rules see make a claim of what is planned or threatened
SURE_WITH_HARM = 0.5  # the same for what is told with harm, which must not go unseen
_ACCUSES = re.compile(r"\b(?:accus|blam)", re.IGNORECASE)
_BY_SIDES = "fighters attacked or killed"
_DOUBT = frozenset((Status.DENIED, Status.POSSIBLE))  # what must not go unseen though nothing happened
_CAUTION = frozenset((Status.DENIED, Status.POSSIBLE, Status.ATTEMPTED))


def code(reading: Reading, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its words."""
    seen = look(reading)
    pointed = extracted.code(reading, codebook, seen=seen)
    ruled = coder.code(reading, codebook, seen=seen)
    told = {claim.id: _accused_of(reading, claim, ruled) for claim in pointed}
    claims = [_typed(reading, _cautious(reading, claim, ruled), ruled) for claim in pointed if not told[claim.id]]
    claims += [event for claim in pointed for event in told[claim.id] if not any(_overlap(event, p) for p in pointed)]
    taken = frozenset(_sentence_of(reading, claim) for claim in pointed)
    claims += [claim for claim in ruled if _completes(claim, pointed, alone=_sentence_of(reading, claim) not in taken)]
    named = {claim.id: replace(claim, coder=CODER) for claim in reversed(once(claims))}
    whole = with_unclaimed(reading, sorted(named.values(), key=lambda claim: claim.trigger.start), seen)
    return tuple(as_told(reading, settled(reading, with_one_end(reading, whole))))


def _cautious(reading: Reading, claim: Claim, ruled: Sequence[Claim]) -> Claim:
    """The claim with the rules' status, where they find words against its having happened, or going on."""
    against = {Status.HAPPENED: _CAUTION, Status.ONGOING: frozenset((Status.HAPPENED,))}.get(claim.status.value)
    if against is None:
        return claim
    proposal = _proposal_of(reading, claim)
    if claim.status.value is Status.HAPPENED and proposal and proposal.status_probability < SURE_OF_DEED:
        against |= {Status.PLANNED}
    same = next((other for other in ruled if _overlap(claim, other) and other.status.value in against), None)
    if same is None:
        return claim
    status = same.status
    return replace(claim, status=Sourced(status.value, f"{status.rule}, against the extractor", status.quotes))


def _typed(reading: Reading, claim: Claim, ruled: Sequence[Claim]) -> Claim:
    """The claim with the type of the rules, where the extractor wavers between both; fighters attacked are a clash."""
    for other in ruled:
        clash = claim.type.value == "attack" and other.type.value == "armed_clash" and _BY_SIDES in other.type.rule
        if _overlap(claim, other) and (clash or _wavers(reading, claim, other.type.value)):
            return replace(claim, type=other.type, id=claim_id(other.type.value, claim.trigger))
    return claim


def _wavers(reading: Reading, claim: Claim, type_: str) -> bool:
    """Whether the extractor is unsure of the claim's type, and the other type is among those it thinks of."""
    proposal = _proposal_of(reading, claim)
    types = proposal.types if proposal else ()
    return bool(types) and types[0][1] < SURE_OF_TYPE and type_ in [name for name, _ in types[1:]]


def _proposal_of(reading: Reading, claim: Claim) -> Proposal | None:
    return next((p for p in reading.proposals or () if p.start == claim.trigger.start), None)


def _accused_of(reading: Reading, claim: Claim, ruled: Sequence[Claim]) -> list[Claim]:
    """What an accusation tells, by the rules: an accusation of a concrete event is that event, not a statement."""
    if claim.type.value != "statement" or not _ACCUSES.search(claim.trigger.text):
        return []
    sentence = _sentence_of(reading, claim)
    return [
        other
        for other in ruled
        if other.type.value != "statement"
        and other.trigger.start > claim.trigger.start
        and _sentence_of(reading, other) == sentence
    ]


def _completes(claim: Claim, pointed: Sequence[Claim], *, alone: bool) -> bool:
    """Whether a claim that only the rules see is kept; `alone`: the extractor sees no event in its sentence."""
    if any(_overlap(claim, other) for other in pointed):
        return False
    if not claim.status.value.counts_as_event:
        return claim.status.value in _DOUBT or claim.confidence.value >= SURE_AHEAD
    return alone and bool(claim.harm) and claim.confidence.value >= SURE_WITH_HARM


def _overlap(a: Claim, b: Claim) -> bool:
    return a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end


def _sentence_of(reading: Reading, claim: Claim) -> int:
    return next(iter(reading.sentences_over(claim.trigger.start, claim.trigger.start + 1)), -1)
