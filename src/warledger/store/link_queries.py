"""Every statement on the linkage that is sent to a case, by name: rows, parts, and what incidents are made of."""

from sqlalchemy import BindParameter, and_, bindparam, delete, exists, func, insert, or_, select, update

from warledger.store.incident_tables import assessments, campaign_incidents, campaigns, incident_sources, incidents
from warledger.store.tables import (
    claims,
    corrected_claims,
    documents,
    families,
    features,
    judgements,
    linkage,
    links,
    near_pairs,
    source_notes,
)

_IDS: BindParameter[str] = bindparam("ids", expanding=True)

STATE = select(linkage)
CLEAR_STATE = delete(linkage)
SET_STATE = insert(linkage)
FORGET_FORM = update(linkage).values(form="")  # claims were replaced: the rows are of claims that are gone
BEHIND = select(
    select(func.count()).select_from(documents).scalar_subquery().label("documents"),
    select(func.count()).select_from(features).scalar_subquery().label("linked"),
    select(func.count()).select_from(judgements).scalar_subquery().label("judgements"),
    select(func.count()).select_from(source_notes).scalar_subquery().label("notes"),
)

# ---- rows

UNLINKED = (
    select(documents.c.number, documents.c.id, families.c.family)
    .outerjoin(features, features.c.document == documents.c.number)
    .outerjoin(families, families.c.document_id == documents.c.id)
    .where(features.c.document.is_(None))
    .order_by(documents.c.number)
)
FEATURES = select(features.c.content).order_by(features.c.first, features.c.document)
PARTS = select(links.c.part, links.c.cluster).order_by(links.c.row)
MOVED_FAMILIES = (
    select(documents.c.number, documents.c.id, families.c.family)
    .join_from(features, documents, features.c.document == documents.c.number)
    .join(families, families.c.document_id == documents.c.id)
    .where(func.coalesce(features.c.family, "") != families.c.family)
)
ALL_VERSIONS = select(documents.c.id).where(
    documents.c.series.in_(select(documents.c.series).where(documents.c.number.in_(_IDS)))
)
ADD_FEATURES = insert(features)
MOVE_FAMILY = (
    update(features)
    .where(features.c.document == bindparam("number"))
    .values(family=bindparam("to_family"), content=bindparam("content"))
)
FEATURES_OF = select(features.c.content).where(features.c.document == bindparam("number"))
ADD_LINKS = insert(links)
REGROUP = (
    update(links)
    .where(links.c.row == bindparam("at"))
    .values(part=bindparam("to_part"), cluster=bindparam("to_cluster"))
)
CLEAR = tuple(
    delete(table)
    for table in (near_pairs, campaign_incidents, campaigns, incident_sources, assessments, incidents, links, features)
)

# ---- what an incident is made of

_newer = documents.alias("newer")
CLAIMS_BY_ID = (
    select(func.coalesce(corrected_claims.c.record, claims.c.record))
    .select_from(claims.outerjoin(corrected_claims, corrected_claims.c.claim_id == claims.c.id))
    .where(claims.c.id.in_(_IDS), func.coalesce(corrected_claims.c.rejected, 0) == 0)
)
DOCUMENTS_OF_CLAIMS = (
    select(documents.c.number, documents.c.id, families.c.family)
    .join_from(documents, features, features.c.document == documents.c.number)
    .outerjoin(families, families.c.document_id == documents.c.id)
    .where(documents.c.id.in_(select(claims.c.document_id).where(claims.c.id.in_(_IDS))))
)
FORGET_NEAR = delete(near_pairs).where(or_(near_pairs.c.one.in_(_IDS), near_pairs.c.other.in_(_IDS)))
ADD_NEAR = insert(near_pairs)
REPORTS_BY_ID = select(documents.c.record).where(documents.c.id.in_(_IDS))
SUPERSEDED = select(documents.c.id).where(
    documents.c.id.in_(_IDS),
    exists().where(and_(_newer.c.series == documents.c.series, _newer.c.version > documents.c.version)),
)
FAMILIES_BY_ID = select(families.c.document_id, families.c.family).where(families.c.document_id.in_(_IDS))
INCIDENTS_OF = select(links.c.incident).where(links.c.claim_id.in_(_IDS), links.c.incident.is_not(None)).distinct()
SPOKEN_FOR = select(incident_sources.c.incident).where(incident_sources.c.source_id.in_(_IDS)).distinct()
CLAIMS_OF_INCIDENTS = select(links.c.claim_id).where(links.c.incident.in_(_IDS))

DROP = tuple(
    delete(table).where(column.in_(_IDS))
    for table, column in (
        (incident_sources, incident_sources.c.incident),
        (assessments, assessments.c.incident),
        (incidents, incidents.c.id),
    )
)
ADD_INCIDENT = insert(incidents)
ADD_ASSESSMENT = insert(assessments)
ADD_INCIDENT_SOURCE = insert(incident_sources)
UNASSIGN = update(links).where(links.c.incident.in_(_IDS)).values(incident=None)
ASSIGN = update(links).where(links.c.claim_id == bindparam("claim")).values(incident=bindparam("to_incident"))

# ---- campaigns

CLEAR_CAMPAIGNS = (delete(campaign_incidents), delete(campaigns))
ADD_CAMPAIGN = insert(campaigns)
ADD_CAMPAIGN_INCIDENT = insert(campaign_incidents)
CAMPAIGNS_DONE = update(linkage).values(campaigns=bindparam("done"))
