"""Harm in a row: for each kind of harm what the claim supports, and every figure as the report gives it."""

from warledger.exports.json_text import json_text
from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.ranges import harm_bounds
from warledger.model.serial import Json, printed_quote


def low_of(claim: Claim, kind: HarmKind) -> int | None:
    """The fewest people that the claim's figures support; None where they set no floor or there are none."""
    bounds = harm_bounds(claim, kind)
    return bounds.low if bounds else None


def high_of(claim: Claim, kind: HarmKind) -> int | None:
    """The most people that the claim's figures allow; None where they set no ceiling or there are none."""
    bounds = harm_bounds(claim, kind)
    return bounds.high if bounds else None


def harm_rules(claim: Claim) -> str:
    """For each kind of harm the rule that made one range of its figures."""
    found = ((kind.value, harm_bounds(claim, kind)) for kind in HarmKind)
    return "; ".join(f"{name}: {bounds.rule}" for name, bounds in found if bounds)


def figures(claim: Claim) -> list[Json]:
    """Every figure of harm, nothing left out."""
    return [_figure(harm) for harm in claim.harm]


def figures_json(claim: Claim) -> str | None:
    """Every figure of harm as JSON in one cell; None when there is none."""
    return json_text(figures(claim)) if claim.harm else None


def _figure(harm: Harm) -> Json:
    return {
        "kind": harm.kind.value,
        "low": harm.low,
        "high": harm.high,
        "hedge": harm.hedge,
        "who": harm.who.value,
        "subset": harm.subset,
        "quote": printed_quote(harm.quote),
        "victims": printed_quote(harm.victims) if harm.victims else None,
        "rule": harm.rule,
    }
