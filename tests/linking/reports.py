"""Short reports for tests of linking: each makes a document and one claim on it, and a test names what it is about."""

from datetime import date, timedelta
from typing import Any

from tests.build import a_claim, a_document, a_source, a_when, a_where, words
from warledger.model.claim import Claim, Harm, HarmKind, Speaker, Where, Who
from warledger.model.document import Document, Published, PublishedBasis
from warledger.model.ids import ClaimId

DAY = date(2014, 4, 2)
WORDINGS = (
    "Shells fell on {place}, {toll}.",
    "Our correspondent writes that mortar rounds fell upon {place} yesterday {toll}, residents crying for help.",
    "After sunrise something fell near {place} and smoke rose, {toll} before ambulances came.",
    "Rescue workers searched where bombs fell at {place}; neighbours buried their dead, {toll} altogether.",
)
Report = tuple[Document, Claim]


def told(
    name: str,
    *,
    town: str | None = "Al-Bab",
    day: date | None = DAY,
    killed: int | None = None,
    after: int = 1,
    source: str | None = None,
    **fields: Any,
) -> Report:
    """The report `name`: shells on a town, so many killed, published `after` days later by a source of that name."""
    where: Where | None = fields.pop("where", a_where(town) if town else None)
    low, high = fields.pop("range", (killed, killed))
    said: tuple[str, ...] = fields.pop("said", ())
    text = fields.pop("text", "")
    toll = f"killing {killed} people" if low is not None or high is not None else "with no toll"
    place = f"{fields.pop('on', 'a market')} in {town or 'a town'}"
    body = WORDINGS[len(name) % len(WORDINGS)].format(place=place, toll=toll) + f" {', '.join(said)} in {name}. {text}"
    document = a_document(
        body,
        series=f"row:{fields.pop('series', name)}",
        version=fields.pop("version", 1),
        published=Published((day or DAY) + timedelta(days=after), PublishedBasis.GIVEN, "given"),
        source=a_source(source or name),
    )
    harm = fields.pop("harm", None)
    if harm is None:
        found = low is not None or high is not None
        harm = (Harm(HarmKind.KILLED, low, high, Who.UNKNOWN, words(document, toll), "made"),) if found else ()
    sources = tuple(Speaker(words(document, who), "said") for who in said)
    claim = a_claim(
        document, "fell", where=where, when=a_when(day) if day else None, harm=harm, sources=sources, **fields
    )
    return document, claim


def split_up(*reports: Report) -> tuple[list[Claim], dict[Any, Document]]:
    """The claims and the documents of reports."""
    return [claim for _, claim in reports], {document.id: document for document, _ in reports}


def ids(*reports: Report) -> tuple[ClaimId, ...]:
    """The ids of the claims, as an incident has them."""
    return tuple(sorted(claim.id for _, claim in reports))
