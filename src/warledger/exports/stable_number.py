"""A number for a claim, for data sets that count their events: the same claim always has the same one."""

import hashlib

from warledger.model.claim import Claim

HEX_DIGITS = 13  # 52 bits: R and spreadsheets keep every digit; one chance in ten thousand of a clash in a million


def number_of(claim: Claim) -> int:
    """The claim's number, made from its id."""
    return int(hashlib.sha256(claim.id.encode("utf-8", "surrogatepass")).hexdigest()[:HEX_DIGITS], 16)
