"""The queue of the desk: batches are tried and kept by one worker beside the pages, in the order they came.

What is under way is known here and nowhere else; what is kept of it lies in the spool, so that a desk that was killed
finds there what was finished and what was not. It reads nothing and stores nothing of a report by itself.
"""

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import replace
from threading import Condition, Thread

from warledger.errors import WarledgerError
from warledger.pipeline.batches import Batch, Entry, Phase, Tried
from warledger.pipeline.spool import Spool
from warledger.web.hands import Hands
from warledger.web.trouble import Trouble

LOG = logging.getLogger(__name__)
MOST_WAITING = 16  # batches in the queue
MOST_SHOWN = 20  # reports of a batch whose preview is held, text and claims
MOST_HELD = 8  # batches whose previews are held
MOST_TEXT = 4_000_000  # characters of text that all previews of a batch may hold together
EVERY_S = 0.25  # between two words on the progress of one batch

Tell = Callable[[str, dict[str, object]], None]


class Jobs:
    """The batches that are worked on, and those that wait for it."""

    def __init__(self, hands: Hands, tell: Tell) -> None:
        self._hands = hands
        self._tell = tell
        self._changed = Condition()
        self._waiting: deque[str] = deque()
        self._live: dict[str, Batch] = {}
        self._to_stop: set[str] = set()
        self._tried: OrderedDict[str, list[tuple[int, Tried]]] = OrderedDict()
        self._told: dict[str, float] = {}
        self._thread: Thread | None = None
        if hands.spool is not None:
            hands.spool.clear()

    @property
    def spool(self) -> Spool:
        """Where batches lie; Trouble where nothing can be added."""
        if self._hands.spool is None:
            raise Trouble("no_reader")
        return self._hands.spool

    def start(self, batch: Batch) -> None:
        """Work on a batch as soon as those before it are done; Trouble when too many wait."""
        with self._changed:
            if batch.id in self._live:
                return
            if len(self._waiting) >= MOST_WAITING:
                raise Trouble("queue_full")
            if self.spool.is_worked_on(batch.id):
                raise Trouble("worked_on_elsewhere")
            self.spool.save(batch)
            self._live[batch.id] = batch
            self._to_stop.discard(batch.id)
            if batch.phase is Phase.TRYING:
                self._tried.pop(batch.id, None)
            self._waiting.append(batch.id)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="warledger-adding", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        self._say(batch)

    def stop(self, id: str) -> None:
        """End the work on a batch at the next step; one that waits is taken out of the queue."""
        with self._changed:
            if id in self._waiting:
                self._waiting.remove(id)
                batch = self._live.pop(id)
                self.spool.save(replace(batch, stopped=True))
            elif id in self._live:
                self._to_stop.add(id)
            self._changed.notify_all()

    def batch(self, id: str) -> Batch:
        """A batch as it stands now; Trouble when there is none."""
        found = self._live.get(id) or self.spool.get(id)
        if found is None:
            raise Trouble("no_batch")
        return found

    def batches(self) -> list[Batch]:
        """All batches, the newest first."""
        return [self._live.get(one.id, one) for one in self.spool.batches()]

    def is_live(self, batch: Batch) -> bool:
        """Whether somebody works on it, here or in another process, or is about to."""
        return batch.id in self._live or (batch.in_hand and self.spool.is_worked_on(batch.id))

    def is_queued(self, batch: Batch) -> bool:
        """Whether it waits for those before it."""
        return batch.id in self._waiting

    def tried(self, id: str) -> list[tuple[int, Tried]]:
        """What is held of the preview of a batch: the number of the input, and one report of it."""
        return list(self._tried.get(id, ()))

    def drop(self, id: str) -> None:
        """Throw a batch away; not while somebody works on it."""
        batch = self.batch(id)
        if self.is_live(batch):
            raise Trouble("worked_on_elsewhere")
        self._tried.pop(id, None)
        self.spool.drop(id)

    def wait(self, id: str, seconds: float) -> None:
        """Until nobody works on a batch any more, or so long."""
        with self._changed:
            self._changed.wait_for(lambda: id not in self._live, seconds)

    # ---- the worker

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                id = self._waiting.popleft()
                batch = self._live[id]
            done = self._worked(batch)
            with self._changed:
                self._live.pop(id, None)
                self._to_stop.discard(id)
                self._told.pop(id, None)
                self._changed.notify_all()
            self._say(done)

    def _worked(self, batch: Batch) -> Batch:
        work = self._hands.try_out if batch.phase is Phase.TRYING else self._hands.keep
        try:
            return work(batch, _Watching(self, batch.id))
        except WarledgerError as error:
            trouble = str(error)
        except Exception as error:  # the worker must outlive a fault: the batch says so, and the next one is taken
            LOG.exception("batch %s failed: %s", batch.id, type(error).__name__)
            trouble = f"warledger failed ({type(error).__name__}); the terminal that the desk runs in says where."
        done = replace(self._live[batch.id], trouble=trouble)
        self.spool.save(done)
        return done

    def told(self, batch: Batch) -> None:
        """A batch has come further."""
        self._live[batch.id] = batch
        now = time.monotonic()
        if now - self._told.get(batch.id, 0.0) >= EVERY_S:
            self._told[batch.id] = now
            self._say(batch)

    def hold(self, id: str, entry: Entry, tried: Tried) -> None:
        """Hold what would be kept of one report, unless too much is held."""
        held = self._tried.setdefault(id, [])
        self._tried.move_to_end(id)
        while len(self._tried) > MOST_HELD:
            self._tried.popitem(last=False)
        size = sum(len(one.document.text) for _, one in held)
        if len(held) < MOST_SHOWN and size + len(tried.document.text) <= MOST_TEXT:
            held.append((entry.number, tried))

    def is_to_stop(self, id: str) -> bool:
        """Whether a person wants the work to end."""
        return id in self._to_stop

    def _say(self, batch: Batch) -> None:
        self._tell("batch", {"id": batch.id, "phase": batch.phase.value, "finished": batch.finished})


class _Watching:
    """Hands on what the worker says of one batch."""

    def __init__(self, jobs: Jobs, id: str) -> None:
        self._jobs = jobs
        self._id = id

    def changed(self, batch: Batch) -> None:
        """The batch as it stands now."""
        self._jobs.told(batch)

    def tried(self, batch: Batch, entry: Entry, tried: Tried) -> None:
        """What would be kept of one report of an input."""
        self._jobs.hold(batch.id, entry, tried)

    def stopped(self) -> bool:
        """Whether the work is to end at the next step."""
        return self._jobs.is_to_stop(self._id)
