"""Who judges at this desk, and in what part: the account, or at a desk for one the name that the browser says.

Everything that a page changes is signed with it. It shows and decides nothing.
"""

from dataclasses import dataclass

from starlette.requests import Request

from warledger.linking.judging import Person
from warledger.model.accounts import Right
from warledger.model.ledger import Role
from warledger.pipeline.clock import utc_now
from warledger.web.desk import desk_of
from warledger.web.visitor import visitor_or_none

WHO, ROLE = "who", "part"  # the cookies
LONGEST_NAME = 80
LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Signer:
    """A name and a part."""

    who: str
    role: Role

    @staticmethod
    def of(request: Request) -> "Signer":
        """Who sits at the browser that asks. An account is what it is, whatever the browser says."""
        visitor = visitor_or_none(request)
        if visitor is not None and visitor.role is not None:
            return Signer(visitor.name, Role.REVIEWER if visitor.may(Right.DECIDE) else Role.CODER)
        who = named(request.cookies.get(WHO, "").encode("latin-1", "replace").decode("unicode_escape", "replace"))
        role = request.cookies.get(ROLE, "")
        return Signer(who or desk_of(request).settings.who, Role(role) if role in list(Role) else Role.REVIEWER)

    def person(self, why: str = "") -> Person:
        """The person, now, with a reason."""
        return Person(self.who, utc_now(), " ".join(why.split())[:LONGEST_REASON] or None, self.role)


def named(text: str) -> str:
    """A name as it is kept: on one line, not too long."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:LONGEST_NAME]


def kept(name: str) -> str:
    """A name as a cookie may hold it."""
    return name.encode("unicode_escape").decode("ascii")
