"""The two doors of a desk: the token that works once, for one person on this machine; and accounts, for a team.

A door says who a request comes from, and what is answered to whoever is nobody. It renders nothing.
"""

import hashlib
import hmac
import secrets
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.model.accounts import Account, rights_of
from warledger.pipeline import accounts
from warledger.store.case import Store
from warledger.web.access import ANYBODY_AT
from warledger.web.limits import Pace
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble
from warledger.web.visitor import ALONE, Visitor

SAFE = frozenset({"GET", "HEAD"})
TOKEN = "token"
PROGRAMS = ("/api/",)  # addresses that a program's key opens, besides exports
EXPORTS = (".json", ".csv", ".geojson")


class Door(Protocol):
    """A way in."""

    async def visitor(self, request: Request) -> Visitor | None:
        """Who asks; None when nobody knows."""
        ...

    async def entrance(self, request: Request) -> Response | None:
        """What is answered before anything else, if the request is a way in. Trouble when it is a wrong one."""
        ...

    def outside(self, request: Request) -> Response | None:
        """What is answered to nobody: a response, or None for what anybody may see. Trouble refuses."""
        ...

    async def stands(self, visitor: Visitor) -> bool:
        """Whether a visitor who was let in still may be here: asked while an answer goes on."""
        ...


class OneDoor:
    """For one person on this machine: a token that works once."""

    def __init__(self, settings: DeskSettings, sessions: Sessions) -> None:
        self._settings = settings
        self._sessions = sessions
        self._wrong_tokens = Pace(settings.wrong_tokens_a_minute)

    async def visitor(self, request: Request) -> Visitor | None:
        """Whoever holds a key."""
        session = self._sessions.use(request.cookies.get(self._settings.cookie))
        return Visitor(ALONE, session=session.hash) if session else None

    async def entrance(self, request: Request) -> Response | None:
        """Take the token out of the address, and give a session for it."""
        if request.method not in SAFE or TOKEN not in request.query_params:
            return None
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        token = next(value for name, value in pairs if name == TOKEN)
        rest = urlencode([(name, value) for name, value in pairs if name != TOKEN])
        onward = RedirectResponse(_local(request.url.path) + (f"?{rest}" if rest else ""), 303)
        if self._sessions.holds(request.cookies.get(self._settings.cookie)):
            return onward
        key = self._sessions.open(token)
        if key is None:
            raise Trouble("used_token" if self._wrong_tokens.allows() else "too_many")
        hand_over(onward, self._settings, key)
        return onward

    def outside(self, request: Request) -> Response | None:
        """Nobody sees anything."""
        del request
        raise Trouble("no_session")

    async def stands(self, visitor: Visitor) -> bool:
        """Until the session is closed."""
        return self._sessions.stands(visitor.session)


class TeamDoor:
    """For a team: accounts. The account is looked up for each request, so that what is changed holds at once."""

    def __init__(self, store: Store, settings: DeskSettings, sessions: Sessions) -> None:
        self._store = store
        self._settings = settings
        self._sessions = sessions

    async def visitor(self, request: Request) -> Visitor | None:
        """Who is signed in, or whose key a program shows."""
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and for_programs(request.url.path):
            return await run_in_threadpool(self._program, secret.strip())
        session = self._sessions.use(request.cookies.get(self._settings.cookie))
        if session is None:
            return None
        account = await run_in_threadpool(self._store.accounts().of_id, session.account)
        if account is None or not account.can_sign_in or account.epoch != session.epoch:
            self._sessions.end(session.hash)
            return None
        return visitor_for(account, session.hash)

    def _program(self, secret: str) -> Visitor | None:
        held = accounts.holder(self._store, secret)
        if held is None:
            return None
        account, token = held
        rights = accounts.rights_of_token(account, token)
        return Visitor(rights, account.name, account.role, account.id, account.epoch, key=token.id)

    async def entrance(self, request: Request) -> Response | None:
        """There is none but the page."""
        del request
        return None

    def outside(self, request: Request) -> Response | None:
        """The page to sign in on; a program is told that it has no session."""
        path = request.url.path
        if path in ANYBODY_AT:
            return None
        if request.method not in SAFE or for_programs(path) or request.headers.get("hx-request"):
            raise Trouble("signed_out")
        here = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/sign-in" + (f"?next={quote(here, safe='')}" if here != "/" else ""), 303)

    async def stands(self, visitor: Visitor) -> bool:
        """Until the session ends, or anything of the account changes that ends sessions."""
        if visitor.session and not self._sessions.stands(visitor.session):
            return False
        account = await run_in_threadpool(self._store.accounts().of_id, visitor.account)
        return account is not None and account.can_sign_in and account.epoch == visitor.epoch


class Nearness:
    """Tells places apart without telling which they are: a tag of an address, by a key that is gone with the desk."""

    def __init__(self, settings: DeskSettings) -> None:
        self._proxied = settings.proxied
        self._key = secrets.token_bytes(32)

    def of(self, request: Request) -> str:
        """The tag of the place that a request comes from."""
        address = request.client.host if request.client else ""
        if self._proxied:  # the last one is the proxy's own word; those before it are the client's, and may be lies
            address = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() or address
        return hmac.new(self._key, _net(address).encode(), hashlib.sha256).hexdigest()[:8]


def visitor_for(account: Account, session: str = "") -> Visitor:
    """Somebody with an account."""
    return Visitor(rights_of(account.role), account.name, account.role, account.id, account.epoch, session)


def for_programs(path: str) -> bool:
    """Whether a program's key opens this address: the API and the exports, and no page."""
    return path.startswith(PROGRAMS) or path.endswith(EXPORTS)


def hand_over(response: Response, settings: DeskSettings, key: str) -> None:
    """Give a browser the key of its session: no script can read it, no other site can use it."""
    response.set_cookie(settings.cookie, key, httponly=True, samesite="strict", path="/", secure=settings.https)


def _net(address: str) -> str:
    """One household: an address of IPv4, the first half of one of IPv6.

    >>> _net("192.0.2.7"), _net("2001:db8:1:2:3:4:5:6")
    ('192.0.2.7', '2001:db8:1:2')
    """
    return ":".join(address.split(":")[:4]) if ":" in address else address


def _local(path: str) -> str:
    """A path of ours: "//elsewhere" would lead to another host.

    >>> _local("//evil.example/x"), _local("/claims")
    ('/evil.example/x', '/claims')
    """
    return "/" + path.lstrip("/\\")
