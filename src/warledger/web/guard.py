"""Stands before every page: who calls us by which name, from where, with what session; and the headers of each answer.

Everything is denied unless a rule here allows it. It reads no body and renders nothing: it raises a `Trouble` in the
app's words through `refuse`.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warledger.web.sessions import Pace, Sessions
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
SAFE = frozenset({"GET", "HEAD"})
OPEN = "/static/"  # needs no session: the page that refuses has its looks from there
TOKEN = "token"

Refuse = Callable[[Request, Trouble], Response]


class Guard:
    """The outermost layer of the desk."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, sessions: Sessions, refuse: Refuse) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions
        self._refuse = refuse
        self._wrong_tokens = Pace(settings.wrong_tokens_a_minute)
        self._writes = Pace(settings.writes_a_minute)
        self.cookie = f"warledger_{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or let through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # we speak nothing else
            return
        request = Request(scope, receive)
        answer = self._answer(request)
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _answer(self, request: Request) -> Response | None:
        """The refusal, or the way in; None when the request may go on."""
        if request.headers.get("host", "").lower() not in self._settings.hosts:
            return self._refuse(request, Trouble("wrong_host", request.headers.get("host", "")))
        if request.url.path.startswith(OPEN) and request.method in SAFE:
            return None
        if request.method not in SAFE and not self._from_here(request):
            return self._refuse(request, Trouble("cross_site"))
        if request.method in SAFE and TOKEN in request.query_params:
            return self._sign_in(request)
        if not self._sessions.holds(request.cookies.get(self.cookie)):
            return self._refuse(request, Trouble("no_session"))
        if request.method not in SAFE and not self._writes.allows():
            return self._refuse(request, Trouble("too_many"))
        return None

    def _from_here(self, request: Request) -> bool:
        """Whether a page of ours sent it: the browser says so, and no page can make it say so."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None and site != "same-origin":
            return False
        if origin is not None:
            return origin == f"http://{request.headers['host'].lower()}"
        return site is not None

    def _sign_in(self, request: Request) -> Response:
        """Take the token out of the address, and give a session for it."""
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        token = next(value for name, value in pairs if name == TOKEN)
        rest = urlencode([(name, value) for name, value in pairs if name != TOKEN])
        onward = RedirectResponse(_local(request.url.path) + (f"?{rest}" if rest else ""), 303)
        if self._sessions.holds(request.cookies.get(self.cookie)):
            return onward
        key = self._sessions.open(token)
        if key is None:
            return self._refuse(request, Trouble("used_token" if self._wrong_tokens.allows() else "too_many"))
        onward.set_cookie(self.cookie, key, httponly=True, samesite="strict", path="/")
        return onward


def _local(path: str) -> str:
    """A path of ours: "//elsewhere" would lead to another host.

    >>> _local("//evil.example/x"), _local("/claims")
    ('/evil.example/x', '/claims')
    """
    return "/" + path.lstrip("/\\")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
