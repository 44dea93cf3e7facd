"""`warledger serve`: the desk of a case, as pages in a browser on this machine."""

import contextlib
import errno
import logging
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument, codebook_option
from warledger.cli.talk import say
from warledger.errors import BadSetting

if TYPE_CHECKING:
    from warledger.store.case import Store
    from warledger.web.settings import DeskSettings

HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::[0-9]{1,5})?", re.IGNORECASE
)
EXAMPLES = """
warledger serve demo.ledger
warledger serve demo.ledger --port 9000 --name Lina
warledger serve aleppo.ledger --team --https --allow-host desk.example.org      behind a proxy: docs/teams.md
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
@click.option(
    "--allow-fetch", is_flag=True, help="Let the page Add ask web addresses that are typed there; else it asks none."
)
@click.option("--team", is_flag=True, help="For several people: they sign in with accounts (`warledger account`).")
@click.option("--https", is_flag=True, help="People reach the desk by https, which ends at a proxy on this machine.")
@click.option(
    "--allow-host", "allowed", multiple=True, metavar="NAME", help="Also answer to this name: the one that people type."
)
@click.option("--trust-proxy", is_flag=True, help="team: believe the last X-Forwarded-For, to slow down who guesses.")
@codebook_option
def command(case: str, *, port: int, host: str, name: str, codebook: Path | None, **given: Any) -> None:
    """Open the desk: pages in a browser to read, check and fill a case.

    It prints an address with a token that works once: open it in a browser, which then stays signed in until the desk
    is stopped with Ctrl+C. Only this machine can reach it, and what the pages show is what the other commands print.
    Nothing is fetched from anywhere; with --allow-fetch the addresses that somebody types under Add are, but none in a
    private network. docs/desk.md says more. With --team people sign in with accounts, and a proxy on
    this machine lets others reach it: docs/teams.md.
    """
    import uvicorn  # the server and the pages: no other command needs them

    from warledger.cli.serving import OurHands, at_the_end  # (as above)
    from warledger.reference.codebook import load_codebook  # (as above)
    from warledger.store.case import open_case  # (as above)
    from warledger.web.app import make_app, sessions_for  # (as above)
    from warledger.web.events import Hub  # (as above)
    from warledger.web.settings import DeskSettings  # (as above)

    settings = environment.settings(codebook=codebook)
    team, reached = {"team": given["team"], "proxied": given["trust_proxy"]}, _names(given["allowed"])
    desk = DeskSettings(host, port, name, https=given["https"], allowed_hosts=reached, **team)
    rules, sessions = load_codebook(settings.codebook), sessions_for(desk)
    with open_case(case, create=False) as store, _listening(host, port) as listening:
        _check_team(store, desk, given)
        hands, hub = OurHands(store, settings, may_fetch=given["allow_fetch"]), Hub(store)
        app = make_app(store, desk, hands=hands, sessions=sessions, codebook=rules, hub=hub)
        way_in = "/" if desk.team else f"/?token={sessions.token}"
        say(f"The desk of {case} is open. Go to\n\n  {desk.origin}{way_in}\n")
        say("Stop the desk with Ctrl+C." if desk.team else "The token works once. Stop the desk with Ctrl+C.")
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, proxy_headers=False)
        config.timeout_graceful_shutdown = 3
        with contextlib.suppress(KeyboardInterrupt):  # told again, once the last answer is given
            server = uvicorn.Server(config)
            at_the_end(server, hub.close)
            server.run(sockets=[listening])
    say("The desk is closed. What was kept stands in the case.")


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    """Names that a browser may call the desk by, as it writes them: with a port unless it is the usual one."""
    for name in given:
        if not HOST.fullmatch(name):
            raise BadSetting(f"--allow-host {name}: give a name as it stands in the address, such as desk.example.org.")
    return given


def _check_team(store: "Store", desk: "DeskSettings", given: Mapping[str, Any]) -> None:
    """What would make a team's desk useless or unsafe is said before it opens."""
    if not desk.team:
        if given["trust_proxy"]:
            raise BadSetting("--trust-proxy goes with --team.")
        return
    held, invited = store.accounts().all(), store.accounts().open_invitations()
    if not any(one.can_sign_in or (one.id in invited and not one.disabled) for one in held):
        raise BadSetting(
            f"{store.path}: nobody could sign in. Make the first admin: warledger account add {store.path} NAME "
            "--role admin"
        )
    if desk.allowed_hosts and not desk.https:
        say("Without --https, passwords and cookies go over the network as they are: only for a network of your own.")


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
