"""The page of places: names that are unresolved or doubtful, one at a time with all it takes to say what each means.

What is said is a judgement that `pipeline.placing` takes, as `warledger place` does. The page only shows and asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.linking.judging import Person
from warledger.model.claim import Claim
from warledger.model.ledger import Judgement
from warledger.model.place_choice import Doubt, Reach, Surroundings
from warledger.pipeline.judging import last_of
from warledger.pipeline.placing import (
    Named,
    NameInFull,
    Standing,
    choose,
    in_full,
    meaning_of,
    names,
    one_name,
    printed_name,
    waiting,
)
from warledger.reference.gazetteer import gazetteer
from warledger.reference.place import Place
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.marking import Piece, marks_of, paragraphs
from warledger.web.pages.add import posted
from warledger.web.pages.judging import refused, text_of
from warledger.web.pages.reader import back
from warledger.web.signing import Signer
from warledger.web.small_map import LETTERS, SmallMap, small_map
from warledger.web.trouble import Trouble

CHOSEN = "chosen"
ONLY = ("waiting", *(one.value for one in Doubt if one is not Doubt.SURE), CHOSEN)
SHOWN = 60  # names beside the page
SENTENCES = 25
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of a report around the words, and the claims that rest on them."""

    standing: Standing
    claims: tuple[Claim, ...]
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The page. `counts` says how many names each filter has, `full` is the name that is looked at."""

    only: str
    counts: dict[str, int]
    queue: tuple[Named, ...]
    more: int
    full: NameInFull | None
    map: SmallMap | None
    told: tuple[Told, ...]
    before: str
    after: str
    last: Judgement | None

    kinds = ONLY
    letters = LETTERS
    reaches = tuple(Reach)

    def address(self, named: Named | None = None) -> str:
        """The address of a name in this list."""
        return address(self.only, named.group.around if named else None)


def address(only: str, around: Surroundings | None) -> str:
    """The address of a name in a list."""
    given = [("only", only)] if only != "waiting" else []
    if around is not None:
        given += [("name", around.name), ("country", around.country or ""), ("province", around.province or "")]
    return "/places" + (f"?{urlencode(given)}" if given else "")


def places(request: Request) -> Response:
    """The name that most claims are doubtful of, or the one that is asked for."""
    return draw(request, "places.html", page_of(desk_of(request), request), tab="places")


def page_of(desk: Desk, request: Request) -> PlacesPage:
    """What the page shows."""
    if desk.hands.behind():
        desk.hands.link()
    held = names(desk.store)
    only = request.query_params.get("only") or "waiting"
    if only not in ONLY:
        raise Trouble("bad_filter", f"only={only[:40]}")
    lists = {one: wanted(held, one) for one in ONLY}
    named = _asked(desk, request) or next(iter(lists[only]), None)
    full = in_full(desk.store, named, search) if named else None
    at = lists[only].index(named) if named in lists[only] else -1
    first = max(0, at - SHOWN // 2)
    return PlacesPage(
        only,
        {one: len(found) for one, found in lists.items()},
        tuple(lists[only][first : first + SHOWN]),
        max(0, len(lists[only]) - SHOWN),
        full,
        _map(full) if full else None,
        tuple(told(full.standing)) if full else (),
        address(only, lists[only][at - 1].group.around) if at > 0 else "",
        address(only, lists[only][at + 1].group.around) if 0 <= at < len(lists[only]) - 1 else "",
        last_of(desk.store, Signer.of(request).person()),
    )


def wanted(held: tuple[Named, ...], only: str) -> list[Named]:
    """The names of one list."""
    if only == CHOSEN:
        return [one for one in held if one.chosen]
    return list(waiting(held, None if only == "waiting" else Doubt(only)))


def _asked(desk: Desk, request: Request) -> Named | None:
    given = request.query_params
    if not given.get("name"):
        return None
    return refused(lambda: one_name(desk.store, given["name"][:200], given.get("country"), given.get("province")))


def _map(full: NameInFull) -> SmallMap | None:
    return small_map([(one.where.name, one.where.lat, one.where.lon) for one in full.meant], full.beside)


def told(standing: Sequence[Standing]) -> Iterator[Told]:
    """The lines of reports that hold the name, the name marked; claims that rest on the same words together."""
    together: dict[object, list[Standing]] = {}
    for one in standing:
        together.setdefault((one.document.id, one.words), []).append(one)
    for some in list(together.values())[:SENTENCES]:
        first = some[0]
        span = (first.words.start, first.words.end) if first.words else None
        lines = [line for line in paragraphs(first.document.text, marks_of([first.claim]), span) if line]
        kept = [line for line in lines if any(piece.target for piece in line)]
        yield Told(first, tuple(one.claim for one in some), tuple(kept or lines[:1]))


def search(name: str, country: str | None = None) -> tuple[Place, ...]:
    """The places of the gazetteer that go by a name; in one country those that sound like it too."""
    return gazetteer().search(name, countries=(country,) if country else (), near=country is not None)


def places_json(request: Request) -> Response:
    """The names in the form that `warledger places --json` prints."""
    only = request.query_params.get("only") or "waiting"
    if only not in ONLY:
        raise Trouble("bad_filter", f"only={only[:40]}")
    return as_json([printed_name(one) for one in wanted(names(desk_of(request).store), only)])


async def chosen(request: Request) -> Response:
    """What somebody says a name means."""
    async with posted(request) as form:
        return await run_in_threadpool(_chosen, request, form)


def _chosen(request: Request, form: FormData) -> Response:
    desk, person = desk_of(request), Signer.of(request).person(text_of(form, "why"))
    refused(lambda: take(desk, {name: text_of(form, name) for name in FORM}, person))
    return RedirectResponse(back(text_of(form, "next") or "/places"), 303)


FORM = ("name", "country", "province", "meaning", "other", "reach")


def take(desk: Desk, given: dict[str, str], person: Person) -> Judgement:
    """The choice of a form, or of a program."""
    named = one_name(desk.store, given["name"], given["country"], given["province"])
    full = in_full(desk.store, named, search)
    meaning = given["other"] if given["meaning"] == OTHER else given["meaning"]
    reach = given["reach"] or Reach.PROVINCE
    if reach not in list(Reach) or not meaning:
        raise Trouble("bad_judgement", "say what the name means")
    return choose(desk.store, named, Reach(reach), meaning_of(full, meaning, search), person).judgements[0]


ROUTES = [
    Route("/places", places),
    Route("/places.json", places_json),
    Route("/places/choose", chosen, methods=["POST"]),
]
