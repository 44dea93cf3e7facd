"""A real Chromium on a real desk: started once, every request counted, any that leaves this machine a failure."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from tests.web.case import FakeHands
from warledger.store.case import Store
from warledger.web.app import make_app
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]


def chromium() -> str | None:
    """Where the system's Chromium is: as WARLEDGER_CHROMIUM says, else on the path."""
    return os.environ.get("WARLEDGER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """A desk on a free port of this machine; the address that opens it."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    sessions = Sessions()
    app = make_app(store, DeskSettings(port=port), hands=FakeHands(store), sessions=sessions)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/?token={sessions.token}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def shots() -> Path | None:
    """The folder that screenshots are kept in, where WARLEDGER_SHOTS names one."""
    named = os.environ.get("WARLEDGER_SHOTS")
    return Path(named) if named else None
