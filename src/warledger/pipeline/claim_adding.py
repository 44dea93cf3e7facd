"""A claim that a person adds to a report: words of the report for its event and its fields, signed by who gave them.

It is stored beside the coded claims as one of them, its coder being the person; it enters incidents like any claim, and
coding the report again keeps it. What was coded wrongly is corrected instead, and what is no claim any more rejected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warledger.errors import BadSetting
from warledger.linking.judging import Person
from warledger.model.claim import PERSON, Claim, Status, claim_id
from warledger.model.correction import FIELDS, Placed, Timed, Value
from warledger.model.document import Document
from warledger.model.evidence import Quote, Sourced
from warledger.model.ledger import Role
from warledger.pipeline.evidence import fault_of
from warledger.pipeline.linking import link_new
from warledger.pipeline.naming import key
from warledger.pipeline.placing import where_of
from warledger.pipeline.wording import Places, Typed, quotes_of, value_for
from warledger.reference.codebook import Codebook
from warledger.store.records import Store

RULE = "given by a person"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says that a report claims. `fields` are those of a correction: actors, where, harm.killed, ..."""

    type: str
    event: Typed
    status: str = Status.HAPPENED.value
    fields: Mapping[str, Typed] = field(default_factory=dict)


def add_claim(
    store: Store, document: Document, given: Given, person: Person, codebook: Codebook, *, places: Places | None = None
) -> Claim:
    """Store a person's claim on a report, and link it; BadSetting where it cannot be one."""
    if person.role is Role.CODER:
        raise BadSetting("a claim that is added counts for everybody: only a reviewer adds one.")
    claim = made(store.coded_of(document.id), document, given, person, codebook, places=places)
    details = (("added", claim.id), ("by", person.who), *((("why", person.why),) if person.why else ()))
    if not store.add_claim(claim, person.when, details):
        raise BadSetting(f"the report has a claim of this type on these words: correct {claim.id} instead.")
    link_new(store)
    return claim


def made(
    held: Sequence[Claim],
    document: Document,
    given: Given,
    person: Person,
    codebook: Codebook,
    *,
    places: Places | None = None,
) -> Claim:
    """The claim; `held` are those that the report has, whose places and days the same words stand for."""
    events = quotes_of(document, given.event)
    if not events:
        raise BadSetting("a claim rests on words that tell the event: give or select them.")
    trigger = events[0]
    claim = Claim(
        id=claim_id(given.type, trigger),
        document=document.id,
        coder=f"{PERSON}{person.who}",
        type=Sourced(given.type, RULE, (trigger,)),
        status=Sourced(Status.HAPPENED, RULE, (trigger,)),
        trigger=trigger,
        confidence=Sourced(1.0, "the word of a person"),
    )
    asked = {"type": Typed(given.type), "status": Typed(given.status or Status.HAPPENED.value), **given.fields}
    for name, typed in asked.items():
        if name not in FIELDS:
            raise BadSetting(f"{name!r} is no field of a claim: {', '.join(FIELDS)}")
        if typed != Typed(who=typed.who):
            value = _value(held, claim, document, name, typed=typed, codebook=codebook, places=places)
            claim = FIELDS[name].into(claim, value)
    fault = fault_of(document, [claim])
    if fault is not None:
        raise BadSetting(f"this is no claim of the report: {fault}")
    return claim


def _value(
    held: Sequence[Claim],
    claim: Claim,
    document: Document,
    name: str,
    *,
    typed: Typed,
    codebook: Codebook,
    places: Places | None,
) -> Value:
    if typed.value or name not in ("where", "when"):
        return value_for(claim, document, name, typed, codebook, places=places, rule=RULE)
    quotes = quotes_of(document, typed, near=claim.trigger.start)
    return _placed(held, quotes, places) if name == "where" else _timed(held, quotes)


def _placed(held: Sequence[Claim], quotes: tuple[Quote, ...], places: Places | None) -> Placed:
    """The place of the same name in another claim of the report, else the only one of the gazetteer, else none."""
    name = key(quotes[0].text)
    for claim in held:
        words = claim.where.quotes or claim.places if claim.where else ()
        if claim.where is not None and any(key(one.text) == name for one in words):
            return Placed(Sourced(claim.where.value, RULE, quotes[:1]), quotes)
    found = list(places(quotes[0].text)) if places else []
    if len({place.gazetteer_id for place in found}) != 1:
        return Placed(None, quotes)
    return Placed(Sourced(where_of(found[0]), RULE, quotes[:1]), quotes)


def _timed(held: Sequence[Claim], quotes: tuple[Quote, ...]) -> Timed:
    """The days that another claim of the report has by the same words, else none."""
    words = {one.text.casefold() for one in quotes}
    for claim in held:
        if claim.when is not None and any(one.text.casefold() in words for one in claim.when.quotes or claim.times):
            return Timed(Sourced(claim.when.value, RULE, quotes[:1]), quotes)
    return Timed(None, quotes)
