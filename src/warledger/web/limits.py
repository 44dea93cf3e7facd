"""How often something may be tried: so many in a minute, and ever more slowly after failures.

It counts in memory and by key, holds only so many keys, and knows nothing of accounts or addresses.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

Clock = Callable[[], float]
MOST_KEYS = 10_000  # counted at once; the ones longest untouched are forgotten first


def since_boot() -> float:
    """Seconds that never run back, counted also while the machine sleeps where it can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Pace:
    """So many in a minute, and no more."""

    def __init__(self, a_minute: int, clock: Clock = since_boot) -> None:
        self._most = a_minute
        self._clock = clock
        self._times: deque[float] = deque()

    def allows(self) -> bool:
        """Whether one more may be; it is counted if so."""
        now = self._clock()
        while self._times and self._times[0] <= now - 60:
            self._times.popleft()
        if self._most <= len(self._times):
            return False
        self._times.append(now)
        return True


class Paces:
    """A pace for each key."""

    def __init__(self, a_minute: int, clock: Clock = since_boot) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._held: OrderedDict[str, Pace] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str) -> bool:
        """Whether one more of that key may be; it is counted if so."""
        with self._lock:
            pace = self._held.setdefault(key, Pace(self._a_minute, self._clock))
            self._held.move_to_end(key)
            if len(self._held) > MOST_KEYS:
                self._held.popitem(last=False)
            return pace.allows()


class SlowDown:
    """So many tries are free; after each further one the next has to wait twice as long, up to a limit.

    A try is counted when it begins, so that many at once are no way around it; one that waits is not counted.
    """

    def __init__(self, free: int, most_s: float, forget_s: float = 3600, clock: Clock = since_boot) -> None:
        self._free = free
        self._most_s = most_s
        self._forget_s = forget_s
        self._clock = clock
        self._held: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Seconds to wait before that key may try: 0 when it may now, and then the try is counted."""
        with self._lock:
            now = self._clock()
            tries, last = self._held.get(key, (0, now))
            if last + self._forget_s < now:
                tries = 0
            pause = min(self._most_s, 2.0 ** (tries - self._free)) if tries >= self._free else 0.0
            if now < last + pause:
                return last + pause - now
            self._held[key] = (min(tries + 1, self._free + 60), now)
            self._held.move_to_end(key)
            if len(self._held) > MOST_KEYS:
                self._held.popitem(last=False)
            return 0.0

    def forgive(self, key: str) -> None:
        """The last try of that key was no failure: it is not counted, and those before it are."""
        with self._lock:
            tries, last = self._held.get(key, (0, 0.0))
            if tries > 1:
                self._held[key] = (tries - 1, last)
            else:
                self._held.pop(key, None)

    def forget(self, key: str) -> None:
        """The key was right: begin anew."""
        with self._lock:
            self._held.pop(key, None)
