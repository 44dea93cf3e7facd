"""The pages of reports: the list, and one report with every claim's words marked in its text and the claims beside it.

The captured original is a download and is never rendered here. `?span=120-155` points at a passage, `?claim=` at a
claim; both work without scripts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.archive.snapshot import Snapshots
from warledger.model.claim import Claim
from warledger.model.copies import Family
from warledger.model.document import Document
from warledger.model.evidence import Quote
from warledger.model.ids import DocumentId, IncidentId
from warledger.model.serial import Json, printed, printed_document
from warledger.pipeline.said import PeopleSaid, Word
from warledger.reference.searching import Snippet, Sought, snippet
from warledger.web.asking import REPORT_FIELDS, Asked, asked
from warledger.web.desk import Desk, as_json, desk_of, draw
from warledger.web.marking import Piece, Role, marks_of
from warledger.web.pages.lists import Listing, export, refuse_wrong, write_json
from warledger.web.parting import Part, lines_of_part, part_numbered, part_with, parts_of
from warledger.web.seeing import shown
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the list; `hit` is where in it stands what was searched for."""

    document: Document
    claims: int
    family: Family | None
    hit: Snippet | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a claim: the role of its words, what it says, by what rule, and the words."""

    role: str
    value: object
    rule: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim beside its report. `number` is that of its marks."""

    number: int
    claim: Claim
    lines: tuple[Line, ...]
    incident: IncidentId | None
    said: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its claims. `chosen` is the number of the claim that is looked at, 0 for none.

    A long text is shown in parts, each with the claims whose trigger stands in it.
    """

    document: Document
    lines: tuple[tuple[Piece, ...], ...]
    told: tuple[Told, ...]
    chosen: int
    roles: tuple[Role, ...]
    versions: tuple[tuple[int, DocumentId], ...]
    copies: tuple[Document, ...]
    part: Part


def reports(request: Request) -> Response:
    """The list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, REPORT_FIELDS, desk.codebook)
    page = listing(desk, wanted)
    return draw(request, "reports.html", page, status=400 if wanted.wrong else 200, tab="reports")


def listing(desk: Desk, wanted: Asked) -> Listing[ReportRow]:
    """One page of reports, superseded versions left out."""
    size, held = desk.settings.rows, desk.store
    skip = (wanted.page - 1) * size
    total = held.count_reports()
    if wanted.wrong:
        return Listing([], wanted, size, total, 0, more=False)
    found = held.count_reports(wanted.words) if wanted.words else total
    documents = list(held.reports(wanted.words, limit=size, offset=skip))
    families, counted = held.families(), held.claims_counted(one.id for one in documents)
    sought = Sought.read(wanted.words) if wanted.words else None
    rows = [
        ReportRow(
            one, counted.get(one.id, 0), families.family_of(one.id), snippet(one.text, sought) if sought else None
        )
        for one in documents
    ]
    return Listing(rows, wanted, size, total, found, more=skip + len(rows) < found)


def reports_json(request: Request) -> Response:
    """The reports asked for, as JSON."""
    desk = desk_of(request)
    wanted = asked(request.query_params, REPORT_FIELDS, desk.codebook)
    refuse_wrong(wanted)
    found = desk.store.reports(wanted.words)
    rows = (printed_document(one) | {"claims": len(desk.store.claims_of(one.id))} for one in found)
    return export(desk, request, wanted, lambda out: write_json(out, rows))


def report(request: Request) -> Response:
    """One report."""
    desk = desk_of(request)
    document = document_of(desk, request.path_params["id"])
    claims = desk.store.claims_of(document.id)
    return draw(request, "report.html", report_page(desk, document, claims, request), tab="reports")


