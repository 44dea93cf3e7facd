"""The addresses of the API. Each is one `Endpoint`: how it is asked, what it answers, and the words of its description.

A list answers `{"total", "found", "items"}`, a page of it by `limit` and `offset`; what goes wrong answers one shape,
`{"error": {"code", "what", "do", "detail"}}`, with the status that fits.
"""

from functools import partial
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.model.custody import CustodyRecord
from warledger.model.serial import Json, dump, printed_claim, printed_document
from warledger.web.api import reviewing
from warledger.web.api.bodies import body_of
from warledger.web.api.description import described
from warledger.web.api.endpoint import Endpoint
from warledger.web.asking import CLAIM_FIELDS, INCIDENT_FIELDS, REPORT_FIELDS, Asked, Field, Unusable, asked, number
from warledger.web.desk import Desk, as_json, desk_of
from warledger.web.pages import claims, reports, rules, sources
from warledger.web.pages.lists import refuse_wrong
from warledger.web.trouble import Trouble

PAGING = ("limit", "offset")
LIMIT = 100


def list_claims(desk: Desk, request: Request) -> Json:
    """Claims, a page of them."""
    wanted, limit, offset = _asked(desk, request, CLAIM_FIELDS)
    held = desk.store
    items = [claims.printed(claim) for claim in held.claims(wanted.claims, limit=limit, offset=offset)]
    return {"total": held.latest_claims(), "found": held.count_claims(wanted.claims), "items": items}


def one_claim(desk: Desk, request: Request) -> Json:
    """A claim by its id, or the beginning of it."""
    claim = desk.store.claim(request.path_params["id"])
    return printed_claim(claim) | {"document": claim.document}


def list_incidents(desk: Desk, request: Request) -> Json:
    """Incidents, a page of them."""
    wanted, limit, offset = _asked(desk, request, INCIDENT_FIELDS)
    held = desk.store.incidents()
    items = [dump(one) for one in held.assessments(wanted.incidents, limit=limit, offset=offset)]
    return {"total": held.count(), "found": held.count(wanted.incidents), "items": items}


def one_incident(desk: Desk, request: Request) -> Json:
    """An incident by its id, or by that of a claim of it."""
    found: Json = dump(desk.store.incidents().assessment(request.path_params["id"]))
    return found


def list_reports(desk: Desk, request: Request) -> Json:
    """Reports, a page of them."""
    wanted, limit, offset = _asked(desk, request, REPORT_FIELDS)
    held, sought = desk.store, wanted.words
    items = [printed_document(one) for one in held.reports(sought, limit=limit, offset=offset)]
    return {"total": held.count_reports(), "found": held.count_reports(sought), "items": items}


def one_report(desk: Desk, request: Request) -> Json:
    """A report with its text and its claims."""
    document = reports.document_of(desk, request.path_params["id"])
    return reports.whole(document, desk.store.claims_of(document.id))


def list_sources(desk: Desk, request: Request) -> Json:
    """Sources, a page of them."""
    _, limit, offset = _asked(desk, request, ())
    found = list(sources.printed(desk))
    return {"total": len(found), "found": len(found), "items": found[offset : offset + limit]}


def the_codebook(desk: Desk, request: Request) -> Json:
    """The codebook in force."""
    _asked(desk, request, ())
    return rules.printed(desk.codebook)


def list_activity(desk: Desk, request: Request) -> Json:
    """The custody log, oldest first, a page of it."""
    _, limit, offset = _asked(desk, request, ())
    total = desk.store.counts().links
    found: list[CustodyRecord] = list(islice(desk.store.custody(), offset, offset + limit))
    return {"total": total, "found": total, "items": [dump(record) for record in found]}


def list_review(desk: Desk, request: Request) -> Json:
    """What waits for a person's eyes, a page of it."""
    return reviewing.queue(desk, request, *_chosen(desk, request, reviewing.QUEUE))


def list_places(desk: Desk, request: Request) -> Json:
    """Names of places, a page of them."""
    return reviewing.list_places(desk, request, *_chosen(desk, request, reviewing.LISTS))


ENDPOINTS = (
    Endpoint("/api/claims", "Claims that the reports make", "Claim", CLAIM_FIELDS, True, list_claims),
    Endpoint("/api/claims/{id}", "One claim", "Claim", (), False, one_claim),
    Endpoint("/api/incidents", "Incidents of the case", "Assessment", INCIDENT_FIELDS, True, list_incidents),
    Endpoint("/api/incidents/{id}", "One incident", "Assessment", (), False, one_incident),
    Endpoint("/api/reports", "Reports of the case, without their texts", "Report", REPORT_FIELDS, True, list_reports),
    Endpoint("/api/reports/{id}", "One report with its text and its claims", "WholeReport", (), False, one_report),
    Endpoint("/api/sources", "Who publishes and who is quoted", "Source", (), True, list_sources),
    Endpoint("/api/codebook", "The codebook in force", "Codebook", (), False, the_codebook),
    Endpoint("/api/activity", "The custody log", "CustodyRecord", (), True, list_activity),
    Endpoint("/api/review", "What waits for a person's eyes", "ReviewItem", reviewing.QUEUE, True, list_review),
    Endpoint("/api/places", "Names of places", "PlaceName", reviewing.LISTS, True, list_places),
    *reviewing.DEEDS,
)


def _chosen(desk: Desk, request: Request, fields: tuple[Field, ...]) -> tuple[int, int]:
    """The page that is asked for; what a list is narrowed by must be one of its choices."""
    known = {field.name for field in fields}
    for name, value in request.query_params.multi_items():
        if name not in (*known, *PAGING) or (name in known and value not in reviewing.CHOICES[name]):
            raise Trouble("bad_filter", f"{name[:40]}={value[:40]}")
    return _page(desk, request)


def _asked(desk: Desk, request: Request, fields: tuple[Field, ...]) -> tuple[Asked, int, int]:
    wanted = asked(request.query_params, fields, desk.codebook, PAGING)
    refuse_wrong(wanted)
    return wanted, *_page(desk, request)


def _page(desk: Desk, request: Request) -> tuple[int, int]:
    limit = _number(request, "limit", LIMIT, 1)
    if desk.settings.most_rows < limit:
        raise Trouble("bad_filter", f"limit={limit}")
    return limit, _number(request, "offset", 0, 0)


def _number(request: Request, name: str, otherwise: int, least: int) -> int:
    text = request.query_params.get(name, "")
    try:
        return number(least)(text) if text else otherwise
    except Unusable as error:
        raise Trouble("bad_filter", f"{name}={text[:40]}") from error


def _serve(endpoint: Endpoint, request: Request) -> Response:
    return as_json(endpoint.answer(desk_of(request), request))


async def _do(endpoint: Endpoint, request: Request) -> Response:
    request.state.body = await body_of(request, endpoint.body)
    if request.query_params:
        raise Trouble("bad_filter", f"{next(iter(request.query_params))[:40]}=")
    return as_json(await run_in_threadpool(endpoint.answer, desk_of(request), request))


def description(request: Request) -> Response:
    """The description of the API, by OpenAPI."""
    desk = desk_of(request)
    return as_json(described(ENDPOINTS, desk.codebook, desk.settings.most_rows))


ROUTES = [
    Route("/api/openapi.json", description),
    *(Route(one.path, partial(_do if one.body else _serve, one), methods=[one.method]) for one in ENDPOINTS),
]
