"""Takes a claim that a person adds on the page of a report to the function that `warledger claim add` calls.

Words are selected in the text, or copied where scripts do not run; several of one field stand with a bar between them.
"""

from collections.abc import Iterator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.linking.judging import Person
from warledger.model.claim import Claim, HarmKind
from warledger.model.ids import DocumentId
from warledger.pipeline.claim_adding import Given, add_claim
from warledger.pipeline.wording import Typed
from warledger.web.desk import Desk, desk_of
from warledger.web.pages.add import posted
from warledger.web.pages.judging import refused, text_of
from warledger.web.pages.places import search
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

ROLES = ("actors", "targets", "weapons", "sources", "where", "when")
HARM = tuple(f"harm.{kind.value}" for kind in HarmKind)
BETWEEN = " | "  # stands between words of one field


async def added(request: Request) -> Response:
    """A claim on a report."""
    async with posted(request) as form:
        return await run_in_threadpool(_added, request, form)


def _added(request: Request, form: FormData) -> Response:
    desk, person = desk_of(request), Signer.of(request).person(text_of(form, "why"))
    claim = take(desk, request.path_params["id"], given_of({name: str(text) for name, text in form.items()}), person)
    span = f"{claim.trigger.start}-{claim.trigger.end}"
    return RedirectResponse(f"/reports/{claim.document}?claim={claim.id}&span={span}#here", 303)


def take(desk: Desk, id: str, given: Given, person: Person) -> Claim:
    """Store a claim on the report of that id."""
    document = desk.store.document(DocumentId(id))
    if document is None:
        raise Trouble("no_record", id[:80])
    return refused(lambda: add_claim(desk.store, document, given, person, desk.codebook, places=search))


def given_of(form: Mapping[str, str]) -> Given:
    """What a form says that the report claims."""
    fields = dict(_fields(form))
    return Given(form.get("type", ""), _typed(form, "event"), form.get("status", ""), fields)


def _fields(form: Mapping[str, str]) -> Iterator[tuple[str, Typed]]:
    for name in ROLES:
        yield name, _typed(form, name)
    kind = form.get("harm", "")
    if form.get("value.harm", "").strip() or form.get("words.harm", "").strip():
        if kind not in HARM:
            raise Trouble("bad_judgement", "say what kind of harm it is")
        yield kind, _typed(form, "harm", form.get("who-harmed", ""))


def _typed(form: Mapping[str, str], name: str, who: str = "") -> Typed:
    value, words, spans = (form.get(f"{part}.{name}", "").strip()[:2000] for part in ("value", "words", "spans"))
    if spans:
        return Typed(value, spans=tuple(_span(one) for one in spans.split(",")), who=who)
    return Typed(value, tuple(one.strip() for one in words.split(BETWEEN.strip()) if one.strip()), who=who)


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) < 20):
        raise Trouble("bad_form", text[:40])
    return int(start), int(end)


ROUTES = [Route("/reports/{id}/claims", added, methods=["POST"])]