def report_page(desk: Desk, document: Document, claims: Sequence[Claim], request: Request) -> ReportPage:
    """What the page of a report shows."""
    marks = marks_of(claims)
    incidents = desk.store.incidents().of_claims(claim.id for claim in claims)
    said, seen = PeopleSaid(desk.store), Signer.of(request).role.value != "coder"  # coders answer blind
    told = tuple(
        Told(number, claim, tuple(lines_of(claim)), incidents.get(claim.id), said.of(claim) if seen else ())
        for number, claim in enumerate(claims, start=1)
    )
    wanted = request.query_params.get("claim", "")
    chosen = next((one.number for one in told if wanted and one.claim.id == wanted), 0)
    target = pointed_at(request, len(document.text))
    part = shown_part(request, document.text, target, claims[chosen - 1] if chosen else None)
    told = tuple(one for one in told if part.of == 1 or part.holds(one.claim.trigger.start))
    family = desk.store.families().family_of(document.id)
    others = [desk.store.document(id) for id in family.members if id != document.id] if family else []
    versions = desk.store.series_versions(document.series)
    return ReportPage(
        document,
        tuple(lines_of_part(document.text, marks, part, target)),
        told,
        chosen,
        tuple(role for role in Role if any(mark.role is role for mark in marks)),
        tuple((version.number, version.id) for version in versions) if len(versions) > 1 else (),
        tuple(other for other in others if other is not None),
        part,
    )


def shown_part(request: Request, text: str, target: tuple[int, int] | None, claim: Claim | None) -> Part:
    """The part of a long text that the address asks for, by a passage, by a claim, or by its number."""
    parts = parts_of(text)
    if target or claim:
        return part_with(parts, target[0] if target else claim.trigger.start if claim else 0)
    return part_numbered(parts, request.query_params.get("part", ""))


def pointed_at(request: Request, length: int) -> tuple[int, int] | None:
    """The passage that the address points at, if it is one of this text."""
    found = SPAN.fullmatch(request.query_params.get("span", ""))
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else None


def lines_of(claim: Claim) -> Iterator[Line]:
    """Every field that the report fills, in the order of the questions: what, who, how, where, when, harm, who says."""
    yield Line(Role.TRIGGER, claim.type.value, claim.type.rule, (claim.trigger,))
    for role, parties in ((Role.ACTOR, claim.actors), (Role.TARGET, claim.targets)):
        yield from (Line(role, party, party.rule, (party.quote,)) for party in parties)
    yield from (Line(Role.WEAPON, weapon, weapon.rule, (weapon.quote,)) for weapon in claim.weapons)
    if claim.where is not None or claim.places:
        rule = claim.where.rule if claim.where else ""
        yield Line(Role.PLACE, claim.where.value if claim.where else None, rule, claim.places)
    if claim.when is not None or claim.times:
        yield Line(
            Role.TIME, claim.when.value if claim.when else None, claim.when.rule if claim.when else "", claim.times
        )
    yield from (Line(Role.HARM, harm, harm.rule, (harm.quote,)) for harm in claim.harm)
    yield from (Line(Role.SPEAKER, speaker, speaker.rule, (speaker.quote,)) for speaker in claim.sources)


def report_json(request: Request) -> Response:
    """A report with its claims, in the form that `warledger read --json` prints, and its text."""
    desk = desk_of(request)
    document = document_of(desk, request.path_params["id"])
    return as_json(whole(document, desk.store.claims_of(document.id)))


def whole(document: Document, claims: Sequence[Claim]) -> Json:
    """A report, its text and its claims as JSON."""
    told = printed(document, claims)
    return {"document": told["document"] | {"text": document.text}, "claims": told["claims"]}


def original(request: Request) -> Response:
    """The bytes as they were captured, to be kept and opened elsewhere: never drawn in a page of ours."""
    desk = desk_of(request)
    document = document_of(desk, request.path_params["id"])
    content = Snapshots(desk.store.archive).get(document.sha256)
    name = document.origin.rpartition("/")[2] or document.id
    headers = {
        "content-disposition": f"attachment; filename=\"{document.sha256[:16]}\"; filename*=UTF-8''{_encoded(name)}",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


def _encoded(name: str) -> str:
    """A file's name for a header, whatever it holds."""
    return quote(name.encode("utf-8", "replace")[:150], safe="")


def document_of(desk: Desk, id: str) -> Document:
    """The document of that id; Trouble when there is none."""
    document = desk.store.document(DocumentId(id))
    if document is None:
        raise Trouble("no_record", id[:80])
    return shown(document)


ROUTES = [
    Route("/reports", reports),
    Route("/reports.json", reports_json),
    Route("/reports/{id}.json", report_json),
    Route("/reports/{id}/original", original),
    Route("/reports/{id}", report),
]
