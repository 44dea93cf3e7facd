"""Who is on which item right now: names, for half a minute after the last sign of life, and nothing else.

It never knows an answer, so a coder sees that somebody is on an item and no more. It is kept in memory alone.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.requests import Request

from warledger.web.visitor import visitor_or_none

LASTS_S = 30.0
MOST_PLACES = 2000
PLACE = re.compile(r"(?:review|incident|report):[^\s\x00-\x1f]{1,300}")


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody on an item."""

    place: str
    who: str


class Presence:
    """Everybody who is on some item."""

    def __init__(self, tell: Callable[[str, dict[str, object]], None], clock: Callable[[], float] = time.monotonic):
        self._tell = tell
        self._clock = clock
        self._seen: dict[Present, float] = {}
        self._lock = Lock()

    def here(self, place: str, who: str) -> None:
        """A sign of life: somebody is on an item, and on no other of its kind."""
        if not PLACE.fullmatch(place) or not who:
            return
        kind = place.partition(":")[0]
        with self._lock:
            before = set(self._seen)
            for other in [one for one in self._seen if one.who == who and one.place.startswith(f"{kind}:")]:
                if other.place != place:
                    del self._seen[other]
            if len(self._seen) < MOST_PLACES:
                self._seen[Present(place, who)] = self._clock()
            changed = self._forget() or set(self._seen) != before
        if changed:
            self._say()

    def leave(self, place: str, who: str) -> None:
        """Somebody went away."""
        with self._lock:
            gone = self._seen.pop(Present(place, who), None)
        if gone is not None:
            self._say()

    def on(self, place: str, but: str = "") -> tuple[str, ...]:
        """Who is on an item, one left out."""
        return tuple(self.everywhere(but).get(place, ()))

    def everywhere(self, but: str = "") -> dict[str, list[str]]:
        """Who is where, one left out."""
        with self._lock:
            self._forget()
            found: dict[str, list[str]] = {}
            for one in sorted(self._seen, key=lambda one: (one.place, one.who)):
                if one.who != but:
                    found.setdefault(one.place, []).append(one.who)
        return found

    def _forget(self) -> bool:
        old = [one for one, at in self._seen.items() if at + LASTS_S <= self._clock()]
        for one in old:
            del self._seen[one]
        return bool(old)

    def _say(self) -> None:
        self._tell("presence", {"places": self.everywhere()})


class Who:
    """Who is where, for the page of one request: nobody at a desk for one."""

    def __init__(self, request: Request) -> None:
        visitor = visitor_or_none(request)
        self.name = visitor.name if visitor and visitor.role is not None else ""
        self._presence: Presence = request.app.state.presence

    def here(self, place: str) -> tuple[str, ...]:
        """The others on an item; whoever reads this page is on it from now on."""
        if self.name:
            self._presence.here(place, self.name)
        return self.on(place)

    def on(self, place: str) -> tuple[str, ...]:
        """The others on an item."""
        return self._presence.on(place, self.name) if self.name else ()
