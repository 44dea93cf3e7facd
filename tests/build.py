"""Records for tests, built by hand: each factory makes a whole record, and a test names only what it is about."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from warledger.model.claim import (
    ActorKind,
    Claim,
    DatePrecision,
    Harm,
    HarmKind,
    Party,
    PlacePrecision,
    Speaker,
    Status,
    Weapon,
    When,
    Where,
    Who,
    claim_id,
)
from warledger.model.document import Document, Published, PublishedBasis, Source, document_id
from warledger.model.evidence import Quote, Sourced, quote
from warledger.model.ids import ClaimId, DocumentId, JudgementId, content_id, sha256_text
from warledger.model.ledger import Judgement, Verdict

NOON = datetime(2014, 4, 3, 12, 0, tzinfo=UTC)
TEXT = (
    "Two mortar shells fell on a market in Al-Bab on Wednesday, killing at least 11 people, including three children, "
    "the mayor said. Government forces fired them, residents told the radio."
)


def a_source(name: str = "Radio Hirak") -> Source:
    """A source known by its name alone."""
    return Source.named(name)


def a_document(text: str = TEXT, *, content: bytes | None = None, **fields: Any) -> Document:
    """A plain English report of 3 April 2014. `id`, `sha256` and `text_sha256` follow from the rest when not given."""
    series = fields.get("series", "file:/reports/one.txt")
    sha256 = hashlib.sha256(content if content is not None else text.encode("utf-8", "surrogatepass")).hexdigest()
    made = Document(
        id=document_id(series, fields.get("sha256", sha256)),
        series=series,
        version=1,
        sha256=sha256,
        text_sha256=sha256_text(text),
        text=text,
        title="Shells on a market",
        author=None,
        published=Published(date(2014, 4, 3), PublishedBasis.GIVEN, "given by the user"),
        language="en",
        source=a_source(),
        origin="/reports/one.txt",
        media_type="text/plain",
        extractor="text 1",
        captured_at=NOON,
    )
    return replace(made, **fields)


def words(document: Document, text: str, nth: int = 0) -> Quote:
    """The `nth` time these words stand in the document."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(text, start + 1)
    return quote(document.id, document.text, start, start + len(text))


def a_claim(document: Document, trigger: str = "fell", **fields: Any) -> Claim:
    """A claim on words that must stand in the document.

    `type`, `status` and `confidence` may be plain values; `where` and `when` a Where and a When: they are given a rule.
    `actors`, `targets`, `weapons`, `sources`, `places` and `times` may be words of the text.
    """
    kind, status = fields.pop("type", "shelling_missile"), fields.pop("status", Status.HAPPENED)
    confidence, where, when = fields.pop("confidence", 0.75), fields.pop("where", None), fields.pop("when", None)
    at = words(document, trigger)
    for role in ("actors", "targets", "weapons", "sources", "places", "times"):
        fields[role] = tuple(_filler(document, role, item) for item in fields.get(role, ()))
    made = Claim(
        id=claim_id(kind, at),
        document=document.id,
        coder="rules 1",
        type=Sourced(kind, "trigger lexicon", (at,)),
        status=Sourced(status, "no sign of anything else", (at,)),
        trigger=at,
        confidence=Sourced(confidence, "one sentence says it all"),
        where=Sourced(where, "the place named beside the trigger") if where else None,
        when=Sourced(when, "the day named beside the trigger") if when else None,
    )
    return replace(made, **fields)


def _filler(document: Document, role: str, item: Any) -> Any:
    if not isinstance(item, str):
        return item
    at = words(document, item)
    if role in ("places", "times"):
        return at
    if role == "weapons":
        return Weapon(at, "weapon lexicon")
    return Speaker(at, "said") if role == "sources" else Party(at, f"the trigger's {role}")


def a_full_claim(document: Document | None = None) -> Claim:
    """A claim on the default report with every field filled."""
    document = document or a_document()
    return a_claim(
        document,
        actors=[
            Party(words(document, "Government forces"), "named later in the text", "Syria", ActorKind.STATE_FORCES)
        ],
        targets=["a market"],
        weapons=[Weapon(words(document, "mortar shells"), "weapon lexicon", "mortar")],
        sources=["the mayor", "residents"],
        places=["Al-Bab"],
        times=["Wednesday"],
        where=a_where(),
        when=a_when(),
        harm=(
            a_harm(document, "at least 11 people", low=11, high=None, hedge="at least"),
            a_harm(document, "three children", low=3, high=3, who=Who.CIVILIAN, subset=True),
        ),
    )


def a_harm(document: Document, text: str, kind: HarmKind = HarmKind.KILLED, **fields: Any) -> Harm:
    """A figure of harm on words of the document; one person killed unless said otherwise."""
    made = Harm(kind, low=1, high=1, who=Who.UNKNOWN, quote=words(document, text), rule="number beside the harm")
    return replace(made, **fields)


def a_where(name: str = "Al-Bab", **fields: Any) -> Where:
    """A town of Aleppo province in Syria."""
    made = Where(name, "SY", "Aleppo", None, 36.3705, 37.5157, "172408", PlacePrecision.PLACE, "name")
    return replace(made, **fields)


def a_when(start: date = date(2014, 4, 2), end: date | None = None, **fields: Any) -> When:
    """A day, or the days from `start` to `end`."""
    made = When(start, end or start, DatePrecision.DAY, "the last Wednesday before publication")
    return replace(made, **fields)


def a_judgement(left: ClaimId, right: ClaimId | None = None, **fields: Any) -> Judgement:
    """Somebody says that two claims are of one event (or, without `right`, judges a field of one)."""
    who, when = fields.get("who", "Lina"), fields.get("when", NOON)
    made = Judgement(
        id=JudgementId(content_id("judgement", left, right, who, when.isoformat())),
        left=left,
        right=right,
        field=None,
        verdict=Verdict.YES,
        value=None,
        who=who,
        when=when,
        why="same street, same hour",
    )
    return replace(made, **fields)


def held(*documents: Document) -> dict[DocumentId, Document]:
    """The documents by their ids, as views and exports take them."""
    return {document.id: document for document in documents}
