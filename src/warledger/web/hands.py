"""What the desk cannot do by itself and is handed: trying, taking in and linking what people bring.

The command that serves a desk makes it of the pipeline; a test hands in its own. So the desk knows no reader, and
imports none.
"""

from typing import Protocol

from warledger.pipeline.batches import Batch, Watcher
from warledger.pipeline.spool import Spool


class Hands(Protocol):
    """What works for the desk, on one thing at a time."""

    @property
    def spool(self) -> Spool | None:
        """Where batches are kept; None where nothing can be added."""
        ...

    @property
    def may_fetch(self) -> bool:
        """Whether addresses may be asked, where a person gives them."""
        ...

    def try_out(self, batch: Batch, watcher: Watcher) -> Batch:
        """Read and code what was brought; nothing is stored in the case."""
        ...

    def keep(self, batch: Batch, watcher: Watcher) -> Batch:
        """Take it into the case and link it."""
        ...

    def behind(self) -> bool:
        """Whether reports, judgements or notes wait to be linked."""
        ...

    def link(self) -> None:
        """Link what waits."""
        ...


class NoHands:
    """For a desk that only shows: it can add and link nothing."""

    spool = None
    may_fetch = False

    def try_out(self, batch: Batch, watcher: Watcher) -> Batch:
        """Nothing is read."""
        del watcher
        return batch

    def keep(self, batch: Batch, watcher: Watcher) -> Batch:
        """Nothing is taken."""
        del watcher
        return batch

    def behind(self) -> bool:
        """Never said."""
        return False

    def link(self) -> None:
        """Nothing is linked."""
