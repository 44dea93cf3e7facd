"""Every statement that asks a case for incidents, campaigns and sources, by name.

Filters are columns of one narrow table, so that a list of a large case is found without reading a single record.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, insert, not_, or_, select

from warledger.model.ids import DocumentId
from warledger.model.listing import IncidentFilter, Lacking, Unit
from warledger.reference.searching import Sought
from warledger.store.facet_queries import of_names
from warledger.store.facet_tables import claim_facets
from warledger.store.incident_tables import assessments, campaign_incidents, campaigns, incident_sources, incidents
from warledger.store.tables import documents, links, source_notes, sources
from warledger.store.word_queries import CLAIMS, Among, HasWords

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
ORDER = (incidents.c.when_start.nulls_last(), incidents.c.id)
# The same order, where few rows may fit: all are gone through as they lie (10 ms of 50,000), and not in the order of an
# index, from which each row is fetched (80 ms).
BY_NO_INDEX = (func.coalesce(incidents.c.when_start, "~"), incidents.c.id)
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
    conditions = _conditions(wanted)
    order = BY_NO_INDEX if conditions else ORDER
    page = select(incidents.c.id).where(*conditions).order_by(*order).limit(limit).offset(offset).subquery()
    return (
        select(column)
        .join_from(page, assessments, assessments.c.incident == page.c.id)
        .join(incidents, incidents.c.id == page.c.id)
        .order_by(*ORDER)
    )


def marks(wanted: IncidentFilter) -> Select[Any]:
    """What a map or a timeline draws of the incidents asked for."""
    conditions = _conditions(wanted)
    return select(*MARK_COLUMNS).where(*conditions).order_by(*(BY_NO_INDEX if conditions else ORDER))


def counted(wanted: IncidentFilter) -> Select[Any]:
    """How many incidents are asked for."""
    return select(func.count()).select_from(incidents).where(*_conditions(wanted))


def _conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    about, conditions = wanted.about, _of_linking(wanted)
    conditions += of_names(incidents.c, about)
    if about.types:
        conditions.append(incidents.c.type.in_(sorted(about.types)))
    if about.statuses:
        conditions.append(incidents.c.status.in_(sorted(status.value for status in about.statuses)))
    if about.since is not None:
        conditions.append(incidents.c.when_end >= about.since.isoformat())
    if about.until is not None:
        conditions.append(incidents.c.when_start.concat("") <= about.until.isoformat())  # as BY_NO_INDEX says
    if about.min_killed:
        conditions.append(incidents.c.killed >= about.min_killed)
    if about.min_confidence is not None:
        conditions.append(incidents.c.confidence >= about.min_confidence)
    if about.reviewed is not None:
        conditions.append(incidents.c.judged if about.reviewed else not_(incidents.c.judged))
    if wanted.among is not None:
        conditions.append(Among(incidents.c.id, wanted.among))
    elif about.words is not None:
        conditions.append(incidents.c.id.in_(with_words(about.words, wanted.apart_from)))
    return conditions


def with_words(words: str, apart_from: frozenset[DocumentId]) -> Select[Any]:
    """The incidents of the claims that have these words."""
    held = HasWords(claim_facets.c.position, CLAIMS, Sought.read(words))
    found = (
        select(links.c.incident)
        .join_from(claim_facets, links, links.c.claim_id == claim_facets.c.claim_id)
        .where(held, links.c.incident.is_not(None))
    )
    if not apart_from:
        return found
    hidden = select(documents.c.number).where(documents.c.id.in_(sorted(apart_from)))
    return found.where(links.c.document.not_in(hidden))


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
    names = select(some, incidents.c.place_name.label("name"))
    found = names.join_from(some, incidents, incidents.c.id == some.c.first)
    return found.order_by(some.c.incidents.desc(), some.c.first)


def stretches(wanted: IncidentFilter, unit: Unit) -> Select[Any]:
    """The incidents asked for by the units of time that they run from and to: how many, and their people killed."""
    first, last = _begin(incidents.c.when_start, unit), _begin(incidents.c.when_end, unit)
    told, low, high = incidents.c.told_killed, incidents.c.killed_low, incidents.c.killed_high
    columns = (
        func.count().label("incidents"),
        func.count().filter(told).label("told"),
        func.coalesce(func.sum(low), 0).label("low"),
        func.coalesce(func.sum(func.coalesce(high, low)), 0).label("high"),
        func.count().filter(and_(told, high.is_(None))).label("no_ceiling"),
    )
    counted = select(first.label("first"), last.label("last"), *columns).where(*_conditions(wanted))
    return counted.group_by(first, last).order_by(first.nulls_last(), last)


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
            return func.substr(day, 1, 10)  # no index groups by it: see BY_NO_INDEX


def span(wanted: IncidentFilter) -> Select[int, Any, Any]:
    """The first and the last day of the incidents asked for, and how many there are."""
    days = func.min(incidents.c.when_start).label("first"), func.max(incidents.c.when_end).label("last")
    return select(func.count().label("incidents"), *days).select_from(incidents).where(*_conditions(wanted))


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
