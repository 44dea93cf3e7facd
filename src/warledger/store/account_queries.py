"""Every statement about accounts, invitations and keys for programs."""

from sqlalchemy import bindparam, func, insert, select, update

from warledger.model.accounts import AccountRole
from warledger.store.tables import accounts, api_tokens, invitations

ACCOUNTS = select(accounts).order_by(accounts.c.folded)
ACCOUNT = select(accounts).where(accounts.c.id == bindparam("id"))
ACCOUNT_NAMED = select(accounts).where(accounts.c.folded == bindparam("folded"))
ADD_ACCOUNT = insert(accounts)
_ONE = update(accounts).where(accounts.c.id == bindparam("account"))
_END_SESSIONS = {"epoch": accounts.c.epoch + 1}
SET_ROLE = _ONE.values(role=bindparam("new"), **_END_SESSIONS)
SET_DISABLED = _ONE.values(disabled=bindparam("new"), **_END_SESSIONS)
SET_PASSWORD = _ONE.values(password=bindparam("new"), **_END_SESSIONS)
REHASH = _ONE.where(accounts.c.password == bindparam("old")).values(password=bindparam("new"))
END_SESSIONS = _ONE.values(**_END_SESSIONS)
OTHER_ADMINS = (
    select(func.count())
    .select_from(accounts)
    .where(
        accounts.c.role == AccountRole.ADMIN.value,
        accounts.c.disabled.is_(False),
        accounts.c.password.is_not(None),
        accounts.c.id != bindparam("id"),
    )
)

ADD_INVITATION = insert(invitations)
INVITATION = select(invitations).where(invitations.c.hash == bindparam("hash"))
OPEN_INVITATIONS = select(invitations).where(invitations.c.used.is_(False))
CLOSE_INVITATIONS = (
    update(invitations)
    .where(invitations.c.account == bindparam("of_account"), invitations.c.used.is_(False))
    .values(used=True)
)
USE_INVITATION = (
    update(invitations)
    .where(
        invitations.c.hash == bindparam("of_hash"),
        invitations.c.used.is_(False),
        bindparam("now") < invitations.c.expires,
    )
    .values(used=True)
)

ADD_TOKEN = insert(api_tokens)
TOKEN = select(api_tokens).where(api_tokens.c.hash == bindparam("hash"))
TOKENS_OF = select(api_tokens).where(api_tokens.c.account == bindparam("account")).order_by(api_tokens.c.made_at)
REVOKE_TOKEN = (
    update(api_tokens)
    .where(api_tokens.c.id == bindparam("token"), api_tokens.c.account == bindparam("of_account"))
    .where(api_tokens.c.revoked.is_(False))
    .values(revoked=True)
)
