"""The page of sources: who publishes and who is quoted, how often, and what people noted of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.model.document import Source
from warledger.model.ids import SourceId
from warledger.model.serial import Json, dump
from warledger.pipeline.register import register_of
from warledger.web.asking import asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import export, write_json


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: what is noted of it, the reports it publishes, how often it is quoted, for how many incidents."""

    source: Source
    reports: int
    quoted: int
    incidents: int
    same_as: str | None


def sources(request: Request) -> Response:
    """The list."""
    return draw(request, "sources.html", rows_of(desk_of(request)), tab="sources")


def rows_of(desk: Desk) -> list[SourceRow]:
    """Every source of the case, those that say most first."""
    incidents = desk.store.incidents()
    register = register_of(incidents.notes())
    published = {source.id: (source, count) for source, count in incidents.publishers()}
    spoken = {id: (name, quoted, count) for id, name, quoted, count in incidents.speakers()}

    def row(id: SourceId) -> SourceRow:
        source, reports = published.get(id, (None, 0))
        name, quoted, count = spoken.get(id, ("", 0, 0))
        known = register.sources.get(id) or source or Source(id, name)
        current = register.current(id)
        same = register.sources.get(current) if current != id else None
        return SourceRow(known, reports, quoted, count, same.name if same else None)

    found = [row(id) for id in dict.fromkeys([*published, *spoken])]
    return sorted(found, key=lambda one: (-one.reports, -one.quoted, one.source.name.casefold()))


def sources_json(request: Request) -> Response:
    """The list as JSON."""
    desk = desk_of(request)
    wanted = asked(request.query_params, (), desk.codebook)
    return export(desk, request, wanted, lambda out: write_json(out, printed(desk)))


def printed(desk: Desk) -> Iterator[Json]:
    """Each source as JSON."""
    for row in rows_of(desk):
        counts = {"reports": row.reports, "quoted": row.quoted, "incidents": row.incidents, "same_as": row.same_as}
        yield dump(row.source) | counts


ROUTES = [Route("/sources", sources), Route("/sources.json", sources_json)]
