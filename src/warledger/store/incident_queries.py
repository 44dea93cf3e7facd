"""Every statement that asks a case for incidents, campaigns and sources, by name.

Filters are columns of one narrow table, so that a list of a large case is found without reading a single record.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, insert, or_, select, true

from warledger.model.filters import folded
from warledger.model.listing import IncidentFilter, Lacking, Unit
from warledger.store.tables import (
    assessments,
    campaign_incidents,
    campaigns,
    documents,
    incident_sources,
    incidents,
    links,
    source_notes,
    sources,
)

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
ORDER = (incidents.c.when_start.nulls_last(), incidents.c.id)
MARK_COLUMNS = (
    *(incidents.c.id, incidents.c.type, incidents.c.when_start, incidents.c.when_end),
    *(incidents.c.latitude, incidents.c.longitude, incidents.c.precision, incidents.c.killed, incidents.c.voices),
    *(incidents.c.grade, incidents.c.contested, incidents.c.judged, incidents.c.sides),
)


def listed(wanted: IncidentFilter, limit: int | None, offset: int) -> Select[Any]:
    """The lines of the incidents asked for, a page of them."""
    return _paged(assessments.c.listed, wanted, limit, offset)


def assessed(wanted: IncidentFilter, limit: int | None, offset: int) -> Select[Any]:
    """The full records of the incidents asked for, a page of them."""
    return _paged(assessments.c.record, wanted, limit, offset)


def _paged(column: ColumnElement[str], wanted: IncidentFilter, limit: int | None, offset: int) -> Select[Any]:
    """The page is chosen among the narrow rows first; only then are its records read."""
    page = select(incidents.c.id).where(*_conditions(wanted)).order_by(*ORDER).limit(limit).offset(offset).subquery()
    return (
        select(column)
        .join_from(page, assessments, assessments.c.incident == page.c.id)
        .join(incidents, incidents.c.id == page.c.id)
        .order_by(*ORDER)
    )


def marks(wanted: IncidentFilter) -> Select[Any]:
    """What a map or a timeline draws of the incidents asked for."""
    return select(*MARK_COLUMNS).where(*_conditions(wanted)).order_by(*ORDER)


def counted(wanted: IncidentFilter) -> Select[Any]:
    """How many incidents are asked for."""
    return select(func.count()).select_from(incidents).where(*_conditions(wanted))


def _conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    about, conditions = wanted.about, _of_linking(wanted)
    if about.types:
        conditions.append(incidents.c.type.in_(sorted(about.types)))
    if about.statuses:
        conditions.append(incidents.c.status.in_(sorted(status.value for status in about.statuses)))
    if about.place is not None:
        conditions.append(incidents.c.place.contains(f" {folded(about.place)} ", autoescape=True))
    if about.actor is not None:
        conditions.append(incidents.c.actors.contains(f" {folded(about.actor)} ", autoescape=True))
    if about.since is not None:
        conditions.append(incidents.c.when_end >= about.since.isoformat())
    if about.until is not None:
        conditions.append(incidents.c.when_start <= about.until.isoformat())
    if about.min_killed:
        conditions.append(incidents.c.killed >= about.min_killed)
    if about.min_confidence is not None:
        conditions.append(incidents.c.confidence >= about.min_confidence)
    return conditions


def _of_linking(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.grades:
        conditions.append(incidents.c.grade.in_(sorted(grade.value for grade in wanted.grades)))
    if wanted.voices is not None:
        conditions.append(incidents.c.voices >= wanted.voices)
    if wanted.contested:
        conditions.append(incidents.c.contested)
    conditions += _of_the_map(wanted)
    if wanted.campaign is not None:
        held = select(campaign_incidents.c.incident).where(campaign_incidents.c.campaign == wanted.campaign)
        conditions.append(incidents.c.id.in_(held))
    return conditions


def _of_the_map(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if Lacking.PLACE in wanted.lacking:
        conditions.append(incidents.c.latitude.is_(None))
    if Lacking.DATE in wanted.lacking:
        conditions.append(incidents.c.when_start.is_(None))
    if wanted.box is not None:
        box = wanted.box
        beyond, before = incidents.c.longitude >= box.west, incidents.c.longitude <= box.east
        conditions.append(incidents.c.latitude.between(box.south, box.north))
        conditions.append(and_(beyond, before) if box.west <= box.east else or_(beyond, before))
    return conditions


# ---- views of many: a map, a timeline


def spots(wanted: IncidentFilter) -> Select[Any]:
    """The points of the map with how many of the incidents asked for have each."""
    columns = (incidents.c.latitude, incidents.c.longitude, incidents.c.precision)
    counts = (
        func.count().label("incidents"),
        func.count().filter(incidents.c.contested).label("contested"),
        func.min(incidents.c.id).label("first"),
    )
    placed = (*_conditions(wanted), incidents.c.latitude.is_not(None))
    some = select(*columns, *counts).where(*placed).group_by(*columns).subquery()
    name = func.json_extract(assessments.c.listed, "$.incident.where.value.name").label("name")
    found = select(some, name).join_from(some, assessments, assessments.c.incident == some.c.first)
    return found.order_by(some.c.incidents.desc(), some.c.first)


def stretches(wanted: IncidentFilter, unit: Unit) -> Select[str, str, int]:
    """How many of the incidents asked for run from one unit of time to another."""
    first, last = _begin(incidents.c.when_start, unit), _begin(incidents.c.when_end, unit)
    counted = select(first.label("first"), last.label("last"), func.count().label("incidents"))
    return counted.where(*_conditions(wanted)).group_by(first, last).order_by(first.nulls_last(), last)


def killed(wanted: IncidentFilter, unit: Unit) -> Select[Any]:
    """The people killed in the incidents asked for, added up by the units of time that these run from and to."""
    first, last = _begin(incidents.c.when_start, unit), _begin(incidents.c.when_end, unit)
    harm = func.json_each(assessments.c.listed, "$.incident.harm").table_valued("value", name="harm")
    low, high = func.json_extract(harm.c.value, "$.low"), func.json_extract(harm.c.value, "$.high")
    return (
        select(
            first.label("first"),
            last.label("last"),
            func.count().label("told"),
            func.coalesce(func.sum(low), 0).label("low"),
            func.coalesce(func.sum(func.coalesce(high, low)), 0).label("high"),
            func.count().filter(high.is_(None)).label("no_ceiling"),
        )
        .select_from(incidents)
        .join(assessments, assessments.c.incident == incidents.c.id)
        .join(harm, true())
        .where(*_conditions(wanted), func.json_extract(harm.c.value, "$.kind") == "killed")
        .group_by(first, last)
    )


def _begin(day: ColumnElement[str], unit: Unit) -> ColumnElement[str]:
    """The first day of the unit that a day is in."""
    match unit:
        case Unit.YEAR:
            return func.substr(day, 1, 4) + "-01-01"
        case Unit.MONTH:
            return func.substr(day, 1, 7) + "-01"
        case Unit.WEEK:
            return func.date(day, "weekday 0", "-6 days")
        case Unit.DAY:
            return day


def before(wanted: IncidentFilter) -> Select[Any]:
    """How many of the incidents asked for come before one, `id`, in the order of the list."""
    start = select(incidents.c.when_start).where(incidents.c.id == bindparam("id")).scalar_subquery()
    day, id = incidents.c.when_start, incidents.c.id
    same_day = or_(day == start, and_(day.is_(None), start.is_(None)))
    earlier = or_(day < start, and_(day.is_not(None), start.is_(None)), and_(same_day, id < bindparam("id")))
    return select(func.count()).select_from(incidents).where(*_conditions(wanted), earlier)


def holds(wanted: IncidentFilter) -> Select[Any]:
    """Whether an incident, `id`, is among those asked for."""
    return select(func.count()).select_from(incidents).where(*_conditions(wanted), incidents.c.id == bindparam("id"))


# ---- one incident

ASSESSMENT = select(assessments.c.record).where(assessments.c.incident == bindparam("id"))
LEADING_FROM = (
    select(links.c.claim_id, links.c.incident)
    .where(links.c.claim_id.between(bindparam("first"), bindparam("last")), links.c.incident.is_not(None))
    .order_by(links.c.claim_id)
    .limit(bindparam("limit"))
)
INCIDENT_OF_CLAIMS = select(links.c.claim_id, links.c.incident).where(links.c.claim_id.in_(_IDS))
CLUSTER_OF = select(links.c.claim_id).where(
    links.c.cluster == select(links.c.cluster).where(links.c.claim_id == bindparam("claim")).scalar_subquery()
)
CAMPAIGN_OF = (
    select(campaigns.c.record)
    .join_from(campaign_incidents, campaigns, campaigns.c.id == campaign_incidents.c.campaign)
    .where(campaign_incidents.c.incident == bindparam("id"))
)

# ---- campaigns and sources

CAMPAIGNS = select(campaigns.c.record).order_by(campaigns.c.first_day, campaigns.c.id)
NOTES = select(source_notes.c.record).order_by(source_notes.c.number)
ADD_NOTE = insert(source_notes)
PUBLISHERS = (
    select(sources.c.id, sources.c.record, func.count(documents.c.id).label("documents"))
    .outerjoin(documents, documents.c.source_id == sources.c.id)
    .group_by(sources.c.id, sources.c.record)
)
SPEAKERS = select(
    incident_sources.c.source_id,
    func.min(incident_sources.c.name).label("name"),
    func.sum(incident_sources.c.quoted).label("quoted"),
    func.count().label("incidents"),
).group_by(incident_sources.c.source_id)
