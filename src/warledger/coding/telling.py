"""Doubts the events of a report of which the extractor doubts that it tells of any: history, disasters, war as a word.

A report is as likely to tell of an event as the stretch of it that is likeliest to. The longer it is the likelier some
stretch looks like one by chance, so longer reports must be surer. It leaves claims out and changes none.
"""

from collections.abc import Sequence

from warledger.coding.confidence import log_odds
from warledger.model.claim import HURT, Claim
from warledger.model.reading import Reading

FEW = 60  # words; a post is not doubted for its length, and keeps what is only feared, planned or denied
TELLS = 0.5  # share from which a report may tell of an event
WORDS_A_STEP = 70.0  # words for which the log odds must rise by one, to be sure that it does
SUREST = 5.0  # log odds that are enough however long a report is
SURE_OF_CLAIM = 0.75  # confidence from which an event in a doubtful report stands without people harmed


def as_told(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """All claims of a report that surely tells of an event; of a doubtful one the surest and those with people hurt."""
    words = len(reading.document.text.split())
    share = max((proposal.about for proposal in reading.proposals or ()), default=0.0)
    if share < TELLS:
        return [claim for claim in claims if words <= FEW and not claim.status.value.counts_as_event]
    if words <= FEW or log_odds(share) >= min(SUREST, words / WORDS_A_STEP):
        return list(claims)
    return [claim for claim in claims if _harmful(claim) or claim.confidence.value >= SURE_OF_CLAIM]


def _harmful(claim: Claim) -> bool:
    return any(harm.kind in HURT and harm.low != 0 for harm in claim.harm)
