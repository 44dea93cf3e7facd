"""`warledger demo`: a case of the bundled reports, to look around in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import click

from warledger.archive.capture import Capture, Given, Refusal
from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.outcome import say_report
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import screen
from warledger.cli.tables import claim_table
from warledger.cli.talk import say, tell
from warledger.cli.watching import Watching
from warledger.config import Settings
from warledger.demo import reports
from warledger.model.claim import Claim, HarmKind, Status
from warledger.model.filters import ClaimFilter
from warledger.model.ids import DocumentId
from warledger.model.ranges import most_stated
from warledger.pipeline import add, stages_for
from warledger.store.case import Store, open_case
from warledger.store.lazy import Documents

EXAMPLES = """
warledger demo                     makes demo.ledger in this folder
warledger demo /tmp/try.ledger
"""

SHOWN = 8  # claims printed
TOLLS = ("other", "statement")


@subcommand("demo", examples=EXAMPLES)
@click.argument("case", metavar="[CASE]", default="demo.ledger")
def command(case: str) -> int:
    """Make a case of the bundled reports, to look around in.

    Some thirty reports, written for this purpose: different wars, tolls that contradict each other, a correction, a
    wire story printed twice, a report in Arabic that is kept and marked unread. Then it prints what was found and
    what to try next. CASE is demo.ledger unless you name another; run again, it adds nothing.
    """
    settings = environment.settings()
    stages = replace(stages_for(settings), captures=_captures)
    with open_case(case, create=True) as store:
        with Watching() as watching:
            report = add(store, "demo", Given(), settings, stages=stages, progress=watching)
        say_report(case, report)
        say()
        _print_found(case, store)
    return REFUSED if report.refused else FINE


def _captures(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """The bundled reports, as if each were a file with what its publisher says of it."""
    del given, settings
    for report in reports():
        known = Given(title=report.title, source=report.source, published=report.published)
        origin = f"{address}/{report.name}"
        yield Capture(report.text.encode(), origin, f"demo:{report.name}", "text/plain; charset=utf-8", known, now)


def _print_found(case: str, store: Store) -> None:
    claims = list(store.claims())
    events = [claim for claim in claims if claim.status.value.counts_as_event]
    _print_statuses(claims)
    say()
    say("The highest toll of a report, as stated, in the eight deadliest:")
    deadly = _deadliest(events)
    claim_table(screen(), deadly, Documents(store).get)
    denied = next(iter(store.claims(ClaimFilter(statuses=frozenset({Status.DENIED})))), None)
    say()
    say("Try next:")
    tries = list(_next(case, deadly, denied))
    longest = max(len(words) for words, _ in tries)
    for words, what in tries:
        say(f"  warledger {words:<{longest}}  {what}")


def _deadliest(events: list[Claim]) -> list[Claim]:
    """The deadliest event of each report, deadliest first. A war's running toll is no event of its own."""
    highest: dict[DocumentId, Claim] = {}
    for claim in events:
        if claim.type.value in TOLLS or not _killed(claim):
            continue
        if claim.document not in highest or _killed(highest[claim.document]) < _killed(claim):
            highest[claim.document] = claim
    return sorted(highest.values(), key=_killed, reverse=True)[:SHOWN]


def _killed(claim: Claim) -> int:
    return most_stated(claim, HarmKind.KILLED) or 0


def _print_statuses(claims: list[Claim]) -> None:
    statuses = Counter(claim.status.value for claim in claims)
    types = Counter(claim.type.value for claim in claims if claim.status.value.counts_as_event)
    happened = sum(number for status, number in statuses.items() if status.counts_as_event)
    told = ", ".join(f"{statuses[status]} {status.value}" for status in Status if statuses[status])
    tell(f"{count(happened, 'claim')} of events and {len(claims) - happened} of what did not happen: {told}.")
    tell(f"Most told of: {', '.join(f'{kind} ({number})' for kind, number in types.most_common(6))}.")


def _next(case: str, deadly: list[Claim], denied: Claim | None) -> Iterator[tuple[str, str]]:
    yield f"claims {case}", "all that is said"
    if deadly:
        yield f"show {case} {short_id(deadly[0].id)}", "one claim beside its words"
    if denied:
        yield f"show {case} {short_id(denied.id)}", "one that is denied"
    yield f"claims {case} --place Aleppo --from 2016-05", "one place, from one month"
    yield f"documents {case}", "the reports"
    yield f"export {case} --format geojson -o demo.geojson", "a map"
    yield f"verify {case}", "every hash recomputed"
