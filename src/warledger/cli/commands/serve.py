"""`warledger serve`: the desk of a case, as pages in a browser on this machine."""

import contextlib
import errno
import logging
import socket
from pathlib import Path

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument, codebook_option
from warledger.cli.talk import say
from warledger.errors import BadSetting

EXAMPLES = """
warledger serve demo.ledger
warledger serve demo.ledger --port 9000 --name Lina
ssh -L 8765:127.0.0.1:8765 elsewhere               to reach a desk that runs on another machine
"""


@subcommand("serve", examples=EXAMPLES)
@case_argument
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8765, show_default=True, metavar="N", help="Port to listen on."
)
@click.option(
    "--host",
    type=click.Choice(["127.0.0.1", "localhost", "::1"]),
    default="127.0.0.1",
    show_default=True,
    help="Address of this machine to listen on; none that others can reach.",
)
@click.option("--name", metavar="NAME", default="desk", help="Who works at the desk: exports are noted under it.")
@codebook_option
def command(case: str, *, port: int, host: str, name: str, codebook: Path | None) -> None:
    """Open the desk: pages in a browser to read, check and fill a case.

    It prints an address with a token that works once: open it in a browser, which then stays signed in until the desk
    is stopped with Ctrl+C. Only this machine can reach it, nothing is fetched from anywhere, and what the pages show
    is what the other commands print. docs/desk.md says more.
    """
    import uvicorn  # the server and the pages: no other command needs them

    from warledger.cli.serving import OurHands  # (as above)
    from warledger.reference.codebook import load_codebook  # (as above)
    from warledger.store.case import open_case  # (as above)
    from warledger.web.app import make_app  # (as above)
    from warledger.web.sessions import Sessions  # (as above)
    from warledger.web.settings import DeskSettings  # (as above)

    settings = environment.settings(codebook=codebook)
    rules, desk, sessions = load_codebook(settings.codebook), DeskSettings(host, port, name), Sessions()
    with open_case(case, create=False) as store, _listening(host, port) as listening:
        app = make_app(store, desk, hands=OurHands(store, settings), sessions=sessions, codebook=rules)
        say(f"The desk of {case} is open. Go to\n\n  {desk.origin}/?token={sessions.token}\n")
        say("The token works once. Stop the desk with Ctrl+C.")
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
        config.timeout_graceful_shutdown = 3
        with contextlib.suppress(KeyboardInterrupt):  # told again, once the last answer is given
            uvicorn.Server(config).run(sockets=[listening])
    say("The desk is closed. What was kept stands in the case.")


def _listening(host: str, port: int) -> socket.socket:
    """The port, taken before anything else is begun."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(
                f"port {port} is taken: perhaps by another desk. Stop it, or choose another: --port {port % 65535 + 1}"
            ) from error
        raise BadSetting(f"port {port} of {host} cannot be used ({error.strerror}). Choose another: --port") from error
    return listening
