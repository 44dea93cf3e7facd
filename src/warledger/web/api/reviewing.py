"""The addresses of the review and of places: the queue, one item, and every judgement that the pages take.

Each deed calls what the page and the command call, and answers the judgements that it stored.
"""

from itertools import islice
from typing import Any

from starlette.requests import Request

from warledger.errors import EditedMeanwhile
from warledger.linking.reviewing import Ruled, rulings
from warledger.model.claim import Who
from warledger.model.correction import FIELDS
from warledger.model.ids import ClaimId
from warledger.model.ledger import Verdict
from warledger.model.place_choice import Reach
from warledger.model.reviewing import Item, Why
from warledger.model.serial import Json, dump, printed_claim
from warledger.pipeline import judging
from warledger.pipeline.judging import Judged, Person
from warledger.pipeline.placing import names, printed_name
from warledger.pipeline.reviewing import KINDS, Review
from warledger.pipeline.said import PeopleSaid, printed_words
from warledger.pipeline.wording import Typed, value_for
from warledger.web.api.bodies import NEEDED, SPANS, TEXT, WORDS
from warledger.web.api.endpoint import Endpoint, Part
from warledger.web.asking import Field
from warledger.web.desk import Desk
from warledger.web.pages import places
from warledger.web.pages.judging import refused
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

OF_CLAIM = {"accept": judging.accept, "reject": judging.reject, "doubt": judging.doubt}
ACTS = (*OF_CLAIM, *(one.value for one in Verdict))
WHY = Part(TEXT, "Why; it stands beside the judgement for good. Rejecting needs one")
CHOICES = {"kind": list(KINDS), "why": [one.value for one in Why], "only": list(places.ONLY)}
QUEUE = (
    Field("kind", "kind", str, "choice", help="claims, pairs, or all"),
    Field("why", "why", str, "choice", help="only what waits for this reason"),
)
LISTS = (Field("only", "only", str, "choice", help="which names of places"),)


def queue(desk: Desk, request: Request, limit: int, offset: int) -> Json:
    """What waits for a person's eyes, that which most needs them first."""
    review = _review(desk, request)
    given = request.query_params
    why = Why(given["why"]) if given.get("why") else None
    found = islice(review.queue(given.get("kind") or "all", why), offset, offset + limit)
    return {"total": desk.store.counts().claims, "found": None, "items": [printed_item(one) for one in found]}


def one_item(desk: Desk, request: Request) -> Json:
    """One item with its claims, and what was said of it as far as the asker may see."""
    review, item = _item(desk, request)
    said, people = review.said(item), PeopleSaid(desk.store)
    claims = [desk.store.claim(id) for id in item.claims]
    told = claims if Signer.of(request).role.value != "coder" else []  # coders answer blind
    return {
        "item": printed_item(item),
        "claims": [printed_claim(one) | {"document": one.document} for one in claims],
        "people": [word for one in told for word in printed_words(people.of(one))],
        "coders": said.coders,
        "answers": [dump(one) for one in said.answers],
        "decided": [dump(one) for one in said.decided],
    }


def printed_item(item: Item) -> Json:
    """An item as JSON."""
    points = [{"why": why.value, "points": worth} for why, worth in item.points]
    return {"id": item.id, "claims": list(item.claims), "points": points, "total": item.total, "bits": item.bits}


def judge_item(desk: Desk, request: Request) -> Json:
    """An answer on an item."""
    _, item = _item(desk, request)
    act, person = _body(request)["act"], _person(request)
    if item.is_pair and act in list(Verdict):
        return _judged(refused(lambda: judging.judge(desk.store, item.claims[0], item.claims[1], Verdict(act), person)))
    if item.is_pair or act not in OF_CLAIM:
        of = "a pair is same (yes), not (no) or unsure" if item.is_pair else "a claim is accepted, rejected or doubted"
        raise Trouble("bad_judgement", of)
    return _judged(refused(lambda: OF_CLAIM[act](desk.store, item.claims[0], person)))


