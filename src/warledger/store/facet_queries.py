"""Every statement that finds claims and reports by what filters ask, by name; and those that keep facets in step.

A claim's row in `claim_facets` is of the claim as people corrected it, and there is none of a claim that they rejected.
So a list is found, counted and paged without reading a record.
"""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    true,
    union,
    update,
)

from warledger.model.filters import ClaimFilter, folded
from warledger.reference.searching import Sought
from warledger.store.facet_tables import PLACES, claim_facets
from warledger.store.incident_tables import assessments, incidents
from warledger.store.queries import LATEST
from warledger.store.tables import claims, corrected_claims, documents, judgements, links, meta, texts
from warledger.store.word_queries import CLAIMS, REPORTS, HasWords, Holds

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_newer = documents.alias("newer")

# ---- claims


def claims_matching(
    wanted: ClaimFilter, superseded: bool, limit: int | None = None, offset: int = 0
) -> Select[tuple[str]]:
    """The records of the claims asked for, as people corrected them, in the order of the documents; a page of them."""
    page = select(claim_facets.c.position, claim_facets.c.claim_id).where(*conditions(wanted, superseded))
    found = page.order_by(claim_facets.c.position)
    if limit is not None or offset:
        found = found.limit(limit if limit is not None else -1).offset(offset)
    some = found.subquery()
    # No index finds a facet by `claim_id || ''`: the facets are gone through in their order, and nothing is sorted.
    return (
        select(func.coalesce(corrected_claims.c.record, claims.c.record))
        .select_from(
            some.join(claims, claims.c.id == some.c.claim_id.concat("")).outerjoin(
                corrected_claims, corrected_claims.c.claim_id == some.c.claim_id
            )
        )
        .order_by(some.c.position)
    )


def counted(wanted: ClaimFilter, superseded: bool = False) -> Select[int]:
    """How many claims are asked for."""
    return select(func.count()).select_from(claim_facets).where(*conditions(wanted, superseded))


def conditions(wanted: ClaimFilter, superseded: bool) -> list[ColumnElement[bool]]:
    """What of the facets must hold."""
    facets = claim_facets.c
    # Unlike "= 0" this asks no index: most claims are of no older version, and quicker gone through as they lie.
    found = [] if superseded else [facets.superseded != true()]
    found += of_names(facets, wanted)
    if wanted.types:
        found.append(facets.type.in_(sorted(wanted.types)))
    if wanted.statuses:
        found.append(facets.status.in_(sorted(status.value for status in wanted.statuses)))
    if wanted.since is not None:
        found.append(facets.when_end >= wanted.since.isoformat())
    if wanted.until is not None:
        found.append(facets.when_start <= wanted.until.isoformat())
    if wanted.min_killed:
        found.append(facets.killed >= wanted.min_killed)
    if wanted.min_confidence is not None:
        found.append(facets.confidence >= wanted.min_confidence)
    if wanted.reviewed is not None:
        found.append(facets.reviewed if wanted.reviewed else not_(facets.reviewed))
    if wanted.words is not None:
        found.append(HasWords(facets.position, CLAIMS, Sought.read(wanted.words)))
    return found


