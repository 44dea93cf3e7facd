"""A desk in a process of its own that stands still inside a transaction, so that a test can kill it right there.

`python -m tests.web.paused_desk CASE PORT FOLDER`: once FOLDER/stop-at holds a number, the so-many-th writing
transaction from then on is made, and before it is stored FOLDER/stands is written and nothing more happens.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from sqlalchemy import Connection

from tests.web.case import FakeHands
from warledger.store.case import open_case
from warledger.store.database import Database
from warledger.web.app import make_app
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings

TOKEN = "one-time-token"
_writing = Database.writing


def main(case: str, port: int, folder: Path) -> None:
    """Serve until killed."""
    wanted = folder / "stop-at"

    @contextmanager
    def writing(self: Database) -> Iterator[Connection]:
        with _writing(self) as connection:
            yield connection
            if wanted.exists():
                left = int(wanted.read_text()) - 1
                wanted.write_text(str(left))
                if left == 0:
                    (folder / "stands").touch()
                    time.sleep(600)

    Database.writing = writing  # type: ignore[method-assign]
    with open_case(case, create=False) as store:
        app = make_app(store, DeskSettings(port=port), hands=FakeHands(store), sessions=Sessions(TOKEN))
        uvicorn.run(app, port=port, log_config=None, access_log=False, lifespan="off")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
