"""What the tests of exports share: case tables, exports to a string, and rows read back."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from tests.build import a_claim, a_document, a_harm, a_when, a_where, held, words
from warledger.exports import Losses, write
from warledger.exports.cells import BYTE_ORDER_MARK, unguard
from warledger.model.claim import Claim, HarmKind, Who
from warledger.model.document import Document

CASES = Path(__file__).parents[1] / "cases" / "exports"
TABLES = ("csv", "acled", "ucdp")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table."""
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def why(case: dict[str, Any]) -> str:
    """A case by its reason."""
    return str(case["why"])


def exported(name: str, claims: Iterable[Claim], *documents: Document) -> tuple[str, Losses]:
    """The text of an export and its account."""
    out = io.StringIO(newline="")
    losses = write(name, claims, held(*documents), out)
    return out.getvalue(), losses


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV export as a program reads them, apostrophes taken off."""
    table = csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))
    return [{name: unguard(cell) for name, cell in row.items()} for row in table]


def row(name: str, claim: Claim, *documents: Document) -> dict[str, str]:
    """The one row of one claim."""
    text, losses = exported(name, [claim], *documents)
    assert losses.exported == 1, losses
    return rows(text)[0]


def lost(name: str, claim: Claim, *documents: Document) -> set[str]:
    """The names of the losses of one claim, reasons for leaving it out among them."""
    _, losses = exported(name, [claim], *documents)
    return {loss.name for loss in (*losses.left_out, *losses.reduced)}


def claim_of(case: dict[str, Any]) -> Claim:
    """A claim with the figures of a case."""
    document = a_document(". ".join(["They fought", *(figure["words"] for figure in case["figures"])]))
    figures = []
    for figure in case["figures"]:
        at = words(document, figure["words"])
        victims = words(document, figure["victims"]) if "victims" in figure else None
        fields = {"low": figure["low"], "high": figure["high"], "subset": figure.get("subset", False)}
        kind, who = HarmKind(figure.get("kind", "killed")), Who(figure.get("who", "unknown"))
        figures.append(a_harm(document, at.text, kind, who=who, victims=victims, hedge=figure.get("hedge"), **fields))
    return a_claim(document, "fought", harm=tuple(figures), where=a_where(), when=a_when())
