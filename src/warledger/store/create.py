"""Makes a new case: complete under another name first, then linked into place, so that a case is never half made."""

import contextlib
import os
import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from warledger import __version__
from warledger.errors import BadSetting
from warledger.model.custody import Action, next_record
from warledger.store import facets, queries
from warledger.store.migrate import SCHEMA, upgrade
from warledger.store.rows import link_columns
from warledger.store.sqlite import WRITING, engine_for, our_errors

APPLICATION_ID = int.from_bytes(b"WLDG", "big")  # in the head of the file: tells a case from any other SQLite file
UNFINISHED = ".unfinished"  # ends the name of a case that is being made; a killed process may leave one behind


def create_case(path: Path, at: datetime) -> None:
    """Make a case at `path`, unless another process was quicker."""
    if not path.absolute().parent.is_dir():
        raise BadSetting(f"{path}: there is no folder {path.parent}. Make it first, or name a case elsewhere.")
    with our_errors(path):
        _make(path, path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}"), at)


def _make(path: Path, unfinished: Path, at: datetime) -> None:
    engine = engine_for(unfinished, wait_s=5, query="mode=rwc")
    try:
        _fill(engine, at)
        engine.dispose()
        _put_in_place(unfinished, path)
    finally:
        engine.dispose()
        unfinished.unlink(missing_ok=True)


def _fill(engine: Engine, at: datetime) -> None:
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        connection.execute(queries.set_application_id(APPLICATION_ID))
        upgrade(connection)
        facets.rebuild(connection)
        connection.execute(
            queries.SET_META,
            [
                {"name": "format", "value": "warledger case"},
                {"name": "created_by", "value": f"warledger {__version__}"},
            ],
        )
        details = (("schema", str(SCHEMA)), ("warledger", __version__))
        connection.execute(queries.ADD_LINK, link_columns(next_record(None, at, Action.CREATE, "case", details)))
    with engine.connect() as connection:
        # Readers then never wait for the writer. It is a property of the file, and cannot be set in a transaction.
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(queries.USE_WAL)


def _put_in_place(unfinished: Path, path: Path) -> None:
    try:
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, path)
    except OSError:  # a file system without hard links (FAT): a rename, which cannot tell if another was quicker
        if not path.exists():
            unfinished.rename(path)
    folder = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
