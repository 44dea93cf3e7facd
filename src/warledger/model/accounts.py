"""Accounts of a case, and the one table of what each role may do.

`TABLE` is the only home of that fact: pages, the API and the docs go by it. What it does not name, nobody may.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from warledger.model.ids import sha256_text

LONGEST_NAME = 80  # as long as a name that judgements are signed with


class AccountRole(StrEnum):
    """What an account is for."""

    VIEWER = "viewer"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that a person may do, or may see."""

    READ = "read"  # incidents, claims, reports, places and the codebook, and their exports
    CODE = "code"  # answer items of the review, correct claims: as a coder, or as a reviewer
    DECIDE = "decide"  # judge what incidents obey: split, merge, move, retract
    ADD = "add"  # take reports into the case
    NOTE = "note"  # write what is known of sources and places
    SEE_SOURCES = "see_sources"  # the register of sources
    SEE_PROTECTED = "see_protected"  # who a protected source is, and the reports that name it
    SEE_ANSWERS = "see_answers"  # what other people answered and judged
    SEE_ACTIVITY = "see_activity"  # the custody log: changes, exports, sign-ins
    ACCOUNTS = "accounts"  # make accounts, change their roles, disable them


_V, _C, _R, _A = AccountRole
TABLE: Mapping[Right, frozenset[AccountRole]] = {
    Right.READ: frozenset({_V, _C, _R, _A}),
    Right.CODE: frozenset({_C, _R, _A}),
    Right.DECIDE: frozenset({_R, _A}),
    Right.ADD: frozenset({_R, _A}),
    Right.NOTE: frozenset({_R, _A}),
    Right.SEE_SOURCES: frozenset({_C, _R, _A}),
    Right.SEE_PROTECTED: frozenset({_C, _R, _A}),  # a coder reads the report that is to be coded
    Right.SEE_ANSWERS: frozenset({_R, _A}),  # coders answer blind; to see answers, one has to bear them
    Right.SEE_ACTIVITY: frozenset({_R, _A}),  # it names who answered what when, and where reports came from
    Right.ACCOUNTS: frozenset({_A}),
}


def may(role: AccountRole, right: Right) -> bool:
    """Whether a role may do something; what the table does not name, it may not.

    >>> may(AccountRole.VIEWER, Right.READ), may(AccountRole.CODER, Right.SEE_ANSWERS)
    (True, False)
    """
    return role in TABLE.get(right, frozenset())


def rights_of(role: AccountRole) -> frozenset[Right]:
    """Everything that a role may do."""
    return frozenset(right for right in Right if may(role, right))


def who_may(right: Right) -> tuple[AccountRole, ...]:
    """The roles that may do something, the least first."""
    return tuple(role for role in AccountRole if may(role, right))


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. `password` is what Argon2 made of it, null until it is chosen.

    `epoch` counts what ends every session: a new password, a new role, disabling, signing out everywhere.
    """

    id: str
    name: str
    role: AccountRole
    disabled: bool
    epoch: int
    made_at: datetime
    password: str | None = field(default=None, repr=False)

    @property
    def can_sign_in(self) -> bool:
        """Whether it has a password and is not disabled."""
        return self.password is not None and not self.disabled


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that works once, until it expires, to choose the password of an account."""

    account: str
    expires: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A key for programs, that its account made and can revoke. It may do what its role and the account's both may."""

    id: str
    account: str
    name: str
    role: AccountRole
    made_at: datetime
    revoked: bool


def folded_name(name: str) -> str:
    """Two names that fold alike are one account's.

    >>> folded_name(" Lína  HADDAD "), folded_name("ﬁona")
    ('lína haddad', 'fiona')
    """
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def usable_name(name: str) -> bool:
    """Whether an account may be called so: letters of any script, digits, spaces and . - _ ', not too long.

    >>> usable_name("Lina"), usable_name("لينا حداد"), usable_name(""), usable_name("a\u202eb"), usable_name("-x")
    (True, True, False, False, False)
    """
    fine = all(c in " .-_'" or unicodedata.category(c)[0] in "LMN" for c in name)
    return fine and 0 < len(name) <= LONGEST_NAME and name[0].isalnum() and name == " ".join(name.split())


def hash_of(secret: str) -> str:
    """What is kept of a token: tokens are long and drawn at random, so one round of SHA-256 does."""
    return sha256_text(secret)
