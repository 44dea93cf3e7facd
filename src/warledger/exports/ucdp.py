"""Incidents as a table with the columns of UCDP GED: one row for each that tells of at least one death.

A row is what reports tell of one incident: nothing was checked by UCDP, no threshold of 25 deaths a year was applied,
and the numbers of UCDP's conflicts, dyads and actors are not known here. What is empty or coarser is counted as a loss.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TextIO

from warledger.exports import ucdp_rules as rules
from warledger.exports.cells import CELL_LOSSES, Row, Table
from warledger.exports.fatalities import RIVALS, is_running_total, killed
from warledger.exports.form import NO_DOCUMENT, PROTECTED_SOURCE, Format, Job
from warledger.exports.losses import LossKind
from warledger.exports.parties import home
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
from warledger.exports.tellings import rival_doers, rival_voices
from warledger.exports.ucdp_columns import COLUMNS
from warledger.model.claim import ActorKind, Claim, HarmKind, Party, When, Where
from warledger.model.document import Document
from warledger.reference.codebook import Codebook, EventType
from warledger.reference.countries import Country, country
from warledger.reference.ucdp import WHERE

NO_COUNTERPART = LossKind("no counterpart", "UCDP codes only lethal armed force, and the claim's type is none of it.")
NO_DEATH = LossKind("no death", "The claim tells of no death; UCDP codes an event only for at least one.")
COARSE_DATE = LossKind("coarse date", "The time is known to more than a year; UCDP codes nothing coarser.")

VIOLENCE_OPEN = LossKind(
    "type of violence", "The kinds of the sides are not known well enough to tell state-based from other violence."
)
OWN_GOVERNMENT = LossKind(
    "forces of no named country", "A state's forces named without a country are taken for those of where it happened."
)
OUR_NAMES = LossKind("actor names", "Groups go by this ledger's names or the report's words, which may not be UCDP's.")
SIDE_OPEN = LossKind("side not known", "The report, or the actor list, does not know one of the sides.")
OWNER_OPEN = LossKind("whose dead", "The report does not say on whose side some of the dead were.")
NO_NUMBER = LossKind("no country number", "Gleditsch and Ward's list has no number for the country.")
NO_CEILING = LossKind("no ceiling", "The report sets no ceiling for the dead; high is the figure that it gives.")
OTHER_HARM = LossKind("harm that is not death", "Injured, missing, displaced, held: no column has them.")
STATUS_LOST = LossKind("status", "The claim says that it was ongoing or only tried; no column has that.")

RIVAL_VOICES = LossKind(
    "rival voices",
    "Voices tell different tolls: best is the one chosen by the ledger's rule, low and high span them all.",
)

MIDNIGHT = "00:00:00.000"


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
    name="ucdp",
    suffix=".ucdp.csv",
    help="incidents of deaths as a table with the columns of UCDP GED, with low, best and high",
    columns=COLUMNS,
    left_out=(
        *NOT_EVENTS,
        *(UNKNOWN_TYPE, NO_COUNTERPART, TAKEN_BACK, NO_DEATH, TOLL, NO_PLACE, BAD_COORDINATES, NO_DATE, COARSE_DATE),
    ),
    reduced=(
        *(WORDS, VIOLENCE_OPEN, SIDE_OPEN, OWN_GOVERNMENT, OUR_NAMES, STATUS_LOST, ALTERNATIVES, NO_NUMBER),
        *(
            RIVAL_DOERS,
            OWNER_OPEN,
            RIVALS,
            RIVAL_VOICES,
            NO_CEILING,
            OTHER_HARM,
            NO_DOCUMENT,
            PROTECTED_SOURCE,
            *CELL_LOSSES,
        ),
    ),
    write=write,
)


@dataclass(frozen=True, slots=True)
class _Event:
    """What a claim is to UCDP, once it is known to be an event there."""

    sides: rules.Dyad
    toll: rules.Toll
    when: When
    date_prec: int
    where: Where
    country: Country | None


def _event(claim: Claim, codebook: Codebook) -> _Event | LossKind:
    """What the claim is to UCDP, or the reason for which it is nothing there."""
    status, kind = claim.status.value, codebook.types.get(claim.type.value)
    if not status.counts_as_event:
        return next(reason for reason in NOT_EVENTS if reason.name == status.value)
    if kind is None:
        return UNKNOWN_TYPE
    if not kind.ucdp_violence:
        return NO_COUNTERPART
    if (telling := telling_of(claim)) is not None and not telling.standing:
        return TAKEN_BACK
    sides, toll = _deaths(claim, kind, codebook)
    if toll.high < 1:
        return NO_DEATH
    if is_running_total(claim):
        return TOLL
    if claim.where is None:
        return NO_PLACE
    where = claim.where.value
    if not on_the_map(where):
        return BAD_COORDINATES
    if claim.when is None:
        return NO_DATE
    when = claim.when.value
    precision = rules.date_precision(when)
    return COARSE_DATE if precision is None else _Event(sides, toll, when, precision, where, country(where.country))


def _deaths(claim: Claim, kind: EventType, codebook: Codebook) -> tuple[rules.Dyad, rules.Toll]:
    """The sides and their dead: best by the figure that was chosen, low and high by those of all voices."""
    sides = rules.dyad(claim, kind)
    dead = rules.toll(claim, sides, codebook.harm)
    telling = telling_of(claim)
    toll = telling.toll(HarmKind.KILLED) if telling else None
    if telling is None or toll is None:
        return sides, dead
    dead = replace(dead, unknown=dead.unknown + max(0, (toll.best or 0) - dead.best))
    highs = [rules.toll(one, sides, codebook.harm).high for one in telling.figures(HarmKind.KILLED)]
    low = dead.low if toll.low is None else toll.low
    return sides, replace(dead, low=min(low, dead.best), high=max([dead.best, toll.high or 0, *highs]))


def _row(claim: Claim, event: _Event, job: Job) -> Row:
    _note_losses(claim, event, job)
    return {
        "id": number_of(claim),
        "relid": claim.id,
        "year": event.when.start.year,
        **_sides(event),
        **_source(claim, job.document(claim)),
        "number_of_sources": telling.voices if (telling := telling_of(claim)) else 1,
        **_place(claim, event),
        **_time(claim, event),
        **_dead(event.toll),
    }


def _note_losses(claim: Claim, event: _Event, job: Job) -> None:
    open_side = event.sides.a is None or (event.sides.b is None and event.sides.violence != rules.ONE_SIDED)
    parties = [party for party in (event.sides.a, event.sides.b) if party is not None]
    groups = killed(claim)
    happened = {
        WORDS: True,
        VIOLENCE_OPEN: event.sides.violence is None,
        SIDE_OPEN: open_side,
        OWN_GOVERNMENT: any(party.kind is ActorKind.STATE_FORCES and home(party) is None for party in parties),
        OUR_NAMES: any(_state(party, event) is None for party in parties),
        OWNER_OPEN: event.toll.unknown > 0,
        RIVALS: any(len(group) > 1 for group in groups),
        RIVAL_VOICES: rival_voices(claim),
        RIVAL_DOERS: rival_doers(claim),
        NO_CEILING: any(figure.high is None for group in groups for figure in group),
        OTHER_HARM: any(harm.kind.value != "killed" for harm in claim.harm),
        STATUS_LOST: claim.status.value.value != "happened",
        ALTERNATIVES: bool(event.where.alternatives),
        NO_NUMBER: event.country is None or event.country.gw is None,
    }
    for kind, yes in happened.items():
        if yes:
            job.tally.note(kind.name)


def _sides(event: _Event) -> Row:
    one_sided = event.sides.violence == rules.ONE_SIDED
    first, second = _name(event.sides.a, event), "Civilians" if one_sided else _name(event.sides.b, event)
    dyad = f"{first} - {second}" if first and second else None
    return {
        "type_of_violence": event.sides.violence,
        "conflict_name": None if event.sides.violence == rules.STATE_BASED else dyad,
        "dyad_name": dyad,
        "side_a": first,
        "side_b": second,
        "gwnoa": _gw(event.sides.a, event),
        "gwnob": None if one_sided else _gw(event.sides.b, event),
    }


def _name(party: Party | None, event: _Event) -> str | None:
    if party is None:
        return None
    state = _state(party, event)
    if state is not None:
        return f"Government of {state.ucdp_name or state.name}"
    return party.name or " ".join(party.quote.text.split())


def _gw(party: Party | None, event: _Event) -> int | None:
    state = _state(party, event) if party else None
    return state.gw if state else None


def _state(party: Party, event: _Event) -> Country | None:
    """The state whose forces a party is; the event's own where a state's forces are named without a country."""
    if party.kind is ActorKind.STATE_FORCES:
        return country(home(party)) or event.country
    return country(home(party))


def _source(claim: Claim, document: Document | None) -> Row:
    office = document.source.name if document and document.source else None
    day = document.published.date.isoformat() if document and document.published else None
    headline = document.title if document else None
    return {
        "source_article": '"' + ",".join(part or "" for part in (office, day, headline)) + '"' if document else None,
        "source_office": office,
        "source_date": day,
        "source_headline": headline,
        "source_original": _listed(speaker.name or speaker.quote.text for speaker in claim.sources),
    }


def _listed(words: Iterator[str]) -> str:
    return ";".join(dict.fromkeys(" ".join(text.split()).replace(";", ",") for text in words))


def _place(claim: Claim, event: _Event) -> Row:
    lat, lon = round(event.where.lat, 6), round(event.where.lon, 6)
    return {
        "where_prec": WHERE[event.where.precision],
        "where_coordinates": event.where.name,
        "where_description": _listed(place.text for place in claim.places),
        "adm_1": event.where.admin1,
        "adm_2": event.where.admin2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": rules.priogrid(lat, lon),
        "country": event.country.ucdp_name or event.country.name if event.country else None,
        "country_id": event.country.gw if event.country else None,
        "region": event.country.ucdp_region if event.country else None,
    }


def _time(claim: Claim, event: _Event) -> Row:
    return {
        "event_clarity": rules.clarity(claim, event.when),
        "date_prec": event.date_prec,
        "date_start": _midnight(event.when.start),
        "date_end": _midnight(event.when.end),
    }


def _midnight(day: date) -> str:
    return f"{day.isoformat()} {MIDNIGHT}"


def _dead(toll: rules.Toll) -> Row:
    return {
        "deaths_a": toll.a,
        "deaths_b": toll.b,
        "deaths_civilians": toll.civilians,
        "deaths_unknown": toll.unknown,
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
    }
