"""The pages of sources: who publishes and who is quoted, how often; and one source, with what people noted of it.

A note is kept for good with who made it, when and why; the latest rules, and the incidents are worked out anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.model.document import Reliability, Source
from warledger.model.ids import SourceId
from warledger.model.register import Noted, SourceNote, SourceUse
from warledger.model.serial import Json, dump
from warledger.pipeline.judging import note
from warledger.pipeline.sources import a_note, sources_of
from warledger.web.asking import asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import export, write_json
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

LONGEST = 200  # characters of an affiliation


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every source of the case, those that say most first; `names` tells what an id is called."""

    uses: tuple[SourceUse, ...]
    names: dict[SourceId, str]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source, what was noted of it (newest first), and the others that it could be another name of.

    `typed` is what the form holds; `clashes` are the notes that somebody made of the same things meanwhile.
    """

    use: SourceUse
    notes: tuple[SourceNote, ...]
    others: tuple[Source, ...]
    names: dict[SourceId, str]
    typed: dict[str, str]
    clashes: tuple[SourceNote, ...] = ()
    letters: tuple[Reliability, ...] = tuple(Reliability)


def sources(request: Request) -> Response:
    """The list."""
    uses = sources_of(desk_of(request).store)
    return draw(request, "sources.html", SourcesPage(uses, _names(uses)), tab="sources")


def source(request: Request) -> Response:
    """One source."""
    return _drawn(request, {})


def _drawn(request: Request, typed: dict[str, str], clashes: tuple[SourceNote, ...] = ()) -> Response:
    desk = desk_of(request)
    uses = sources_of(desk.store)
    use = _found(uses, request.path_params["id"])
    notes = tuple(one for one in desk.store.incidents().notes() if one.source == use.source.id)
    others = tuple(one.source for one in uses if one.source.id != use.source.id and one.same_as is None)
    page = SourcePage(use, notes[::-1], others, _names(uses), _known(use) | typed, clashes)
    return draw(request, "source.html", page, status=409 if clashes else 200, tab="sources")


def _known(use: SourceUse) -> dict[str, str]:
    """What is known of a source, as the form has it."""
    source = use.source
    return {
        Noted.RELIABILITY.value: source.reliability.value if source.reliability else "",
        Noted.AFFILIATION.value: source.affiliation or "",
        Noted.PROTECTED.value: "yes" if source.protected else "",
        Noted.SAME_AS.value: use.same_as or "",
    }


async def noted(request: Request) -> Response:
    """Note of a source what the form says differently from what is known."""
    async with request.form(max_fields=20, max_part_size=20_000) as form:
        given = {name: " ".join(str(value).split())[:LONGEST] for name, value in form.items()}
    return await run_in_threadpool(_noted, request, given)


def _noted(request: Request, given: dict[str, str]) -> Response:
    desk = desk_of(request)
    uses = sources_of(desk.store)
    use = _found(uses, request.path_params["id"])
    person = Signer.of(request).person(given.get("why", ""))
    changes = _changes(use, uses, given)
    clashes = tuple(_meanwhile(desk, use, changes, given))
    if clashes:
        return _drawn(request, {kind.value: value or "" for kind, value in changes.items()}, clashes)
    changed = [a_note(use.source, kind, value, person) for kind, value in changes.items()]
    if changed:
        note(desk.store, *changed)
    return RedirectResponse(f"/sources/{use.source.id}", 303)


def _changes(use: SourceUse, uses: tuple[SourceUse, ...], given: dict[str, str]) -> dict[Noted, str | None]:
    """What the person changed in the form: what is known by now, and was left as it stood there, is no change."""
    letter, other = given.get("reliability", ""), given.get("same_as", "")
    if letter and letter not in list(Reliability):
        raise Trouble("bad_form", f"reliability={letter[:20]}")
    if other and other not in {one.source.id for one in uses if one.source.id != use.source.id}:
        raise Trouble("bad_form", f"same_as={other[:40]}")
    known = _known(use)
    said = {kind: given.get(kind.value, "") for kind in Noted}
    said[Noted.PROTECTED] = "yes" if said[Noted.PROTECTED] else ""
    return {
        kind: value or None
        for kind, value in said.items()
        if value != known[kind.value] and value != given.get(f"was_{kind.value}", known[kind.value])
    }


def _meanwhile(
    desk: Desk, use: SourceUse, changes: dict[Noted, str | None], given: dict[str, str]
) -> Iterator[SourceNote]:
    """The notes that others made, since the form was drawn, of what it changes."""
    known = _known(use)
    notes = [one for one in desk.store.incidents().notes() if one.source == use.source.id]
    for kind in changes:
        if given.get(f"was_{kind.value}", known[kind.value]) != known[kind.value]:
            yield next(one for one in reversed(notes) if one.noted is kind)


def _found(uses: tuple[SourceUse, ...], id: str) -> SourceUse:
    use = next((one for one in uses if one.source.id == id), None)
    if use is None:
        raise Trouble("no_record", id[:80])
    return use


def _names(uses: tuple[SourceUse, ...]) -> dict[SourceId, str]:
    return {use.source.id: use.source.name for use in uses}


def sources_json(request: Request) -> Response:
    """The list as JSON."""
    desk = desk_of(request)
    wanted = asked(request.query_params, (), desk.codebook)
    return export(desk, request, wanted, lambda out: write_json(out, printed(desk)))


def printed(desk: Desk) -> Iterator[Json]:
    """Each source as JSON."""
    for use in sources_of(desk.store):
        counts = {"documents": use.documents, "quoted": use.quoted, "incidents": use.incidents, "same_as": use.same_as}
        yield dump(use.source) | counts


ROUTES = [
    Route("/sources", sources),
    Route("/sources.json", sources_json),
    Route("/sources/{id}", source),
    Route("/sources/{id}/notes", noted, methods=["POST"]),
]
