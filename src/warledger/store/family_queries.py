"""Every statement on copies and families that is sent to a case, by name; the others are in queries.py."""

from sqlalchemy import Integer, bindparam, case, column, func, insert, or_, select, update

from warledger.store.tables import copy_links, documents, families, fingerprints, texts

_marks = func.json_each(bindparam("marks")).table_valued(column("value", Integer), name="marks")
_holders = select(func.count()).where(fingerprints.c.hash == _marks.c.value).scalar_subquery()

NUMBER = select(documents.c.number).where(documents.c.id == bindparam("id"))
NUMBERED_DOCUMENT = (
    select(documents.c.record, texts.c.text)
    .join_from(documents, texts)
    .where(documents.c.number == bindparam("number"))
)
_shared = (
    select(fingerprints.c.document.label("number"), func.count().label("shared"))
    .join_from(_marks, fingerprints, fingerprints.c.hash == _marks.c.value)
    .group_by(fingerprints.c.document)
    .cte("shared")
)
SHARED = (
    select(_shared.c.number, _shared.c.shared, families.c.fingerprints)
    .join_from(_shared, documents, documents.c.number == _shared.c.number)
    .join(families, families.c.document_id == documents.c.id)
)
ADD_FINGERPRINTS = insert(fingerprints).from_select(
    ["hash", "document"],
    select(_marks.c.value, bindparam("document", type_=Integer)).where(_holders < bindparam("most")),
)
ADD_COPY_LINK = insert(copy_links)
LINKS_OF_DOCUMENT = (
    select(copy_links.c.record)
    .where(or_(copy_links.c.one == bindparam("id"), copy_links.c.other == bindparam("id")))
    .order_by(copy_links.c.one, copy_links.c.other)
)

# All documents that links of one voice lead to from a document, itself included.
_reached = select(bindparam("id").label("id")).cte("reached", recursive=True)
_next = case((copy_links.c.one == _reached.c.id, copy_links.c.other), else_=copy_links.c.one)
_reached = _reached.union(
    select(_next).where(
        or_(copy_links.c.one == _reached.c.id, copy_links.c.other == _reached.c.id), copy_links.c.one_voice
    )
)
CONNECTED = (
    select(documents.c.id, documents.c.published, documents.c.captured_at, families.c.family)
    .join_from(_reached, documents, documents.c.id == _reached.c.id)
    .outerjoin(families, families.c.document_id == documents.c.id)
)
CONNECTED_LINKS = (
    select(copy_links.c.record)
    .join_from(_reached, copy_links, copy_links.c.one == _reached.c.id)
    .where(copy_links.c.one_voice)
)

FAMILY_OF = select(families.c.family).where(families.c.document_id == bindparam("id"))
FAMILY = (
    select(documents.c.id)
    .join_from(families, documents)
    .where(families.c.family == bindparam("family"))
    .order_by(func.coalesce(documents.c.published, func.substr(documents.c.captured_at, 1, 10)))
    .order_by(documents.c.captured_at, documents.c.id)
)
FAMILY_LINKS = (
    select(copy_links.c.record)
    .join_from(families, copy_links, copy_links.c.one == families.c.document_id)
    .where(families.c.family == bindparam("family"))
    .order_by(copy_links.c.one, copy_links.c.other)
)
FAMILIES = select(families.c.document_id, families.c.family)
SHARED_FAMILIES = select(families.c.family).group_by(families.c.family).having(func.count() > 1)
PLACED = select(
    select(func.count()).select_from(documents).scalar_subquery().label("documents"),
    select(func.count()).select_from(families).scalar_subquery().label("placed"),
)
UNPLACED = (
    select(documents.c.id)
    .outerjoin(families, families.c.document_id == documents.c.id)
    .where(families.c.document_id.is_(None))
    .order_by(documents.c.number)
)
ADD_FAMILY = insert(families)
MOVE_FAMILY = update(families).where(families.c.document_id == bindparam("moved")).values(family=bindparam("to_family"))
