"""The page of review: one item at a time with all it takes to decide, and the queue that it is taken from.

What is asked first is `model.reviewing.RULE`'s to say. The page only shows; what is answered is taken by judging.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.errors import BadSetting
from warledger.linking.reviewing import Ruled, rulings
from warledger.linking.scoring import Waterfall
from warledger.model.claim import Claim, Who
from warledger.model.correction import FIELDS
from warledger.model.corroboration import Assessment
from warledger.model.document import Document
from warledger.model.evidence import Quote
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement
from warledger.model.reviewing import RULE, Item, Why
from warledger.model.serial import dump
from warledger.pipeline.comparing import compare
from warledger.pipeline.judging import last_of
from warledger.pipeline.reviewing import KINDS, Progress, Review, Said, first
from warledger.pipeline.said import PeopleSaid
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.marking import Piece, Role, marks_of, paragraphs
from warledger.web.pages.reports import Told, lines_of
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

QUEUED = 14  # items that the queue beside the page shows
EXPORTED = 1000
WEIGHED = 5_000  # claims of a case in which the weights of a pair are worked out with the page, and not on demand
BESIDE = 6  # other claims of an incident that are shown
WHOS = tuple(one.value for one in Who)


@dataclass(frozen=True, slots=True)
class Queued:
    """An item of the queue with a claim of it, to tell it by."""

    item: Item
    claim: Claim


@dataclass(frozen=True, slots=True)
class Side:
    """A claim that is looked at: its report, the passage that tells it, what people said of it, and its incident."""

    claim: Claim
    document: Document
    told: Told
    lines: tuple[tuple[Piece, ...], ...]
    ruled: Ruled
    incident: Assessment | None
    beside: tuple[Claim, ...]

    def words(self, field: str) -> str:
        """The words that a field rests on now, as a form offers them."""
        return next((one.text for one in _quotes(self.claim, field)), "")

    def seen(self, field: str) -> str:
        """The judgement that rules a field now."""
        ruling = self.ruled.fields.get(field)
        return ruling.id if ruling else ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page. `edit` is the field that is to be corrected, "choose" while none is chosen."""

    signer: Signer
    kind: str
    why: str
    queue: tuple[Queued, ...]
    item: Item | None
    sides: tuple[Side, ...]
    said: Said | None
    before: str
    after: str
    edit: str
    progress: Progress
    last: Judgement | None
    steps: Waterfall | None
    roles: tuple[Role, ...]

    rule = RULE
    fields = tuple(FIELDS)
    kinds = KINDS
    reasons = tuple(Why)
    whos = WHOS

    def address(self, item: str = "", edit: str = "") -> str:
        """The address of an item in this queue."""
        given = (("kind", self.kind if self.kind != "all" else ""), ("why", self.why), ("item", item), ("edit", edit))
        query = urlencode([(name, value) for name, value in given if value])
        return f"/review?{query}" if query else "/review"


def review(request: Request) -> Response:
    """The item that most needs eyes, or the one that is asked for."""
    return draw(request, "review.html", page_of(desk_of(request), request), tab="review")


def page_of(desk: Desk, request: Request) -> ReviewPage:
    """What the page shows."""
    signer = Signer.of(request)
    kind, why = _asked(request)
    if desk.hands.behind():
        desk.hands.link()
    held = Review(desk.store, signer.who, signer.role)
    waiting = first(held, QUEUED, kind, why)
    wanted = request.query_params.get("item", "")
    item = held.item(wanted) if wanted else next(iter(waiting), None)
    if wanted and item is None:
        raise Trouble("no_record", wanted[:80])
    sides = tuple(_side(desk, claim, signer) for claim in item.claims) if item else ()
    names = [one.id for one in waiting]
    at = names.index(item.id) if item and item.id in names else -1
    edit = request.query_params.get("edit", "")
    marks = [mark for side in sides for mark in marks_of([side.claim])]
    return ReviewPage(
        signer,
        kind,
        why.value if why else "",
        tuple(Queued(one, desk.store.claim(one.claims[0])) for one in waiting),
        item,
        sides,
        held.said(item) if item else None,
        names[at - 1] if at > 0 else "",
        names[at + 1] if at + 1 < len(names) else "",
        edit if edit in FIELDS else "choose" if edit else "",
        held.progress(),
        last_of(desk.store, signer.person()),
        _steps(desk, item) if item and item.is_pair else None,
        tuple(role for role in Role if any(mark.role is role for mark in marks)),
    )


def review_json(request: Request) -> Response:
    """The queue in the form that `warledger review --json` prints."""
    signer = Signer.of(request)
    kind, why = _asked(request)
    items = first(Review(desk_of(request).store, signer.who, signer.role), EXPORTED, kind, why)
    return as_json({"rule": RULE, "items": [dump(item) | {"id": item.id, "total": item.total} for item in items]})


def _asked(request: Request) -> tuple[str, Why | None]:
    kind, why = request.query_params.get("kind") or "all", request.query_params.get("why", "")
    if kind not in KINDS:
        raise Trouble("bad_filter", f"kind={kind[:40]}")
    if why and why not in list(Why):
        raise Trouble("bad_filter", f"why={why[:40]}")
    return kind, Why(why) if why else None


def _side(desk: Desk, id: ClaimId, signer: Signer) -> Side:
    claim = desk.store.claim(id)
    document = desk.store.document(claim.document)
    assert document is not None, "documents are never deleted"
    incidents = desk.store.incidents()
    incident = incidents.of_claims([id]).get(id)
    said = () if signer.role.value == "coder" else PeopleSaid(desk.store).of(claim)  # coders answer blind
    others = [one for one in incidents.claims_beside(id) if one != id][:BESIDE]
    return Side(
        claim,
        document,
        Told(1, claim, tuple(lines_of(claim)), incident, said),
        tuple(passage(document, claim)),
        rulings(desk.store.judgements()).get(id, Ruled()),
        incidents.assessment(incident) if incident else None,
        tuple(desk.store.links().claims(others).values()),
    )


def passage(document: Document, claim: Claim) -> Iterator[tuple[Piece, ...]]:
    """The lines of a report that hold words of a claim, with the lines beside them; a gap is an empty line."""
    lines = [line for line in paragraphs(document.text, marks_of([claim])) if line]
    marked = {number for number, line in enumerate(lines) if any(piece.marks for piece in line)}
    kept = sorted({near for number in marked for near in range(number - 1, number + 2) if 0 <= near < len(lines)})
    for number in kept:
        if number - 1 not in kept and number:
            yield ()
        yield lines[number]


def _steps(desk: Desk, item: Item) -> Waterfall | None:
    if desk.store.counts().claims > WEIGHED:
        return None
    try:
        return compare(desk.store, *item.claims).waterfall
    except BadSetting:  # one of them is no event any more
        return None


def _quotes(claim: Claim, field: str) -> Sequence[Quote]:
    found: dict[str, Sequence[Quote]] = {
        "type": (claim.trigger,),
        "status": (claim.trigger,),
        "when": claim.times,
        "where": claim.places,
        "actors": [one.quote for one in claim.actors],
        "targets": [one.quote for one in claim.targets],
        "weapons": [one.quote for one in claim.weapons],
        "sources": [one.quote for one in claim.sources],
    }
    kind = field.removeprefix("harm.")
    return found.get(field, [figure.quote for figure in claim.harm if figure.kind.value == kind])


ROUTES = [Route("/review", review), Route("/review.json", review_json)]
