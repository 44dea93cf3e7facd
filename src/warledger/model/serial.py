"""The one place where records become JSON and come back.

`dump` and `load` keep everything (`load(type(x), dump(x)) == x`); `printed` is the form that people and other programs
read: a document, its claims and its places and dates, quotes as text, start and end.
"""

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from warledger.model.claim import Claim, Harm, Party, Speaker, Weapon, Where
from warledger.model.document import Document
from warledger.model.evidence import Quote, Sourced
from warledger.model.reading import PlaceMention, TimeMention

Json = dict[str, Any]
R = TypeVar("R")
Loader = Callable[[Any], Any]


def dump(record: object) -> Any:
    """A record as JSON values, nothing lost."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: dump(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, tuple):
        return [dump(item) for item in record]
    if isinstance(record, datetime | date):
        return record.isoformat()
    if isinstance(record, Enum):
        return record.value
    return record


def load(kind: type[R], value: Any) -> R:
    """The record of type `kind` that `dump` wrote; ValueError, KeyError or TypeError when it is not one.

    A field that an older version did not write takes the record's own default.
    """
    return cast(R, _loader(cast(Any, kind))(value))


@cache
def _loader(kind: Any) -> Loader:
    """How values of a type are read back, worked out once for each type."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(_loader(next(a for a in arguments if a is not type(None))))
    if origin is tuple:
        return _tuple(arguments)
    if origin is Sourced:
        value_of, quotes_of = _loader(arguments[0]), _loader(tuple[Quote, ...])
        return lambda value: Sourced(value_of(value["value"]), value["rule"], quotes_of(value["quotes"]))
    if hasattr(kind, "__supertype__"):
        return _loader(kind.__supertype__)
    if kind in (datetime, date):
        return cast(Loader, kind.fromisoformat)
    if is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, Enum):
        return cast(Loader, kind)
    return _plain(kind)


def _optional(inner: Loader) -> Loader:
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> Loader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _loader(arguments[0])
        return lambda value: tuple([item(each) for each in value])
    items = [_loader(argument) for argument in arguments]
    return lambda value: tuple([item(each) for item, each in zip(items, value, strict=True)])


def _record(kind: Any) -> Loader:
    hints = typing.get_type_hints(kind)
    loaders = [(f.name, _loader(hints[f.name]), f.default is MISSING) for f in fields(kind)]

    def read(value: Any) -> Any:
        known = {name: loader(value[name]) for name, loader, needed in loaders if needed or name in value}
        return kind(**known)

    return read


def _plain(kind: type) -> Loader:
    def read(value: Any) -> Any:
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind):
            raise TypeError(f"expected {kind.__name__}, found {value!r}")
        return value

    return read


def printed(document: Document, claims: Iterable[Claim], mentions: Iterable[PlaceMention | TimeMention] = ()) -> Json:
    """A document, its claims and mentions in the form `read --json` prints and the scorers read (docs/formats.md)."""
    return {
        "document": printed_document(document),
        "claims": [printed_claim(claim) for claim in claims],
        "mentions": [printed_mention(mention) for mention in mentions],
    }


def printed_document(document: Document) -> Json:
    """A document without its text: what it is, where it came from, how it was read."""
    published = document.published
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "author": document.author,
        "published": published.date.isoformat() if published else None,
        "published_basis": published.basis.value if published else None,
        "published_rule": published.rule if published else None,
        "language": document.language,
        "unread": document.unread,
        "origin": document.origin,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "characters": len(document.text),
        "extractor": document.extractor,
        "captured_at": document.captured_at.isoformat(),
        "series": document.series,
        "version": document.version,
    }


def printed_claim(claim: Claim) -> Json:
    """One claim in the printed form."""
    return {
        "id": claim.id,
        "type": claim.type.value,
        "status": claim.status.value.value,
        "trigger": printed_quote(claim.trigger),
        "actors": [_party(party) for party in claim.actors],
        "targets": [_party(party) for party in claim.targets],
        "weapons": [printed_quote(weapon.quote) | {"kind": weapon.kind} for weapon in claim.weapons],
        "sources": [printed_quote(speaker.quote) | {"name": speaker.name} for speaker in claim.sources],
        "places": [printed_quote(place) for place in claim.places],
        "where": printed_where(claim.where.value) if claim.where else None,
        "times": [printed_quote(time) for time in claim.times],
        "when": dump(claim.when.value) if claim.when else None,
        "harm": [_harm(harm) for harm in claim.harm],
        "confidence": claim.confidence.value,
    }


def printed_quote(quote: Quote) -> Json:
    """Words and where they stand in the text, in code points."""
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def printed_mention(mention: PlaceMention | TimeMention) -> Json:
    """Words that name a place or a time, with the place or the days they stand for."""
    if isinstance(mention, PlaceMention):
        return {"kind": "place"} | printed_place(mention)
    return {"kind": "date"} | printed_time(mention)


def printed_place(place: PlaceMention) -> Json:
    """The name of a place and the place itself, null where it is not known."""
    return printed_quote(place.quote) | {"where": printed_where(place.where) if place.where else None}


def printed_time(time: TimeMention) -> Json:
    """An expression of time, its days (null where it has none), and what its words say."""
    return printed_quote(time.quote) | {
        "when": dump(time.when) if time.when else None,
        "value": time.value,
        "zone": time.zone,
        "parts": [printed_quote(part.quote) | {"value": part.value} for part in time.parts],
    }


def printed_where(where: Where) -> Json:
    """A resolved place."""
    return cast(Json, dump(where))


def _party(party: Party) -> Json:
    return printed_quote(party.quote) | {"name": party.name, "kind": party.kind.value if party.kind else None}


def _harm(harm: Harm) -> Json:
    return {
        "kind": harm.kind.value,
        "low": harm.low,
        "high": harm.high,
        "who": harm.who.value,
        "quote": printed_quote(harm.quote),
        "victims": printed_quote(harm.victims) if harm.victims else None,
        "subset": harm.subset,
    }


def evidence(claim: Claim) -> Mapping[str, Json]:
    """For each field of a claim that a rule made, the rule and the words it read: what `show` prints."""
    sourced: dict[str, Sourced[Any] | None] = {
        "type": claim.type,
        "status": claim.status,
        "where": claim.where,
        "when": claim.when,
        "confidence": claim.confidence,
    }
    found = {
        name: {"rule": value.rule, "quotes": [printed_quote(q) for q in value.quotes]}
        for name, value in sourced.items()
        if value is not None
    }
    roles: tuple[tuple[str, tuple[Party | Weapon | Speaker, ...]], ...] = (
        ("actors", claim.actors),
        ("targets", claim.targets),
        ("weapons", claim.weapons),
        ("sources", claim.sources),
    )
    for role, fillers in roles:
        for number, filler in enumerate(fillers):
            found[f"{role}[{number}]"] = {"rule": filler.rule, "quotes": [printed_quote(filler.quote)]}
    for number, harm in enumerate(claim.harm):
        found[f"harm[{number}]"] = {"rule": harm.rule, "quotes": [printed_quote(harm.quote)]}
    return found
