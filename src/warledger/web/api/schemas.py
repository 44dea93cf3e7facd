"""What the API answers, as JSON Schema: records by their types, the printed forms of claims and reports by hand.

A record's schema is made of the same dataclass that `model.serial.dump` writes, so the two cannot drift apart; a test
holds every answer to its schema.
"""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from warledger.model.claim import ActorKind, HarmKind, Status, When, Where, Who
from warledger.model.corroboration import Assessment
from warledger.model.custody import CustodyRecord
from warledger.model.document import PublishedBasis, Source
from warledger.model.evidence import Sourced
from warledger.model.ledger import Judgement
from warledger.model.place_choice import Doubt, PlaceChoice
from warledger.model.reviewing import Why
from warledger.model.serial import Json
from warledger.pipeline.said import Word

PLAIN: dict[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    types.NoneType: {"type": "null"},
}


def schemas() -> dict[str, Json]:
    """Every schema by its name."""
    source = schema_of(Source)
    counts = {"documents": PLAIN[int], "quoted": PLAIN[int], "incidents": PLAIN[int], "same_as": maybe(PLAIN[str])}
    return {
        "Claim": whole({**CLAIM, "document": PLAIN[str]}),
        "Assessment": schema_of(Assessment),
        "Report": whole(REPORT),
        "WholeReport": whole(
            {"document": whole({**REPORT, "text": PLAIN[str]}), "claims": array(whole(CLAIM))},
        ),
        "Source": whole({**source["properties"], **counts}),
        "Codebook": whole(CODEBOOK),
        "CustodyRecord": schema_of(CustodyRecord),
        "ReviewItem": whole(ITEM),
        "ReviewItemInFull": whole(
            {
                "item": whole(ITEM),
                "claims": array(whole({**CLAIM, "document": PLAIN[str]})),
                "people": array(schema_of(Word)),
                "coders": PLAIN[int],
                "answers": array(schema_of(Judgement)),
                "decided": array(schema_of(Judgement)),
            }
        ),
        "PlaceName": whole(PLACE_NAME),
        "Judged": whole({"judgements": array(schema_of(Judgement))}),
        "Error": whole({"error": whole(dict.fromkeys(("code", "what", "do", "detail"), PLAIN[str]))}),
    }


def schema_of(kind: Any) -> Json:
    """The schema of a record, or of a type inside one."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(one) for one in arguments]}
    if origin is tuple:
        items = arguments[0] if arguments[-1] is Ellipsis else None
        if items is not None:
            return array(schema_of(items))
        return {"type": "array", "prefixItems": [schema_of(one) for one in arguments], "items": False}
    if origin is Sourced:
        return _record(Sourced, {"value": arguments[0]})
    if hasattr(kind, "__supertype__"):
        return schema_of(kind.__supertype__)
    if is_dataclass(kind):
        return _record(kind, {})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    return PLAIN[kind]


def _record(kind: Any, bound: dict[str, Any]) -> Json:
    hints = typing.get_type_hints(kind)
    return whole({field.name: schema_of(bound.get(field.name, hints[field.name])) for field in fields(kind)})


def whole(properties: Json) -> Json:
    """An object that has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def array(items: Json) -> Json:
    """A list of these."""
    return {"type": "array", "items": items}


def maybe(schema: Json) -> Json:
    """This, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listing(item: str) -> Json:
    """A page of a list; `found` is null where it is not counted."""
    items = array({"$ref": f"#/components/schemas/{item}"})
    return whole({"total": PLAIN[int], "found": maybe(PLAIN[int]), "items": items})


QUOTED = {"text": PLAIN[str], "start": PLAIN[int], "end": PLAIN[int]}
QUOTE = whole(QUOTED)
PARTY = whole({**QUOTED, "name": maybe(PLAIN[str]), "kind": maybe(schema_of(ActorKind))})
HARM = {
    "kind": schema_of(HarmKind),
    "low": maybe(PLAIN[int]),
    "high": maybe(PLAIN[int]),
    "who": schema_of(Who),
    "quote": QUOTE,
    "victims": maybe(QUOTE),
    "subset": PLAIN[bool],
}
CLAIM: Json = {
    "id": PLAIN[str],
    "type": PLAIN[str],
    "status": schema_of(Status),
    "trigger": QUOTE,
    "actors": array(PARTY),
    "targets": array(PARTY),
    "weapons": array(whole({**QUOTED, "kind": maybe(PLAIN[str])})),
    "sources": array(whole({**QUOTED, "name": maybe(PLAIN[str])})),
    "places": array(QUOTE),
    "where": maybe(schema_of(Where)),
    "times": array(QUOTE),
    "when": maybe(schema_of(When)),
    "harm": array(whole(HARM)),
    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
}
ITEM: Json = {
    "id": PLAIN[str],
    "claims": array(PLAIN[str]),
    "points": array(whole({"why": schema_of(Why), "points": PLAIN[int]})),
    "total": PLAIN[int],
    "bits": maybe(PLAIN[float]),
}
PLACE_NAME: Json = {
    "name": PLAIN[str],
    "country": maybe(PLAIN[str]),
    "province": maybe(PLAIN[str]),
    "claims": PLAIN[int],
    "reports": PLAIN[int],
    "known": whole({one.value: PLAIN[int] for one in Doubt}),
    "chosen": maybe(whole({**schema_of(PlaceChoice)["properties"], "judgement": schema_of(Judgement)})),
}
TEXTS = ("id", "origin", "media_type", "sha256", "text_sha256", "extractor", "series")
TEXTS_OR_NULL = ("title", "source", "author", "published_rule", "language", "unread")
REPORT: Json = {
    **dict.fromkeys(TEXTS, PLAIN[str]),
    **{name: maybe(PLAIN[str]) for name in TEXTS_OR_NULL},
    "published": maybe(PLAIN[date]),
    "published_basis": maybe(schema_of(PublishedBasis)),
    "characters": PLAIN[int],
    "captured_at": PLAIN[datetime],
    "version": PLAIN[int],
}
TYPE: Json = {
    **dict.fromkeys(("id", "label", "description"), PLAIN[str]),
    **{name: maybe(PLAIN[str]) for name in ("acled_event_type", "acled_sub_event")},
    "plover": array(PLAIN[str]),
    "ucdp_violence": array(PLAIN[int]),
}
CODEBOOK: Json = {
    "name": PLAIN[str],
    "version": PLAIN[str],
    "types": array(whole(TYPE)),
    "statuses": array(whole({"id": schema_of(Status), "description": PLAIN[str], "counts_as_event": PLAIN[bool]})),
    "harm": array(whole({"id": schema_of(HarmKind), "description": PLAIN[str]})),
}
