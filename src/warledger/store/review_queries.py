"""Every statement that puts claims and pairs in the order of a review; the points are `model.reviewing`'s.

They are worked out here for what is shown and for what is kept alike: `points` of a claim's facets and of a pair.
"""

from sqlalchemy import (
    BindParameter,
    Case,
    ColumnElement,
    Float,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    or_,
    select,
    update,
)

from warledger.model import reviewing as points
from warledger.store.facet_tables import claim_facets
from warledger.store.incident_tables import incidents
from warledger.store.queries import LATEST
from warledger.store.tables import claims, documents, links, near_pairs

_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_COUNTED = claims.c.status.in_(["happened", "ongoing", "attempted"])


def _of_harm(killed: ColumnElement[int]) -> Case[int]:
    return case(*[(killed >= least, worth) for least, worth in points.HARM_POINTS], else_=0)


_harm = case((_COUNTED, _of_harm(func.coalesce(claims.c.killed_low, 0))), else_=0).label("harm")
_unsure = cast(func.round((1.0 - claims.c.confidence) * points.UNSURE_POINTS), Integer).label("unsure")
_contested = case((incidents.c.contested, points.CONTESTED_POINTS), else_=0).label("contested")
_unplaced = case(
    (and_(incidents.c.id.is_not(None), incidents.c.latitude.is_(None)), points.UNPLACED_POINTS), else_=0
).label("unplaced")
_undated = case((claims.c.when_start.is_(None), points.UNDATED_POINTS), else_=0).label("undated")
_CLAIMS = select(claims.c.id, _harm, _contested, _unsure, _unplaced, _undated).select_from(
    claims.join(documents, documents.c.id == claims.c.document_id)
    .outerjoin(links, links.c.claim_id == claims.c.id)
    .outerjoin(incidents, incidents.c.id == links.c.incident)
)
CLAIM = _CLAIMS.where(LATEST, claims.c.id == bindparam("id"))
CLAIMS = _CLAIMS.where(claims.c.id.in_(_IDS))
# The order is kept: there are facets of no claim that was rejected, and `store.eyes` fills the points.
IN_ORDER = (
    select(claim_facets.c.claim_id)
    .where(claim_facets.c.superseded == false())
    .order_by(claim_facets.c.points.desc(), claim_facets.c.claim_id)
)
_points = (
    select(_harm.element + _contested.element + _unsure.element + _unplaced.element + _undated.element)
    .select_from(
        claims.outerjoin(links, links.c.claim_id == claims.c.id).outerjoin(
            incidents, incidents.c.id == links.c.incident
        )
    )
    .where(claims.c.id == claim_facets.c.claim_id)
    .correlate(claim_facets)
    .scalar_subquery()
)
SET_POINTS = update(claim_facets).values(points=func.coalesce(_points, 0))
AMONG_CLAIMS = claim_facets.c.claim_id.in_(_IDS)

_one, _other = links.alias("link_of_one"), links.alias("link_of_other")
_first, _second = incidents.alias("incident_of_one"), incidents.alias("incident_of_other")
_most = func.max(func.coalesce(_first.c.killed, 0), func.coalesce(_second.c.killed, 0))
_pair_harm = cast(_of_harm(_most), Integer).label("harm")
_near = cast(
    points.PAIR_POINTS
    + func.round(points.NEAR_POINTS - points.NEAR_A_BIT * cast(func.abs(near_pairs.c.weight), Float) / 1000),
    Integer,
).label("near")
_PAIRS: Select[tuple[str, str, int, int, int, int, int]] = select(
    near_pairs.c.one,
    near_pairs.c.other,
    near_pairs.c.weight,
    _one.c.cluster.label("cluster"),
    _other.c.cluster.label("beside"),
    _pair_harm,
    _near,
).select_from(
    near_pairs.join(_one, _one.c.claim_id == near_pairs.c.one)
    .join(_other, _other.c.claim_id == near_pairs.c.other)
    .outerjoin(_first, _first.c.id == _one.c.incident)
    .outerjoin(_second, _second.c.id == _other.c.incident)
)
PAIRS = _PAIRS.where(_one.c.cluster != _other.c.cluster).order_by(
    near_pairs.c.points.desc(), near_pairs.c.one, near_pairs.c.other
)
PAIR = _PAIRS.where(near_pairs.c.one == bindparam("one"), near_pairs.c.other == bindparam("other"))
_pair_points = (
    select(_pair_harm.element + _near.element)
    .select_from(
        _one.join(_other, _other.c.claim_id == near_pairs.c.other)
        .outerjoin(_first, _first.c.id == _one.c.incident)
        .outerjoin(_second, _second.c.id == _other.c.incident)
    )
    .where(_one.c.claim_id == near_pairs.c.one)
    .correlate(near_pairs)
    .scalar_subquery()
)
SET_PAIR_POINTS = update(near_pairs).values(points=func.coalesce(_pair_points, 0))
AMONG_PAIRS = or_(near_pairs.c.one.in_(_IDS), near_pairs.c.other.in_(_IDS))
CLUSTERS = select(links.c.claim_id, links.c.cluster).where(links.c.claim_id.in_(_IDS))
