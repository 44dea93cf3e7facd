"""Takes what a person judges on a page to the functions that the command line calls, and leads on to the next item.

Nothing is decided here. What is refused is said with its reason and nothing is stored; of two who edit one field the
second sees both values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.errors import BadSetting, ContradictoryJudgements, EditedMeanwhile
from warledger.linking.reviewing import Ruled, item_of, rulings
from warledger.model.claim import Claim
from warledger.model.correction import read
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement, Role, Verdict, claim_named
from warledger.pipeline import judging
from warledger.pipeline.judging import Judged, Person
from warledger.pipeline.said import in_words as told
from warledger.pipeline.wording import NONE, Typed, value_for
from warledger.reference.gazetteer import gazetteer
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.add import posted
from warledger.web.pages.reader import A_YEAR, back
from warledger.web.signing import ROLE, WHO, Signer, kept, named
from warledger.web.trouble import Trouble

T = TypeVar("T")
Deed = Callable[[Desk, FormData, Person], Judged]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Two values of one field: the one that somebody stored meanwhile, and the one that was to be stored."""

    claim: Claim
    field: str
    theirs: Judgement | None
    theirs_said: str
    yours: dict[str, str]
    yours_said: str
    again: str


def text_of(form: FormData, name: str, most: int = 2000) -> str:
    """A field of a form."""
    return str(form.get(name) or "")[:most].strip()


async def taken(request: Request, deed: Deed) -> Response:
    """Do what a form asks, and lead on."""
    async with posted(request) as form:
        person = Signer.of(request).person(text_of(form, "why"))
        return await run_in_threadpool(_taken, request, deed, form, person)


def _taken(request: Request, deed: Deed, form: FormData, person: Person) -> Response:
    refused(lambda: deed(desk_of(request), form, person))
    return RedirectResponse(back(text_of(form, "next") or "/review"), 303)


def refused(do: Callable[[], T]) -> T:
    """Do it; what cannot be done is said in the words of the desk."""
    try:
        return do()
    except ContradictoryJudgements as error:
        raise Trouble("contradiction", str(error)) from error
    except BadSetting as error:
        raise Trouble("bad_judgement", str(error)) from error


async def answer(request: Request) -> Response:
    """An answer on an item of the review."""
    return await taken(request, _answer)


def _answer(desk: Desk, form: FormData, person: Person) -> Judged:
    claims, act = _claims(desk, text_of(form, "item").split("~")), text_of(form, "act")
    if len(claims) == 2 and act in list(Verdict):
        return judging.judge(desk.store, claims[0], claims[1], Verdict(act), person)
    deeds = {"accept": judging.accept, "reject": judging.reject, "doubt": judging.doubt}
    if len(claims) != 1 or act not in deeds:
        raise Trouble("bad_form", act[:40])
    return deeds[act](desk.store, claims[0], person)


async def undo(request: Request) -> Response:
    """Take a judgement back, and go to what it was about."""
    async with posted(request) as form:
        return await run_in_threadpool(_undone, request, form)


def _undone(request: Request, form: FormData) -> Response:
    desk, person = desk_of(request), Signer.of(request).person(text_of(form, "why"))
    done = refused(lambda: judging.undo(desk.store, text_of(form, "judgement"), person))
    item = "~".join(item_of(done.judgements[0]))
    return RedirectResponse(back(text_of(form, "next") or f"/review?item={item}"), 303)


async def correct(request: Request) -> Response:
    """Another value of one field of a claim."""
    async with posted(request) as form:
        return await run_in_threadpool(_corrected, request, form)


def _corrected(request: Request, form: FormData) -> Response:
    desk, signer = desk_of(request), Signer.of(request)
    (id,) = _claims(desk, [text_of(form, "claim")])
    claim, field = desk.store.claim(id), text_of(form, "field")
    document = desk.store.document(claim.document)
    assert document is not None, "documents are never deleted"
    value = refused(
        lambda: value_for(
            claim, document, field, _typed(form), desk.codebook, places=lambda name: gazetteer().search(name)
        )
    )
    seen = str(form["seen"]) if "seen" in form else None
    try:
        refused(lambda: judging.correct(desk.store, id, field, value, signer.person(text_of(form, "why")), seen=seen))
    except EditedMeanwhile:
        now = rulings(desk.store.judgements()).get(id, Ruled()).fields.get(field)
        yours = {name: text for name, text in form.items() if isinstance(text, str) and name != "seen"}
        theirs = told(read(field, now.value)) if now and now.value is not None else ""
        page = ConflictPage(claim, field, now, theirs, yours, told(value), now.id if now else "")
        return draw(request, "conflict.html", page, status=409, tab="review")
    return RedirectResponse(back(text_of(form, "next") or f"/review?item={id}"), 303)


