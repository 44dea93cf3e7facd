"""What every part of an open case shares: its file, how it is closed, and the log that tells of each change."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from warledger.model.custody import Action, CustodyRecord, next_record
from warledger.store import queries, rows
from warledger.store.database import Database

Details = tuple[tuple[str, str], ...]
BATCH = 200  # rows fetched at a time: memory stays flat however large the case
AFTER = "\x7f"  # sorts after every character of an id, and of the number of a branch


class Opened:
    """An open case."""

    def __init__(self, database: Database) -> None:
        self.path: Path = database.path
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was stored is stored already."""
        self._database.close()


def append(connection: Connection, at: datetime, action: Action, subject: str, details: Details) -> CustodyRecord:
    """Forge the next link; the lock of the transaction keeps any other writer from forging one beside it."""
    row = connection.execute(queries.LAST_LINK).first()
    link = next_record(rows.link_of(row) if row else None, at, action, subject, details)
    connection.execute(queries.ADD_LINK, rows.link_columns(link))
    return link
