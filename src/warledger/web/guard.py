"""Stands before every page: who calls us by which name, from where, with what session; and the headers of each answer.

Everything is denied unless a rule here allows it; what a page asks of whoever was let in is access.py's. It reads no
body and renders nothing: it raises a `Trouble` in the app's words through `refuse`.
"""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warledger.web.doors import SAFE, Door, Nearness
from warledger.web.limits import Clock, Pace, Paces, since_boot
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble
from warledger.web.visitor import Visitor, let_in

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
HTTPS_ONLY = {"strict-transport-security": "max-age=31536000"}
OPEN = "/static/"  # needs no session: the page that refuses has its looks from there
PRESENCE = "/presence"  # signs of life change nothing of a case: they count as requests, and not as writing
LOOK_AGAIN_S = 2.0  # an answer that goes on (events) is cut off so soon after its visitor may no longer be here

Refuse = Callable[[Request, Trouble], Response]


class Guard:
    """The outermost layer of the desk."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, door: Door, refuse: Refuse) -> None:
        self._app = app
        self._settings = settings
        self._door = door
        self._refuse = refuse
        self._writes = Pace(settings.writes_a_minute)
        self._requests = Paces(settings.requests_a_minute)
        self._nearness = Nearness(settings)
        self._headers = HEADERS | (HTTPS_ONLY if settings.https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or let through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # we speak nothing else
            return
        request = Request(scope, receive)
        request.scope.setdefault("state", {}).update(visitor=None, near=self._nearness.of(request))
        sending = _with_headers(send, self._headers)
        try:
            answer = await self._answer(request)
        except Trouble as trouble:
            answer = self._refuse(request, trouble)
        if answer:
            await answer(scope, receive, sending)
            return
        visitor = scope["state"]["visitor"]
        if visitor is None:
            await self._app(scope, receive, sending)
            return
        watched = WhileHere(sending, self._door, visitor)
        try:
            await self._app(scope, receive, watched)
        except (OSError, ClientDisconnect):  # how an answer that goes on is told to end
            if not watched.gone:
                raise

    async def _answer(self, request: Request) -> Response | None:
        """The refusal, or the way in; None when the request may go on."""
        if request.headers.get("host", "").lower() not in self._settings.hosts:
            raise Trouble("wrong_host", request.headers.get("host", ""))
        if request.url.path.startswith(OPEN) and request.method in SAFE:
            return None
        if request.method not in SAFE and not self._of_program(request) and not self._from_here(request):
            raise Trouble("cross_site")
        way_in = await self._door.entrance(request)
        if way_in:
            return way_in
        visitor = await self._door.visitor(request)
        if not self._requests.allows(self._of_whom(request, visitor)):
            raise Trouble("too_many")
        if visitor is None:
            return self._door.outside(request)
        let_in(request, visitor)
        if request.method not in SAFE and request.url.path != PRESENCE and not self._writes.allows():
            raise Trouble("too_many")
        return None

    def _of_whom(self, request: Request, visitor: Visitor | None) -> str:
        """Whose requests are counted together."""
        place: str = request.scope["state"]["near"]
        return visitor.session or visitor.key if visitor else f"near {place}"

    def _of_program(self, request: Request) -> bool:
        """Whether a key is shown: no page can make a browser show one to us. (A password for a proxy it shows unasked.)

        That the key is one, the door sees.
        """
        shown = request.headers.get("authorization", "").lower().startswith("bearer ")
        return self._settings.team and shown and "cookie" not in request.headers

    def _from_here(self, request: Request) -> bool:
        """Whether a page of ours sent it: the browser says so, and no page can make it say so.

        A browser that may tell no referrer sends "null" as the origin of a form of ours.
        """
        ours = f"{self._settings.scheme}://{request.headers['host'].lower()}"
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is None:
            return origin == ours
        return site == "same-origin" and origin in (None, "null", ours)


class WhileHere:
    """Sends an answer that goes on, such as one of events, only as long as its visitor may be here."""

    def __init__(self, send: Send, door: Door, visitor: Visitor, clock: Clock = since_boot) -> None:
        self._send = send
        self._door = door
        self._visitor = visitor
        self._clock = clock
        self._looked = clock()
        self.gone = False

    async def __call__(self, message: Message) -> None:
        """Send, or end the answer; what comes after the end is told that nobody listens."""
        if self.gone:
            raise OSError("signed out")
        goes_on = message["type"] == "http.response.body" and message.get("more_body")
        if goes_on and self._looked + LOOK_AGAIN_S <= self._clock():
            self._looked = self._clock()
            self.gone = not await self._door.stands(self._visitor)
            if self.gone:
                message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)


def _with_headers(send: Send, given: dict[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in given.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
