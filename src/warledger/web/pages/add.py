"""The page that adds: a text is pasted or files are dropped, what would be coded is shown, and only then it is kept.

What waits to be kept is held in memory under a key, and is gone when the desk ends: nothing is stored before a person
says so.
"""

import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.archive.capture import Given, Refusal
from warledger.pipeline.report import Report
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.hands import Brought, Tried
from warledger.web.marking import Piece, marks_of, paragraphs
from warledger.web.pages.reports import Told, lines_of
from warledger.web.trouble import Trouble

MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form, with what was typed and what is wrong with it."""

    typed: dict[str, str]
    wrong: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One report of a preview."""

    tried: Tried
    lines: tuple[tuple[Piece, ...], ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What would be kept, what was refused, and the key to say yes with."""

    key: str
    shown: tuple[Shown, ...]
    refused: tuple[Refusal, ...]


class Waiting:
    """What waits for a yes. The oldest is dropped when there is too much."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._held: OrderedDict[str, tuple[Brought, ...]] = OrderedDict()

    def put(self, brought: tuple[Brought, ...]) -> str:
        """Hold it; the key."""
        key = secrets.token_urlsafe(16)
        self._held[key] = brought
        while len(self._held) > 1 and (self._most < len(self._held) or self._most_bytes < self._size()):
            self._held.popitem(last=False)
        return key

    def take(self, key: str) -> tuple[Brought, ...]:
        """What is held under the key, which is then free; Trouble when it is gone."""
        found = self._held.pop(key, None)
        if found is None:
            raise Trouble("preview_gone")
        return found

    def _size(self) -> int:
        return sum(len(one.content) for held in self._held.values() for one in held)


def add(request: Request) -> Response:
    """The form."""
    return draw(request, "add.html", AddPage({}, {}), tab="add")


async def preview(request: Request) -> Response:
    """What would be coded of what was brought."""
    desk = desk_of(request)
    async with posted(request) as form:
        brought, wrong = await _brought(form)
        typed = {name: value for name, value in form.items() if isinstance(value, str)}
    if wrong:
        return await run_in_threadpool(draw, request, "add.html", AddPage(typed, wrong), status=400, tab="add")
    return await run_in_threadpool(_previewed, request, desk, brought)


def _previewed(request: Request, desk: Desk, brought: tuple[Brought, ...]) -> Response:
    found = [one for each in brought for one in desk.hands.preview(each)]
    shown = tuple(_shown(one) for one in found if isinstance(one, Tried))
    refused = tuple(one for one in found if isinstance(one, Refusal))
    waiting: Waiting = request.app.state.waiting
    key = waiting.put(brought) if shown else ""
    return draw(request, "preview.html", PreviewPage(key, shown, refused), tab="add")


def _shown(tried: Tried) -> Shown:
    told = tuple(Told(n, claim, tuple(lines_of(claim)), None) for n, claim in enumerate(tried.claims, start=1))
    return Shown(tried, tuple(paragraphs(tried.document.text, marks_of(tried.claims))), told)


async def commit(request: Request) -> Response:
    """Keep what was previewed."""
    waiting: Waiting = request.app.state.waiting
    async with posted(request) as form:
        brought = waiting.take(str(form.get("key", "")))
    return await run_in_threadpool(_kept, request, brought)


def _kept(request: Request, brought: tuple[Brought, ...]) -> Response:
    report = Report()
    for one in brought:
        report += desk_of(request).hands.take(one)
    return draw(request, "added.html", report, tab="add")


@asynccontextmanager
async def posted(request: Request) -> AsyncIterator[FormData]:
    """The form of a request, if it is not too large; its files are closed when the block ends."""
    limit = desk_of(request).settings.max_upload
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise Trouble("bad_form")
    if limit < int(length):
        raise Trouble("too_large")
    async with request.form(max_files=MOST_FILES, max_part_size=limit) as form:
        yield form


async def _brought(form: FormData) -> tuple[tuple[Brought, ...], dict[str, str]]:
    """What the form brings, and what is wrong with it by field."""
    given, wrong = _given(form)
    text = str(form.get("text") or "")
    found = [Brought(text.encode("utf-8", "replace"), "pasted text", given, pasted=True)] if text.strip() else []
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    found += [Brought(await file.read(), file.filename or "", given) for file in files]
    if not found:
        wrong["text"] = "nothing_brought"
    return tuple(found), wrong


def _given(form: FormData) -> tuple[Given, dict[str, str]]:
    words = {name: " ".join(str(form.get(name) or "").split())[:500] or None for name in ("title", "source")}
    typed = str(form.get("published") or "").strip()
    published, wrong = None, {}
    if typed:
        try:
            published = date.fromisoformat(typed)
        except ValueError:
            wrong["published"] = "full_day"
    if published and datetime.now(UTC).date() + timedelta(days=1) < published:
        wrong["published"] = "future"
    return Given(title=words["title"], source=words["source"], published=published), wrong


ROUTES = [
    Route("/add", add),
    Route("/add/preview", preview, methods=["POST"]),
    Route("/add/commit", commit, methods=["POST"]),
]
