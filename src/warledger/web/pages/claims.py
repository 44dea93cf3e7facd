"""The page of claims: what the reports say happened, filtered, a page at a time; the same as JSON, CSV and GeoJSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.exports.formats import write
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import IncidentId
from warledger.model.serial import Json, printed_claim
from warledger.store.lazy import Documents
from warledger.web.asking import CLAIM_FIELDS, Asked, asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import Listing, export, page_of, refuse_wrong, write_json


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its report and its incident."""

    claim: Claim
    document: Document
    incident: IncidentId | None


def claims(request: Request) -> Response:
    """The list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, CLAIM_FIELDS, desk.codebook)
    return draw(request, "claims.html", listing(desk, wanted), status=400 if wanted.wrong else 200, tab="claims")


def listing(desk: Desk, wanted: Asked) -> Listing[Row]:
    """One page of claims."""
    size = desk.settings.rows
    skip = (wanted.page - 1) * size
    found = () if wanted.wrong else islice(desk.store.claims(wanted.claims), skip, None)
    rows, more = page_of(found, size)
    incidents = desk.store.incidents().of_claims(claim.id for claim in rows)
    documents = Documents(desk.store)
    drawn = [Row(claim, documents[claim.document], incidents.get(claim.id)) for claim in rows]
    counted = None if more or (skip and not rows) else skip + len(rows)
    return Listing(drawn, wanted, size, desk.store.latest_claims(), counted, more)


def claims_json(request: Request) -> Response:
    """All claims asked for, in the form that `warledger claims --json` prints."""
    desk = desk_of(request)
    wanted = asked(request.query_params, CLAIM_FIELDS, desk.codebook)
    refuse_wrong(wanted)
    rows = (printed(claim) for claim in desk.store.claims(wanted.claims))
    return export(desk, request, wanted, lambda out: write_json(out, rows))


def claims_in(request: Request) -> Response:
    """All claims asked for, as CSV or GeoJSON (docs/exports.md)."""
    desk = desk_of(request)
    wanted = asked(request.query_params, CLAIM_FIELDS, desk.codebook)
    refuse_wrong(wanted)
    form = request.url.path.rpartition(".")[2]
    found: Iterator[Claim] = desk.store.claims(wanted.claims)
    documents = Documents(desk.store)
    return export(desk, request, wanted, lambda out: write(form, found, documents.get, out, codebook=desk.codebook))


def printed(claim: Claim) -> Json:
    """A claim as JSON, with its report's id."""
    return printed_claim(claim) | {"document": claim.document}


ROUTES = [
    Route("/claims", claims),
    Route("/claims.json", claims_json),
    Route("/claims.csv", claims_in),
    Route("/claims.geojson", claims_in),
]
