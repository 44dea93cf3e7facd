"""Who is signed in at a desk: keys drawn at random, of which only hashes are held, in memory and nowhere else.

At a desk for one, a token that works once becomes a key. For a team, a session ends when nobody used it for a while,
when it is old, when it is closed, and when its account's epoch is another. When the desk ends, every session ends.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock

from warledger.model.accounts import hash_of
from warledger.web.limits import since_boot

Clock = Callable[[], float]
MOST_OF_ONE = 10  # sessions of one account; the oldest ends when there is one more


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in. `hash` is its key's; `made` and `used` count seconds, `since` is for people."""

    hash: str
    account: str
    epoch: int
    made: float
    used: float
    since: datetime
    browser: str = ""


class Sessions:
    """The sessions of one desk. Without limits they last as long as the desk."""

    def __init__(
        self,
        token: str | None = None,
        *,
        idle_s: float | None = None,
        longest_s: float | None = None,
        clock: Clock = since_boot,
    ) -> None:
        self.token: str | None = token or secrets.token_urlsafe(24)
        self._idle_s = idle_s
        self._longest_s = longest_s
        self._clock = clock
        self._held: dict[str, Session] = {}
        self._lock = Lock()

    def open(self, token: str) -> str | None:
        """A new session key for the token, which is then used up; None for a wrong one."""
        with self._lock:
            if self.token is None or not hmac.compare_digest(self.token.encode(), token.encode("utf-8", "replace")):
                return None
            self.token = None
        return self.begin("", 0)

    def begin(self, account: str, epoch: int, browser: str = "") -> str:
        """The key of a new session of an account."""
        key, now = secrets.token_urlsafe(32), self._clock()
        session = Session(hash_of(key), account, epoch, now, now, datetime.now(UTC), browser)
        with self._lock:
            self._held[session.hash] = session
            own = [one for one in self._held.values() if account and one.account == account]
            for old in sorted(own, key=lambda one: one.made)[:-MOST_OF_ONE]:
                del self._held[old.hash]
        return key

    def use(self, key: str | None) -> Session | None:
        """The session of a key, which is then not idle; None when there is none, or it ended."""
        return self._found(hash_of(key), touched=True) if key else None

    def stands(self, hash: str) -> bool:
        """Whether a session still stands; asking does not use it."""
        return self._found(hash, touched=False) is not None

    def holds(self, key: str | None) -> bool:
        """Whether a session of that key stands."""
        return bool(key) and self.stands(hash_of(key or ""))

    def _found(self, hash: str, *, touched: bool) -> Session | None:
        now = self._clock()
        with self._lock:
            session = self._held.get(hash)
            if session is None:
                return None
            idle = self._idle_s is not None and self._idle_s <= now - session.used
            old = self._longest_s is not None and self._longest_s <= now - session.made
            if idle or old:
                del self._held[hash]
                return None
            if touched:
                session = self._held[hash] = replace(session, used=now)
            return session

    def of_account(self, account: str, epoch: int) -> tuple[Session, ...]:
        """The sessions of an account that stand, newest first."""
        with self._lock:
            own = [one.hash for one in self._held.values() if one.account == account and one.epoch == epoch]
        found = [one for one in (self._found(hash, touched=False) for hash in own) if one]
        return tuple(sorted(found, key=lambda one: -one.made))

    def close(self, key: str) -> None:
        """End the session of a key."""
        self.end(hash_of(key))

    def end(self, hash: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(hash, None)

    def end_all(self, account: str) -> None:
        """End every session of an account."""
        with self._lock:
            for hash in [one.hash for one in self._held.values() if one.account == account]:
                del self._held[hash]
