"""`warledger account`: who may use the desk of a team. Passwords are asked on the terminal, never given in a line."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime

import click

from warledger.cli import environment
from warledger.cli.asking import asked
from warledger.cli.command import subcommand
from warledger.cli.phrases import count
from warledger.cli.screen import Column, draw, screen
from warledger.cli.talk import emit, say
from warledger.errors import BadSetting
from warledger.model.accounts import Account, AccountRole
from warledger.pipeline import accounts
from warledger.pipeline.accounts import Doer
from warledger.pipeline.passwords import REASONS, unfit
from warledger.store.case import Store

EXAMPLES = """
warledger account add aleppo.ledger Lina --role admin               the first account; its password is asked for
warledger account add aleppo.ledger Omar --role coder --invite --address https://desk.example.org
warledger account list aleppo.ledger
warledger account role aleppo.ledger Omar --role reviewer
warledger account invite aleppo.ledger Omar                         a new link: also for a forgotten password
warledger account disable aleppo.ledger Omar
"""
ACTIONS = ("add", "list", "role", "disable", "enable", "password", "invite")
ADDRESS = "http://127.0.0.1:8765"
COLUMNS = (Column("NAME", share=2), Column("ROLE", 8), Column("STATE", share=2), Column("SINCE (UTC)", 16))


@subcommand("account", examples=EXAMPLES)
@click.argument("action", type=click.Choice(ACTIONS), metavar="ACTION")
@click.argument("ledger", metavar="CASE")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--role", type=click.Choice([role.value for role in AccountRole]), help="add, role: what it is for.")
@click.option("--invite", is_flag=True, help="add: print a link to choose a password with, instead of asking for one.")
@click.option("--address", default=ADDRESS, show_default=True, metavar="URL", help="Where people reach the desk.")
@click.option("--who", metavar="NAME", help="Sign with this name; else WARLEDGER_WHO, else your user name.")
@click.option("--json", "as_json", is_flag=True, help="list: print one JSON object an account.")
def command(
    action: str, ledger: str, name: str | None, *, role: str | None, as_json: bool, **given: str | bool
) -> None:
    """Make accounts for the desk of a team, list and change them.

    The ACTION is one of list, add NAME, role NAME, disable NAME, enable NAME, password NAME, invite NAME. A viewer
    reads; a coder answers the review without seeing other answers; a reviewer decides; an admin changes accounts. What
    is changed holds at once, also for a desk that is open, and stands in the custody log. docs/teams.md says more.
    """
    if (name is None) != (action == "list"):
        raise click.UsageError(
            "`account list` takes no name." if name else f"name the account: account {action} CASE NAME"
        )
    if (role is None) != (action not in ("add", "role")):
        raise click.UsageError("--role goes with add and role, and they need it.")
    with asked(ledger) as store:
        if action == "list":
            _list(store, as_json=as_json)
            return
        by = Doer(f"{environment.signer(str(given['who'] or ''))} (terminal)", datetime.now(UTC))
        if action == "add":
            _add(store, name or "", AccountRole(role or ""), given, by)
        else:
            _CHANGES[action](store, accounts.found(store, name or ""), role, str(given["address"]), by)


def _add(store: Store, name: str, role: AccountRole, given: dict[str, str | bool], by: Doer) -> None:
    password = None if given["invite"] else _asked_password(name)
    account = accounts.add(store, name, role, password, by)
    say(f"{store.path}: {account.name} is {_a(role)}.")
    if given["invite"]:
        _invite(store, account, None, str(given["address"]), by)


def _role(store: Store, account: Account, role: str | None, _: str, by: Doer) -> None:
    new = AccountRole(role or "")
    accounts.set_role(store, account, new, by)
    say(f"{account.name} is {_a(new)} now, and is signed out everywhere.")


def _disable(store: Store, account: Account, _: str | None, __: str, by: Doer) -> None:
    accounts.set_disabled(store, account, True, by)
    say(f"{account.name} is disabled and signed out everywhere. What was done under the name stands.")


def _enable(store: Store, account: Account, _: str | None, __: str, by: Doer) -> None:
    accounts.set_disabled(store, account, False, by)
    say(f"{account.name} is enabled.")


def _password(store: Store, account: Account, _: str | None, __: str, by: Doer) -> None:
    accounts.set_password(store, account, _asked_password(account.name), by)
    say(f"{account.name} has a new password, and is signed out everywhere.")


def _invite(store: Store, account: Account, _: str | None, address: str, by: Doer) -> None:
    token, ends = accounts.invite(store, account, by)
    say(
        f"This link works once, until {ends:%Y-%m-%d %H:%M} UTC. Whoever has it becomes {account.name}: send it safely."
    )
    click.echo(f"{address.rstrip('/')}/invitation?token={token}")


_CHANGES: dict[str, Callable[[Store, Account, str | None, str, Doer], None]] = {
    "role": _role,
    "disable": _disable,
    "enable": _enable,
    "password": _password,
    "invite": _invite,
}


def _asked_password(name: str) -> str:
    """The password as it is typed, twice and unseen."""
    if not sys.stdin.isatty():
        raise BadSetting("there is no terminal to ask for the password on. Use --invite, or `account invite`.")
    while True:
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        reason = unfit(typed, name)
        if reason is None:
            return typed
        say(REASONS[reason])


def _list(store: Store, *, as_json: bool) -> None:
    held, invited = store.accounts().all(), store.accounts().open_invitations()
    if as_json:
        for one in held:
            emit({"name": one.name, "role": one.role.value, "state": _state(one, one.id in invited)})
    else:
        rows = (
            (one.name, one.role.value, _state(one, one.id in invited), f"{one.made_at:%Y-%m-%d %H:%M}") for one in held
        )
        draw(screen(), COLUMNS, rows)
    say(f"{count(len(held), 'account')}.")


def _state(account: Account, invited: bool) -> str:
    if account.disabled:
        return "disabled"
    if account.password is None:
        return "invited" if invited else "has no password"
    return "active"


def _a(role: AccountRole) -> str:
    return f"an {role.value}" if role is AccountRole.ADMIN else f"a {role.value}"
