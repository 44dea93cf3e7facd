"""How the reader likes the pages: a language and a theme, kept in two cookies and set without a script."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.web.desk import THEMES
from warledger.web.trouble import Trouble
from warledger.web.words import LANGUAGES

A_YEAR = 365 * 24 * 3600
ALLOWED = {"language": LANGUAGES, "theme": THEMES}


async def like(request: Request) -> Response:
    """Keep what was chosen, and go back to where it was chosen."""
    async with request.form(max_fields=8, max_part_size=10_000) as form:
        onward = RedirectResponse(back(str(form.get("back") or "/")), 303)
        chosen = {name: str(form[name]) for name in ALLOWED if name in form}
    for name, value in chosen.items():
        if value not in ALLOWED[name]:
            raise Trouble("bad_form", f"{name}={value[:40]}")
        onward.set_cookie(name, value, max_age=A_YEAR, httponly=True, samesite="strict", path="/")
    return onward


def back(address: str) -> str:
    """An address of ours, whatever was sent.

    >>> back("/claims?type=attack"), back("//evil.example"), back("https://evil.example"), back("/\\\\evil.example")
    ('/claims?type=attack', '/', '/', '/')
    """
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine else "/"


ROUTES = [Route("/like", like, methods=["POST"])]
