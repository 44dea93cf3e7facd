"""What `add` and `demo` say when they are done: how much was read, added and held, what was refused and why."""

from collections import Counter
from typing import Any

from warledger.cli.phrases import count
from warledger.cli.talk import say, tell
from warledger.cli.watching import listed
from warledger.pipeline.report import Report, What

MOST = 12  # notes and refusals said at the end; all of them stand in the case
MOST_HELD = 3  # the same, of reports that the case holds already: after a stopped run there are many


def say_report(case: str, report: Report) -> None:
    """Say what became of the inputs."""
    tell(f"{case}: {_taken(report)}. {count(report.claims, 'claim')} found in {count(report.read, 'report')} read.")
    unread = Counter(outcome.unread for outcome in report.outcomes if outcome.unread)
    for reason, number in unread.most_common():
        say(f"  kept unread {number:,}: {reason}.")
    for held in (False, True):
        noted = [o for o in report.outcomes if o.note and (o.what is What.ALREADY_HELD) is held]
        notes = [f"  {outcome.origin}: {outcome.note}." for outcome in noted]
        listed(notes, MOST_HELD if held else MOST, f"warledger documents {case} --versions")
    if report.refused:
        say(f"Refused {count(len(report.refused), 'input')}:")
        refused = [f"  {failure.message}\n    again: {failure.retry}" for failure in report.refused]
        listed(refused, MOST, f"warledger failures {case}")


def _taken(report: Report) -> str:
    parts = [
        f"added {count(report.added, 'report')}",
        f"{count(report.new_versions, 'new version')}" if report.new_versions else "",
        f"{report.already_held:,} already held" if report.already_held else "",
        f"{len(report.refused):,} refused" if report.refused else "",
    ]
    return ", ".join(part for part in parts if part)


def as_values(report: Report) -> list[dict[str, Any]]:
    """The same for a program: one row an input."""
    rows: list[dict[str, Any]] = [
        {
            "origin": outcome.origin,
            "what": outcome.what.value,
            "document": outcome.document,
            "claims": outcome.claims,
            "unread": outcome.unread,
            "note": outcome.note,
        }
        for outcome in report.outcomes
    ]
    refused = "refused"
    return rows + [
        {"origin": f.origin, "what": refused, "reason": f.reason, "message": f.message, "retry": f.retry}
        for f in report.refused
    ]


def new_documents(report: Report) -> list[str]:
    """Ids of the documents that this run stored."""
    return [outcome.document for outcome in report.outcomes if outcome.what is not What.ALREADY_HELD]
