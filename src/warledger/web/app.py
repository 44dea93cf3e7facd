"""Puts the desk together: the pages, the API, the guard before them, and what is said when something goes wrong.

It opens no port and no browser; `serve` of the command line does.
"""

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from warledger.errors import WarledgerError
from warledger.reference.codebook import Codebook, load_codebook
from warledger.store.case import Store
from warledger.web.api.routes import ROUTES as API
from warledger.web.assets import Assets
from warledger.web.desk import Desk, environment, refusal
from warledger.web.guard import Guard
from warledger.web.hands import Hands, NoHands
from warledger.web.pages import (
    activity,
    add,
    claims,
    incident,
    incidents,
    judging,
    reader,
    reports,
    review,
    rules,
    sources,
)
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings
from warledger.web.timeline import Counted
from warledger.web.trouble import Trouble, trouble_of

LOG = logging.getLogger(__name__)
PAGES = (incidents, incident, claims, reports, review, judging, sources, rules, activity, add, reader)


def make_app(
    store: Store,
    settings: DeskSettings | None = None,
    *,
    hands: Hands | None = None,
    sessions: Sessions | None = None,
    codebook: Codebook | None = None,
) -> ASGIApp:
    """The desk of an open case, as an ASGI app. `sessions.token` is the token that opens it, once."""
    settings, sessions = settings or DeskSettings(), sessions or Sessions()
    assets = Assets()
    app = Starlette(routes=_routes(assets), exception_handlers=_handlers())
    app.state.desk = Desk(
        store, hands or NoHands(), codebook or load_codebook(None), settings, sessions, assets, environment()
    )
    app.state.counted = Counted()
    app.state.waiting = add.Waiting(settings.previews, settings.max_upload * 2)

    def refuse(request: Request, trouble: Trouble) -> Response:
        request.scope["app"] = app  # the guard stands before the app, which sets this
        return refusal(request, trouble)

    return Guard(app, settings, sessions, refuse)


def _routes(assets: Assets) -> list[BaseRoute]:
    pages = [route for page in PAGES for route in page.ROUTES]
    return [*pages, *API, Route("/static/{path:path}", assets.answer)]


Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def _handlers() -> dict[int | type[Exception], Handler]:
    return {
        Trouble: _of_trouble,
        WarledgerError: _of_ours,
        MultiPartException: lambda request, _: refusal(request, Trouble("bad_form")),
        HTTPException: _of_http,
        Exception: _of_fault,
    }


def _of_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, Trouble)
    return refusal(request, error)


def _of_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, WarledgerError)
    return refusal(request, trouble_of(error))


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "wrong_method", 413: "too_large"}.get(error.status_code, "bad_form")
    return refusal(request, Trouble(code, request.url.path if code == "not_found" else ""))


def _of_fault(request: Request, error: Exception) -> Response:
    """A fault of ours. The log has where; neither it nor the page has words of a report."""
    LOG.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__, exc_info=error)
    return refusal(request, Trouble("fault", type(error).__name__))
