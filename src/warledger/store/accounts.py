"""The accounts of a case. Each change is one transaction with the custody record that tells of it, and who made it.

Passwords and tokens come hashed and stay so; the log holds neither. There is always an admin who can sign in, once
there was one.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from warledger.model.accounts import Account, AccountRole, ApiToken, Invitation, folded_name
from warledger.model.custody import Action
from warledger.store import account_queries as queries
from warledger.store.database import Database
from warledger.store.opened import Details, append


class LastAdmin(Exception):
    """The change would leave nobody who may change accounts."""


class Accounts:
    """Who may use the desk of a team on an open case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._database.reading() as connection:
            return tuple(_account(row) for row in connection.execute(queries.ACCOUNTS))

    def named(self, name: str) -> Account | None:
        """The account of that name, however it is spelt in capitals and spaces."""
        with self._database.reading() as connection:
            row = connection.execute(queries.ACCOUNT_NAMED, {"folded": folded_name(name)}).first()
        return _account(row) if row else None

    def of_id(self, id: str) -> Account | None:
        """The account of that id."""
        with self._database.reading() as connection:
            return _of_id(connection, id)

    def add(self, account: Account, by: str) -> bool:
        """Store a new account; False, and nothing is stored, when another has that name."""
        folded = folded_name(account.name)
        columns = {
            **{"id": account.id, "name": account.name, "folded": folded, "role": account.role.value},
            **{"disabled": account.disabled, "epoch": account.epoch, "made_at": account.made_at.isoformat()},
            "password": account.password,
        }
        with self._database.writing() as connection:
            if connection.execute(queries.ACCOUNT_NAMED, {"folded": folded}).first():
                return False
            connection.execute(queries.ADD_ACCOUNT, columns)
            details = (("done", "added"), ("role", account.role.value), ("by", by))
            append(connection, account.made_at, Action.CHANGE, _subject(account), details)
        return True

    def set_role(self, account: Account, role: AccountRole, by: str, at: datetime) -> None:
        """Give an account another role, and end its sessions; LastAdmin when nobody could then change accounts."""
        with self._database.writing() as connection:
            if role is not AccountRole.ADMIN:
                _keep_an_admin(connection, account)
            connection.execute(queries.SET_ROLE, {"account": account.id, "new": role.value})
            _tell(connection, at, account, (("done", "role"), ("role", role.value), ("by", by)))

    def set_disabled(self, account: Account, disabled: bool, by: str, at: datetime) -> None:
        """Disable an account, which ends its sessions, links and keys, or enable it; LastAdmin as above."""
        with self._database.writing() as connection:
            if disabled:
                _keep_an_admin(connection, account)
                connection.execute(queries.CLOSE_INVITATIONS, {"of_account": account.id})
            connection.execute(queries.SET_DISABLED, {"account": account.id, "new": disabled})
            _tell(connection, at, account, (("done", "disabled" if disabled else "enabled"), ("by", by)))

    def set_password(self, account: Account, password: str, by: str, at: datetime) -> None:
        """Another password, as it was hashed; every session and every link to the account ends."""
        with self._database.writing() as connection:
            connection.execute(queries.SET_PASSWORD, {"account": account.id, "new": password})
            connection.execute(queries.CLOSE_INVITATIONS, {"of_account": account.id})
            _tell(connection, at, account, (("done", "password"), ("by", by)))

    def rehash(self, account: Account, password: str) -> None:
        """The same password, hashed by newer parameters; nothing if it was changed meanwhile."""
        with self._database.writing() as connection:
            connection.execute(queries.REHASH, {"account": account.id, "old": account.password, "new": password})

    def end_sessions(self, account: Account, at: datetime) -> None:
        """End every session of an account."""
        with self._database.writing() as connection:
            connection.execute(queries.END_SESSIONS, {"account": account.id})
            _tell(connection, at, account, (("done", "signed out everywhere"),), Action.ACCESS)

    def tell(self, account: Account | None, done: str, at: datetime, **details: str) -> None:
        """Note a sign-in, a failure or a sign-out. A name that no account has is not written down: it may be a slip."""
        told = (("done", done), *sorted(details.items()))
        with self._database.writing() as connection:
            append(connection, at, Action.ACCESS, _subject(account) if account else "unknown account", told)

    # ---- invitations

    def invite(self, account: Account, hash: str, expires: datetime, by: str, at: datetime) -> None:
        """Keep the hash of a link to an account; any earlier link of it works no more."""
        columns = {"hash": hash, "account": account.id, "expires": _stamp(expires), "used": False}
        with self._database.writing() as connection:
            connection.execute(queries.CLOSE_INVITATIONS, {"of_account": account.id})
            connection.execute(queries.ADD_INVITATION, columns)
            _tell(connection, at, account, (("done", "invited"), ("by", by)))

    def invited(self, hash: str, at: datetime) -> Account | None:
        """The account that a link leads to, while it works."""
        with self._database.reading() as connection:
            row = connection.execute(queries.INVITATION, {"hash": hash}).first()
            if row is None or row.used or row.expires <= _stamp(at):
                return None
            account = _of_id(connection, row.account)
        return None if account is None or account.disabled else account

    def open_invitations(self) -> dict[str, Invitation]:
        """The links that were not used, by the ids of their accounts."""
        with self._database.reading() as connection:
            rows = connection.execute(queries.OPEN_INVITATIONS).all()
        return {row.account: Invitation(row.account, datetime.fromisoformat(row.expires), row.used) for row in rows}

    def redeem(self, hash: str, password: str, at: datetime) -> Account | None:
        """Use a link up, and give its account the password; None, and nothing is done, when it works no more."""
        with self._database.writing() as connection:
            row = connection.execute(queries.INVITATION, {"hash": hash}).first()
            used = connection.execute(queries.USE_INVITATION, {"of_hash": hash, "now": _stamp(at)}).rowcount
            account = _of_id(connection, row.account) if row and used == 1 else None
            if account is None or account.disabled:
                return None
            connection.execute(queries.SET_PASSWORD, {"account": account.id, "new": password})
            _tell(connection, at, account, (("done", "password"), ("by", "invitation")))
            return _of_id(connection, account.id)

    # ---- keys for programs

    def add_token(self, account: Account, token: ApiToken, hash: str) -> None:
        """Keep the hash of a key."""
        columns = {
            **{"id": token.id, "hash": hash, "account": account.id, "name": token.name, "role": token.role.value},
            **{"made_at": token.made_at.isoformat(), "revoked": False},
        }
        with self._database.writing() as connection:
            connection.execute(queries.ADD_TOKEN, columns)
            _tell(connection, token.made_at, account, (("done", "key made"), ("role", token.role.value)))

    def token(self, hash: str) -> ApiToken | None:
        """The key of that hash, unless it was revoked."""
        with self._database.reading() as connection:
            row = connection.execute(queries.TOKEN, {"hash": hash}).first()
        return None if row is None or row.revoked else _token(row)

    def tokens_of(self, account: Account) -> tuple[ApiToken, ...]:
        """The keys of an account that were not revoked, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(queries.TOKENS_OF, {"account": account.id}).all()
        return tuple(_token(row) for row in rows if not row.revoked)

    def revoke(self, account: Account, token: str, at: datetime) -> bool:
        """Revoke a key of an account; False when it has no such key."""
        with self._database.writing() as connection:
            gone = connection.execute(queries.REVOKE_TOKEN, {"token": token, "of_account": account.id}).rowcount
            if gone:
                _tell(connection, at, account, (("done", "key revoked"),))
        return bool(gone)


def _keep_an_admin(connection: Connection, account: Account) -> None:
    """Asked inside the transaction that writes, so that two cannot take each other's rights away at once."""
    now = _of_id(connection, account.id)
    rules = now is not None and now.role is AccountRole.ADMIN and now.can_sign_in
    if rules and not connection.scalar(queries.OTHER_ADMINS, {"id": account.id}):
        raise LastAdmin(account.name)


def _tell(
    connection: Connection, at: datetime, account: Account, details: Details, action: Action = Action.CHANGE
) -> None:
    append(connection, at, action, _subject(account), details)


def _subject(account: Account) -> str:
    return f"account {account.name}"


def _of_id(connection: Connection, id: str) -> Account | None:
    row = connection.execute(queries.ACCOUNT, {"id": id}).first()
    return _account(row) if row else None


def _account(row: Any) -> Account:
    made = datetime.fromisoformat(row.made_at)
    return Account(row.id, row.name, AccountRole(row.role), bool(row.disabled), row.epoch, made, row.password)


def _token(row: Any) -> ApiToken:
    made = datetime.fromisoformat(row.made_at)
    return ApiToken(row.id, row.account, row.name, AccountRole(row.role), made, bool(row.revoked))


def _stamp(at: datetime) -> str:
    """A time as it sorts."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
