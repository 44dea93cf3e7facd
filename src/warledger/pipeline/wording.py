"""From what a person types or selects to the value of a correction: words of the report become quotes, like any coded.

Nothing is taken that the report does not say: words must stand in its text, and a place must be one that the claim's
words could mean or that the gazetteer has. What cannot be used is refused and says how to give it.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warledger.errors import BadSetting
from warledger.model.claim import (
    Claim,
    DatePrecision,
    Harm,
    HarmKind,
    Party,
    PlacePrecision,
    Speaker,
    Status,
    Weapon,
    When,
    Where,
    Who,
)
from warledger.model.correction import FIELDS, Placed, Timed, Value
from warledger.model.document import Document
from warledger.model.evidence import Quote, Sourced, quote
from warledger.reference.actors import actors
from warledger.reference.codebook import Codebook
from warledger.reference.place import Place
from warledger.reference.weapons import kind_of

RULE = "corrected by a person"
NONE = "none"
DAYS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:\.\.(\d{4}-\d{2}-\d{2}))?")
COUNT = re.compile(r"(?:<=|≤)\s*(\d{1,9})|(\d{1,9})\s*(\+|(?:-|–|\.\.)\s*(\d{1,9}))?")
Places = Callable[[str], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person gives: a value in words or "none", words of the report (or where they stand), who was harmed."""

    value: str = ""
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    who: str = ""


def value_for(
    claim: Claim,
    document: Document,
    field: str,
    typed: Typed,
    codebook: Codebook,
    *,
    places: Places | None = None,
    rule: str = RULE,
) -> Value:
    """The value that a person gives a field of a claim; BadSetting where it cannot be one. `rule` names how it came."""
    value = _value(claim, document, field, typed, codebook, places=places)
    return value if rule == RULE else by_rule(value, rule)


def by_rule(value: Value, rule: str) -> Value:
    """The value with another rule."""
    match value:
        case Placed(where, quotes):
            return Placed(replace(where, rule=rule) if where else None, quotes)
        case Timed(when, quotes):
            return Timed(replace(when, rule=rule) if when else None, quotes)
        case Sourced():
            return replace(value, rule=rule)
        case _:
            return tuple(replace(one, rule=rule) for one in value)  # type: ignore[return-value]


def _value(
    claim: Claim, document: Document, field: str, typed: Typed, codebook: Codebook, *, places: Places | None
) -> Value:
    if field not in FIELDS:
        raise BadSetting(f"{field!r} is no field of a claim: {', '.join(FIELDS)}")
    quotes = quotes_of(document, typed, near=claim.trigger.start)
    empty = typed.value.strip().lower() == NONE
    if field == "type":
        return Sourced(_known(typed.value, list(codebook.types), "type"), RULE, quotes or (claim.trigger,))
    if field == "status":
        status = Status(_known(typed.value, [one.value for one in Status], "status"))
        return Sourced(status, RULE, quotes or (claim.trigger,))
    if field == "when":
        return Timed(None, ()) if empty else _timed(claim, typed.value, quotes)
    if field == "where":
        return Placed(None, ()) if empty else _placed(claim, typed.value, quotes, places)
    if field.startswith("harm."):
        return () if empty else _figures(claim, _harm(HarmKind(field.removeprefix("harm.")), typed, quotes))
    return () if empty else _people(field, quotes)


