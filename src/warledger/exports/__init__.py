"""Claims out of the ledger: one file a format, each with documented columns and an account of what it cannot carry."""

from warledger.exports.formats import FORMATS, named, write
from warledger.exports.losses import Loss, Losses, render_losses

__all__ = ["FORMATS", "Loss", "Losses", "named", "render_losses", "write"]
