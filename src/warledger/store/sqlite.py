"""What is particular to SQLite: how a case is connected to, and what its errors mean. A second database needs its own.

Connections are opened by name and never make a file; transactions begin where we say so, not where the driver likes.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from warledger.errors import CaseBusy, NotACase, StopRun, StorageFailure
from warledger.store import queries

WRITING = "warledger_writing"  # execution option: begin this transaction with the lock that writers take


def engine_for(path: Path, wait_s: float, query: str = "mode=rw") -> Engine:
    """An engine for the file at `path`; `query` is SQLite's, see https://sqlite.org/uri.html."""
    address = f"file:{quote(os.fspath(path.absolute()))}?{query}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    for pragma in queries.ON_CONNECT:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql(queries.BEGIN_WRITING if writing else queries.BEGIN_READING)


def readable_engine(path: Path, wait_s: float) -> tuple[Engine, bool]:
    """An engine that can read the case, and whether it can only read.

    Even reading a case makes files beside it. Where that is not allowed the file is read as it stands, which is sound
    only if nothing waits in its write-ahead log.
    """
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        return engine_for(path, wait_s), False
    waiting = path.with_name(path.name + "-wal")
    ways = ["mode=ro"] if waiting.exists() and waiting.stat().st_size else ["mode=ro", "mode=ro&immutable=1"]
    for query in ways[:-1]:
        engine = engine_for(path, wait_s, query)
        if _can_read(engine):
            return engine, True
        engine.dispose()
    return engine_for(path, wait_s, ways[-1]), True


def _can_read(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(queries.TABLE_COUNT)
    except DBAPIError as error:
        return _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)
    return True


@contextmanager
def our_errors(path: Path) -> Iterator[None]:
    """Turn what the database or the disk says into what the user can do."""
    try:
        yield
    except DBAPIError as error:
        meaning = _meaning(path, error)
        if meaning is None:
            raise
        raise meaning from error
    except OSError as error:
        raise _disk_trouble(path, error) from error


def _code(error: DBAPIError) -> int:
    """SQLite's primary result code (the extended codes carry more in their higher bits), 0 when it gave none."""
    return int(getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF


def _meaning(path: Path, error: DBAPIError) -> StopRun | None:
    code, said = _code(error), str(error.orig)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseBusy(f"{path}: another process is writing to this case. Wait for it to finish, then run again.")
    if code == sqlite3.SQLITE_NOTADB:
        return NotACase(f"{path}: this file is no case. Name another file; it was left as it is.")
    if code == sqlite3.SQLITE_CORRUPT or (code == sqlite3.SQLITE_ERROR and said.startswith("no such")):
        return NotACase(
            f"{path}: the case is damaged ({said}). Restore it from a copy; the reports themselves are untouched in "
            f"{path.name}.archive and can be added to a new case."
        )
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only(path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return _failed(path, said)
    return None


def _disk_trouble(path: Path, error: OSError) -> StorageFailure:
    """The same three troubles, told by the file system instead of the database."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only(path)
    return _failed(path, error.strerror or str(error))


def _full(path: Path) -> StorageFailure:
    return StorageFailure(
        f"{path}: the disk is full. What was added before stands: make room and run the same command again."
    )


def _failed(path: Path, said: str) -> StorageFailure:
    return StorageFailure(
        f"{path}: the disk could not be read or written ({said}). Check that it is there, has room and may be "
        "written to, then run the same command again. What was added before stands."
    )


def read_only(path: Path) -> StorageFailure:
    """What to say when a case that may only be read would have to be written."""
    return StorageFailure(
        f"{path}: this case, or the folder it lies in, may only be read. Copy it with {path.name}.archive to a folder "
        "you can write to, or ask for the right to write here."
    )
