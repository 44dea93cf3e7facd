"""The page of the codebook in force: types of events, statuses, harm, and where each type goes in other codebooks."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.model.serial import Json
from warledger.reference.codebook import Codebook
from warledger.web.desk import as_json, desk_of, draw


def codebook(request: Request) -> Response:
    """The page."""
    return draw(request, "codebook.html", desk_of(request).codebook, tab="codebook")


def codebook_json(request: Request) -> Response:
    """The same as JSON."""
    return as_json(printed(desk_of(request).codebook))


def printed(codebook: Codebook) -> Json:
    """The codebook as JSON."""
    return {
        "name": codebook.name,
        "version": codebook.version,
        "types": [
            {
                "id": type.id,
                "label": type.label,
                "description": type.description,
                "acled_event_type": type.acled_event_type,
                "acled_sub_event": type.acled_sub_event,
                "plover": list(type.plover),
                "ucdp_violence": list(type.ucdp_violence),
            }
            for type in codebook.types.values()
        ],
        "statuses": [
            {"id": status.value, "description": entry.description, "counts_as_event": entry.counts_as_event}
            for status, entry in codebook.statuses.items()
        ],
        "harm": [{"id": entry.kind.value, "description": entry.description} for entry in codebook.harm.kinds],
    }


ROUTES = [Route("/codebook", codebook), Route("/codebook.json", codebook_json)]
