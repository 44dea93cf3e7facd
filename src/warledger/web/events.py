"""What happens at the desk, told to open pages as it happens: progress of batches, changes of the case, who is where.

Events are short and name kinds and ids, never words of a report or anybody's answer. A page that was away asks for what
it missed by the id of the last event it saw; one that cannot keep up is let go and asks again.
"""

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from starlette.concurrency import run_in_threadpool

from warledger.errors import WarledgerError
from warledger.store.case import Store
from warledger.store.changes import Mark

KEPT = 256  # events that a page which was away can still get
MOST_LISTENERS = 64
MOST_WAITING = 64  # events that one listener may be behind
TICK_S = 1.0  # how often the session is looked at again, and the case
BEAT_S = 15.0  # how often something is sent when nothing happens


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    id: str
    kind: str
    data: str

    def text(self) -> str:
        """As it is sent."""
        return f"id: {self.id}\nevent: {self.kind}\ndata: {self.data}\n\n"


class Listener:
    """One open page, in the loop that it is served by."""

    def __init__(self) -> None:
        self.lost = False
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._waiting: deque[Event] = deque()

    def give(self, event: Event) -> None:
        """One more event, from any thread."""
        if len(self._waiting) >= MOST_WAITING:
            self.lost = True
        else:
            self._waiting.append(event)
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._wake.set)

    async def wait(self, seconds: float) -> list[Event]:
        """What has come; nothing after so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)
        self._wake.clear()
        return [self._waiting.popleft() for _ in range(len(self._waiting))]


class Hub:
    """All open pages of a desk."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._mark: Mark | None = None
        self._boot = secrets.token_hex(4)
        self._number = 0
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._listeners: set[Listener] = set()
        self._lock = Lock()
        self._watching: asyncio.Task[None] | None = None
        self.closed = False

    def publish(self, kind: str, data: dict[str, object]) -> None:
        """Tell all open pages, from any thread."""
        with self._lock:
            self._number += 1
            event = Event(f"{self._boot}-{self._number}", kind, json.dumps(data))
            self._kept.append(event)
            for listener in self._listeners:
                listener.give(event)

    def close(self) -> None:
        """Let go of all open pages: the desk ends."""
        self.closed = True
        self.publish("end", {})

    @property
    def full(self) -> bool:
        """Whether no more pages can listen."""
        return len(self._listeners) >= MOST_LISTENERS

    async def stream(
        self, last: str, is_open: Callable[[], Awaitable[bool]], *, mark: int | None = None
    ) -> AsyncIterator[str]:
        """What happens from now on, and since the event `last`; ends when the session does.

        Without `last`, what was done to the case since the custody record `mark`, which a page was drawn from.
        """
        listener = Listener()
        missed = self._join(listener, last)
        if not last and mark is not None:
            missed += await run_in_threadpool(self._done_since, mark)
        try:
            yield "retry: 2000\n\n"
            for event in missed:
                yield event.text()
            sent = time.monotonic()
            while not self.closed:
                came = await listener.wait(TICK_S)
                if not await is_open():
                    yield "event: end\ndata: {}\n\n"
                    return
                for event in came:
                    yield event.text()
                if came or time.monotonic() - sent >= BEAT_S:
                    sent = time.monotonic()
                    yield ": still here\n\n" if not came else ""
                if listener.lost:
                    return
        finally:
            self._leave(listener)

    def _join(self, listener: Listener, last: str) -> list[Event]:
        with self._lock:
            self._listeners.add(listener)
            missed = self._missed(last)
        if self._watching is None or self._watching.done():
            self._watching = asyncio.get_running_loop().create_task(self._watch())
        return missed

    def _missed(self, last: str) -> list[Event]:
        """The events since one; where that is not known any more, word that everything may be another by now."""
        if not last or last == f"{self._boot}-{self._number}":
            return []
        ids = [event.id for event in self._kept]
        if last in ids:
            return list(self._kept)[ids.index(last) + 1 :]
        return [Event(f"{self._boot}-{self._number}", "reset", "{}")]

    def _done_since(self, mark: int) -> list[Event]:
        """What was done to the case between the drawing of a page and its listening, as one event."""
        sequence, kinds = self._store.changes().after(mark)
        data = {"kinds": sorted(kinds), "sequence": sequence}
        return [Event(f"{self._boot}-{self._number}", "case", json.dumps(data))] if kinds else []

    def _leave(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.discard(listener)

    async def _watch(self) -> None:
        """Look at the case as long as somebody listens, whoever changes it, here or in another process."""
        while self._listeners and not self.closed:
            with suppress(WarledgerError):  # a case that is busy or damaged is told by the page that needs it
                await run_in_threadpool(self._look)
            await asyncio.sleep(TICK_S)
        self._mark = None

    def _look(self) -> None:
        before = self._mark
        self._mark, kinds = self._store.changes().since(before or Mark())
        if before is not None and kinds:
            self.publish("case", {"kinds": sorted(kinds), "sequence": self._mark.sequence})
