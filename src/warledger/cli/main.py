"""The program `warledger`: the list of its commands, and the one place where an error becomes an exit code.

It starts without loading what the commands need: a command's module is imported when the command is run.
"""

import io
import logging
import sys
from collections.abc import Sequence

import click

from warledger import __version__
from warledger.cli.command import CONTEXT, Commands, Entry, Section
from warledger.cli.exits import FINE, REFUSED, STOPPED
from warledger.cli.talk import say
from warledger.errors import SkipDocument, StopRun

SECTIONS = (
    Section(
        "Fill a case",
        (
            Entry("demo", "Make a case of the bundled reports, to look around in."),
            Entry("add", "Take reports into a case, read them, and keep their claims."),
            Entry("batches", "List what was brought at the desk and how far it came; take up what was cut short."),
        ),
    ),
    Section(
        "Ask a case",
        (
            Entry("search", "Search the reports of a case for words."),
            Entry("claims", "List what the reports say happened, and what they only say."),
            Entry("show", "Show one claim: every field beside the words it rests on."),
            Entry("incidents", "List the incidents that the claims support."),
            Entry("incident", "Show one incident: its claims side by side, what agrees and what does not."),
            Entry("campaigns", "List the campaigns: incidents that belong together in space, time and sides."),
            Entry("documents", "List the reports of a case."),
            Entry("export", "Write incidents or claims in a format that other programs read."),
            Entry("serve", "Open the desk: pages in a browser to read, check and fill a case."),
        ),
    ),
    Section(
        "Judge",
        (
            Entry("why", "Show why two claims are, or are not, one incident."),
            Entry("judge", "Say whether two claims tell of one incident."),
            Entry("split", "Split claims off their incident: they are an incident of their own."),
            Entry("merge", "Make several incidents one."),
            Entry("move", "Move a claim to another incident."),
            Entry("retract", "Note that the source of a claim took it back."),
            Entry("review", "List what most needs a person's eyes, in order."),
            Entry("places", "List the names of places that are unresolved or doubtful."),
            Entry("place", "Say what the name of a place means, for all claims that rest on it."),
            Entry("accept", "Accept a claim as it stands."),
            Entry("reject", "Reject a claim: the report does not say it."),
            Entry("doubt", "Note that you looked at a claim and are not sure of it."),
            Entry("claim", "Add a claim to a report, by words of the report."),
            Entry("correct", "Correct one field of a claim, by words of its report."),
            Entry("undo", "Take a judgement back; what followed from it is worked out anew."),
            Entry("judgements", "List what people judged, oldest first: who said what of which claims, when, and why."),
            Entry("sources", "List the sources of a case, and note what is known of one."),
        ),
    ),
    Section(
        "Read, and see why",
        (
            Entry("read", "Go straight from a text to its claims; nothing is kept."),
            Entry("explain", "Show how one report was read: its sentences, and what led to each claim."),
        ),
    ),
    Section(
        "Look after a case",
        (
            Entry("verify", "Recompute every hash and the custody chain of a case."),
            Entry("custody", "Print the log of what was done to a case."),
            Entry("link", "Join the claims of a case into incidents, from scratch."),
            Entry("recode", "Read the reports of a case again, by the coder and codebook of today."),
            Entry("failures", "List what was refused, why, and how to try again."),
            Entry("account", "Make accounts for the desk of a team, list and change them."),
        ),
    ),
    Section(
        "Know the rules",
        (
            Entry("evaluate", "Measure the coder on reports that people coded."),
            Entry("gazetteer", "Add lists of places that names are looked up in, list, search and remove them."),
            Entry("codebook", "Print the codebook, or check one of your own."),
            Entry("settings", "List the settings, their values, and where each came from."),
        ),
    ),
)


@click.group(cls=Commands, sections=SECTIONS, context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(__version__, prog_name="warledger", message="%(prog)s %(version)s")
def program() -> None:
    """warledger turns reports of war into a ledger of claims: what is said to have happened, by whom, on what words.

    A CASE is a file of your choosing; it is made on first use. Beside it stands the folder CASE.archive with the
    original bytes of every report. Nothing leaves your machine, and nothing is fetched but the addresses you give.

    \b
    Start here:
      warledger demo demo.ledger        make a case of the bundled reports
      warledger claims demo.ledger      see what they say
      warledger COMMAND --help          what a command does, with examples
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end the process with the exit code."""
    _speak_utf8()
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL, format="warledger: %(message)s")
    logging.getLogger("warledger").setLevel(logging.WARNING)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code says how it ended."""
    try:
        code = program.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except StopRun as error:
        return _say(str(error), error.exit_code)
    except SkipDocument as error:
        return _say(str(error), REFUSED)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped. What was kept before stands; the same command goes on where this one ended.", STOPPED)
    return code if isinstance(code, int) else FINE


def _say(message: str, code: int) -> int:
    say(f"warledger: {message}")
    return code


def _speak_utf8() -> None:
    """Names come in every script: write UTF-8 whatever the locale. A lone surrogate becomes its \\u escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
