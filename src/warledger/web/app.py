"""Puts the desk together: the pages, the API, the guard before them, and what is said when something goes wrong.

It opens no port and no browser; `serve` of the command line does.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
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
from warledger.web.access import permitted
from warledger.web.api.routes import ROUTES as API
from warledger.web.assets import Assets
from warledger.web.counted import Counted
from warledger.web.desk import Desk, environment, refusal
from warledger.web.doors import OneDoor, TeamDoor
from warledger.web.events import Hub
from warledger.web.guard import Guard
from warledger.web.hands import Hands, NoHands
from warledger.web.jobs import Jobs
from warledger.web.pages import (
    accounts,
    activity,
    add,
    claim_adding,
    claims,
    incident,
    incidents,
    judging,
    live,
    own_account,
    places,
    reader,
    reports,
    review,
    rules,
    signing_in,
    sources,
    why,
)
from warledger.web.presence import Presence
from warledger.web.seeing import Seeing
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble, trouble_of

LOG = logging.getLogger(__name__)
TEAM = (signing_in, own_account, accounts)  # only where there are accounts
PAGES = (
    incidents,
    incident,
    claims,
    reports,
    claim_adding,
    review,
    judging,
    places,
    sources,
    rules,
    activity,
    add,
    live,
    reader,
    why,
)


def make_app(
    store: Store,
    settings: DeskSettings | None = None,
    *,
    hands: Hands | None = None,
    sessions: Sessions | None = None,
    codebook: Codebook | None = None,
    hub: Hub | None = None,
) -> ASGIApp:
    """The desk of an open case, as an ASGI app. `sessions.token` is the token that opens it, once."""
    settings = settings or DeskSettings()
    sessions = sessions or sessions_for(settings)
    assets = Assets()
    app = Starlette(routes=routes_of(settings, assets), exception_handlers=_handlers(), lifespan=_few_at_once)
    app.state.desk = Desk(
        store, hands or NoHands(), codebook or load_codebook(None), settings, sessions, assets, environment()
    )
    app.state.counted = Counted()
    app.state.tries = signing_in.Tries(settings)
    app.state.seeing = Seeing(store)
    app.state.hub = hub or Hub(store)
    app.state.presence = Presence(app.state.hub.publish)
    app.state.jobs = Jobs(app.state.desk.hands, app.state.hub.publish)

    def refuse(request: Request, trouble: Trouble) -> Response:
        request.scope["app"] = app  # the guard stands before the app, which sets this
        return refusal(request, trouble)

    door = app.state.door = TeamDoor(store, settings, sessions) if settings.team else OneDoor(settings, sessions)
    return Guard(app, settings, door, refuse)


AT_ONCE = 2  # pages that are worked out at once


@asynccontextmanager
async def _few_at_once(app: Starlette) -> AsyncIterator[None]:
    """Let few pages be worked out at once: more of them are slower together than one after the other.

    A database's rows and Python's work take turns at one lock, and each thread has a connection with pages of its own.
    """
    del app
    current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def sessions_for(settings: DeskSettings) -> Sessions:
    """No sessions yet: of one person without an end, of a team as long as the settings say."""
    if not settings.team:
        return Sessions()
    return Sessions(idle_s=settings.idle_minutes * 60, longest_s=settings.longest_hours * 3600)


def routes_of(settings: DeskSettings, assets: Assets) -> list[BaseRoute]:
    """Every address of a desk, each behind what access.py declares for it."""
    pages = [route for page in (*PAGES, *(TEAM if settings.team else ())) for route in page.ROUTES]
    return [permitted(route) for route in (*pages, *API, Route("/static/{path:path}", assets.answer))]


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
