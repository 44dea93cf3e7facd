"""The API's description by OpenAPI 3.1, made of the endpoints, their filters and the records: nothing is said twice."""

from collections.abc import Sequence

from warledger import __version__
from warledger.model.claim import Status
from warledger.model.corroboration import Grade
from warledger.model.serial import Json
from warledger.reference.codebook import Codebook
from warledger.web.api.bodies import schema_of_body
from warledger.web.api.endpoint import Endpoint
from warledger.web.api.reviewing import CHOICES
from warledger.web.api.schemas import PLAIN, listing, schemas
from warledger.web.asking import Field

DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
REFUSALS = {
    "400": "A parameter that there is not, or that cannot be used; nothing was looked up",
    "401": "No session: open the address with the token first",
    "403": "Your account may not do this, or the request came from another site",
    "404": "The case holds no such record",
    "421": "The desk was called by another name than its own",
}
OF_DEEDS = {
    "409": "It contradicts what stands, or somebody was quicker; nothing was stored",
    "413": "The body is too large",
    "422": "It cannot be judged so; nothing was stored",
    "429": "Too many changes at once: wait a moment",
    "503": "The case is being written by another process",
}


def described(endpoints: Sequence[Endpoint], codebook: Codebook, most_rows: int) -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "warledger desk",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "The questions that the pages of a desk ask of a case, for programs.",
        },
        "paths": _paths(endpoints, codebook, most_rows),
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "warledger_PORT"}},
        },
        "security": [{"session": []}],
    }


def _paths(endpoints: Sequence[Endpoint], codebook: Codebook, most_rows: int) -> Json:
    found: dict[str, Json] = {}
    for one in endpoints:
        found.setdefault(one.path, {})[one.method.lower()] = _operation(one, codebook, most_rows)
    return found


def _operation(endpoint: Endpoint, codebook: Codebook, most_rows: int) -> Json:
    answer = listing(endpoint.item) if endpoint.listed else {"$ref": f"#/components/schemas/{endpoint.item}"}
    parameters = [_filter(field, codebook) for field in endpoint.fields]
    if endpoint.listed:
        limit = {"type": "integer", "minimum": 1, "maximum": most_rows, "default": 100}
        offset = {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0}
        parameters += [_query("limit", limit, "rows at most"), _query("offset", offset, "rows left out first")]
    if "{id}" in endpoint.path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": PLAIN[str]})
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    said = REFUSALS | (OF_DEEDS if endpoint.body else {})
    refusals = {status: {"description": why, "content": error} for status, why in said.items()}
    body = {"required": True, "content": {"application/json": {"schema": schema_of_body(endpoint.body)}}}
    return {
        **({"requestBody": body} if endpoint.body else {}),
        "summary": endpoint.summary,
        "operationId": endpoint.answer.__name__,
        "parameters": parameters,
        "responses": {
            "200": {"description": endpoint.summary, "content": {"application/json": {"schema": answer}}},
            **refusals,
        },
    }


def _filter(field: Field, codebook: Codebook) -> Json:
    choices: dict[str, list[str]] = {
        "type": list(codebook.types),
        "status": [status.value for status in Status],
        "grade": [grade.value for grade in Grade],
        **CHOICES,
        "reviewed": ["yes", "no"],
    }
    kinds: dict[str, Json] = {
        "choice": {"enum": choices[field.name]} if field.name in choices else PLAIN[str],
        "day": {"type": "string", "pattern": DAY},
        "number": {"type": "integer", "minimum": 1 if field.name == "voices" else 0, "maximum": 999_999_999},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "flag": {"enum": ["yes"]},
        "text": {"type": "string", "minLength": 1, "maxLength": 200},
    }
    one = kinds.get(field.kind, PLAIN[str])
    several: Json = {"type": "array", "items": one} | ({"maxItems": field.most} if field.most else {})
    return _query(field.name, several if field.many else one, field.help)


def _query(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
