"""The body of a request as what an endpoint declares: every member checked, nothing else let through.

The same declaration is the schema in the description, so a program that follows that is never refused for its form.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from warledger.model.serial import Json
from warledger.web.api.endpoint import Part
from warledger.web.trouble import Trouble

MOST_BYTES = 64_000
LONGEST = 2000
TEXT: Json = {"type": "string", "maxLength": LONGEST}
NEEDED: Json = {"type": "string", "minLength": 1, "maxLength": LONGEST}
WORDS: Json = {"type": "array", "items": NEEDED, "maxItems": 20}
OFFSET: Json = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
SPANS: Json = {
    "type": "array",
    "items": {"type": "array", "items": OFFSET, "minItems": 2, "maxItems": 2},
    "maxItems": 20,
}


def schema_of_body(parts: Mapping[str, Part]) -> Json:
    """The body as JSON Schema."""
    properties = {name: part.schema | {"description": part.help} for name, part in parts.items()}
    needed = sorted(name for name, part in parts.items() if part.needed)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


async def body_of(request: Request, parts: Mapping[str, Part]) -> dict[str, Any]:
    """The body; Trouble where it is not what was declared."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Trouble("bad_form", "content-type: application/json")
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise Trouble("bad_form", "content-length")
    if int(length) > MOST_BYTES:
        raise Trouble("too_large")
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Trouble("bad_form", "no JSON") from error
    if not isinstance(given, dict):
        raise Trouble("bad_form", "not an object")
    for name in (*(name for name, part in parts.items() if part.needed and name not in given),):
        raise Trouble("bad_form", f"{name} is missing")
    for name, value in given.items():
        if name not in parts or not _fits(value, parts[name].schema):
            raise Trouble("bad_form", name[:40])
    return given


def _fits(value: Any, schema: Json) -> bool:
    if "enum" in schema:
        return isinstance(value, str) and value in schema["enum"]
    match schema["type"]:
        case "string":
            return isinstance(value, str) and schema.get("minLength", 0) <= len(value) <= schema["maxLength"]
        case "integer":
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and schema["minimum"] <= value <= schema["maximum"]
        case _:
            most, least = schema["maxItems"], schema.get("minItems", 0)
            fits = isinstance(value, list) and least <= len(value) <= most
            return fits and all(_fits(one, schema["items"]) for one in value)