def _known(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        raise BadSetting(f"{value!r} is no {what}: {', '.join(known)}")
    return value


def quotes_of(document: Document, typed: Typed, *, near: int = 0) -> tuple[Quote, ...]:
    """The words as they stand in the report: those that stand nearest to a point of it, where they stand twice."""
    return tuple(_quotes(document, typed, near))


def _quotes(document: Document, typed: Typed, near: int) -> Iterator[Quote]:
    for start, end in typed.spans:
        if not 0 <= start < end <= len(document.text):
            raise BadSetting(f"{start}-{end} is no passage of this report of {len(document.text)} characters.")
        yield quote(document.id, document.text, start, end)
    for words in typed.words:
        found = [one.start() for one in re.finditer(re.escape(words), document.text)] if words else []
        if not found:
            raise BadSetting("these words do not stand in the report as they were given. Copy them from its text.")
        start = min(found, key=lambda at: abs(at - near))
        yield quote(document.id, document.text, start, start + len(words))


def _timed(claim: Claim, value: str, quotes: tuple[Quote, ...]) -> Timed:
    found = DAYS.fullmatch(value.strip())
    if not found or not value.isascii():
        raise BadSetting(f"{value!r} is no time. Write 2014-03-07, 2014-03, 2014, 2014-03-07..2014-03-09 or none.")
    year, month, day, last = found.groups()
    try:
        start = date(int(year), int(month or 1), int(day or 1))
        of_year = calendar.monthrange(start.year, int(month or 12))[1]
        end = date.fromisoformat(last) if last else date(start.year, int(month or 12), int(day or of_year))
        precision = _fineness(month, day, (end - start).days)
        when = When(start, end, precision, RULE)
    except ValueError as error:
        raise BadSetting(f"{value!r} is no time: {error}") from error
    return Timed(Sourced(when, RULE, quotes or claim.times), quotes or claim.times)


def _fineness(month: str | None, day: str | None, days: int) -> DatePrecision:
    if not month:
        return DatePrecision.YEAR
    if not day:
        return DatePrecision.MONTH
    return DatePrecision.DAY if days == 0 else DatePrecision.WEEK if days < 8 else DatePrecision.VAGUE


def _placed(claim: Claim, value: str, quotes: tuple[Quote, ...], places: Places | None) -> Placed:
    where = _alternative(claim, value) or _of_gazetteer(value, places)
    return Placed(Sourced(where, RULE, quotes or claim.places), quotes or claim.places)


def _alternative(claim: Claim, id: str) -> Where | None:
    """A place that the claim's own words could mean, by its id in the gazetteer."""
    held = claim.where.value if claim.where else None
    if held is None or held.gazetteer_id == id:
        return held
    other = next((one for one in held.alternatives if one.gazetteer_id == id), None)
    if other is None:
        return None
    return Where(
        *(other.name, other.country, other.admin1, None, other.lat, other.lon, other.gazetteer_id),
        precision=PlacePrecision.PLACE,
        basis=RULE,
        source=held.source,
    )


def _of_gazetteer(value: str, places: Places | None) -> Where:
    """The one place of that name or "name|id"; the id chooses among several."""
    name, _, id = value.partition("|")
    found = list(places(name.strip())) if places and name.strip() else []
    if id:
        found = [place for place in found if place.gazetteer_id == id.strip()]
    if not found:
        raise BadSetting(f"the gazetteer has no place {value!r}. Look for it: warledger gazetteer search NAME")
    if len({place.gazetteer_id for place in found}) > 1 and not id:
        some = "; ".join(f"{name.strip()}|{place.gazetteer_id} ({_within(place)})" for place in found[:6])
        raise BadSetting(f"several places are called so. Give one of: {some}")
    place = found[0]
    return Where(
        *(place.name, place.country, place.admin1, place.admin2, place.lat, place.lon, place.gazetteer_id),
        precision=place.precision,
        basis=RULE,
        source=place.listed,
    )


def _within(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part)


def _figures(claim: Claim, new: Harm) -> tuple[Harm, ...]:
    """The new figure in place of those of its kind, but for parts of a larger one that other words give."""
    parts = (old for old in claim.harm if old.kind is new.kind and old.subset and old.quote != new.quote)
    return (new, *parts)


def _harm(kind: HarmKind, typed: Typed, quotes: tuple[Quote, ...]) -> Harm:
    found = COUNT.fullmatch(typed.value.strip())
    if not found:
        raise BadSetting(f"{typed.value!r} is no number of people. Write 11, 11-14, 11+, <=20 or none.")
    if not quotes:
        raise BadSetting("a figure needs the words of the report that say it: give or select them.")
    most, low, more, high = found.groups()
    bottom = None if most else int(low)
    top = int(most) if most else None if more == "+" else int(high or low)
    who = Who(_known(typed.who or Who.UNKNOWN.value, [one.value for one in Who], "side of the harmed"))
    try:
        return Harm(kind, bottom, top, who, quotes[0], RULE)
    except ValueError as error:
        raise BadSetting(f"{typed.value!r} is no number of people: it runs backwards.") from error


def _people(field: str, quotes: tuple[Quote, ...]) -> Value:
    if not quotes:
        raise BadSetting("give or select the words of the report that say it, or none.")
    if field == "weapons":
        return tuple(Weapon(one, RULE, kind_of(one.text)) for one in quotes)
    known = [(one, actors().find(one.text)) for one in quotes]
    if field == "sources":
        return tuple(Speaker(one, RULE, actor.name if actor else None) for one, actor in known)
    parties = (Party(one, RULE) for one in quotes)
    return tuple(
        replace(party, name=actor.name, kind=actor.kind) if actor else party
        for party, (_, actor) in zip(parties, known, strict=True)
    )
