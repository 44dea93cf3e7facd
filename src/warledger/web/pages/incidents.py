"""The page of incidents: map, timeline and list as three views of one filter; the same as JSON, CSV and GeoJSON.

The filter, and the incident that is picked in all three, are the address. The server draws all of it; scripts put a map
that moves in the place of the one that does not.
"""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.errors import BadSetting
from warledger.exports.incident_rows import write_features, write_incidents
from warledger.model.corroboration import Assessment
from warledger.model.listing import IncidentFilter, Listed
from warledger.model.serial import dump
from warledger.reference.countries import countries
from warledger.web.asking import INCIDENT_FIELDS, Asked, asked
from warledger.web.counted import Counted
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.maps import StaticMap, static_map
from warledger.web.pages.lists import Listing, export, refuse_wrong, write_json
from warledger.web.phrases import visible
from warledger.web.timeline import Timeline, timeline

PICK = "pick"
ANY = IncidentFilter()


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """Three views of one filter, the incident that is picked in all of them, and whether something waits to be linked.

    `timeline` is None where none of the incidents has a date.
    """

    list: Listing[Listed]
    map: StaticMap
    timeline: Timeline | None
    picked: Assessment | None
    behind: bool

    @property
    def pick(self) -> str:
        """The id of the incident that is picked, or ""."""
        return self.picked.incident.id if self.picked else ""


def home(request: Request) -> Response:
    """The first page is that of the incidents."""
    del request
    return RedirectResponse("/incidents", 303)


def incidents(request: Request) -> Response:
    """The map, the timeline and the list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, INCIDENT_FIELDS, desk.codebook, (PICK,))
    page = page_of(desk, wanted, request.query_params.get(PICK, ""), request.app.state.counted)
    return draw(request, "incidents.html", page, status=400 if wanted.wrong else 200, tab="incidents")


def page_of(desk: Desk, wanted: Asked, pick: str, before: Counted) -> IncidentsPage:
    """The page; one that is picked is on the page of the list that is shown, if no page is asked for."""
    held = desk.store.incidents()
    picked = _picked(desk, pick)
    if picked and wanted.page == 1 and not wanted.wrong:
        position = held.position(before.found(desk.store, wanted.incidents), picked.incident.id)
        wanted = replace(wanted, page=(position or 0) // desk.settings.rows + 1)
    rows = listing(desk, wanted, before)
    if wanted.wrong:
        return IncidentsPage(rows, static_map((), 0, wanted, None), None, picked, desk.hands.behind())
    spots = before.spots(desk.store, wanted.incidents)
    where = picked.incident.where.value if picked and picked.incident.where else None
    at = next((one for one in spots if where and (one.lat, one.lon) == (where.lat, where.lon)), None)
    drawn = static_map(spots, rows.found or 0, wanted, at)
    return IncidentsPage(rows, drawn, timeline(desk.store, wanted, before), picked, desk.hands.behind())


def _picked(desk: Desk, pick: str) -> Assessment | None:
    """The incident of that id; None where there is none: the address may be older than a judgement."""
    if not pick:
        return None
    try:
        return desk.store.incidents().assessment(pick)
    except BadSetting:
        return None


def listing(desk: Desk, wanted: Asked, before: Counted) -> Listing[Listed]:
    """One page of incidents."""
    size, held = desk.settings.rows, desk.store.incidents()
    total = before.count(desk.store, ANY)
    if wanted.wrong:
        return Listing([], wanted, size, total, 0, more=False)
    found = before.count(desk.store, wanted.incidents) if wanted.any else total
    skip = (wanted.page - 1) * size
    rows = list(held.listed(before.found(desk.store, wanted.incidents), limit=size, offset=skip))
    return Listing(rows, wanted, size, total, found, more=skip + len(rows) < found)


def spots(request: Request) -> Response:
    """What the map draws: [longitude, latitude, precision, incidents, contested, name, id of one of them] each."""
    desk, wanted = _asked(request)
    found = request.app.state.counted.spots(desk.store, wanted.incidents)
    return as_json(
        [[s.lon, s.lat, s.precision.value, s.incidents, s.contested, visible(s.name), s.first] for s in found]
    )


def country_codes(request: Request) -> Response:
    """The letters of each country by the number that the base map gives it; browsers name countries by letters."""
    del request
    return as_json({f"{one.iso_numeric:03}": iso2 for iso2, one in countries().items() if one.iso_numeric})


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
    Route("/incidents/spots.json", spots),
    Route("/incidents/countries.json", country_codes),
    Route("/link", link, methods=["POST"]),
]
