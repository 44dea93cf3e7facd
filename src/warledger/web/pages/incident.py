"""The page of one incident: what its sources say, side by side, how well it is known and by what rule, and from whom.

Printed, it is a dossier: sources numbered, with the time of capture and the hash of what was captured. It shows what
linking worked out and decides nothing itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warledger.linking.judging import standing
from warledger.model.claim import Claim
from warledger.model.copies import CopyLink
from warledger.model.corroboration import Assessment, Stated
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement
from warledger.pipeline.whole import Whole, printed_whole, whole_of
from warledger.web.charts import Whiskers, whiskers
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.marking import Piece, Role, excerpt, marks_of
from warledger.web.pages.reports import Line, lines_of
from warledger.web.seeing import seen_whole


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, who states it by the numbers of voices and claims, and whether it is the one shown."""

    text: str
    voices: tuple[int, ...]
    claims: tuple[int, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field with all its values, the one shown first."""

    name: str
    rule: str
    values: tuple[Value, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim of it, with the words around its trigger, its fields, its report by number, and its voice (0: none)."""

    number: int
    claim: Claim
    starts: int
    excerpt: tuple[Piece, ...]
    lines: tuple[Line, ...]
    source: int
    language: str | None
    voice: int
    denies: bool
    retracted: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Copying:
    """Two reports that share text: the numbers of the earlier and the later (0: a report that is not of it)."""

    earlier: int
    later: int
    link: CopyLink
    other: Document | None


@dataclass(frozen=True, slots=True)
class Past:
    """A judgement of its history: what it says of which claims, and whether it still stands."""

    judgement: Judgement
    claims: tuple[int, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything that the page shows. Sources and claims are numbered from 1 by the day of publication."""

    whole: Whole
    fields: tuple[FieldRow, ...]
    doers: FieldRow
    tolls: tuple[Whiskers, ...]
    told: tuple[Telling, ...]
    sources: tuple[Document, ...]
    copies: tuple[Copying, ...]
    past: tuple[Past, ...]
    roles: tuple[Role, ...]

    @property
    def found(self) -> Assessment:
        """The incident with what its sources support."""
        return self.whole.assessment

    def numbers_of(self, documents: Iterable[DocumentId]) -> list[int]:
        """The numbers of these sources."""
        wanted = set(documents)
        return [number for number, one in enumerate(self.sources, start=1) if one.id in wanted]


def incident(request: Request) -> Response:
    """The page; the id of a claim, or one that the incident had before it grew, leads to it."""
    desk = desk_of(request)
    whole = seen_whole(request, whole_of(desk.store, request.path_params["id"]))
    id = whole.assessment.incident.id
    if request.path_params["id"] != id:
        return RedirectResponse(f"/incidents/{id}", 303)
    return draw(request, "incident.html", page_of(desk, whole), tab="incidents")


def incident_json(request: Request) -> Response:
    """All of it, in the form that `warledger incident --json` prints."""
    whole = seen_whole(request, whole_of(desk_of(request).store, request.path_params["id"]))
    return as_json(printed_whole(whole))


def page_of(desk: Desk, whole: Whole) -> IncidentPage:
    """What the page shows of an incident."""
    found = whole.assessment
    numbers = {claim.id: number for number, claim in enumerate(whole.claims, start=1)}
    order = list(dict.fromkeys(claim.document for claim in whole.claims))
    texts = {id: document.text for id in order if (document := desk.store.document(id)) is not None}
    sources = tuple(whole.documents[id] for id in order)
    named = FieldRow("doers", found.attribution.rule, _values(whole, found.attribution.named, None, numbers), False)
    return IncidentPage(
        whole,
        tuple(
            FieldRow(one.field, one.rule, _values(whole, one.stated, one.shown, numbers), one.conflict)
            for one in found.fields
        ),
        named,
        tuple(whiskers(toll, numbers, whole.voice_number) for toll in found.tolls),
        tuple(_telling(whole, number, claim, texts, order) for number, claim in enumerate(whole.claims, start=1)),
        sources,
        tuple(_copies(desk, order)),
        tuple(_past(whole, numbers)),
        tuple(role for role in Role if any(mark.role is role for mark in marks_of(whole.claims))),
    )


def _values(
    whole: Whole, stated: Sequence[Stated], shown: str | None, numbers: Mapping[ClaimId, int]
) -> tuple[Value, ...]:
    made = [
        Value(
            one.value,
            tuple(sorted({int(k) for claim in one.claims if (k := whole.voice_number(claim)) != "-"})),
            tuple(sorted(numbers[claim] for claim in one.claims if claim in numbers)),
            one.value == shown,
        )
        for one in stated
    ]
    return tuple(sorted(made, key=lambda value: (not value.shown, -len(value.voices), -len(value.claims))))


def _telling(
    whole: Whole, number: int, claim: Claim, texts: Mapping[DocumentId, str], order: Sequence[DocumentId]
) -> Telling:
    found, voice = whole.assessment, whole.voice_number(claim.id)
    replaced = {old for toll in found.tolls for figure in toll.figures for old in figure.replaces}
    return Telling(
        number,
        claim,
        *excerpt(texts.get(claim.document, ""), claim),
        tuple(lines_of(claim)),
        order.index(claim.document) + 1,
        whole.documents[claim.document].language,
        0 if voice == "-" else int(voice),
        claim.id in found.denied,
        claim.id in found.retracted,
        claim.id in replaced,
    )


def _copies(desk: Desk, order: Sequence[DocumentId]) -> Iterator[Copying]:
    """Which of its reports copy which, and which reports that are not of it share their text."""
    numbers = {id: number for number, id in enumerate(order, start=1)}
    seen: set[tuple[DocumentId, DocumentId]] = set()
    for id in order:
        for link in desk.store.families().links_of(id):
            if (link.one, link.other) in seen:
                continue
            seen.add((link.one, link.other))
            stranger = next((end for end in (link.one, link.other) if end not in numbers), None)
            other = desk.store.document(stranger) if stranger else None
            yield Copying(numbers.get(link.one, 0), numbers.get(link.other, 0), link, other)


def _past(whole: Whole, numbers: Mapping[ClaimId, int]) -> Iterator[Past]:
    kept = {one.id for one in standing(whole.history)}
    for one in whole.history:
        pair = tuple(numbers[claim] for claim in (one.left, one.right) if claim and claim in numbers)
        yield Past(one, pair, one.id in kept)


ROUTES = [
    Route("/incidents/{id}.json", incident_json),
    Route("/incidents/{id}", incident),
]
