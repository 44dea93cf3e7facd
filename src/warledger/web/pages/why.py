"""The page that says why something is allowed or refused: the rule, whom it is for, and who can change that.

It reads the table that the desk decides by (`model.accounts.TABLE`), so the two cannot say different things.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.model.accounts import AccountRole, Right, may, who_may
from warledger.web.desk import desk_of, draw
from warledger.web.visitor import Visitor, visitor_of


@dataclass(frozen=True, slots=True)
class Rule:
    """One right: the roles that have it, and whether whoever asks has it."""

    right: Right
    roles: tuple[AccountRole, ...]
    yours: bool


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The rule that was asked about, if one was, and all rules."""

    visitor: Visitor
    asked: Rule | None
    rules: tuple[Rule, ...]
    admins: tuple[str, ...]
    roles: tuple[AccountRole, ...] = tuple(AccountRole)


def why(request: Request) -> Response:
    """The page, on one right (`?right=`) or on all of them."""
    desk, visitor, wanted = desk_of(request), visitor_of(request), request.query_params.get("right", "")
    rules = tuple(Rule(right, who_may(right), visitor.may(right)) for right in Right)
    asked = next((rule for rule in rules if rule.right.value == wanted), None)
    held = desk.store.accounts().all() if desk.settings.team else ()
    admins = tuple(one.name for one in held if may(one.role, Right.ACCOUNTS) and one.can_sign_in)
    return draw(request, "why.html", WhyPage(visitor, asked, rules, admins))


ROUTES = [Route("/why", why)]
