"""The tables that migrations make are the tables the code speaks of, and evidence in them cannot be edited away."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from tests.build import NOON, a_claim, a_document, a_judgement
from warledger.store import case, migrate
from warledger.store.case import Store, open_case
from warledger.store.tables import metadata
from warledger.store.word_queries import INDEXES


def test_migrating_from_nothing_makes_the_tables_the_code_speaks_of(store: Store) -> None:
    engine = create_engine(f"sqlite:///{store.path}")
    with engine.connect() as connection:
        made = MigrationContext.configure(connection, opts={"include_name": lambda name, *_: not of_words(name)})
        assert compare_metadata(made, metadata) == []
        found = {name for name in inspect(connection).get_table_names() if not of_words(name)}
        assert set(metadata.tables) == found - {"alembic_version"}
    engine.dispose()


def of_words(name: str | None) -> bool:
    """Whether a table is one of a full-text index, which SQLite makes with tables of its own beside it."""
    return name is not None and any(name.startswith(index.name) for index in INDEXES)


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [f"{migrate.SCHEMA:04}"]


LATER = migrate.SCHEMA + 1
NEXT = f"""
from alembic import op
import sqlalchemy as sa

revision = "{LATER:04}"
down_revision = "{migrate.SCHEMA:04}"

def upgrade() -> None:
    op.add_column("failures", sa.Column("tries", sa.Integer, nullable=False, server_default="1"))
"""


def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str = NEXT) -> None:
    """Make this program one that knows one more migration."""
    scripts = tmp_path / "100% migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{LATER:04}_more.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(migrate, "SCHEMA", LATER)
    monkeypatch.setattr(case, "SCHEMA", LATER)
    monkeypatch.setattr(case, "upgrade", lambda connection: migrate.upgrade(connection, scripts, LATER))


def test_an_older_case_is_brought_up_and_keeps_what_it_holds(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_document()
    store.add_document(report, [a_claim(report)], NOON)
    store.close()
    later(tmp_path, monkeypatch)
    for _ in range(2):  # the second time there is nothing left to do
        with open_case(str(store.path), create=False, at=NOON) as opened:
            assert list(opened.documents()) == [report]
            links = list(opened.custody())
        assert [(str(link.action), dict(link.details).get("schema")) for link in links] == [
            ("create", str(LATER - 1)),
            ("capture", None),
            ("change", str(LATER)),
        ]


def test_a_migration_that_fails_leaves_the_case_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = store.path.read_bytes()
    failing = NEXT + '    raise RuntimeError("the power went out")\n'
    with monkeypatch.context() as patch:
        later(tmp_path, patch, failing)
        with pytest.raises(RuntimeError, match="power"):
            open_case(str(store.path), create=False)
    assert store.path.read_bytes() == before
    with open_case(str(store.path), create=False) as opened:
        assert opened.counts().links == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody SET subject = 'x'",
        "DELETE FROM custody",
        "UPDATE judgements SET record = '{}'",
        "DELETE FROM judgements",
        "UPDATE texts SET text = x'00'",
        "DELETE FROM texts",
        "DELETE FROM documents",
        "UPDATE documents SET sha256 = ''",
        "UPDATE documents SET captured_at = ''",
        "UPDATE documents SET published = NULL",
    ],
)
def test_evidence_cannot_be_edited_in_the_tables(store: Store, statement: str) -> None:
    report = a_document()
    claim = a_claim(report)
    store.add_document(report, [claim], NOON)
    store.add_judgement(a_judgement(claim.id))
    store.close()
    tampering = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|never"):
        tampering.execute(statement)
    tampering.close()


def test_the_migrations_are_shipped_with_the_package() -> None:
    shipped = {path.name for path in Path(migrate.__file__).parent.rglob("*") if path.is_file()}
    assert {"env.py", "script.py.mako", "0001_the_first_tables.py", "0002_copies.py"} <= shipped
