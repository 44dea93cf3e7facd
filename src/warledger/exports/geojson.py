"""Incidents on a map, as GeoJSON (RFC 7946): one feature for each whose place is known.

A point may stand for a province or a country: the precision says so, and no map should be drawn without it. The
members `total` and `without_place` say how many incidents there were and how many are not on the map.
"""

from collections.abc import Iterator
from typing import TextIO

from warledger.exports.form import NO_DOCUMENT, PROTECTED_SOURCE, Column, Format, Job
from warledger.exports.harm_cells import high_of, low_of
from warledger.exports.json_text import json_text
from warledger.exports.losses import LossKind
from warledger.exports.reasons import BAD_COORDINATES, NO_PLACE, TAKEN_BACK, on_the_map
from warledger.exports.telling import telling_of
from warledger.model.claim import Claim, HarmKind, Where
from warledger.model.document import Document
from warledger.model.serial import Json

INCIDENT = (
    Column("killed_best", "The one number of people killed, by the ledger's rule, or null."),
    Column("grade", "How well the incident is known, or null."),
    Column("grade_why", "The rule's words, and the facts that it asked for, or null."),
    Column("contested", "Whether it is denied, blamed on several, or counted beyond all hedges, or null."),
    Column("voices", "The independent voices that tell it: a list of names."),
    Column("claims", "The ids of its claims: a list."),
)
PROPERTIES = (
    Column("type", "The type of event, by the codebook."),
    Column("status", "What the report says became of it: only happened, ongoing and attempted are events."),
    Column("trigger", "The words that name the event."),
    Column("start", "The first day it can have been, or null."),
    Column("end", "The last day it can have been, or null."),
    Column("date_precision", "The finest thing the time is known to, or null."),
    Column("place", "The name of the resolved place."),
    Column("admin1", "Its province, or null."),
    Column("admin2", "Its district, or null."),
    Column("country", "Its country, ISO 3166-1 alpha-2, or null."),
    Column("place_precision", "The finest thing the place is known to: the point of a province is no place in it."),
    Column("place_basis", "How the report's words matched the gazetteer."),
    Column("other_places", "How many other places the words could mean."),
    Column("actors", "Who did it: a list of the report's words."),
    Column("targets", "Whom or what it was done to: a list of the report's words."),
    Column("weapons", "The means: a list of the report's words."),
    Column("said_by", "Whom the report gives the claim to: a list of the report's words."),
    *(
        Column(f"{kind.value}_{end}", f"The {most} people {kind.value} that the claim's figures support, or null.")
        for kind in HarmKind
        for end, most in (("low", "fewest"), ("high", "most"))
    ),
    *INCIDENT,
    Column("confidence", "How sure the coder is, from 0 to 1: of its claims the surest."),
    Column("document", "The id of the captured version of the report."),
    Column("title", "The report's title, or null."),
    Column("source", "Who published it, or null."),
    Column("published", "The day of publication, or null."),
    Column("published_basis", "How that day is known: given, found or inferred; or null."),
    Column("origin", "The path or address that the report was taken from, or null."),
    Column("sha256", "SHA-256 of the original bytes, or null."),
)

SHORTER = LossKind(
    "evidence", "Rules, spans, names and kinds of parties and the single figures of harm are in the ledger, not here."
)


def write(job: Job, claims: Iterator[Claim], out: TextIO) -> None:
    """Write the collection, one feature a line; the counts come last, when they are known."""
    out.write('{"type": "FeatureCollection", "features": [')
    for claim in claims:
        reason = _why_not(claim)
        if reason is not None or claim.where is None:
            job.tally.leave_out((reason or NO_PLACE).name)
            continue
        job.tally.note(SHORTER.name)
        out.write("\n" if job.tally.exported == 0 else ",\n")
        out.write(json_text(_feature(claim, claim.where.value, job.document(claim))))
        job.tally.export()
    left_out = job.tally.claims - job.tally.exported
    out.write(f'\n], "total": {job.tally.claims}, "without_place": {left_out}}}\n')


FORMAT = Format(
    name="geojson",
    suffix=".geojson",
    help="a map layer of the incidents whose place is known, with how well they are known",
    columns=PROPERTIES,
    left_out=(NO_PLACE, TAKEN_BACK, BAD_COORDINATES),
    reduced=(SHORTER, NO_DOCUMENT, PROTECTED_SOURCE),
    write=write,
)


def _why_not(claim: Claim) -> LossKind | None:
    if claim.where is None:
        return NO_PLACE
    if (telling := telling_of(claim)) is not None and not telling.standing:
        return TAKEN_BACK
    return None if on_the_map(claim.where.value) else BAD_COORDINATES


def _feature(claim: Claim, where: Where, document: Document | None) -> Json:
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]},
        "properties": {
            **_what_and_when(claim),
            **_where(where),
            "actors": [party.quote.text for party in claim.actors],
            "targets": [party.quote.text for party in claim.targets],
            "weapons": [weapon.quote.text for weapon in claim.weapons],
            "said_by": [speaker.quote.text for speaker in claim.sources],
            **_harm(claim),
            **_known(claim),
            "confidence": claim.confidence.value,
            **_report(claim, document),
        },
    }


def _what_and_when(claim: Claim) -> Json:
    when = claim.when.value if claim.when else None
    return {
        "type": claim.type.value,
        "status": claim.status.value.value,
        "trigger": claim.trigger.text,
        "start": when.start.isoformat() if when else None,
        "end": when.end.isoformat() if when else None,
        "date_precision": when.precision.value if when else None,
    }


def _where(where: Where) -> Json:
    return {
        "place": where.name,
        "admin1": where.admin1,
        "admin2": where.admin2,
        "country": where.country,
        "place_precision": where.precision.value,
        "place_basis": where.basis,
        "other_places": len(where.alternatives),
    }


def _harm(claim: Claim) -> Json:
    found: Json = {}
    for kind in HarmKind:
        telling = telling_of(claim)
        toll = telling.toll(kind) if telling else None
        low, high = (toll.low, toll.high) if toll else (low_of(claim, kind), high_of(claim, kind))
        found |= {f"{kind.value}_low": low, f"{kind.value}_high": high}
    return found


def _known(claim: Claim) -> Json:
    telling = telling_of(claim)
    if telling is None:
        return {column.name: None for column in INCIDENT}
    found, killed = telling.assessment, telling.toll(HarmKind.KILLED)
    return {
        "killed_best": killed.best if killed else None,
        "grade": found.grade.value,
        "grade_why": found.grade_why,
        "contested": found.contested,
        "voices": list(found.incident.voices),
        "claims": list(found.incident.claims),
    }


def _report(claim: Claim, document: Document | None) -> Json:
    published = document.published if document else None
    return {
        "document": claim.document,
        "title": document.title if document else None,
        "source": document.source.name if document and document.source else None,
        "published": published.date.isoformat() if published else None,
        "published_basis": published.basis.value if published else None,
        "origin": document.origin if document else None,
        "sha256": document.sha256 if document else None,
    }
