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
from warledger.model.claim import Claim, Status
from warledger.pipeline import add, stages_for
from warledger.store.case import Store, open_case
from warledger.store.lazy import Documents

EXAMPLES = """
warledger demo                     makes demo.ledger in this folder
warledger demo /tmp/try.ledger
"""


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
        claims = list(store.claims())
        if claims:
            say()
            _print_found(case, store, claims)
    return REFUSED if report.refused else FINE


def _captures(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
    """The bundled reports, as if each were a file with what its publisher says of it."""
    del given, settings
    for report in reports():
        known = Given(title=report.title, source=report.source, published=report.published)
        origin = f"{address}/{report.name}"
        yield Capture(report.text.encode(), origin, f"demo:{report.name}", "text/plain; charset=utf-8", known, now)


def _print_found(case: str, store: Store, claims: list[Claim]) -> None:
    _print_statuses(claims)
    say()
    first = [claim for claim in claims if claim.document == claims[0].document]
    report = store.document(claims[0].document)
    say(f"What the first of them says, “{report.title if report else ''}”:")
    claim_table(screen(), first, Documents(store).get)
    said_only = [claim for claim in first if not claim.status.value.counts_as_event]
    say()
    say("Try next:")
    tries = list(_next(case, first[0], said_only[0] if said_only else None))
    longest = max(len(words) for words, _ in tries)
    for words, what in tries:
        say(f"  warledger {words:<{longest}}  {what}")


def _print_statuses(claims: list[Claim]) -> None:
    statuses = Counter(claim.status.value for claim in claims)
    types = Counter(claim.type.value for claim in claims if claim.status.value.counts_as_event)
    happened = sum(number for status, number in statuses.items() if status.counts_as_event)
    told = ", ".join(f"{statuses[status]} {status.value}" for status in Status if statuses[status])
    tell(f"{count(happened, 'claim')} of events and {len(claims) - happened} of what did not happen: {told}.")
    tell(f"Most told of: {', '.join(f'{kind} ({number})' for kind, number in types.most_common(6))}.")


def _next(case: str, first: Claim, said_only: Claim | None) -> Iterator[tuple[str, str]]:
    yield f"claims {case}", "all that is said"
    yield f"show {case} {short_id(first.id)}", "one claim beside its words"
    if said_only:
        yield f"show {case} {short_id(said_only.id)}", f"one that is {said_only.status.value.value}"
    yield f"incidents {case} --voices 2", "what independent sources tell"
    yield f"claims {case} --min-killed 20", "the deadliest"
    yield f"claims {case} --place Aleppo --from 2016-05", "one place, from one month on"
    yield f"documents {case}", "the reports"
    yield f"export {case} --format geojson -o demo.geojson", "a map"
    yield f"verify {case}", "every hash recomputed"
