"""`warledger recode`: the reports of a case read again."""

from pathlib import Path

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument, codebook_option
from warledger.cli.phrases import count
from warledger.cli.talk import say
from warledger.cli.watching import Watching
from warledger.pipeline import link_new, recode
from warledger.store.case import open_case

EXAMPLES = """
warledger recode aleppo.ledger                        after a new version of warledger
warledger recode aleppo.ledger --codebook mine.yaml   by a codebook of your own
"""


@subcommand("recode", examples=EXAMPLES)
@case_argument
@codebook_option
def command(case: str, codebook: Path | None) -> None:
    """Read the reports of a case again, by the coder and codebook of today.

    The reports stay as they were captured; claims that come out otherwise are replaced, each replacement is noted in
    the custody log, and incidents are made of the new claims. Reports whose claims come out the same are left alone, so
    running it twice changes nothing more.
    """
    settings = environment.settings(codebook=codebook)
    with open_case(case, create=False) as store, Watching() as watching:
        done = recode(store, settings, progress=watching)
        link_new(store, progress=watching)
        incidents = store.incidents().count()
    say(
        f"{case}: read {count(done.documents, 'report')} again; the claims of {done.changed:,} changed, "
        f"{done.unread:,} are unread. {count(done.claims, 'claim')} now, in {count(incidents, 'incident')}."
    )
