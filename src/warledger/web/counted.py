"""What maps and timelines count, kept for as long as nothing was done to the case since: by its log and its linking."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import TypeVar

from warledger.model.listing import IncidentFilter, Spot, Stretch, Unit
from warledger.store.case import Store
from warledger.store.changes import Mark

T = TypeVar("T")


class Counted:
    """Answers of the case, each by what exactly was asked of it."""

    def __init__(self, most: int = 300) -> None:
        self._most = most
        self._mark = Mark()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def spots(self, store: Store, wanted: IncidentFilter) -> tuple[Spot, ...]:
        """The points of the map of the incidents asked for."""
        return self._of(store, ("spots", wanted), lambda: store.incidents().spots(self.found(store, wanted)))

    def span(self, store: Store, wanted: IncidentFilter) -> tuple[date, date] | None:
        """Their first and last day."""
        return self._extent(store, wanted)[1]

    def stretches(self, store: Store, wanted: IncidentFilter, unit: Unit) -> tuple[Stretch, ...]:
        """Them by stretches of time."""

        def ask() -> tuple[Stretch, ...]:
            return store.incidents().stretches(self.found(store, wanted), unit)

        return self._of(store, ("stretches", wanted, unit), ask)

    def count(self, store: Store, wanted: IncidentFilter) -> int:
        """How many they are."""
        return self._extent(store, wanted)[0]

    def _extent(self, store: Store, wanted: IncidentFilter) -> tuple[int, tuple[date, date] | None]:
        return self._of(store, ("extent", wanted), lambda: store.incidents().extent(self.found(store, wanted)))

    def found(self, store: Store, wanted: IncidentFilter) -> IncidentFilter:
        """The same filter with what its words find, so that one search serves all that a page asks by it."""
        words = wanted.about.words
        if words is None:
            return wanted
        among = self._of(store, ("words", words), lambda: store.incidents().with_words(words))
        return replace(wanted, among=among)

    def _of(self, store: Store, asked: Hashable, ask: Callable[[], T]) -> T:
        """What was kept, if the case is as it was; else what it answers now, kept under how far it had come before."""
        mark, _ = store.changes().since(self._mark)
        key = asked, store.incidents().apart_from
        with self._lock:
            if mark != self._mark:
                self._mark = mark
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        found = ask()
        with self._lock:
            if mark == self._mark:
                self._kept[key] = found
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found
