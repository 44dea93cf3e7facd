"""Who asks: a person with an account, a program with a key, or whoever sits at a desk that is only for one.

The guard puts a visitor on every request that has a session. A request without one has no visitor, and no rights.
"""

from dataclasses import dataclass

from starlette.requests import Request

from warledger.model.accounts import AccountRole, Right
from warledger.web.trouble import Trouble

ALONE = frozenset(Right) - {Right.ACCOUNTS}  # whoever holds the file may do all; there are no accounts to change


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who was let in. `role` is null at a desk for one; `session` is the hash of a session's key."""

    rights: frozenset[Right]
    name: str = ""
    role: AccountRole | None = None
    account: str = ""
    epoch: int = 0
    session: str = ""
    key: str = ""  # the id of a program's key

    def may(self, right: Right) -> bool:
        """Whether the visitor may do that."""
        return right in self.rights


def visitor_or_none(request: Request) -> Visitor | None:
    """Who asks, if anybody was let in."""
    found: Visitor | None = request.scope.get("state", {}).get("visitor")
    return found


def visitor_of(request: Request) -> Visitor:
    """Who asks; Trouble when nobody was let in."""
    found = visitor_or_none(request)
    if found is None:
        raise Trouble("no_session")
    return found


def let_in(request: Request, visitor: Visitor) -> None:
    """Put a visitor on a request."""
    request.scope.setdefault("state", {})["visitor"] = visitor
