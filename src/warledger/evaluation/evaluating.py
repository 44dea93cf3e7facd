"""Evaluates a coder on reports that people coded: scores slot by slot, spurious claims, and mistakes by their kind.

Reports on which people found no event are told of apart, for that is where a coder invents. It measures and explains;
whether a score is good enough is the gate's to say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warledger.evaluation.gold import CodedClaim, GoldReport
from warledger.evaluation.mistakes import KINDS, Mistake, mistakes
from warledger.evaluation.reports import ReportCoder
from warledger.evaluation.slots import Count, Scores, score
from warledger.model.claim import Status
from warledger.model.serial import Json


@dataclass(slots=True)
class WithoutEvents:
    """The reports on which people found no event, and the claims that were coded there all the same."""

    reports: int = 0
    claims: int = 0
    counting: int = 0  # of the claims: those that would count as events

    def add(self, coded: Iterable[CodedClaim]) -> None:
        """Count one such report."""
        self.reports += 1
        for claim in coded:
            self.claims += 1
            self.counting += Status(claim.status).counts_as_event


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured. `unread` has the reports that were not coded, with the reason."""

    reports: int
    scores: Scores
    mistakes: tuple[Mistake, ...]
    without_events: WithoutEvents
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_kind(self) -> dict[str, int]:
        """How many mistakes there are of each kind."""
        counts = Counter(mistake.kind for mistake in self.mistakes)
        return {kind: counts[kind] for kind in KINDS}

    def examples(self, each: int) -> tuple[Mistake, ...]:
        """The first mistakes of each kind, kind by kind."""
        found = ([m for m in self.mistakes if m.kind == kind][:each] for kind in KINDS)
        return tuple(mistake for some in found for mistake in some)


def evaluate(reports: Iterable[GoldReport], coder: ReportCoder) -> Evaluation:
    """Code every report and compare it with what people coded."""
    gold: dict[str, tuple[CodedClaim, ...]] = {}
    coded: dict[str, tuple[CodedClaim, ...]] = {}
    found: list[Mistake] = []
    unread: dict[str, str] = {}
    empty = WithoutEvents()
    for report in reports:
        coding = coder(report)
        gold[report.id], coded[report.id] = report.claims, coding.claims
        found += mistakes(report, coding.claims)
        if coding.unread is not None:
            unread[report.id] = coding.unread
        if not report.claims:
            empty.add(coding.claims)
    return Evaluation(len(gold), score(gold, coded), tuple(found), empty, unread)


def lines_of(scores: Scores) -> dict[str, Count]:
    """Every line of a table of scores by its name: the slots, whole rows, all slots."""
    return {**scores.slots, "whole row": scores.rows, "all slots": scores.all_slots}


def per(number: int, reports: int) -> float:
    """A number for each report; 0 where there is no report."""
    return number / reports if reports else 0.0


def as_values(found: Evaluation, examples: int) -> Json:
    """An evaluation as JSON values, with some examples of each kind of mistake."""
    empty = found.without_events
    spurious = found.by_kind["spurious"]
    return {
        "reports": found.reports,
        "claims": {"gold": found.scores.rows.gold, "coded": found.scores.rows.coded},
        "scores": {name: _count(count) for name, count in lines_of(found.scores).items()},
        "spurious": {"claims": spurious, "per_report": round(per(spurious, found.reports), 4)},
        "without_events": {
            "reports": empty.reports,
            "claims": empty.claims,
            "counting": empty.counting,
            "per_report": round(per(empty.claims, empty.reports), 4),
        },
        "mistakes": dict(found.by_kind),
        "examples": [_mistake(mistake) for mistake in found.examples(examples)],
        "unread": dict(found.unread),
    }


def _count(count: Count) -> Json:
    figures = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    whole = {"right": count.right, "gold": count.gold, "coded": count.coded}
    return {**whole, **{name: round(value, 4) for name, value in figures.items()}}


def _mistake(mistake: Mistake) -> Json:
    return {
        "kind": mistake.kind,
        "report": mistake.report,
        "start": mistake.start,
        "gold": mistake.gold,
        "coded": mistake.coded,
    }
