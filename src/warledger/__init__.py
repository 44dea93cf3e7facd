"""warledger turns reports of war into a ledger of claims, each with the words it rests on and who says it."""

__version__ = "0.1.0"
