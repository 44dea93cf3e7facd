"""Case tables of claims: what a text must yield and what it must not, matched against the program's printed claims.

A `must` entry is met when one claim meets all of its lines; a `must_not` entry is broken when one claim meets all of
its lines (with only a `why`: by any claim). Words are matched without regard to letter case.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from tests.build import a_document
from warledger.config import Settings
from warledger.model.document import Published, PublishedBasis
from warledger.model.serial import printed_claim
from warledger.pipeline.stages import Stages, coded, stages_for

ROLES = {
    "actor": "actors",
    "target": "targets",
    "weapon": "weapons",
    "place": "places",
    "time": "times",
    "source": "sources",
}
KEYS = {
    "type",
    "status",
    "harm",
    "why",
    "trigger_contains",
    *(f"{role}_contains" for role in ROLES),
    *(f"no_{r}" for r in ROLES),
}

Line = Mapping[str, Any]


@cache
def stages(coder: str) -> Stages:
    """The real stages with a coder, made once."""
    return stages_for(Settings(coder=coder))


def claims_of(text: str, published: date | None = date(2024, 5, 14), coder: str = Settings().coder) -> list[Line]:
    """The printed claims of a text, by the coder in force unless another is named."""
    known = Published(published, PublishedBasis.GIVEN, "given by the test") if published else None
    return [printed_claim(claim) for claim in coded(a_document(text, published=known), stages(coder)).claims]


def faults(claims: Iterable[Line], case: Line) -> list[str]:
    """What is wrong with the claims, one sentence each; empty when the case holds."""
    claims = list(claims)
    found = []
    for line in case.get("must", ()):
        _check_keys(line)
        if not any(meets(claim, line) for claim in claims):
            found.append(f"no claim meets {dict(line)}")
    for line in case.get("must_not", ()):
        _check_keys(line)
        found += [f"{_brief(claim)} meets {dict(line)}" for claim in claims if meets(claim, line)]
    if "claims" in case and len(claims) != case["claims"]:
        found.append(f"{len(claims)} claims instead of {case['claims']}")
    return [f"{fault}; coded: {[_brief(c) for c in claims]}" for fault in found]


def meets(claim: Line, line: Line) -> bool:
    """Whether one claim meets every line of an entry."""
    for field in ("type", "status"):
        if field in line and claim[field] != line[field]:
            return False
    if "trigger_contains" in line and line["trigger_contains"].lower() not in claim["trigger"]["text"].lower():
        return False
    for role, plural in ROLES.items():
        wanted = line.get(f"{role}_contains")
        if wanted and not any(wanted.lower() in filler["text"].lower() for filler in claim[plural]):
            return False
        if line.get(f"no_{role}") and claim[plural]:
            return False
    return all(_has_figure(claim["harm"], figure) for figure in line.get("harm", ()))


def _has_figure(harm: list[Line], figure: Line) -> bool:
    """One figure is equal, or the figures of that kind that are no part of another add up to it."""
    wanted = (figure["kind"], figure["low"], figure["high"])
    if any((h["kind"], h["low"], h["high"]) == wanted for h in harm):
        return True
    whole = [h for h in harm if h["kind"] == figure["kind"] and not h["subset"]]
    if not whole or any(h["low"] is None or h["high"] is None for h in whole):
        return False
    return (sum(h["low"] for h in whole), sum(h["high"] for h in whole)) == wanted[1:]


def _check_keys(line: Line) -> None:
    unknown = set(line) - KEYS
    assert not unknown, f"a case line knows no {unknown}; it may say {sorted(KEYS)}"


def _brief(claim: Line) -> str:
    figures = [(h["kind"], h["low"], h["high"]) for h in claim["harm"]]
    return f"{claim['type']}/{claim['status']} {claim['trigger']['text']!r} {figures or ''}".strip()