def correct_claim(desk: Desk, request: Request) -> Json:
    """Another value of one field of a claim."""
    body, id = _body(request), ClaimId(request.path_params["id"])
    claim = desk.store.claim(id)
    document = desk.store.document(claim.document)
    assert document is not None, "documents are never deleted"
    spans = tuple((start, end) for start, end in body.get("spans", ()))
    typed = Typed(body.get("value", ""), tuple(body.get("words", ())), spans, body.get("who_harmed", ""))
    field = body["field"]

    def deed() -> Judged:
        value = value_for(claim, document, field, typed, desk.codebook, places=places.search)
        return judging.correct(desk.store, claim.id, field, value, _person(request), seen=body.get("seen"))

    try:
        return _judged(refused(deed))
    except EditedMeanwhile as error:
        now = rulings(desk.store.judgements()).get(claim.id, Ruled()).fields.get(field)
        raise Trouble("edited_meanwhile", now.id if now else str(error)) from error


def undo_judgement(desk: Desk, request: Request) -> Json:
    """Take a judgement back, or all of one split, merge or move."""
    return _judged(refused(lambda: judging.undo(desk.store, _body(request)["judgement"], _person(request))))


def list_places(desk: Desk, request: Request, limit: int, offset: int) -> Json:
    """Names of places in their surroundings, those that most claims are doubtful of first."""
    held = names(desk.store)
    found = places.wanted(held, request.query_params.get("only") or "waiting")
    items = [printed_name(one) for one in found[offset : offset + limit]]
    return {"total": len(held), "found": len(found), "items": items}


def choose_place(desk: Desk, request: Request) -> Json:
    """What the name of a place means, for the same name in the same surroundings."""
    body = _body(request)
    given = {name: body.get(name) or "" for name in places.FORM}
    return {"judgements": [dump(refused(lambda: places.take(desk, given, _person(request))))]}


def _review(desk: Desk, request: Request) -> Review:
    if desk.hands.behind():
        desk.hands.link()
    signer = Signer.of(request)
    return Review(desk.store, signer.who, signer.role)


def _item(desk: Desk, request: Request) -> tuple[Review, Item]:
    review, id = _review(desk, request), request.path_params["id"]
    item = review.item(id)
    if item is None:
        raise Trouble("no_record", id[:80])
    return review, item


def _body(request: Request) -> dict[str, Any]:
    body: dict[str, Any] = request.state.body
    return body


def _person(request: Request) -> Person:
    return Signer.of(request).person(str(_body(request).get("why", "")))


def _judged(done: Judged) -> Json:
    return {"judgements": [dump(one) for one in done.judgements]}


JUDGING = {
    "act": Part({"enum": list(ACTS)}, "Of a claim accept, reject or doubt; of a pair yes, no or unsure", True),
    "why": WHY,
}
CORRECTING = {
    "field": Part({"enum": list(FIELDS)}, "Which field", True),
    "value": Part(TEXT, "As `warledger correct` takes it, or none"),
    "words": Part(WORDS, "Words of the report that say it"),
    "spans": Part(SPANS, "The same by where they stand: half-open, in code points of the stored text"),
    "who_harmed": Part({"enum": [one.value for one in Who]}, "Who the harmed were"),
    "seen": Part(TEXT, "The judgement that ruled the field when you looked; empty where none did"),
    "why": WHY,
}
UNDOING = {"judgement": Part(NEEDED, "The judgement, or the batch, to take back", True), "why": WHY}
PLACING = {
    "name": Part(NEEDED, "The name as the reports write it", True),
    "country": Part(TEXT, "The country around it, empty for none"),
    "province": Part(TEXT, "The province around it, empty for none"),
    "meaning": Part(NEEDED, "A place by its id, NAME or NAME|ID of the gazetteer, LAT,LON, none, or not-a-place", True),
    "reach": Part({"enum": [one.value for one in Reach]}, "How far it holds"),
    "why": WHY,
}
DEEDS = (
    Endpoint("/api/review/{id}", "One item of the review", "ReviewItemInFull", (), False, one_item),
    Endpoint("/api/review/{id}", "Answer an item: a claim, or a pair", "Judged", (), False, judge_item, JUDGING),
    Endpoint(
        "/api/claims/{id}/corrections", "Correct a field of a claim", "Judged", (), False, correct_claim, CORRECTING
    ),
    Endpoint("/api/undo", "Take a judgement back", "Judged", (), False, undo_judgement, UNDOING),
    Endpoint("/api/places", "Say what the name of a place means", "Judged", (), False, choose_place, PLACING),
)
