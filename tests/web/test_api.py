"""The API: what it describes is what it answers, and what goes wrong has one shape."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.case import reports
from warledger.web.api.routes import ENDPOINTS
from warledger.web.asking import INCIDENT_FIELDS

REPORT, (CLAIM, _) = reports()[0]
IDS = {"/api/claims/{id}": CLAIM.id, "/api/incidents/{id}": CLAIM.id, "/api/reports/{id}": REPORT.id}
IDS |= {"/api/review/{id}": CLAIM.id}
READ = [one for one in ENDPOINTS if not one.body]


@pytest.fixture
def description(client: TestClient) -> Any:
    """The description, as a program gets it."""
    return client.get("/api/openapi.json").json()


def fits(value: Any, schema: Any, known: Any, at: str = "") -> list[str]:
    """What about a value does not fit its schema: the parts of JSON Schema that the description uses."""
    if "$ref" in schema:
        return fits(value, known[schema["$ref"].rpartition("/")[2]], known, at)
    if "anyOf" in schema:
        tried = [fits(value, one, known, at) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is none of {schema['enum']}"]
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    match schema["type"]:
        case "object" if not isinstance(value, dict):
            return [f"{at}: {value!r} is no object"]
        case "object":
            given, wanted = set(value), set(schema["properties"])
            missing = [f"{at}: has {sorted(given ^ wanted)} on one side only"] if given != wanted else []
            parts = [fits(value[name], schema["properties"][name], known, f"{at}.{name}") for name in given & wanted]
            return missing + [fault for part in parts for fault in part]
        case "array":
            schemas = schema.get("prefixItems") or [schema["items"]] * len(value)
            return [fault for one, inner in zip(value, schemas, strict=True) for fault in fits(one, inner, known, at)]
        case kind:
            return [] if isinstance(value, kinds[kind]) else [f"{at}: {value!r} is no {kind}"]


@pytest.mark.parametrize("endpoint", READ, ids=lambda endpoint: endpoint.path)
def test_an_answer_is_what_the_description_says(client: TestClient, description: Any, endpoint: Any) -> None:
    answer = client.get(endpoint.path.replace("{id}", IDS.get(endpoint.path, "")))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    schema = description["paths"][endpoint.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert fits(answer.json(), schema, description["components"]["schemas"]) == []


ODD = ["", "0", "-1", "x", "1e9", "٣", "a b", "\u202e", "'", "2014-02-30", "%00", "9" * 30, "null", "true"]


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.listed], ids=lambda endpoint: endpoint.path)
def test_no_value_of_a_parameter_is_a_fault_of_ours(client: TestClient, description: Any, endpoint: Any) -> None:
    named = [one["name"] for one in description["paths"][endpoint.path]["get"]["parameters"]]
    for name in [*named, "no-such"]:
        for value in ODD:
            answer = client.get(endpoint.path, params={name: value})
            assert answer.status_code in (200, 400), (name, value)
            if answer.status_code == 400:
                assert fits(answer.json(), description["components"]["schemas"]["Error"], {}) == []


def test_a_list_is_paged(client: TestClient) -> None:
    everything = client.get("/api/claims").json()
    pages = [client.get(f"/api/claims?limit=2&offset={offset}").json()["items"] for offset in (0, 2, 4, 6)]
    assert [one for page in pages for one in page] == everything["items"]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert client.get("/api/claims?limit=5000").status_code == 400


def test_every_filter_of_the_pages_is_described(description: Any) -> None:
    named = {one["name"] for one in description["paths"]["/api/incidents"]["get"]["parameters"]}
    assert {field.name for field in INCIDENT_FIELDS} <= named


@pytest.mark.parametrize("path", ["/api/claims/claim-none", "/api/incidents/none", "/api/reports/none", "/api/none"])
def test_what_is_not_there_is_said_in_the_same_shape(client: TestClient, description: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert fits(answer.json(), description["components"]["schemas"]["Error"], {}) == []


def test_a_beginning_that_several_claims_share_is_named_as_such(client: TestClient) -> None:
    answer = client.get("/api/claims/claim-")
    assert answer.status_code == 404
    assert "several" in answer.json()["error"]["detail"]
