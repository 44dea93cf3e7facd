"""`warledger batches`: what was brought at the desk and is not done with, to be looked at, taken up, or thrown away."""

import click
from rich.text import Text

from warledger.archive.capture import Refusal
from warledger.cli import environment, phrases
from warledger.cli.asking import asked
from warledger.cli.command import subcommand
from warledger.cli.exits import FINE, REFUSED
from warledger.cli.options import case_argument
from warledger.cli.screen import Column, dim, draw, lines, screen
from warledger.cli.talk import emit, say, visible
from warledger.cli.watching import Watching
from warledger.model.serial import dump
from warledger.pipeline import stages_for
from warledger.pipeline.batches import Batch, Entry, Phase, State, Tried
from warledger.pipeline.batching import Worker
from warledger.pipeline.clock import utc_now
from warledger.pipeline.report import Stage
from warledger.pipeline.spool import Spool, kept, retried

EXAMPLES = """
warledger batches aleppo.ledger
warledger batches aleppo.ledger --keep 3f9a2c81        take up what was cut short, or keep what was only previewed
warledger batches aleppo.ledger --drop 3f9a2c81        throw away what waits; what is in the case stays
"""


@subcommand("batches", examples=EXAMPLES)
@case_argument
@click.option("--keep", "to_keep", metavar="BATCH", help="Take a batch into the case, from where it was cut short.")
@click.option("--drop", "to_drop", metavar="BATCH", help="Throw away what waits of a batch.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a batch.")
def command(case: str, *, to_keep: str | None, to_drop: str | None, as_json: bool) -> int:
    """List what was brought at the desk and how far it came; take up what was cut short.

    Texts, files and addresses that are brought under Add wait beside the case, in CASE.adding, until they are kept. A
    desk that ended in the midst of it leaves them there with what was finished and what was not. --keep goes on at the
    first input that was not finished, and tries those that failed again; the exit code is 1 where something is refused.
    """
    with asked(case) as store:
        spool = Spool(store.path)
        if to_drop is not None:
            spool.drop(spool.named(to_drop).id)
        if to_keep is not None:
            worker = Worker(store, spool, environment.settings(), lambda: stages_for(environment.settings()), True)
            return _keep(worker, _again(spool.named(to_keep)))
        batches = list(spool.batches())
        if as_json:
            for batch in batches:
                emit(dump(batch))
        else:
            columns = (Column("BATCH", 16), Column("BROUGHT", 16), Column("HOW FAR", 24), Column("WHAT"))
            draw(screen(), columns, (_row(one, spool.is_worked_on(one.id)) for one in batches))
        say(phrases.count(len(batches), "batch", "batches"))
    return FINE


def _again(batch: Batch) -> Batch:
    """The batch, to be kept from where it is."""
    if batch.phase is Phase.DONE:
        return retried(batch)
    return batch if batch.phase is Phase.KEEPING else kept(batch, at=utc_now())


def _keep(worker: Worker, batch: Batch) -> int:
    with Watching() as watching:
        done = worker.keep(batch, _Telling(watching))
    for refusal in (one for entry in done.failed for one in entry.refused):
        say(f"refused: {refusal.message}")
    if done.trouble:
        say(done.trouble)
    say(f"{done.id}: {phrases.count(sum(one.reports for one in done.wanted), 'report')} of {done.finished} inputs.")
    return REFUSED if done.failed or done.trouble else FINE


def _row(batch: Batch, live: bool) -> tuple[str | Text, ...]:
    cut = batch.in_hand and not live
    far = f"{'cut short' if cut else batch.phase.value}, {batch.finished} of {len(batch.wanted)} inputs"
    refusals: list[Refusal] = [one for entry in batch.failed for one in entry.refused]
    names = ", ".join(one.name for one in batch.entries[:3]) + (", ..." if len(batch.entries) > 3 else "")
    what = lines(visible(names), *(dim(one.message) for one in refusals[:3]))
    return (batch.id, f"{batch.made_at:%Y-%m-%d %H:%M}", far, what)


class _Telling:
    """Hands the stages of a batch on to the progress of the terminal."""

    def __init__(self, watching: Watching) -> None:
        self._watching = watching
        self._told: set[tuple[int, int, Stage]] = set()

    def changed(self, batch: Batch) -> None:
        """The batch as it stands now."""
        for entry in batch.entries:
            told = (entry.number, entry.reports, entry.stage)
            if entry.state is State.WORKING and entry.stage is not None and told not in self._told:
                self._told.add((entry.number, entry.reports, entry.stage))
                self._watching(entry.stage, entry.name)

    def tried(self, batch: Batch, entry: Entry, tried: Tried) -> None:
        """Nothing is tried here."""

    def stopped(self) -> bool:
        """Only Ctrl+C stops it."""
        return False
