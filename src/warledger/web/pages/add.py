"""The page that adds: texts, files and addresses are brought, what would be coded is shown, and then they are kept.

What is brought waits beside the case and is worked on by the queue of the desk (jobs); nothing is in the case before a
person says so. Every step works by a form and a reload.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.archive.capture import Given
from warledger.model.accounts import Right
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.model.serial import dump
from warledger.pipeline.batches import Batch, Entry, Kind, Phase, Tried
from warledger.pipeline.clock import utc_now
from warledger.pipeline.spool import Brought, kept, retried
from warledger.web.access import allowed
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.jobs import Jobs
from warledger.web.marking import Piece, marks_of, paragraphs
from warledger.web.pages.reports import Told, lines_of
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

MOST_FILES = 50
MOST_ADDRESSES = 50
LONGEST_NAME = 300
LONGEST_ADDRESS = 2000
PREVIEWED = 12_000  # characters of a report that its preview shows
TOLD = 60  # claims of a report that its preview shows
SOON_S = 2.0  # how long the answer to a form waits for the work: what is short is then shown at once


@dataclass(frozen=True, slots=True)
class Row:
    """A batch of the list. `live` says that somebody works on it, `cut` that somebody was stopped amid it."""

    batch: Batch
    live: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form, with what was typed and what is wrong with it, and the batches that are not done with."""

    typed: dict[str, str]
    wrong: dict[str, str]
    rows: tuple[Row, ...]
    may_fetch: bool
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One report of a preview. `cut` says that only its beginning is shown; `others` are documents it is a copy of."""

    entry: Entry
    tried: Tried
    lines: tuple[tuple[Piece, ...], ...]
    told: tuple[Told, ...]
    cut: bool
    more_told: int
    others: tuple[tuple[str, Document], ...]


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch: how far each input came, what would be kept or was, and what became of it."""

    batch: Batch
    live: bool
    queued: bool
    cut: bool
    shown: tuple[Shown, ...]
    unshown: int
    documents: dict[DocumentId, Document]
    copies: dict[DocumentId, tuple[Document, ...]]


