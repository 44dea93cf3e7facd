"""The hands of a desk: coding, taking in and linking, as the pipeline does them, for the pages that may not do it.

The readers are loaded when the first text is brought, and not before. One thing is taken in at a time.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from threading import Lock

from warledger.archive.capture import Capture, Given, Refusal
from warledger.archive.intake import brought as captures_of
from warledger.config import Settings
from warledger.model.ids import sha256_text
from warledger.pipeline import Report, Stages, add, link_new, read, stages_for
from warledger.pipeline.linking import is_linked
from warledger.store.case import Store
from warledger.web.hands import Brought, Tried


class OurHands:
    """What works for a desk on one case."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._lock = Lock()

    def preview(self, brought: Brought) -> tuple[Tried | Refusal, ...]:
        """What would be coded; nothing is stored."""
        with self._lock:
            found = list(read(brought.name, brought.given, self._settings, stages=self._stages_of(brought)))
        return tuple(
            one if isinstance(one, Refusal) else Tried(one[0], one[1], self._store.has_bytes(one[0].sha256))
            for one in found
        )

    def take(self, brought: Brought) -> Report:
        """Take it into the case and link it."""
        with self._lock:
            return add(self._store, brought.name, brought.given, self._settings, stages=self._stages_of(brought))

    def behind(self) -> bool:
        """Whether reports, judgements or notes wait to be linked."""
        return not is_linked(self._store)

    def link(self) -> None:
        """Link what waits."""
        with self._lock:
            link_new(self._store)

    @cached_property
    def _stages(self) -> Stages:
        return stages_for(self._settings)

    def _stages_of(self, brought: Brought) -> Stages:
        """The stages, but the bytes are those brought."""
        name = f"pasted {sha256_text(repr(brought.content))[:8]}.txt" if brought.pasted else brought.name

        def captures(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
            del address
            return captures_of(brought.content, name, given, settings, now)

        return replace(self._stages, captures=captures)
