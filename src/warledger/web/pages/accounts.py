"""The page of accounts, for admins: who there is, and what may be changed of whom.

Each form calls the function that `warledger account` calls. A password is chosen by its owner, over a link that works
once and is shown once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.errors import BadSetting
from warledger.model.accounts import Account, AccountRole, Invitation
from warledger.pipeline import accounts
from warledger.pipeline.accounts import Doer
from warledger.pipeline.clock import utc_now
from warledger.web.desk import desk_of, draw
from warledger.web.forms import fields
from warledger.web.pages.own_account import own
from warledger.web.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Link:
    """A link to choose a password with, as it is shown once."""

    name: str
    address: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Every account, links that wait to be used by account, and what was just done."""

    accounts: tuple[Account, ...]
    invited: Mapping[str, Invitation]
    own: str
    link: Link | None = None
    wrong: str = ""
    typed: str = ""
    roles: tuple[AccountRole, ...] = tuple(AccountRole)


def accounts_page(request: Request) -> Response:
    """The page."""
    return _drawn(request)


def _drawn(
    request: Request, *, status: int = 200, link: Link | None = None, wrong: str = "", typed: str = ""
) -> Response:
    held = desk_of(request).store.accounts()
    page = AccountsPage(held.all(), held.open_invitations(), own(request).id, link, wrong, typed)
    return draw(request, "accounts.html", page, status=status, tab="accounts")


async def add(request: Request) -> Response:
    """A new account, and the link to its password."""
    return await run_in_threadpool(_add, request, await fields(request))


def _add(request: Request, form: Mapping[str, str]) -> Response:
    by, name = _doer(request), form.get("name", "")[:200]
    try:
        account = accounts.add(desk_of(request).store, name, _role(form), None, by)
    except BadSetting as error:
        return _drawn(request, status=400, wrong=str(error), typed=name)
    return _drawn(request, link=_link(request, account, by))


async def role(request: Request) -> Response:
    """Another role."""
    form = await fields(request)
    return await _changed(request, lambda account, by: _set_role(request, account, _role(form), by))


def _set_role(request: Request, account: Account, role: AccountRole, by: Doer) -> None:
    if role is not account.role:
        accounts.set_role(desk_of(request).store, account, role, by)


async def disable(request: Request) -> Response:
    """Disable an account."""
    return await _changed(request, lambda account, by: _set_disabled(request, account, True, by))


async def enable(request: Request) -> Response:
    """Enable it again."""
    return await _changed(request, lambda account, by: _set_disabled(request, account, False, by))


def _set_disabled(request: Request, account: Account, disabled: bool, by: Doer) -> None:
    accounts.set_disabled(desk_of(request).store, account, disabled, by)
    desk_of(request).sessions.end_all(account.id)


async def invite(request: Request) -> Response:
    """A new link to the password of an account; an earlier one works no more."""
    return await run_in_threadpool(_invite, request)


def _invite(request: Request) -> Response:
    try:
        return _drawn(request, link=_link(request, _meant(request), _doer(request)))
    except BadSetting as error:
        return _drawn(request, status=409, wrong=str(error))


async def _changed(request: Request, change: Callable[[Account, Doer], None]) -> Response:
    def done() -> Response:
        try:
            change(_meant(request), _doer(request))
        except BadSetting as error:
            return _drawn(request, status=409, wrong=str(error))
        return RedirectResponse("/accounts", 303)

    return await run_in_threadpool(done)


def _meant(request: Request) -> Account:
    id: str = request.path_params["id"]
    account = desk_of(request).store.accounts().of_id(id)
    if account is None:
        raise Trouble("no_record", id[:40])
    return account


def _doer(request: Request) -> Doer:
    return Doer(own(request).name, utc_now())


def _role(form: Mapping[str, str]) -> AccountRole:
    if form.get("role", "") not in list(AccountRole):
        raise Trouble("bad_form", form.get("role", "")[:20])
    return AccountRole(form["role"])


def _link(request: Request, account: Account, by: Doer) -> Link:
    token, ends = accounts.invite(desk_of(request).store, account, by)
    host = request.headers["host"]  # one of ours: the guard saw to it
    return Link(account.name, f"{desk_of(request).settings.scheme}://{host}/invitation?token={token}", ends)


ROUTES = [
    Route("/accounts", accounts_page),
    Route("/accounts/add", add, methods=["POST"]),
    Route("/accounts/{id}/role", role, methods=["POST"]),
    Route("/accounts/{id}/disable", disable, methods=["POST"]),
    Route("/accounts/{id}/enable", enable, methods=["POST"]),
    Route("/accounts/{id}/invite", invite, methods=["POST"]),
]
