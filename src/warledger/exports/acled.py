"""Incidents as a table with ACLED's columns: one row for each that ACLED's rules would let in.

A row is what reports tell of one incident, not an ACLED event: nothing was checked by ACLED's coders. Where voices
differ on the dead the lowest stands in the row. What the columns cannot hold is counted in the account of losses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from warledger.exports import acled_rules as rules
from warledger.exports.acled_actors import ACTOR_LOSSES, INTER_LABELS, Actor, Sides, sides
from warledger.exports.acled_notes import notes
from warledger.exports.cells import CELL_LOSSES, Cell, Row, Table
from warledger.exports.fatalities import RANGE, RIVALS, VAGUE_WORDS, is_running_total
from warledger.exports.form import NO_DOCUMENT, PROTECTED_SOURCE, Column, Format, Job
from warledger.exports.losses import LossKind
from warledger.exports.reasons import (
    ALTERNATIVES,
    BAD_COORDINATES,
    NO_DATE,
    NO_PLACE,
    NOT_EVENTS,
    RIVAL_DOERS,
    TAKEN_BACK,
    TOLL,
    UNKNOWN_TYPE,
    WORDS,
    on_the_map,
)
from warledger.exports.stable_number import number_of
from warledger.exports.telling import telling_of
from warledger.exports.tellings import lowest_fatalities, reports, rival_doers
from warledger.model.claim import Claim, PlacePrecision, Where
from warledger.reference.acled import INTER, disorder_type
from warledger.reference.codebook import Codebook, EventType
from warledger.reference.countries import Country, country

COLUMNS = (
    Column("event_id_cnty", "Three letters of the country and a number made from the incident's id."),
    Column("event_date", "One day, YYYY-MM-DD: the known day, or one that stands for the week or month."),
    Column("year", "The year of event_date."),
    Column("time_precision", "1 the day is known; 2 a week or less, middle day; 3 a month or less."),
    Column("disorder_type", "ACLED's disorder type of the sub-event."),
    Column("event_type", "ACLED's event type, from the codebook's mapping of the incident's type."),
    Column("sub_event_type", "ACLED's sub-event type, from the mapping and the facts that decide between two."),
    Column("actor1", "The first side: the actor list's name, else the report's words, else a generic name."),
    Column("assoc_actor_1", "Others on the first side, separated by semicolons."),
    Column("inter1", "The kind of actor1 in ACLED's words; empty when not known."),
    Column("actor2", "The second side; in violence against civilians always the civilians."),
    Column("assoc_actor_2", "Others on the second side, separated by semicolons."),
    Column("inter2", "The kind of actor2 in ACLED's words; empty when there is none or it is not known."),
    Column("interaction", "The two kinds as two digits, the smaller first; the second is 0 when there is one side."),
    Column("civilian_targeting", '"Civilians targeted" when civilians were the main or only target, else empty.'),
    Column("iso", "ISO 3166-1 number of the country; empty where there is none."),
    Column("region", "ACLED's region of the world."),
    Column("country", "ACLED's name of the country."),
    Column("admin1", "The province of the resolved place."),
    Column("admin2", "The district of the resolved place, where the gazetteer has it."),
    Column("admin3", "The gazetteer has no third level of administration.", filled=False),
    Column("location", "The name of the resolved place."),
    Column("latitude", "Degrees, four decimals."),
    Column("longitude", "Degrees, four decimals."),
    Column("geo_precision", "1 a named place; 2 near one, or a district; 3 a province, or the whole country."),
    Column("source", "The publishers of its reports, separated by semicolons."),
    Column("source_scale", "How near the source is to the event is not known to the ledger.", filled=False),
    Column(
        "notes",
        "The incident in sentences made from its fields, words quoted, hedges kept, and its grade.",
    ),
    Column(
        "fatalities",
        "One conservative number of reported deaths: the lowest that a voice tells; 0 when none.",
    ),
    Column("tags", '"sexual violence" where it applies; the ledger has no other of ACLED\'s tags.'),
    Column("timestamp", "When the latest of its reports was captured, in seconds of Unix time."),
)

COARSE_DATE = LossKind("coarse date", "The time is known to more than a month; ACLED codes nothing coarser.")
COUNTRY_ONLY = LossKind(
    "country only", "The place is known to the country; ACLED codes so only agreements and changes of groups."
)
NO_COUNTERPART = LossKind("no counterpart", "ACLED has no place for this type: words alone are no event.")

DATE_SPREAD = LossKind("one day for several", "The claim's stretch of days became one day and a precision of 1 to 3.")
PLACE_SPREAD = LossKind(
    "representative point", "A district, province or country is shown at the gazetteer's point; ACLED takes a town."
)
OTHER_HARM = LossKind("harm that is not death", "Injured, missing, displaced, held: only the notes have it.")
BOMBER = LossKind("bomber not added", "ACLED counts the bomber of a suicide bomb; the figure is the report's own.")
TAKER = LossKind("taker not known", "A place was taken by nobody knows whom; the row says Armed clash.")
NO_COUNTRY = LossKind("no country", "The country is not known: iso, region and country are empty.")


def write(job: Job, claims: Iterator[Claim], out: TextIO) -> None:
    """Write the rows, one claim at a time."""
    table = Table(out, COLUMNS, job.tally)
    for claim in claims:
        event = _event(claim, job.codebook)
        if isinstance(event, LossKind):
            job.tally.leave_out(event.name)
        else:
            table.write(_row(claim, event, job))
            job.tally.export()


FORMAT = Format(
    name="acled",
    suffix=".acled.csv",
    help="incidents as a table with ACLED's columns, for tools and people that work with ACLED",
    columns=COLUMNS,
    left_out=(
        *NOT_EVENTS,
        *(
            TAKEN_BACK,
            UNKNOWN_TYPE,
            NO_COUNTERPART,
            TOLL,
            NO_PLACE,
            BAD_COORDINATES,
            COUNTRY_ONLY,
            NO_DATE,
            COARSE_DATE,
        ),
    ),
    reduced=(
        *(WORDS, DATE_SPREAD, PLACE_SPREAD, ALTERNATIVES, NO_COUNTRY, TAKER, *ACTOR_LOSSES),
        *(RIVAL_DOERS, VAGUE_WORDS, RIVALS, RANGE, BOMBER, OTHER_HARM, NO_DOCUMENT, PROTECTED_SOURCE, *CELL_LOSSES),
    ),
    write=write,
)


@dataclass(frozen=True, slots=True)
class _Event:
    """What a claim is to ACLED, once it is known to be an event there."""

    kind: EventType
    type: str
    sub_type: str
    day: date
    time_precision: int
    where: Where
    country: Country | None

    @property
    def country_name(self) -> str:
        return self.country.acled_name if self.country else ""


def _row(claim: Claim, event: _Event, job: Job) -> Row:
    _note_losses(claim, event, job)
    found = sides(claim, event.type, event.country, job.tally)
    return {
        **_what(claim, event),
        **_who(event, found),
        **_whereabouts(event),
        **_told(claim, event, job),
    }


def _event(claim: Claim, codebook: Codebook) -> _Event | LossKind:
    """What the claim is to ACLED, or the reason for which it is nothing there."""
    status, kind = claim.status.value, codebook.types.get(claim.type.value)
    if not status.counts_as_event:
        return next(reason for reason in NOT_EVENTS if reason.name == status.value)
    if _taken_back(claim):
        return TAKEN_BACK
    if kind is None:
        return UNKNOWN_TYPE
    types = rules.sub_event(claim, kind)
    if types is None:
        return NO_COUNTERPART
    if types[1] == "Other" and is_running_total(claim):
        return TOLL
    where = _place(claim, types[1])
    if isinstance(where, LossKind):
        return where
    if claim.when is None:
        return NO_DATE
    day = rules.event_date(claim.when.value)
    return COARSE_DATE if day is None else _Event(kind, *types, *day, where, country(where.country))


def _taken_back(claim: Claim) -> bool:
    telling = telling_of(claim)
    return telling is not None and not telling.standing


def _place(claim: Claim, sub_type: str) -> Where | LossKind:
    if claim.where is None:
        return NO_PLACE
    where = claim.where.value
    if not on_the_map(where):
        return BAD_COORDINATES
    return where if rules.precise_enough(where, sub_type) else COUNTRY_ONLY


def _note_losses(claim: Claim, event: _Event, job: Job) -> None:
    coarse = (PlacePrecision.DISTRICT, PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
    mapped = event.kind.acled_sub_event
    happened = {
        WORDS: True,
        DATE_SPREAD: event.time_precision > 1,
        PLACE_SPREAD: event.where.precision in coarse,
        ALTERNATIVES: bool(event.where.alternatives),
        NO_COUNTRY: event.country is None,
        TAKER: event.sub_type == rules.ARMED_CLASH and mapped != rules.ARMED_CLASH,
        BOMBER: event.sub_type == "Suicide bomb",
        OTHER_HARM: any(harm.kind.value != "killed" for harm in claim.harm),
        RIVAL_DOERS: rival_doers(claim),
    }
    for kind, yes in happened.items():
        if yes:
            job.tally.note(kind.name)


def _what(claim: Claim, event: _Event) -> Row:
    letters = event.country.iso3 if event.country else "XXX"
    return {
        "event_id_cnty": f"{letters}{number_of(claim)}",
        "event_date": event.day.isoformat(),
        "year": event.day.year,
        "time_precision": event.time_precision,
        "disorder_type": disorder_type(event.type, event.sub_type),
        "event_type": event.type,
        "sub_event_type": event.sub_type,
    }


def _who(event: _Event, found: Sides) -> Row:
    second = found.second.kind if found.second else None
    targeted = rules.civilians_targeted(event.type, event.sub_type, second)
    return {
        "actor1": found.first.name if found.first else None,
        "assoc_actor_1": _names(found.beside_first, found.first),
        "inter1": _label(found.first),
        "actor2": found.second.name if found.second else None,
        "assoc_actor_2": _names(found.beside_second, found.second),
        "inter2": _label(found.second),
        "interaction": found.interaction,
        "civilian_targeting": "Civilians targeted" if targeted else None,
    }


def _names(actors: tuple[Actor, ...], main: Actor | None) -> str:
    names = dict.fromkeys(actor.name.replace(";", ",") for actor in actors if actor != main)
    return "; ".join(names)


def _label(actor: Actor | None) -> Cell:
    return INTER_LABELS[INTER[actor.kind]] if actor and actor.kind else None


def _whereabouts(event: _Event) -> Row:
    return {
        "iso": event.country.iso_numeric if event.country else None,
        "region": event.country.acled_region if event.country else None,
        "country": event.country_name,
        "admin1": event.where.admin1,
        "admin2": event.where.admin2,
        "location": event.where.name,
        "latitude": round(event.where.lat, 4),
        "longitude": round(event.where.lon, 4),
        "geo_precision": rules.GEO_PRECISION[event.where.precision],
    }


def _told(claim: Claim, event: _Event, job: Job) -> Row:
    documents = reports(claim, job)
    names = dict.fromkeys(document.source.name.replace(";", ",") for document in documents if document.source)
    captured = [int(document.captured_at.timestamp()) for document in documents]
    return {
        "source": "; ".join(names) or None,
        "notes": notes(claim, event.kind.label, event.country_name),
        "fatalities": lowest_fatalities(claim, job.codebook.harm, job.tally),
        "tags": "sexual violence" if event.sub_type == "Sexual violence" else None,
        "timestamp": max(captured, default=None),
    }
