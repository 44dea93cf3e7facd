"""The hands of a desk: trying, taking in and linking, as the pipeline does them, for the pages that may not do it.

The readers are loaded when the first text is brought, and not before. One thing is taken in at a time.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from threading import Lock
from types import FrameType
from typing import Protocol

from warledger.config import Settings
from warledger.pipeline import Stages, link_new, stages_for
from warledger.pipeline.batches import Batch, Watcher
from warledger.pipeline.batching import Worker
from warledger.pipeline.linking import is_linked
from warledger.pipeline.spool import Spool
from warledger.store.case import Store


class Server(Protocol):
    """The part of a server that is used here."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What it does when it is told to end."""
        ...


def at_the_end(server: Server, do: Callable[[], None]) -> None:
    """Do something as soon as a server is told to end: let go of pages that listen, which it would wait for."""
    told = server.handle_exit

    def exits(sig: int, frame: FrameType | None) -> None:
        do()
        told(sig, frame)

    server.handle_exit = exits  # type: ignore[method-assign]


class OurHands:
    """What works for a desk on one case."""

    def __init__(self, store: Store, settings: Settings, *, may_fetch: bool = False, private: bool = False) -> None:
        self.spool = Spool(store.path)
        self.may_fetch = may_fetch
        self._store = store
        self._settings = settings
        self._private = private
        self._working, self._linking = Lock(), Lock()

    def try_out(self, batch: Batch, watcher: Watcher) -> Batch:
        """Read and code what was brought; nothing is stored in the case."""
        with self._working:
            return self._worker.try_out(batch, watcher)

    def keep(self, batch: Batch, watcher: Watcher) -> Batch:
        """Take it into the case and link it."""
        with self._working:
            return self._worker.keep(batch, watcher)

    def behind(self) -> bool:
        """Whether reports, judgements or notes wait to be linked."""
        return not is_linked(self._store)

    def link(self) -> None:
        """Link what waits."""
        with self._linking:
            link_new(self._store)

    @cached_property
    def _worker(self) -> Worker:
        settings = replace(self._settings, fetch_private=self._private)
        return Worker(self._store, self.spool, settings, lambda: self._stages, self.may_fetch)

    @cached_property
    def _stages(self) -> Stages:
        return stages_for(self._settings)
