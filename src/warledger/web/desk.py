"""What every page works with: the case, the hands, the codebook, the templates; and how a page becomes an answer.

A page is a frozen record, its template draws it, and nothing else reaches a template but the words of the interface
and where the reader is.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from warledger import __version__
from warledger.model.accounts import Right
from warledger.reference.codebook import Codebook
from warledger.store.case import Store
from warledger.web import phrases
from warledger.web.access import allowed, in_words, may_open
from warledger.web.assets import Assets
from warledger.web.hands import Hands
from warledger.web.presence import Who
from warledger.web.seeing import Seeing
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings
from warledger.web.trouble import Trouble
from warledger.web.visitor import ALONE, Visitor, visitor_or_none
from warledger.web.words import LANGUAGES, OWN_NAMES, RIGHT_TO_LEFT, Words, direction, preferred, words

NOBODY_YET = Visitor(ALONE)  # whom the tabs of a desk for one are for, also before the token is used
THEMES = ("auto", "light", "dark")
# The tabs of the header: the key of the name in the catalogues, and the address. A new page is a line here.
TABS = (
    ("incidents", "/incidents"),
    ("claims", "/claims"),
    ("reports", "/reports"),
    ("review", "/review"),
    ("places", "/places"),
    ("sources", "/sources"),
    ("codebook", "/codebook"),
    ("activity", "/activity"),
    ("add", "/add"),
    ("accounts", "/accounts"),
)


@dataclass(frozen=True)
class Desk:
    """An open desk."""

    store: Store
    hands: Hands
    codebook: Codebook
    settings: DeskSettings
    sessions: Sessions
    assets: Assets
    templates: Environment

    @property
    def case_name(self) -> str:
        """The name of the case, without the folder it lies in."""
        return self.store.path.name


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a page, as far as the look goes: a language and a theme."""

    language: str
    theme: str

    @staticmethod
    def of(request: Request) -> "Reader":
        """As the cookies say, else as the browser likes it."""
        language = request.cookies.get("language", "")
        theme = request.cookies.get("theme", "")
        return Reader(
            language if language in LANGUAGES else preferred(request.headers.get("accept-language", "")),
            theme if theme in THEMES else "auto",
        )

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return words(self.language)


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("warledger.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.lstrip_blocks = True
    made.globals |= {"languages": OWN_NAMES, "themes": THEMES, "rtl": RIGHT_TO_LEFT, "version": __version__}
    made.filters["direction"] = direction
    made.filters["visible"] = phrases.visible
    made.filters["short"] = phrases.short_id
    return made


def desk_of(request: Request) -> Desk:
    """The desk that a request came to, with as much of the case as whoever asks may see."""
    desk: Desk = request.app.state.desk
    if allowed(request, Right.SEE_PROTECTED):
        return desk
    seeing: Seeing = request.app.state.seeing
    return replace(desk, store=seeing.store())


def draw(request: Request, template: str, page: object, *, status: int = 200, tab: str = "") -> Response:
    """An answer of one page."""
    desk, reader, visitor = request.app.state.desk, Reader.of(request), visitor_or_none(request)
    team = desk.settings.team
    html = desk.templates.get_template(template).render(
        page=page,
        t=reader.words,
        say=phrases.Phrases(reader.words, desk.codebook),
        reader=reader,
        tabs=[one for one in TABS if may_open(visitor or NOBODY_YET, one[1])] if visitor or not team else (),
        tab=tab,
        team=team,
        visitor=visitor,
        may=lambda right: allowed(request, Right(right)),
        case=desk.case_name if visitor or not team else "",  # a stranger is told of no case
        who=Who(request),
        mark=desk.store.changes().sequence() if visitor else 0,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        asset=desk.assets.address,
    )
    return HTMLResponse(html.encode("utf-8", "replace"), status)  # a report may hold half a surrogate pair


def refusal(request: Request, trouble: Trouble) -> Response:
    """What is said of trouble: a page for people, one JSON shape for programs."""
    spoken = Reader.of(request).words
    what, do = spoken(f"trouble.{trouble.code}.what"), spoken(f"trouble.{trouble.code}.do")
    why = trouble.detail if trouble.code == "not_allowed" else ""
    if wants_json(request):
        detail = in_words(why, visitor_or_none(request)) if why else trouble.detail
        told = {"code": trouble.code, "what": what, "do": do, "detail": detail}
        return JSONResponse({"error": told}, trouble.status)
    page = Refused(trouble.status, what, do, "" if why else trouble.detail, why)
    return draw(request, "trouble.html", page, status=trouble.status)


@dataclass(frozen=True, slots=True)
class Refused:
    """The page of trouble. `why` is the right that was lacking."""

    status: int
    what: str
    do: str
    detail: str
    why: str = ""


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".geojson"))


def as_json(value: Any, status: int = 200) -> Response:
    """JSON with every script as it is; a lone surrogate, which UTF-8 has no bytes for, as its escape."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(content.encode("utf-8", "backslashreplace"), status, media_type="application/json")
