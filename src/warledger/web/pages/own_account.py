"""The page of one's own account: the password, where one is signed in, and keys for programs."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.errors import BadSetting
from warledger.model.accounts import Account, AccountRole, ApiToken, rights_of
from warledger.pipeline import accounts, passwords
from warledger.pipeline.accounts import TOKEN_ROLES, Doer
from warledger.pipeline.clock import utc_now
from warledger.web.desk import desk_of, draw
from warledger.web.doors import hand_over
from warledger.web.forms import fields
from warledger.web.pages.signing_in import Tries, browser_of
from warledger.web.sessions import Session
from warledger.web.trouble import Trouble
from warledger.web.visitor import visitor_of


@dataclass(frozen=True, slots=True)
class OwnPage:
    """An account as its owner sees it. `secret` is a new key, shown once; `wrong` why a password cannot be taken."""

    account: Account
    sessions: tuple[Session, ...]
    here: str
    keys: tuple[ApiToken, ...]
    roles: tuple[AccountRole, ...]
    secret: str = ""
    wrong: str = ""
    done: str = ""
    idle: int = 0
    longest: int = 0
    shortest: int = passwords.SHORTEST


def own_account(request: Request) -> Response:
    """The page."""
    return _drawn(request, done=request.query_params.get("done", ""))


def _drawn(request: Request, *, status: int = 200, secret: str = "", wrong: str = "", done: str = "") -> Response:
    desk, account = desk_of(request), own(request)
    page = OwnPage(
        account,
        desk.sessions.of_account(account.id, account.epoch),
        visitor_of(request).session,
        desk.store.accounts().tokens_of(account),
        tuple(role for role in TOKEN_ROLES if rights_of(role) <= rights_of(account.role)),
        secret,
        wrong,
        done if done in ("password", "elsewhere", "revoked") else "",
        desk.settings.idle_minutes,
        desk.settings.longest_hours,
    )
    return draw(request, "own_account.html", page, status=status, tab="own")


def own(request: Request) -> Account:
    """The account of whoever is signed in with a browser; a program's key changes no account."""
    visitor = visitor_of(request)
    account = desk_of(request).store.accounts().of_id(visitor.account)
    if account is None or not visitor.session:
        raise Trouble("no_session")
    return account


async def password(request: Request) -> Response:
    """Another password; every other session ends."""
    return await run_in_threadpool(_password, request, await fields(request))


def _password(request: Request, form: Mapping[str, str]) -> Response:
    desk, account, new = desk_of(request), own(request), form.get("password", "")
    tries: Tries = request.app.state.tries
    if tries.accounts.wait(f"own {account.id}"):
        raise Trouble("slow_down")
    if not passwords.fits(form.get("old", ""), account.password):
        return _drawn(request, status=400, wrong="old")
    tries.accounts.forget(f"own {account.id}")
    wrong = "differ" if new != form.get("again", "") else passwords.unfit(new, account.name) or ""
    if wrong:
        return _drawn(request, status=400, wrong=wrong)
    accounts.set_password(desk.store, account, new, Doer(account.name, utc_now()))
    return _only_here(request, account, "password")


async def elsewhere(request: Request) -> Response:
    """Sign out everywhere but here."""
    return await run_in_threadpool(_elsewhere, request)


def _elsewhere(request: Request) -> Response:
    account = own(request)
    desk_of(request).store.accounts().end_sessions(account, utc_now())
    return _only_here(request, account, "elsewhere")


def _only_here(request: Request, account: Account, done: str) -> Response:
    """Every session ended: a new one for this browser, under a new key."""
    desk = desk_of(request)
    desk.sessions.end_all(account.id)
    now = desk.store.accounts().of_id(account.id)
    onward = RedirectResponse(f"/account?done={done}", 303)
    if now and now.can_sign_in:
        hand_over(onward, desk.settings, desk.sessions.begin(now.id, now.epoch, browser_of(request)))
    return onward


async def make_key(request: Request) -> Response:
    """A new key for programs, shown on this answer and never again."""
    return await run_in_threadpool(_make_key, request, await fields(request))


def _make_key(request: Request, form: Mapping[str, str]) -> Response:
    account, role = own(request), form.get("role", "")
    if role not in list(TOKEN_ROLES) or not rights_of(AccountRole(role)) <= rights_of(account.role):
        raise Trouble("bad_form", role[:20])
    try:
        secret = accounts.make_token(
            desk_of(request).store, account, form.get("name", ""), AccountRole(role), utc_now()
        )
    except BadSetting as error:
        raise Trouble("input_error", str(error)) from error
    return _drawn(request, secret=secret)


async def revoke_key(request: Request) -> Response:
    """A key works no more."""
    return await run_in_threadpool(_revoke_key, request, await fields(request))


def _revoke_key(request: Request, form: Mapping[str, str]) -> Response:
    if not desk_of(request).store.accounts().revoke(own(request), form.get("key", ""), utc_now()):
        raise Trouble("no_record", form.get("key", "")[:40])
    return RedirectResponse("/account?done=revoked", 303)


ROUTES = [
    Route("/account", own_account),
    Route("/account/password", password, methods=["POST"]),
    Route("/account/sign-out-everywhere", elsewhere, methods=["POST"]),
    Route("/account/keys", make_key, methods=["POST"]),
    Route("/account/keys/revoke", revoke_key, methods=["POST"]),
]
