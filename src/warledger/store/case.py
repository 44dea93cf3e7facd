"""Opens a case, or makes one. What is no case, is damaged, or is of a newer version is told apart and left alone."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from warledger.errors import BadSetting, NotACase
from warledger.model.custody import Action
from warledger.store import facets, queries
from warledger.store.create import APPLICATION_ID, create_case
from warledger.store.database import Database
from warledger.store.migrate import SCHEMA, schema_of, upgrade
from warledger.store.opened import append
from warledger.store.records import Store
from warledger.store.sqlite import our_errors, readable_engine

__all__ = ["Store", "open_case"]

WAIT_S = 30.0  # how long to wait for another writer; one document is written in milliseconds


def open_case(path: str, create: bool, *, wait_s: float = WAIT_S, at: datetime | None = None) -> Store:
    """The case at `path`; with `create`, a new one where nothing is yet. Close it, or use it as a context manager."""
    if "://" in path:
        raise BadSetting(f"{path}: a case is a file for now; databases by address come later. Name a path.")
    where = Path(path)
    with our_errors(where):
        _look_at(where, create)
        if create and not where.exists():
            create_case(where, at or datetime.now(UTC))
        engine, read_only = readable_engine(where, wait_s)
    database = Database(where, engine, writable=not read_only)
    try:
        _check(database, at or datetime.now(UTC))
    except BaseException:
        database.close()
        raise
    return Store(database)


def _look_at(path: Path, create: bool) -> None:
    """Refuse by a look at the file what needs no database to be refused."""
    if path.is_dir():
        raise NotACase(f"{path}: this is a folder, and a case is a file. Name a file, such as {path / 'case.ledger'}.")
    if not path.exists():
        if not create:
            raise NotACase(f"{path}: there is no case here. Make one by adding a report: warledger add {path} REPORT")
    elif not path.stat().st_size:
        raise NotACase(f"{path}: this file is empty, so it is no case. Delete it, or name another path.")


def _check(database: Database, at: datetime) -> None:
    with database.reading() as connection:
        _check_application(connection, database.path)
        found = schema_of(connection, database.path)
        filled = found == SCHEMA and facets.is_of_this_form(connection)
    if not filled:
        with database.writing() as connection:
            if schema_of(connection, database.path) < SCHEMA:  # another process may have been quicker
                upgrade(connection)
                append(connection, at, Action.CHANGE, "case", (("schema", str(SCHEMA)),))
            if not facets.is_of_this_form(connection):
                facets.rebuild(connection)


def _check_application(connection: Connection, path: Path) -> None:
    if connection.scalar(queries.APPLICATION_ID) != APPLICATION_ID:
        raise NotACase(
            f"{path}: this is a database, but not one of warledger's. Name another file; it was left as it is."
        )
