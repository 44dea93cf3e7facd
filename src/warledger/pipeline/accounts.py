"""Who may use the desk of a team: accounts made, invited, changed and signed in, for the terminal and the pages alike.

Every deed stands in the custody log under the name of whoever did it. A sign-in that fails tells nothing of why: the
answer and the time are the same for a wrong name, a wrong password and a disabled account.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from warledger.errors import BadSetting
from warledger.model.accounts import Account, AccountRole, ApiToken, Right, hash_of, may, usable_name
from warledger.pipeline import passwords
from warledger.store.accounts import LastAdmin
from warledger.store.records import Store

INVITED_FOR = timedelta(hours=72)  # a weekend
MOST_TOKENS = 20  # keys of one account
TOKEN_MARK = "wlk_"  # begins every key, so that one that slipped into a text can be searched for
TOKEN_ROLES = (AccountRole.VIEWER, AccountRole.CODER, AccountRole.REVIEWER)


@dataclass(frozen=True, slots=True)
class Doer:
    """Who changes accounts: a name for the log, and the time."""

    name: str
    at: datetime


def found(store: Store, name: str) -> Account:
    """The account of that name; BadSetting when there is none."""
    account = store.accounts().named(name)
    if account is None:
        raise BadSetting(f"no account is called {name[:80]!r}. List them: warledger account list {store.path}")
    return account


def add(store: Store, name: str, role: AccountRole, password: str | None, by: Doer) -> Account:
    """A new account; without a password it waits for an invitation to be used."""
    name = " ".join(name.split())
    if not usable_name(name):
        raise BadSetting(
            f"{name[:80]!r} cannot be the name of an account. Use letters, digits, spaces, and . - _ ' between them."
        )
    kept = passwords.hashed(password, name) if password is not None else None
    account = Account(f"account-{secrets.token_hex(8)}", name, role, False, 0, by.at, kept)
    if not store.accounts().add(account, by.name):
        raise BadSetting(f"there is an account called {name!r} already. Choose another name.")
    return account


def invite(store: Store, account: Account, by: Doer, lasting: timedelta = INVITED_FOR) -> tuple[str, datetime]:
    """The token of a link that works once to choose a password, and when it ends; an earlier link works no more."""
    if account.disabled:
        raise BadSetting(f"{account.name} is disabled. Enable the account first, then invite.")
    token, ends = secrets.token_urlsafe(32), by.at + lasting
    store.accounts().invite(account, hash_of(token), ends, by.name, by.at)
    return token, ends


def redeem(store: Store, token: str, password: str, at: datetime) -> Account | None:
    """Use a link up and take the password; None when the link works no more. BadSetting for an unfit password."""
    account = store.accounts().invited(hash_of(token), at)
    if account is None:
        return None
    return store.accounts().redeem(hash_of(token), passwords.hashed(password, account.name), at)


def set_role(store: Store, account: Account, role: AccountRole, by: Doer) -> None:
    """Another role; the account's sessions end."""
    try:
        store.accounts().set_role(account, role, by.name, by.at)
    except LastAdmin as error:
        raise _last_admin(account) from error


def set_disabled(store: Store, account: Account, disabled: bool, by: Doer) -> None:
    """Disable an account, whose sessions, links and keys end at once; or enable it again."""
    try:
        store.accounts().set_disabled(account, disabled, by.name, by.at)
    except LastAdmin as error:
        raise _last_admin(account) from error


def _last_admin(account: Account) -> BadSetting:
    return BadSetting(f"{account.name} is the last admin who can sign in. Make another admin first.")


def set_password(store: Store, account: Account, password: str, by: Doer) -> None:
    """Another password; the account's sessions end."""
    store.accounts().set_password(account, passwords.hashed(password, account.name), by.name, by.at)


def sign_in(store: Store, name: str, password: str, at: datetime, near: str) -> Account | None:
    """The account, if the password is its own; None for every other reason. `near` tells places apart in the log."""
    accounts = store.accounts()
    account = accounts.named(name)
    right = passwords.fits(password, account.password if account else None)
    if account is None or not right or not account.can_sign_in:
        accounts.tell(account, "sign-in failed", at, near=near)
        return None
    if account.password and passwords.is_old(account.password):
        accounts.rehash(account, passwords.hashed_again(password))
    accounts.tell(account, "signed in", at, near=near)
    return accounts.of_id(account.id)


def make_token(store: Store, account: Account, name: str, role: AccountRole, at: datetime) -> str:
    """A key for programs, shown once; it may do what its role and the account's both may."""
    name = " ".join(name.split())[:80]
    if not name.isprintable() or not name:
        raise BadSetting("a key needs a name, to tell it from others: say what it is for.")
    if role not in TOKEN_ROLES:
        raise BadSetting("a key cannot change accounts: choose viewer, coder or reviewer.")
    if len(store.accounts().tokens_of(account)) >= MOST_TOKENS:
        raise BadSetting(f"an account has {MOST_TOKENS} keys at most. Revoke one first.")
    secret = TOKEN_MARK + secrets.token_urlsafe(32)
    store.accounts().add_token(
        account, ApiToken(f"key-{secrets.token_hex(8)}", account.id, name, role, at, False), hash_of(secret)
    )
    return secret


def holder(store: Store, secret: str) -> tuple[Account, ApiToken] | None:
    """The account and the key that a program shows; None when it is no key, or works no more."""
    if not secret.startswith(TOKEN_MARK):
        return None
    token = store.accounts().token(hash_of(secret))
    account = store.accounts().of_id(token.account) if token else None
    return (account, token) if token and account and account.can_sign_in else None


def rights_of_token(account: Account, token: ApiToken) -> frozenset[Right]:
    """What both the account's role and the key's role may."""
    return frozenset(right for right in Right if may(account.role, right) and may(token.role, right))
