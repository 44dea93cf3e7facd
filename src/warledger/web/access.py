"""What each address of the desk asks of whoever calls it: a right of `model.accounts.TABLE`, a session, or nothing.

An address that is not listed here refuses everybody: a new page is a line here too, and a test walks all of them.
"""

import copy
from collections.abc import Mapping
from enum import StrEnum

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from warledger.model.accounts import Right, who_may
from warledger.web.trouble import Trouble
from warledger.web.visitor import Visitor, visitor_of, visitor_or_none


class Open(StrEnum):
    """What needs no right."""

    ANYBODY = "anybody"  # also without a session
    SIGNED_IN = "signed_in"  # any session


Need = Right | Open
ANYBODY_AT = ("/sign-in", "/invitation", "/like")  # without a session, where there are accounts
_GET: Mapping[Need, str] = {
    Open.ANYBODY: "/static/{path:path} /sign-in /invitation",
    Open.SIGNED_IN: "/account /why /events",
    Right.READ: """
        / /incidents /incidents.json /incidents.csv /incidents.geojson /incidents/{id} /incidents/{id}.json
        /incidents/spots.json /incidents/countries.json
        /claims /claims.json /claims.csv /claims.geojson
        /reports /reports.json /reports/{id} /reports/{id}.json /reports/{id}/original
        /codebook /codebook.json
        /api/openapi.json /api/claims /api/claims/{id} /api/incidents /api/incidents/{id} /api/reports
        /api/reports/{id} /api/codebook
    """,
    Right.CODE: "/api/review /api/review/{id} /api/places /review /review.json /places /places.json",
    Right.SEE_SOURCES: "/sources /sources.json /sources/{id} /api/sources",
    Right.SEE_ACTIVITY: "/activity /activity.json /api/activity",
    Right.ADD: "/add /add/{id} /add/{id}.json",
    Right.ACCOUNTS: "/accounts",
}
_POST: Mapping[Need, str] = {
    Open.ANYBODY: "/sign-in /invitation /like",
    Open.SIGNED_IN: "/sign-out /account/password /account/sign-out-everywhere /account/keys /account/keys/revoke",
    Right.READ: "/presence",
    Right.CODE: """
        /review/answer /review/undo /review/correct /review/as /link
        /api/review/{id} /api/claims/{id}/corrections /api/undo
    """,
    Right.DECIDE: """
        /judge/split /judge/merge /judge/move /judge/retract /places/choose /reports/{id}/claims /api/places
    """,
    Right.NOTE: "/sources/{id}/notes",
    Right.ADD: "/add/preview /add/keep /add/{id}/keep /add/{id}/again /add/{id}/stop /add/{id}/drop",
    Right.ACCOUNTS: """
        /accounts/add /accounts/{id}/role /accounts/{id}/disable /accounts/{id}/enable /accounts/{id}/invite
    """,
}
NEEDS: Mapping[tuple[str, str], Need] = {
    (method, path): need
    for method, needs in (("GET", _GET), ("POST", _POST))
    for need, paths in needs.items()
    for path in paths.split()
}


def need_of(method: str, path: str) -> Need | None:
    """What a route asks for; None where nothing is declared, and then nobody gets in."""
    return NEEDS.get(("GET" if method == "HEAD" else method, path))


def check(visitor: Visitor | None, need: Need | None, path: str) -> None:
    """Trouble unless the visitor has what is needed."""
    if need is None:
        raise Trouble("undeclared", path)
    if need is Open.ANYBODY:
        return
    if visitor is None:
        raise Trouble("no_session")
    if isinstance(need, Right) and not visitor.may(need):
        raise Trouble("not_allowed", need.value)


def allowed(request: Request, right: Right) -> bool:
    """Whether whoever asks may do that."""
    found = visitor_or_none(request)
    return found is not None and found.may(right)


def demand(request: Request, right: Right) -> None:
    """Trouble unless whoever asks may do that."""
    if not visitor_of(request).may(right):
        raise Trouble("not_allowed", right.value)


def may_open(visitor: Visitor | None, address: str) -> bool:
    """Whether a page may be looked at: what the tabs of the header are chosen by."""
    try:
        check(visitor, need_of("GET", address), address)
    except Trouble:
        return False
    return True


def in_words(right: str, visitor: Visitor | None) -> str:
    """The rule that refused, for programs and for the log of a terminal."""
    named = ", ".join(role.value for role in who_may(Right(right)))
    role = visitor.role.value if visitor and visitor.role else "nobody"
    return f"{right} is for {named}; you are {role}"


class Permitted:
    """A route's answer, behind what is declared for it."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, if whoever asks has what is needed."""
        check(visitor_or_none(Request(scope)), need_of(scope["method"], self._path), self._path)
        await self._app(scope, receive, send)


def permitted(route: BaseRoute) -> BaseRoute:
    """The route, behind what is declared for it; a kind of route that we do not know lets nobody in."""
    if not isinstance(route, Route):
        raise TypeError(f"{route}: only plain routes can be guarded")
    guarded = copy.copy(route)
    guarded.app = Permitted(route.app, route.path)
    return guarded
