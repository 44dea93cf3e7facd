"""The page of incidents: what several reports tell of one event, filtered; the same as JSON, CSV and GeoJSON."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.exports.incident_rows import write_features, write_incidents
from warledger.model.listing import Listed
from warledger.model.serial import dump
from warledger.web.asking import INCIDENT_FIELDS, Asked, asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import Listing, export, refuse_wrong, write_json


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """The list, and whether something waits to be linked."""

    list: Listing[Listed]
    behind: bool


def home(request: Request) -> Response:
    """The first page is that of the incidents."""
    del request
    return RedirectResponse("/incidents", 303)


def incidents(request: Request) -> Response:
    """The list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, INCIDENT_FIELDS, desk.codebook)
    page = IncidentsPage(listing(desk, wanted), desk.hands.behind())
    return draw(request, "incidents.html", page, status=400 if wanted.wrong else 200, tab="incidents")


def listing(desk: Desk, wanted: Asked) -> Listing[Listed]:
    """One page of incidents."""
    size, held = desk.settings.rows, desk.store.incidents()
    total = held.count()
    if wanted.wrong:
        return Listing([], wanted, size, total, 0, more=False)
    found = held.count(wanted.incidents) if wanted.any else total
    skip = (wanted.page - 1) * size
    rows = list(held.listed(wanted.incidents, limit=size, offset=skip))
    return Listing(rows, wanted, size, total, found, more=skip + len(rows) < found)


def incidents_json(request: Request) -> Response:
    """All incidents asked for, in the form that `warledger incidents --json` prints."""
    desk, wanted = _asked(request)
    rows = (dump(one) for one in desk.store.incidents().assessments(wanted.incidents))
    return export(desk, request, wanted, lambda out: write_json(out, rows))


def incidents_csv(request: Request) -> Response:
    """All incidents asked for, as CSV."""
    desk, wanted = _asked(request)
    found = desk.store.incidents().assessments(wanted.incidents)
    return export(desk, request, wanted, lambda out: write_incidents(found, out))


def incidents_geojson(request: Request) -> Response:
    """Those of them that have a place, on a map."""
    desk, wanted = _asked(request)
    found = desk.store.incidents().assessments(wanted.incidents)
    return export(desk, request, wanted, lambda out: write_features(found, out))


def _asked(request: Request) -> tuple[Desk, Asked]:
    desk = desk_of(request)
    wanted = asked(request.query_params, INCIDENT_FIELDS, desk.codebook)
    refuse_wrong(wanted)
    return desk, wanted


def link(request: Request) -> Response:
    """Link what waits, and go back."""
    desk_of(request).hands.link()
    return RedirectResponse("/incidents", 303)


ROUTES = [
    Route("/", home),
    Route("/incidents", incidents),
    Route("/incidents.json", incidents_json),
    Route("/incidents.csv", incidents_csv),
    Route("/incidents.geojson", incidents_geojson),
    Route("/link", link, methods=["POST"]),
]