def jobs_of(request: Request) -> Jobs:
    """The queue of the desk."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def batch_of(request: Request) -> Batch:
    """The batch that the address names; Trouble where it is not for whoever asks."""
    batch = jobs_of(request).batch(request.path_params["id"])
    if not _for(request, batch):
        raise Trouble("withheld", batch.id)
    return batch


def _for(request: Request, batch: Batch) -> bool:
    """Whether a batch is for whoever asks: one that others brought may name a source that is protected."""
    return allowed(request, Right.SEE_PROTECTED) or batch.who == Signer.of(request).who


def add(request: Request) -> Response:
    """The form; with `?instead=ID` filled with what a batch that is not kept yet was made of."""
    instead = request.query_params.get("instead", "")
    typed = _typed_before(request, instead) if instead else {}
    return _form(request, typed, {}, instead if typed else "")


def _form(request: Request, typed: dict[str, str], wrong: dict[str, str], instead: str = "") -> Response:
    desk, jobs = desk_of(request), jobs_of(request)
    held = jobs.batches() if desk.hands.spool else []
    rows = [_row(jobs, batch) for batch in held if _for(request, batch)]
    waiting = tuple(row for row in rows if row.batch.phase is not Phase.DONE or row.batch.failed)
    recent = tuple(row for row in rows if row not in waiting)[:5]
    page = AddPage(typed, wrong, waiting + recent, desk.hands.may_fetch, instead)
    return draw(request, "add.html", page, status=400 if wrong else 200, tab="add")


def _row(jobs: Jobs, batch: Batch) -> Row:
    live = jobs.is_live(batch)
    return Row(batch, live, batch.in_hand and not live)


def _typed_before(request: Request, id: str) -> dict[str, str]:
    jobs = jobs_of(request)
    batch = jobs.batch(id)
    if batch.phase is not Phase.SHOWN or not _for(request, batch):
        return {}
    given = batch.entries[0].given
    typed = {"title": given.title, "source": given.source, "published": given.published and str(given.published)}
    texts = [jobs.spool.content(batch, one.number) for one in batch.entries if one.kind is Kind.TEXT]
    addresses = [one.name for one in batch.entries if one.kind is Kind.ADDRESS]
    typed |= {"text": texts[0].decode("utf-8", "replace") if texts and texts[0] else "", "urls": "\n".join(addresses)}
    return {name: value for name, value in typed.items() if value}


async def preview(request: Request) -> Response:
    """Bring it, and read it for a preview."""
    return await _bring(request, Phase.TRYING)


async def keep_at_once(request: Request) -> Response:
    """Bring it, and keep it without a preview."""
    return await _bring(request, Phase.KEEPING)


async def _bring(request: Request, phase: Phase) -> Response:
    desk = desk_of(request)
    async with posted(request) as form:
        brought, wrong = await _brought(form)
        typed = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(one.kind is Kind.ADDRESS for one in brought) and not desk.hands.may_fetch:
        wrong["urls"] = "offline"
    if wrong:
        return await run_in_threadpool(_form, request, typed, wrong)
    return await run_in_threadpool(_started, request, brought, phase, typed.get("instead", ""))


def _started(request: Request, brought: tuple[Brought, ...], phase: Phase, instead: str) -> Response:
    jobs, who = jobs_of(request), Signer.of(request).who
    batch = jobs.spool.make(brought, who, utc_now(), phase)
    if instead and jobs.batch(instead).phase is Phase.SHOWN and _for(request, jobs.batch(instead)):
        jobs.drop(instead)
    return _soon(jobs, batch)


def _soon(jobs: Jobs, batch: Batch) -> Response:
    jobs.start(batch)
    jobs.wait(batch.id, SOON_S)
    return RedirectResponse(f"/add/{batch.id}", 303)


# ---- one batch


def batch_page(request: Request) -> Response:
    """How a batch stands."""
    jobs, batch = jobs_of(request), batch_of(request)
    desk, live = desk_of(request), jobs.is_live(batch)
    shown = tuple(_shown(desk, batch, *one) for one in jobs.tried(batch.id)) if batch.phase is Phase.SHOWN else ()
    unshown = sum(one.reports for one in batch.entries) - len(shown) if batch.phase is Phase.SHOWN else 0
    ids = [one.document for entry in batch.entries for one in entry.became]
    documents = {id: found for id in ids if (found := desk.store.document(id)) is not None}
    copies = {id: _copies(desk, id) for id in ids}
    page = BatchPage(batch, live, jobs.is_queued(batch), batch.in_hand and not live, shown, unshown, documents, copies)
    return draw(request, "batch.html", page, tab="add")


def batch_json(request: Request) -> Response:
    """The same for a program."""
    jobs, batch = jobs_of(request), batch_of(request)
    return as_json(dump(batch) | {"live": jobs.is_live(batch), "queued": jobs.is_queued(batch)})


def _shown(desk: Desk, batch: Batch, number: int, tried: Tried) -> Shown:
    text, marks = tried.document.text, marks_of(tried.claims)
    cut = len(text) > PREVIEWED
    end = _end_of_line(text, PREVIEWED) if cut else len(text)
    lines = tuple(paragraphs(text[:end], [mark for mark in marks if mark.end <= end]))
    told = tuple(Told(n, claim, tuple(lines_of(claim)), None) for n, claim in enumerate(tried.claims[:TOLD], start=1))
    linked = [(link.kind.value, link.one if link.other == tried.document.id else link.other) for link in tried.copies]
    others = [(kind, found) for kind, id in linked if (found := desk.store.document(id)) is not None]
    if tried.held and (held := desk.store.document(tried.held)) is not None:
        others = [("held", held)]
    return Shown(batch.entry(number), tried, lines, told, cut, len(tried.claims) - len(told), tuple(others))


def _end_of_line(text: str, most: int) -> int:
    """Where a line ends before so many characters; there, where none does."""
    found = text.rfind("\n", most // 2, most)
    return most if found < 0 else found


def _copies(desk: Desk, id: DocumentId) -> tuple[Document, ...]:
    family = desk.store.families().family_of(id)
    others = [desk.store.document(one) for one in family.members if one != id][:3] if family else []
    return tuple(one for one in others if one is not None)


async def keep(request: Request) -> Response:
    """Keep the inputs of a batch that are ticked."""
    async with posted(request) as form:
        numbers = [int(one) for one in map(str, form.getlist("keep")) if one.isascii() and one.isdigit()]
    return await run_in_threadpool(_keep, request, numbers)


def _keep(request: Request, numbers: Iterable[int]) -> Response:
    jobs, batch = jobs_of(request), batch_of(request)
    if batch.phase is not Phase.SHOWN:
        raise Trouble("preview_gone")
    chosen = tuple(number for number in numbers if 1 <= number <= len(batch.entries))
    if not chosen:
        raise Trouble("nothing_ticked")
    return _soon(jobs, kept(batch, chosen, at=utc_now()))


def again(request: Request) -> Response:
    """Take a batch up again that was cut short, read it once more, or try what failed once more."""
    jobs, batch = jobs_of(request), batch_of(request)
    if jobs.is_live(batch):
        raise Trouble("worked_on_elsewhere")
    if batch.phase is Phase.DONE:
        batch = retried(batch)
    elif batch.phase is Phase.SHOWN:
        batch = _afresh(batch)
    return _soon(jobs, batch)


def _afresh(batch: Batch) -> Batch:
    for entry in batch.entries:
        batch = batch.put(entry.fresh())
    return Batch(batch.id, batch.made_at, batch.who, Phase.TRYING, batch.entries)


def stop(request: Request) -> Response:
    """End the work on a batch at the next step."""
    jobs, batch = jobs_of(request), batch_of(request)
    jobs.stop(batch.id)
    jobs.wait(batch.id, SOON_S)
    return RedirectResponse(f"/add/{batch.id}", 303)


def drop(request: Request) -> Response:
    """Throw away what waits of a batch; what is in the case stays there."""
    jobs_of(request).drop(batch_of(request).id)
    return RedirectResponse("/add", 303)


# ---- what a form brings


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
    found = []
    if text.strip():
        found.append(Brought(Kind.TEXT, "pasted text", given, text.encode("utf-8", "replace")))
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    found += [Brought(Kind.FILE, (file.filename or "")[-LONGEST_NAME:], given, await file.read()) for file in files]
    addresses = list(dict.fromkeys(str(form.get("urls") or "").split()))
    if any(not one.lower().startswith(("http://", "https://")) or len(one) > LONGEST_ADDRESS for one in addresses):
        wrong["urls"] = "address"
    elif len(addresses) > MOST_ADDRESSES:
        wrong["urls"] = "many_addresses"
    found += [Brought(Kind.ADDRESS, one, given) for one in addresses]
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
    Route("/add/keep", keep_at_once, methods=["POST"]),
    Route("/add/{id}.json", batch_json),
    Route("/add/{id}", batch_page),
    Route("/add/{id}/keep", keep, methods=["POST"]),
    Route("/add/{id}/again", again, methods=["POST"]),
    Route("/add/{id}/stop", stop, methods=["POST"]),
    Route("/add/{id}/drop", drop, methods=["POST"]),
]
