"""How likely a claim of the extractor is right: its probability weighed with what the lexicon knows of the same words.

The extractor's probability alone is too sure of words that seldom name an event, and not sure enough of words that
always do. The coefficients are a logistic regression on coded reports (training/calibrate.py), right meaning that
people coded the event too, and with that type. What comes out is a share: of claims at 0.8 four in five are right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from warledger.coding.seen import Seen
from warledger.model.proposal import Proposal

KEPT = 0.32  # events less sure than this are left out: highest all-slots F1 on the coded reports, short and long
_LEAST, _MOST = 1e-4, 1 - 1e-4


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Of the logistic regression; `unknown` counts where no pattern of the lexicon overlaps the words."""

    constant: float
    extractor: float  # times the log odds of trigger and type
    about: float  # times the log odds of the text around telling of any event
    lexicon: float  # times the highest weight of a pattern that overlaps
    same_type: float  # times the highest weight of such a pattern of the same type
    unknown: float


FITTED = Coefficients(constant=-1.75, extractor=0.63, about=0.14, lexicon=0.08, same_type=1.20, unknown=-0.18)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a confidence rests on, for one proposal."""

    extractor: float
    about: float
    lexicon: float
    same_type: float
    known: bool


def evidence_for(proposals: Sequence[Proposal], seen: Sequence[Seen]) -> list[Evidence]:
    """For each proposal, what the extractor and the lexicon say."""
    words = [(trigger.quote.start, trigger.quote.end, trigger.pattern) for here in seen for trigger in here.triggers]
    found = []
    for proposal in proposals:
        here = [pattern for start, end, pattern in words if start < proposal.end and proposal.start < end]
        lexicon = max((pattern.weight for pattern in here), default=0.0)
        same = max((pattern.weight for pattern in here if pattern.type == proposal.type), default=0.0)
        held = proposal.probability * proposal.types[0][1]
        found.append(Evidence(held, proposal.about, lexicon, same, bool(here)))
    return found


def confidence(evidence: Evidence, by: Coefficients = FITTED) -> float:
    """The share of such claims that is right, from 0 to 1.

    >>> sure = confidence(Evidence(0.95, 0.99, 0.9, 0.9, known=True))
    >>> sure > confidence(Evidence(0.95, 0.99, 0.1, 0.0, known=True))
    True
    """
    score = by.constant + by.extractor * log_odds(evidence.extractor) + by.about * log_odds(evidence.about)
    score += by.lexicon * evidence.lexicon + by.same_type * evidence.same_type
    score += 0.0 if evidence.known else by.unknown
    return 1 / (1 + exp(-score))


def log_odds(share: float) -> float:
    """Of a share, which is first moved off 0 and 1."""
    held = min(_MOST, max(_LEAST, share))
    return log(held / (1 - held))
