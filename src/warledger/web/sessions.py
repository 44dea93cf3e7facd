"""Who may use the desk: a token that works once becomes a session key, kept in memory and in one browser's cookie.

Nothing of it is stored; when the desk ends, every session ends. Attempts are counted, so that a token cannot be tried
out, and writing is held to a pace.
"""

import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable

Clock = Callable[[], float]


class Sessions:
    """The sessions of one desk."""

    def __init__(self, token: str | None = None) -> None:
        self.token: str | None = token or secrets.token_urlsafe(24)
        self._keys: set[str] = set()

    def open(self, token: str) -> str | None:
        """A new session key for the token, which is then used up; None for a wrong one."""
        if self.token is None or not hmac.compare_digest(self.token.encode(), token.encode("utf-8", "replace")):
            return None
        self.token = None
        key = secrets.token_urlsafe(32)
        self._keys.add(key)
        return key

    def holds(self, key: str | None) -> bool:
        """Whether a session of that key is open."""
        if not key:
            return False
        given = key.encode("utf-8", "replace")
        return any(hmac.compare_digest(known.encode(), given) for known in self._keys)

    def close(self, key: str) -> None:
        """End a session."""
        self._keys.discard(key)


class Pace:
    """So many in a minute, and no more."""

    def __init__(self, a_minute: int, clock: Clock = time.monotonic) -> None:
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
