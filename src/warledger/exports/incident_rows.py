"""Incidents as rows of CSV and as features of a map: every range with its floor, its one number and its ceiling.

An absent bound is an empty cell, or null: "at least 11" has no ceiling. What is worked out from a protected source goes
under a number, and never under its name.
"""

from collections.abc import Iterable, Mapping
from typing import TextIO

from warledger.exports.cells import CELL_LOSSES, Cell, Table, joined
from warledger.exports.form import Column
from warledger.exports.json_text import json_text
from warledger.exports.losses import Tally
from warledger.exports.reasons import on_the_map
from warledger.model.claim import HarmKind, Who
from warledger.model.corroboration import Assessment, Toll
from warledger.model.serial import Json

GROUPS: tuple[Who | None, ...] = (None, Who.CIVILIAN, Who.COMBATANT)


def toll_name(kind: HarmKind, who: Who | None) -> str:
    """What the columns of a toll begin with.

    >>> toll_name(HarmKind.KILLED, None), toll_name(HarmKind.KILLED, Who.CIVILIAN)
    ('killed', 'killed_civilian')
    """
    return kind.value if who is None else f"{kind.value}_{who.value}"


def _of_toll(kind: HarmKind, who: Who | None) -> tuple[Column, ...]:
    harmed = "killed or injured, not told apart" if kind is HarmKind.CASUALTIES else kind.value
    whom = "people" if who is None else f"{who.value}s"
    name = toll_name(kind, who)
    return (
        Column(
            f"{name}_low", f"The fewest {whom} {harmed} that any standing figure allows (ACLED's conservative count)."
        ),
        Column(f"{name}_best", f"The one number of {whom} {harmed}, by the rule in `{name}_rule` (UCDP's best)."),
        Column(f"{name}_high", f"The most {whom} {harmed}; empty: the highest figure has no ceiling."),
        Column(f"{name}_rule", "The rule that chose the one number."),
    )


TOLLS = tuple((kind, None) for kind in HarmKind) + tuple((HarmKind.KILLED, who) for who in GROUPS if who)
INCIDENT_COLUMNS = (
    Column("incident_id", "The incident: named for the claim of its earliest report that says it happened."),
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
    *(column for kind, who in TOLLS for column in _of_toll(kind, who)),
    Column("toll_conflict", "yes: voices differ on a toll beyond their hedges, and no rising count explains it."),
    Column("grade", "How well it is known: confirmed, fair, weak, contested or discounted."),
    Column("grade_rule", "The rule of the grades file that fired."),
    Column("grade_why", "The rule's words, and the facts that it asked for."),
    Column("contested", "yes: it is denied, blamed on several, or counted so differently that no hedge explains it."),
    Column("independent_voices", "How many independent voices speak for it: the number of sources."),
    Column("voices", "Their names, kept apart by a bar."),
    Column("said_doers", "Who is said to have done it, kept apart by a bar."),
    Column("attribution", "unnamed, alleged, accepted or contested; it says nothing on whether it happened."),
    Column("denials", "How many claims deny it."),
    Column("taken_back", "How many claims their sources took back."),
    Column("conflicts", "The fields in which values that cannot both be true stand side by side."),
    Column("claims", "Ids of the claims that it rests on, kept apart by a bar."),
    Column("rule", "The rule that made it of its claims."),
)


def incident_row(found: Assessment) -> Mapping[str, Cell]:
    """The cells of one incident, by column."""
    return {"incident_id": found.incident.id, **_settled(found), **_tolls(found), **_known(found)}


def _settled(found: Assessment) -> dict[str, Cell]:
    incident = found.incident
    where = incident.where.value if incident.where else None
    when = incident.when.value if incident.when else None
    row: dict[str, Cell] = {"type": incident.type.value, "status": incident.status.value.value}
    if when is not None:
        row |= {"date_start": when.start.isoformat(), "date_end": when.end.isoformat()}
        row["date_precision"] = when.precision.value
    if where is not None:
        row |= {"place": where.name, "admin1": where.admin1, "country": where.country}
        row |= {"latitude": where.lat, "longitude": where.lon, "place_precision": where.precision.value}
    return row


def _tolls(found: Assessment) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for toll in found.tolls:
        if (toll.kind, toll.who) in TOLLS:
            name = toll_name(toll.kind, toll.who)
            row |= {f"{name}_low": toll.low, f"{name}_best": toll.best, f"{name}_high": toll.high}
            row[f"{name}_rule"] = toll.rule
    return row


def _known(found: Assessment) -> dict[str, Cell]:
    conflicts = [settled.field for settled in found.fields if settled.conflict]
    return {
        "toll_conflict": _yes(any(toll.conflict for toll in found.tolls)),
        "grade": found.grade.value,
        "grade_rule": found.grade_rule,
        "grade_why": found.grade_why,
        "contested": _yes(found.contested),
        "independent_voices": len(found.incident.voices),
        "voices": joined(found.incident.voices),
        "said_doers": joined(named.value for named in found.attribution.named),
        "attribution": found.attribution.accepted.value,
        "denials": len(found.denied),
        "taken_back": len(found.retracted),
        "conflicts": joined(conflicts),
        "claims": joined(found.incident.claims),
        "rule": found.incident.rule,
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def write_incidents(found: Iterable[Assessment], out: TextIO) -> None:
    """Write incidents as CSV."""
    table = Table(out, INCIDENT_COLUMNS, Tally((), CELL_LOSSES))
    for assessment in found:
        table.write(incident_row(assessment))


def write_features(found: Iterable[Assessment], out: TextIO) -> tuple[int, int]:
    """Write incidents as GeoJSON, one feature a line; how many stand on the map, and how many have no place."""
    placed = unplaced = 0
    out.write('{"type": "FeatureCollection", "features": [')
    for assessment in found:
        feature = incident_feature(assessment)
        if feature is None:
            unplaced += 1
            continue
        out.write(",\n" if placed else "\n")
        out.write(json_text(feature))
        placed += 1
    out.write(f'\n], "total": {placed + unplaced}, "without_place": {unplaced}}}\n')
    return placed, unplaced


def incident_feature(found: Assessment) -> Json | None:
    """One incident on a map; None where its place is not known."""
    where = found.incident.where.value if found.incident.where else None
    if where is None or not on_the_map(where):
        return None
    row = incident_row(found)
    lists = {"voices": list(found.incident.voices), "claims": list(found.incident.claims)}
    lists["said_doers"] = [named.value for named in found.attribution.named]
    lists["conflicts"] = [settled.field for settled in found.fields if settled.conflict]
    properties = {
        column.name: row.get(column.name)
        for column in INCIDENT_COLUMNS
        if column.name not in ("latitude", "longitude", "incident_id")
    }
    return {
        "type": "Feature",
        "id": found.incident.id,
        "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]},
        "properties": {**properties, **lists},
    }


def toll_of(found: Assessment, kind: HarmKind, who: Who | None = None) -> Toll | None:
    """The toll of one kind of harm to one group; None where no figure is given."""
    return next((toll for toll in found.tolls if (toll.kind, toll.who) == (kind, who)), None)
