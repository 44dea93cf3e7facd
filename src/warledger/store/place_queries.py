"""Every statement on the names of places that is sent to a case, by name; the others are in queries.py."""

from sqlalchemy import ColumnElement, Select, bindparam, case, delete, func, insert, select

from warledger.model.place_choice import Doubt, Surroundings
from warledger.store.place_tables import named_documents, place_names
from warledger.store.queries import LATEST
from warledger.store.tables import corrected_claims, documents

_NAMED = select(
    *(place_names.c[name] for name in ("claim_id", "name", "country", "province", "written")),
    *(place_names.c[name] for name in ("doubt", "share", "gazetteer_id")),
    documents.c.id.label("document_id"),
).join_from(place_names, documents, documents.c.number == place_names.c.document)

MISSING = (
    select(documents.c.id)
    .outerjoin(named_documents, named_documents.c.document == documents.c.number)
    .where(named_documents.c.document.is_(None))
    .order_by(documents.c.number)
)
NUMBER = select(documents.c.number).where(documents.c.id == bindparam("id"))
NOTED = select(named_documents.c.document).where(named_documents.c.document == bindparam("number"))
NOTE_DOCUMENT = insert(named_documents)
NOTE_NAME = insert(place_names)
_number = select(documents.c.number).where(documents.c.id == bindparam("of_document")).scalar_subquery()
FORGET_NAMES = (
    delete(place_names).where(place_names.c.document == _number),
    delete(named_documents).where(named_documents.c.document == _number),
)
OF_NAMES = _NAMED.where(place_names.c.name.in_(bindparam("ids", expanding=True)))
OF_CLAIMS = _NAMED.where(place_names.c.claim_id.in_(bindparam("ids", expanding=True)))
OF_DOCUMENTS = _NAMED.where(documents.c.id.in_(bindparam("ids", expanding=True))).order_by(place_names.c.claim_id)
_STANDS = func.coalesce(corrected_claims.c.rejected, 0) == 0


def _counted(doubt: Doubt) -> ColumnElement[int]:
    return func.sum(case((place_names.c.doubt == doubt.value, 1), else_=0)).label(doubt.name.lower())


def groups(wanted: str | None = None) -> Select[tuple[object, ...]]:
    """Names in their surroundings with how many claims rest on each; only those of a folded name, where one is given.

    Claims of replaced versions and rejected ones count for nothing. Those with most unresolved and unsure come first.
    """
    counts = [_counted(one) for one in Doubt]
    query = (
        select(
            *(place_names.c[name] for name in ("name", "country", "province")),
            func.min(place_names.c.written).label("written"),
            func.count().label("claims"),
            func.count(place_names.c.document.distinct()).label("reports"),
            func.min(place_names.c.claim_id).label("example"),
            *counts,
        )
        .join_from(place_names, documents, documents.c.number == place_names.c.document)
        .outerjoin(corrected_claims, corrected_claims.c.claim_id == place_names.c.claim_id)
        .where(LATEST, _STANDS)
        .group_by(place_names.c.name, place_names.c.country, place_names.c.province)
    )
    if wanted is not None:
        query = query.where(place_names.c.name == wanted)
    doubtful = counts[0].element + counts[1].element + counts[2].element
    return query.order_by(doubtful.desc(), func.count().desc(), place_names.c.name)


def claims_in(around: Surroundings) -> Select[tuple[object, ...]]:
    """The claims whose place rests on a name in these surroundings."""
    return (
        _NAMED.outerjoin(corrected_claims, corrected_claims.c.claim_id == place_names.c.claim_id)
        .where(
            LATEST,
            _STANDS,
            place_names.c.name == around.name,
            place_names.c.country.is_not_distinct_from(around.country),
            place_names.c.province.is_not_distinct_from(around.province),
        )
        .order_by(documents.c.number, place_names.c.claim_id)
        .limit(bindparam("most"))
    )
