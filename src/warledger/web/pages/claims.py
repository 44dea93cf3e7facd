"""The page of claims: what the reports say happened, filtered, a page at a time; the same as JSON, CSV and GeoJSON."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.exports.formats import write
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import IncidentId
from warledger.model.serial import Json, printed_claim
from warledger.pipeline.exporting import documents_of
from warledger.reference.searching import Snippet, Sought, sentence_around, snippet
from warledger.store.lazy import Documents
from warledger.web.asking import CLAIM_FIELDS, Asked, asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import Listing, export, refuse_wrong, write_json


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with its report and its incident; `hit` is what was searched for in the sentence of its event."""

    claim: Claim
    document: Document
    incident: IncidentId | None
    hit: Snippet | None = None


def claims(request: Request) -> Response:
    """The list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, CLAIM_FIELDS, desk.codebook)
    return draw(request, "claims.html", listing(desk, wanted), status=400 if wanted.wrong else 200, tab="claims")


def listing(desk: Desk, wanted: Asked) -> Listing[Row]:
    """One page of claims."""
    size, held = desk.settings.rows, desk.store
    skip = (wanted.page - 1) * size
    total = held.latest_claims()
    if wanted.wrong:
        return Listing([], wanted, size, total, 0, more=False)
    found = held.count_claims(wanted.claims) if wanted.any else total
    rows = list(held.claims(wanted.claims, limit=size, offset=skip))
    incidents = held.incidents().of_claims(claim.id for claim in rows)
    documents = Documents(held)
    sought = Sought.read(wanted.words) if wanted.words else None
    drawn = [_row(claim, documents[claim.document], incidents.get(claim.id), sought) for claim in rows]
    return Listing(drawn, wanted, size, total, found, more=skip + len(rows) < found)


def _row(claim: Claim, document: Document, incident: IncidentId | None, sought: Sought | None) -> Row:
    told = sentence_around(document.text, claim.trigger.start, claim.trigger.end) if sought else ""
    return Row(claim, document, incident, snippet(told, sought) if sought else None)


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
    documents = documents_of(desk.store)  # the name of a protected source leaves the case in no export
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