def of_names(columns: Any, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """What the names in a row of facets, of a claim or of an incident, must hold."""
    found: list[ColumnElement[bool]] = []
    named = (("place", wanted.place), ("actors", wanted.actor), ("targets", wanted.target), ("weapons", wanted.weapon))
    for name, words in named:
        if words is not None:
            found.append(Holds(columns[name], folded(words)))
    if wanted.civilians:
        found.append(columns.civilians)
    sides = [folded(side) for side in wanted.sides]
    if len(sides) == 1:
        found.append(or_(Holds(columns.actors, sides[0]), Holds(columns.targets, sides[0])))
    elif sides:
        one, other = sides
        found.append(
            or_(
                and_(Holds(columns.actors, one), Holds(columns.targets, other)),
                and_(Holds(columns.actors, other), Holds(columns.targets, one)),
                and_(Holds(columns.actors, one), Holds(columns.actors, other), columns.targets == ""),
            )
        )
    return found


# ---- reports


def reports_matching(sought: Sought | None, limit: int | None, offset: int) -> Select[Any]:
    """The numbers of the reports that hold what is sought, later versions only, in the order they were added."""
    return (
        select(documents.c.number).where(*_of_reports(sought)).order_by(documents.c.number).limit(limit).offset(offset)
    )


def reports_counted(sought: Sought | None) -> Select[int]:
    """How many there are."""
    return select(func.count()).select_from(documents).where(*_of_reports(sought))


def _of_reports(sought: Sought | None) -> list[ColumnElement[bool]]:
    return [LATEST, *([HasWords(documents.c.number, REPORTS, sought)] if sought else [])]


DOCUMENTS_BY_NUMBER = (
    select(documents.c.number, documents.c.record, texts.c.text)
    .join_from(documents, texts)
    .where(documents.c.number.in_(bindparam("numbers", expanding=True)))
)
LATEST_AMONG = select(documents.c.number).where(documents.c.number.in_(bindparam("numbers", expanding=True)), LATEST)
CLAIMS_COUNTED = (
    select(documents.c.id, func.count(claim_facets.c.position).label("claims"))
    .join_from(
        documents,
        claim_facets,
        claim_facets.c.position.between(documents.c.number * 2**PLACES, (documents.c.number + 1) * 2**PLACES - 1),
    )
    .where(documents.c.id.in_(_IDS))
    .group_by(documents.c.id)
)


def claims_with(sought: Sought) -> Select[Any]:
    """The claims of documents, `numbers`, whose words hold what is sought."""
    at = claim_facets.c.position
    number = documents.c.number
    return (
        select(number.label("document"), claim_facets.c.claim_id)
        .join_from(documents, claim_facets, at.between(number * 2**PLACES, (number + 1) * 2**PLACES - 1))
        .where(number.in_(bindparam("numbers", expanding=True)), HasWords(at, CLAIMS, sought))
        .order_by(at)
    )


# ---- to keep them in step

_superseded = exists().where(_newer.c.series == documents.c.series, _newer.c.version > documents.c.version)
_CODED = (
    select(
        claims.c.id,
        claims.c.number,
        documents.c.number.label("document"),
        func.coalesce(corrected_claims.c.record, claims.c.record).label("record"),
        func.coalesce(corrected_claims.c.rejected, False).label("rejected"),
        _superseded.label("superseded"),
    )
    .join_from(claims, documents, documents.c.id == claims.c.document_id)
    .outerjoin(corrected_claims, corrected_claims.c.claim_id == claims.c.id)
)
CODED_BY_ID = _CODED.where(claims.c.id.in_(_IDS)).order_by(documents.c.number, claims.c.number)
CODED_OF = _CODED.where(claims.c.document_id == bindparam("document_id")).order_by(claims.c.number)
TEXTS = select(documents.c.number, documents.c.id, documents.c.record, texts.c.text).join_from(documents, texts)
TEXTS_BY_NUMBER = TEXTS.where(documents.c.number.in_(bindparam("numbers", expanding=True)))
TEXTS_IN_ORDER = TEXTS.where(documents.c.number > bindparam("after")).order_by(documents.c.number).limit(200)
IDS_OF_DOCUMENT = select(claims.c.id).where(claims.c.document_id == bindparam("document_id"))
NUMBER_OF = select(documents.c.number).where(documents.c.id == bindparam("id"))
OLDER = select(documents.c.number).where(
    documents.c.series == bindparam("series"), documents.c.version < bindparam("version")
)
ABOUT_CLAIMS = (
    select(judgements.c.record)
    .where(judgements.c.left_claim.in_(_IDS), judgements.c.right_claim.is_(None))
    .order_by(judgements.c.number)
)
TOUCHED = union(select(corrected_claims.c.claim_id), select(claim_facets.c.claim_id).where(claim_facets.c.reviewed))
POSITIONS = select(claim_facets.c.position).where(claim_facets.c.claim_id.in_(_IDS))
ADD_FACETS = insert(claim_facets)
FORGET_FACETS = delete(claim_facets).where(claim_facets.c.position == bindparam("number"))
FORGET_ALL_FACETS = delete(claim_facets)
SUPERSEDE = (
    update(claim_facets)
    .where(claim_facets.c.position.between(bindparam("first"), bindparam("last")))
    .values(superseded=True)
)
FORM_OF = select(meta.c.value).where(meta.c.name == "facets")
FORGET_FORM_OF = delete(meta).where(meta.c.name == "facets")

# ---- incidents of older cases

LISTED = select(assessments.c.incident, assessments.c.listed).where(assessments.c.incident > bindparam("after"))
LISTED_IN_ORDER = LISTED.order_by(assessments.c.incident).limit(500)
FACETS_OF_INCIDENTS = (
    select(
        links.c.incident,
        claim_facets.c.targets,
        claim_facets.c.weapons,
        claim_facets.c.civilians,
    )
    .join_from(links, claim_facets, claim_facets.c.claim_id == links.c.claim_id)
    .where(links.c.incident.in_(_IDS), claim_facets.c.status != "denied")
    .order_by(links.c.incident, claim_facets.c.position)
)
FILL_INCIDENT = (
    update(incidents)
    .where(incidents.c.id == bindparam("of_incident"))
    .values(
        {name: bindparam(f"to_{name}") for name in ("targets", "weapons", "civilians", "place_name", "told_killed")}
        | {name: bindparam(f"to_{name}") for name in ("killed_low", "killed_high")}
    )
)
