"""Incidents as rows of CSV: every range of harm in two columns of its own, an absent bound as an empty cell."""

from collections.abc import Mapping

from warledger.exports.cells import Cell, joined
from warledger.exports.form import Column
from warledger.model.claim import HarmKind
from warledger.model.ledger import Incident


def _of_kind(kind: HarmKind) -> tuple[Column, Column]:
    harmed = "killed or injured, not told apart" if kind is HarmKind.CASUALTIES else kind.value
    return (
        Column(f"{kind.value}_low", f"The fewest people {harmed} that the claims support; empty: no lower bound."),
        Column(f"{kind.value}_high", f"The most people {harmed} that the claims support; empty: no upper bound."),
    )


INCIDENT_COLUMNS = (
    Column("incident_id", "The incident: a hash of the ids of its claims."),
    Column("type", "Type of event (docs/codebook.md)."),
    Column("status", "What became of it: happened, ongoing or attempted."),
    Column("date_start", "First day that the words allow."),
    Column("date_end", "Last day that the words allow."),
    Column("date_precision", "day, week, month, season, year or vague."),
    Column("place", "Name of the place in the gazetteer."),
    Column("admin1", "Its province."),
    Column("country", "Its country, ISO 3166-1 alpha-2."),
    Column("latitude", "WGS 84."),
    Column("longitude", "WGS 84."),
    Column("place_precision", "point, place, near, district, province or country."),
    *(column for kind in HarmKind for column in _of_kind(kind)),
    Column("voices", "The distinct sources that speak for it, kept apart by a bar."),
    Column("claims", "Ids of the claims that it rests on, kept apart by a bar."),
    Column("rule", "The rule that made it of its claims."),
)


def incident_row(incident: Incident) -> Mapping[str, Cell]:
    """The cells of one incident, by column."""
    where = incident.where.value if incident.where else None
    when = incident.when.value if incident.when else None
    row: dict[str, Cell] = {
        "incident_id": incident.id,
        "type": incident.type.value,
        "status": incident.status.value.value,
        "voices": joined(incident.voices),
        "claims": joined(incident.claims),
        "rule": incident.rule,
    }
    if when is not None:
        row |= {"date_start": when.start.isoformat(), "date_end": when.end.isoformat()}
        row["date_precision"] = when.precision.value
    if where is not None:
        row |= {"place": where.name, "admin1": where.admin1, "country": where.country}
        row |= {"latitude": where.lat, "longitude": where.lon, "place_precision": where.precision.value}
    for harm in incident.harm:
        row |= {f"{harm.kind.value}_low": harm.low, f"{harm.kind.value}_high": harm.high}
    return row
