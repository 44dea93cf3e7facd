"""The ways in and out of a team's desk: signing in, an invitation that works once, and signing out.

A sign-in that fails says nothing of why, and takes as long as any other. Tries are slowed down by account and by place,
whether or not there is such an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.model.accounts import Account, folded_name, hash_of
from warledger.pipeline import accounts
from warledger.pipeline.clock import utc_now
from warledger.pipeline.passwords import SHORTEST, unfit
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.doors import hand_over
from warledger.web.forms import fields
from warledger.web.limits import SlowDown
from warledger.web.pages.reader import back
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble
from warledger.web.visitor import visitor_or_none


class Tries:
    """How often somebody tried to sign in, by account and by place.

    Five slips are free; then each further try waits twice as long, an account no longer than a minute, so that a
    stranger who knows a name cannot lock its owner out. Where all come from one place, as far as we can tell, that
    holds for the place too.
    """

    def __init__(self, settings: DeskSettings) -> None:
        self.accounts = SlowDown(free=5, most_s=60)
        self.places = SlowDown(free=20, most_s=900 if settings.proxied else 60)


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form. `wrong` says that a try failed, and nothing more."""

    next: str
    name: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The form to choose a password on. `wrong` is why one cannot be taken."""

    token: str
    name: str
    wrong: str = ""
    shortest: int = SHORTEST


def sign_in_page(request: Request) -> Response:
    """The form, or onward for whoever is signed in."""
    onto = back(request.query_params.get("next") or "/")
    if visitor_or_none(request):
        return RedirectResponse(onto, 303)
    return draw(request, "sign_in.html", SignInPage(onto))


async def sign_in(request: Request) -> Response:
    """Take a name and a password."""
    form = await fields(request)
    return await run_in_threadpool(_sign_in, request, form.get("name", "")[:200], form.get("password", ""), form)


def _sign_in(request: Request, name: str, password: str, form: Mapping[str, str]) -> Response:
    desk, near, onto = desk_of(request), _near(request), back(form.get("next") or "/")
    tries: Tries = request.app.state.tries
    if tries.places.wait(near) or tries.accounts.wait(folded_name(name)):
        raise Trouble("slow_down")
    account = accounts.sign_in(desk.store, name, password, utc_now(), near)
    if account is None:
        return draw(request, "sign_in.html", SignInPage(onto, name, wrong=True), status=401)
    tries.accounts.forget(folded_name(name))
    tries.places.forgive(near)
    return _begin(request, desk, account, onto)


def _begin(request: Request, desk: Desk, account: Account, onto: str) -> Response:
    """A session under a new key; the one that this browser had ends."""
    desk.sessions.close(request.cookies.get(desk.settings.cookie, ""))
    onward = RedirectResponse(onto, 303)
    key = desk.sessions.begin(account.id, account.epoch, browser_of(request))
    hand_over(onward, desk.settings, key)
    return onward


async def sign_out(request: Request) -> Response:
    """End this session."""
    return await run_in_threadpool(_sign_out, request)


def _sign_out(request: Request) -> Response:
    desk, visitor = desk_of(request), visitor_or_none(request)
    onward = RedirectResponse("/sign-in", 303)
    if visitor and visitor.session:
        desk.sessions.end(visitor.session)
        desk.store.accounts().tell(desk.store.accounts().of_id(visitor.account), "signed out", utc_now())
    onward.delete_cookie(desk.settings.cookie, path="/", secure=desk.settings.https, httponly=True, samesite="strict")
    onward.headers["clear-site-data"] = '"cache", "storage"'
    return onward


def invitation(request: Request) -> Response:
    """The form of a link, while it works."""
    token = request.query_params.get("token", "")[:200]
    return draw(request, "invitation.html", InvitationPage(token, _invited(request, token).name))


async def redeem(request: Request) -> Response:
    """Take the password, and sign in."""
    form = await fields(request)
    return await run_in_threadpool(_redeem, request, form.get("token", "")[:200], form)


def _redeem(request: Request, token: str, form: Mapping[str, str]) -> Response:
    name, password = _invited(request, token).name, form.get("password", "")
    wrong = "differ" if password != form.get("again", "") else unfit(password, name) or ""
    if wrong:
        return draw(request, "invitation.html", InvitationPage(token, name, wrong), status=400)
    desk = desk_of(request)
    account = accounts.redeem(desk.store, token, password, utc_now())
    if account is None:  # somebody was quicker
        raise Trouble("used_link")
    desk.store.accounts().tell(account, "signed in", utc_now(), near=_near(request))
    return _begin(request, desk, account, "/")


def _invited(request: Request, token: str) -> Account:
    tries: Tries = request.app.state.tries
    account = desk_of(request).store.accounts().invited(hash_of(token), utc_now()) if token else None
    if account is None:
        raise Trouble("slow_down" if tries.places.wait(_near(request)) else "used_link")
    return account


def _near(request: Request) -> str:
    near: str = request.scope["state"]["near"]
    return near


BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chromium"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))


def browser_of(request: Request) -> str:
    """A browser's family and system, to tell one's own sessions apart; no more of what it says is kept."""
    said = request.headers.get("user-agent", "")
    browser = next((name for mark, name in BROWSERS if mark in said), "")
    system = next((name for mark, name in (*SYSTEMS, ("Linux", "Linux")) if mark in said), "")
    return " · ".join(filter(None, (browser, system)))


ROUTES = [
    Route("/sign-in", sign_in_page),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/invitation", invitation),
    Route("/invitation", redeem, methods=["POST"]),
]
