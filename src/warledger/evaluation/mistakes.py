"""Names what is wrong with the coding of one report, claim by claim, so that errors can be counted by their kind.

Each mistake tells the report, the place and a few words of the gold beside a few of the coded; it never carries a
sentence. Claims are paired as the scores pair them. It weighs nothing: a missed claim and a wrong source are one each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warledger.evaluation.gold import ROLES, CodedClaim, Figure, GoldReport
from warledger.evaluation.slots import common, paired, same_figures

KINDS = ("missed", "spurious", "wrong type", "wrong status", "wrong harm", *(f"wrong {role}" for role in ROLES))
SHORT = 40  # characters of a wording that are shown


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error of a kind of KINDS. `start` is the trigger's first code point; `gold` and `coded` are short words."""

    kind: str
    report: str
    start: int | None
    gold: str
    coded: str


def mistakes(report: GoldReport, coded: Sequence[CodedClaim]) -> Iterator[Mistake]:
    """Every mistake in the coding of a report, in the order of KINDS and then of the claims."""
    pairs = sorted(paired(report.claims, coded))
    met = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, claim in enumerate(report.claims):
        if i not in met[0]:
            yield Mistake("missed", report.id, _start(report, claim), _event(claim), "")
    for j, claim in enumerate(coded):
        if j not in met[1]:
            yield Mistake("spurious", report.id, _start(report, claim), "", _event(claim))
    for i, j in pairs:
        for kind, wanted, found in _differences(report.claims[i], coded[j]):
            yield Mistake(kind, report.id, _start(report, report.claims[i]), wanted, found)


def _differences(gold: CodedClaim, coded: CodedClaim) -> Iterator[tuple[str, str, str]]:
    """Each slot in which two claims that were paired differ, with what both have there."""
    if gold.type != coded.type:
        yield "wrong type", gold.type, coded.type
    if gold.status != coded.status:
        yield "wrong status", gold.status, coded.status
    if not same_figures(gold.harm, coded.harm) == len(gold.harm) == len(coded.harm):
        yield "wrong harm", _figures(gold.harm), _figures(coded.harm)
    for role in ROLES:
        wanted, found = gold.roles[role], coded.roles[role]
        if not common(wanted, found) == len(wanted) == len(found):
            yield f"wrong {role}", short("; ".join(wanted)), short("; ".join(found))


def short(words: str) -> str:
    """A wording on one line, cut to what is enough to know it again.

    >>> short("the governor of the northern province, two guards and a driver")
    'the governor of the northern province,…'
    """
    flat = " ".join(words.split())
    return flat if len(flat) <= SHORT else flat[: SHORT - 1].rstrip() + "…"


def _start(report: GoldReport, claim: CodedClaim) -> int | None:
    """Where the trigger stands; a copied one stands where its words are first found."""
    if claim.start is not None:
        return claim.start
    found = report.text.find(claim.trigger) if claim.trigger else -1
    return found if found >= 0 else None


def _event(claim: CodedClaim) -> str:
    return f"{claim.type}: {short(claim.trigger)}"


def _figures(harm: Sequence[Figure]) -> str:
    return ", ".join(f"{kind} {_bound(low)}..{_bound(high)}" for kind, low, high in harm)


def _bound(number: int | None) -> str:
    return "" if number is None else str(number)
