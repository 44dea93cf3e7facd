"""Which reports of like things are one incident: hand-made cases (tests/cases/linking/unlike.yaml)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build import a_claim, a_document, a_source, a_when, a_where
from warledger.linking.linker import link
from warledger.model.claim import Claim, Harm, HarmKind, Party, PlacePrecision, Status, Where, Who
from warledger.model.document import Document, Published, PublishedBasis
from warledger.model.evidence import Quote, Span
from warledger.model.ids import ClaimId

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/linking/unlike.yaml").read_text(encoding="utf-8"))["cases"]
EVE = date(2014, 3, 31)
TOWNS = {
    "Marib": ("YE", "Marib", 15.46, 45.33),
    "Sirwah": ("YE", "Marib", 15.45, 45.01),
    "Dilling": ("SD", "South Kordofan", 12.05, 29.65),
    "Kanga": ("CD", "Ituri", 1.56, 30.25),
}
AREAS = {"South Kordofan": ("SD", 11.2, 29.9), "Ituri": ("CD", 1.6, 29.5)}


def place(name: str | None) -> Where | None:
    if name in AREAS:
        country, lat, lon = AREAS[name]
        fields: dict[str, Any] = {"country": country, "admin1": name, "lat": lat, "lon": lon}
        return a_where(name, gazetteer_id=name, precision=PlacePrecision.PROVINCE, **fields)
    if name is None:
        return None
    country, area, lat, lon = TOWNS[name]
    return a_where(name, country=country, admin1=area, lat=lat, lon=lon, gazetteer_id=name)


def a_quote(document: Document, text: str) -> Quote:
    at = document.text.index(text)
    return Quote(Span(document.id, at, at + len(text)), text)


def claim_of(document: Document, told: dict[str, Any]) -> Claim:
    whole = a_quote(document, told["text"])
    harm = tuple(
        Harm(HarmKind(kind), told[kind], None if told.get("open") else told[kind], Who.UNKNOWN, whole, "made")
        for kind in ("killed", "injured")
        if kind in told
    )
    start = EVE + timedelta(days=told["day"]) if "day" in told else None
    end = EVE + timedelta(days=told.get("until", told.get("day", 0)))
    return a_claim(
        document,
        told["text"],
        type=told["type"],
        status=Status(told.get("status", "happened")),
        where=place(told.get("at")),
        when=a_when(start, end) if start else None,
        harm=harm,
        targets=(Party(a_quote(document, told["target"]), "made"),) if "target" in told else (),
    )


def made(name: str, told: dict[str, Any] | list[dict[str, Any]]) -> tuple[Document, dict[str, Claim]]:
    claims = told if isinstance(told, list) else [told]
    day = EVE + timedelta(days=claims[0].get("out", claims[0]["day"] + 1))
    document = a_document(
        " ".join(claim["text"] for claim in claims),
        series=f"row:{name}",
        published=Published(day, PublishedBasis.GIVEN, "given"),
        source=a_source(name),
    )
    names = [name if k == 1 else f"{name}/{k}" for k in range(1, len(claims) + 1)]
    return document, {key: claim_of(document, claim) for key, claim in zip(names, claims, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_reports_are_the_incidents_that_the_case_says(case: dict[str, Any]) -> None:
    reports = [made(name, told) for name, told in case["reports"].items()]
    named: dict[ClaimId, str] = {claim.id: name for _, claims in reports for name, claim in claims.items()}
    documents = {document.id: document for document, _ in reports}
    found = link([claim for _, claims in reports for claim in claims.values()], documents)
    groups = sorted(sorted(named[claim] for claim in group) for group in found.groups)
    assert groups == sorted(sorted(group) for group in case["is"])
