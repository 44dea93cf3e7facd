"""Brings the tables of a case to the form this version knows, by Alembic, inside the caller's transaction.

Alembic is imported only when there is something to migrate: opening a case of the present form does without it.
"""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, inspect

from warledger.errors import NotACase
from warledger.store import queries

SCHEMA = 8  # the newest migration, which is revision f"{SCHEMA:04}"
SCRIPTS = Path(__file__).parent / "migrations"


def schema_of(connection: Connection, path: Path) -> int:
    """The number of the newest migration that a case has had; NotACase when this version does not know it."""
    found = connection.scalar(queries.SCHEMA_NUMBER) or 0
    if found > SCHEMA:
        raise NotACase(
            f"{path}: this case was written by a newer version of warledger (its tables are of form {found}, this "
            f"version knows up to {SCHEMA}). Install the newer version: pip install --upgrade warledger."
        )
    if found < 1 or not inspect(connection).has_table("custody"):
        raise NotACase(f"{path}: this file is marked as a case but holds none of its tables. Restore it from a copy.")
    return int(found)


def upgrade(connection: Connection, scripts: Path = SCRIPTS, schema: int = SCHEMA) -> None:
    """Run what migrations are missing, and write the number of the last into the head of the file."""
    command, config = import_module("alembic.command"), import_module("alembic.config")
    settings = config.Config()
    settings.set_main_option("script_location", str(scripts).replace("%", "%%"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    connection.execute(queries.set_schema_number(schema))