def _typed(form: FormData) -> Typed:
    if form.get("none"):
        return Typed(NONE)
    span, words = text_of(form, "span"), str(form.get("words") or "").strip("\r\n")
    spans: tuple[tuple[int, int], ...] = ()
    if span:
        start, _, end = span.partition("-")
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(span) < 20):
            raise Trouble("bad_form", span[:40])
        spans = ((int(start), int(end)),)
    value = text_of(form, "place") or text_of(form, "value")
    return Typed(value, (words,) if words.strip() and not spans else (), spans, text_of(form, "who-harmed"))


# ---- incidents: the same deeds as `split`, `merge`, `move` and `retract`


async def split(request: Request) -> Response:
    """The claims that are ticked are an incident of their own."""
    return await taken(request, lambda desk, form, by: judging.split(desk.store, _ticked(desk, form), _bound(by)))


async def merge(request: Request) -> Response:
    """Two incidents are one."""
    return await taken(request, lambda desk, form, by: judging.merge(desk.store, _both(desk, form), _bound(by)))


async def move(request: Request) -> Response:
    """The claim that is ticked belongs to another incident."""

    def deed(desk: Desk, form: FormData, by: Person) -> Judged:
        claim, to = _both(desk, form)
        return judging.move(desk.store, claim, to, _bound(by))

    return await taken(request, deed)


async def retract(request: Request) -> Response:
    """The source of the claims that are ticked took them back."""

    def deed(desk: Desk, form: FormData, by: Person) -> Judged:
        return judging.retract(desk.store, _ticked(desk, form)[0], _bound(by))

    return await taken(request, deed)


def _bound(person: Person) -> Person:
    """Only a reviewer changes incidents."""
    if person.role is Role.CODER:
        raise Trouble("not_a_coder")
    return person


def _ticked(desk: Desk, form: FormData) -> list[ClaimId]:
    found = _claims(desk, [str(one) for one in form.getlist("claim")])
    if not found:
        raise Trouble("bad_judgement", "tick a claim first")
    return found


def _both(desk: Desk, form: FormData) -> list[ClaimId]:
    return [*_ticked(desk, form)[:1], *_claims(desk, [text_of(form, "to", 80)])]


def _claims(desk: Desk, names: list[str]) -> list[ClaimId]:
    """The claims of these ids, or beginnings of ids; that of an incident names one of its claims."""

    def one(name: str) -> ClaimId:
        if not name or "\0" in name:
            raise Trouble("bad_judgement", "name a claim or an incident")
        return desk.store.claim(claim_named(name) if name.startswith("incident-") else name).id

    return [refused(lambda name=name: one(name)) for name in names]  # type: ignore[misc]


async def sign(request: Request) -> Response:
    """Who judges at this browser from now on, and in what part."""
    async with posted(request) as form:
        role, who, onto = text_of(form, "role"), named(text_of(form, "who")), text_of(form, "back")
    onward = RedirectResponse(back(onto or "/review"), 303)
    if role not in list(Role) or not who:
        raise Trouble("bad_form", role[:40])
    for name, value in ((WHO, kept(who)), (ROLE, role)):
        onward.set_cookie(name, value, max_age=A_YEAR, httponly=True, samesite="strict", path="/")
    return onward


ROUTES = [
    Route("/review/answer", answer, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/correct", correct, methods=["POST"]),
    Route("/review/as", sign, methods=["POST"]),
    Route("/judge/split", split, methods=["POST"]),
    Route("/judge/merge", merge, methods=["POST"]),
    Route("/judge/move", move, methods=["POST"]),
    Route("/judge/retract", retract, methods=["POST"]),
]
