"""What became of words that may name an event: the claim they name, or the reason why they were left out.

It is made for people who want to understand how a report was coded; no stage works with it.
"""

from dataclasses import dataclass

from warledger.model.evidence import Quote
from warledger.model.ids import ClaimId


@dataclass(frozen=True, slots=True)
class Considered:
    """Words that may name an event, as the lexicon has them, and what the rules made of them.

    `sentence` counts from 0; `pattern`, `type` and `weight` are the lexicon's; `claim` is the claim that the words
    name, None where they were left out; `why` says by what rule.
    """

    quote: Quote
    sentence: int
    pattern: str
    type: str
    weight: float
    claim: ClaimId | None
    why: str
