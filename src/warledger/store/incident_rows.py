"""From an incident's assessment to its rows and back: the narrow one that filters look at, its records, its sources."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from warledger.model.claim import Claim, HarmKind, PlacePrecision, Status
from warledger.model.corroboration import Assessment, Campaign, Grade
from warledger.model.filters import actor_names, folded, harms_civilians, place_names, target_names, weapon_names
from warledger.model.ids import IncidentId, SourceId
from warledger.model.ledger import Incident
from warledger.model.listing import Listed, Mark, Spot, Stretch
from warledger.model.register import SourceNote
from warledger.model.serial import load
from warledger.store.rows import LARGEST, Columns, written


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that speaks for an incident: by how many of its reports, and how often it is quoted in others'."""

    source: SourceId
    name: str
    published: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Derived:
    """An incident as linking hands it over: what it supports, the claims that it is made of, and its sources."""

    assessment: Assessment
    claims: Sequence[Claim]
    sources: Sequence[Spoken]
    judged: bool


def incident_columns(derived: Derived) -> Columns:
    """The row that filters look at."""
    assessment, incident = derived.assessment, derived.assessment.incident
    where = incident.where.value if incident.where else None
    when = incident.when.value if incident.when else None
    told = [claim for claim in derived.claims if claim.status.value is not Status.DENIED]
    return {
        "id": incident.id,
        "type": incident.type.value,
        "status": incident.status.value.value,
        "place": _names(name for claim in told for name in place_names(claim)),
        "actors": _names(name for claim in told for name in actor_names(claim)),
        "when_start": when.start.isoformat() if when else None,
        "when_end": when.end.isoformat() if when else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "precision": where.precision.value if where else None,
        "sides": _names(named.value for named in assessment.attribution.named),
        "killed": _most_killed(assessment),
        "confidence": max(claim.confidence.value for claim in told),
        "voices": len(incident.voices),
        "claims": len(incident.claims),
        "grade": assessment.grade.value,
        "contested": assessment.contested,
        "judged": derived.judged,
        "targets": _names(name for claim in told for name in target_names(claim)),
        "weapons": _names(name for claim in told for name in weapon_names(claim)),
        "civilians": any(map(harms_civilians, told)),
        **listed_columns(incident),
    }


def listed_columns(incident: Incident) -> Columns:
    """What a map and a timeline say of it: the name of its place, and the range of people killed."""
    killed = next((one for one in incident.harm if one.kind is HarmKind.KILLED), None)
    return {
        "place_name": incident.where.value.name if incident.where else None,
        "told_killed": killed is not None,
        "killed_low": _bounded(killed.low) if killed else None,
        "killed_high": _bounded(killed.high) if killed else None,
    }


def _bounded(count: int | None) -> int | None:
    return None if count is None else min(count, LARGEST)


def _names(names: Iterable[str]) -> str:
    return "".join(dict.fromkeys(f" {folded(name)} |" for name in names))


def _most_killed(assessment: Assessment) -> int | None:
    tolls = [toll for toll in assessment.tolls if toll.kind is HarmKind.KILLED and toll.who is None]
    lows = [figure.low for toll in tolls for figure in toll.figures if figure.low is not None]
    return min(max(lows), LARGEST) if lows else None


def assessment_columns(derived: Derived) -> Columns:
    """The records of an incident."""
    assessment = derived.assessment
    listed = Listed(
        assessment.incident,
        assessment.grade,
        assessment.contested,
        len(assessment.incident.voices),
        len(assessment.denied),
    )
    return {"incident": assessment.incident.id, "listed": written(listed), "record": written(assessment)}


def source_columns(derived: Derived) -> list[Columns]:
    """The sources that speak for an incident."""
    return [
        {
            "source_id": spoken.source,
            "incident": derived.assessment.incident.id,
            "name": spoken.name,
            "published": spoken.published,
            "quoted": spoken.quoted,
        }
        for spoken in derived.sources
    ]


def assessment_of(record: str) -> Assessment:
    """The assessment of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Assessment, json.loads(record))


def listed_of(record: str) -> Listed:
    """The line of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Listed, json.loads(record))


def campaign_of(record: str) -> Campaign:
    """The campaign of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(Campaign, json.loads(record))


def note_of(record: str) -> SourceNote:
    """The note of a row; ValueError, KeyError or TypeError when the row holds none."""
    return load(SourceNote, json.loads(record))


def campaign_columns(campaign: Campaign) -> Columns:
    """The row of a campaign."""
    return {
        "id": campaign.id,
        "first_day": campaign.start,
        "last_day": campaign.end,
        "incidents": len(campaign.incidents),
        "record": written(campaign),
    }


def mark_of(row: Row[Any]) -> Mark:
    """What a map draws of the row of an incident."""
    return Mark(
        id=IncidentId(row.id),
        type=row.type,
        start=date.fromisoformat(row.when_start) if row.when_start else None,
        end=date.fromisoformat(row.when_end) if row.when_end else None,
        lat=row.latitude,
        lon=row.longitude,
        precision=PlacePrecision(row.precision) if row.precision else None,
        killed=row.killed,
        voices=row.voices,
        grade=Grade(row.grade),
        contested=bool(row.contested),
        judged=bool(row.judged),
        sides=tuple(name.strip() for name in row.sides.split("|") if name.strip()),
    )


def spot_of(row: Row[Any]) -> Spot:
    """A point of the map, of the row that counts it."""
    return Spot(
        lat=row.latitude,
        lon=row.longitude,
        precision=PlacePrecision(row.precision),
        name=row.name or "",
        incidents=row.incidents,
        contested=row.contested,
        first=IncidentId(row.first),
    )


def stretch_of(row: Row[Any]) -> Stretch:
    """A stretch of days, of the row that counts it."""
    return Stretch(
        first=date.fromisoformat(row.first) if row.first else None,
        last=date.fromisoformat(row.last) if row.last else None,
        incidents=row.incidents,
        told=row.told,
        low=row.low,
        high=row.high,
        no_ceiling=row.no_ceiling,
    )
