"""The coder in force where the trained extractor is at hand: the extractor leads, the rules check and complete.

Where they disagree a stated policy decides, measured on coded reports (training/MODEL_CARD.md). What the rules read as
denied, feared, tried or planned is never shown as having happened on the extractor's word alone. An event that only the
rules see is kept when it is no more than feared or planned, when its words are sure, or when somebody is accused of it.
"""

from dataclasses import replace

from warledger.coding import coder, extracted
from warledger.coding.triggers import THRESHOLD
from warledger.model.claim import Claim, Status
from warledger.model.evidence import Sourced
from warledger.model.reading import Reading
from warledger.reference.codebook import Codebook

CODER = "extractor+rules/1"
SURE = 0.7  # weight from which words that only the rules see make a claim: no loss of all-slots F1 on the coded reports
SURE_WITH_HARM = 0.5  # the same for words that tell of harm, which must not go unseen
_CAUTION = frozenset((Status.DENIED, Status.POSSIBLE, Status.ATTEMPTED, Status.PLANNED))


def code(reading: Reading, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its words."""
    pointed = extracted.code(reading, codebook)
    ruled = coder.code(reading, codebook)
    claims = [_cautious(claim, ruled) for claim in pointed]
    claims += [claim for claim in ruled if _completes(reading, claim, pointed)]
    named = {claim.id: replace(claim, coder=CODER) for claim in reversed(claims)}
    return tuple(sorted(named.values(), key=lambda claim: claim.trigger.start))


def _cautious(claim: Claim, ruled: tuple[Claim, ...]) -> Claim:
    """The claim with the rules' status, where they find words against its having happened."""
    if claim.status.value is not Status.HAPPENED:
        return claim
    same = next((other for other in ruled if _overlap(claim, other) and other.status.value in _CAUTION), None)
    if same is None:
        return claim
    status = same.status
    return replace(claim, status=Sourced(status.value, f"{status.rule}, against the extractor", status.quotes))


def _completes(reading: Reading, claim: Claim, pointed: tuple[Claim, ...]) -> bool:
    """Whether a claim that only the rules see is kept."""
    if any(_overlap(claim, other) for other in pointed):
        return False
    if not claim.status.value.counts_as_event:
        return True
    if any(_sentence_of(reading, claim) == _sentence_of(reading, other) for other in pointed):
        return False
    weight = claim.confidence.value
    accused = weight < THRESHOLD and bool(claim.sources) and not claim.harm
    return accused or weight >= (SURE_WITH_HARM if claim.harm else SURE)


def _overlap(a: Claim, b: Claim) -> bool:
    return a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end


def _sentence_of(reading: Reading, claim: Claim) -> int:
    sentences = reading.sentences or ()
    return next((i for i, s in enumerate(sentences) if s.start <= claim.trigger.start < s.end), -1)
