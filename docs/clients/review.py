"""A client of the desk in plain Python: what waits for review, and an answer to it, with types that mypy checks.

It needs nothing but the standard library. Run it with the address that `warledger serve` prints:

    python review.py 'http://127.0.0.1:8765/?token=TOKEN'
"""

import json
import sys
from http.cookiejar import CookieJar
from typing import Literal, TypedDict, cast
from urllib.parse import quote, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener


class Point(TypedDict):
    """One reason why an item waits, and what it is worth."""

    why: str
    points: int


class Item(TypedDict):
    """What waits: a claim, or two that may be of one incident."""

    id: str
    claims: list[str]
    points: list[Point]
    total: int
    bits: float | None


class Queue(TypedDict):
    """A page of what waits."""

    total: int
    found: int | None
    items: list[Item]


class Judgement(TypedDict):
    """What was stored; the desk answers more fields than these."""

    id: str
    who: str
    act: str


class Judged(TypedDict):
    """The judgements that a deed made."""

    judgements: list[Judgement]


Act = Literal["accept", "reject", "doubt", "yes", "no", "unsure"]


class Desk:
    """A desk that is open at an address with a token."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._base = f"{parts.scheme}://{parts.netloc}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._opener.open(address).close()  # the token works once, and leaves a cookie

    def queue(self, limit: int = 10) -> Queue:
        """What waits, that which most needs eyes first."""
        return cast(Queue, self._asked(f"/api/review?limit={limit}"))

    def answer(self, item: str, act: Act, why: str = "") -> Judged:
        """Answer an item."""
        return cast(Judged, self._asked(f"/api/review/{quote(item)}", {"act": act, "why": why}))

    def correct(self, claim: str, field: str, value: str, words: list[str], why: str = "") -> Judged:
        """Give a field of a claim another value, by words of the report."""
        body = {"field": field, "value": value, "words": words, "why": why}
        return cast(Judged, self._asked(f"/api/claims/{quote(claim)}/corrections", body))

    def undo(self, judgement: str) -> Judged:
        """Take a judgement back."""
        return cast(Judged, self._asked("/api/undo", {"judgement": judgement}))

    def _asked(self, path: str, body: object = None) -> object:
        content = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json", "origin": self._base}
        with self._opener.open(Request(self._base + path, content, headers)) as answer:
            found: object = json.load(answer)
            return found


def main(address: str) -> None:
    """Doubt what waits first, say so, and take it back."""
    desk = Desk(address)
    first = desk.queue()["items"][0]
    act: Act = "doubt" if len(first["claims"]) == 1 else "unsure"
    made = desk.answer(first["id"], act, "looked at by a program")["judgements"][0]
    print(f"{made['act']} {first['id']}, signed {made['who']}")
    desk.undo(made["id"])


if __name__ == "__main__":
    main(sys.argv[1])
