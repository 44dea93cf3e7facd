"""The first tables: meta, sources, documents and their texts, claims, judgements, custody, failures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What is evidence is added to and never changed. Claims may be replaced (recode), and so may why a document is unread.
GUARDED = (
    ("custody", "UPDATE", "the custody log is append-only"),
    ("custody", "DELETE", "the custody log is append-only"),
    ("judgements", "UPDATE", "judgements are append-only: undo one with another"),
    ("judgements", "DELETE", "judgements are append-only: undo one with another"),
    ("texts", "UPDATE", "a text is never changed"),
    ("texts", "DELETE", "a text is never deleted"),
    ("documents", "DELETE", "a document is never deleted"),
    (
        "documents",
        "UPDATE OF number, id, series, version, sha256, text_sha256, published, language, source_id, captured_at",
        "a captured document is never changed",
    ),
)


def upgrade() -> None:
    """Make the tables, and the triggers that guard what is evidence."""
    _documents()
    _claims()
    _log()
    _guards()


def _documents() -> None:
    op.create_table("meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "sources",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("source_id", sa.Text, sa.ForeignKey("sources.id")),
        sa.Column("unread", sa.Text),
        sa.Column("captured_at", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.UniqueConstraint("series", "version", name="documents_series_version"),
    )
    op.create_table(
        "texts",
        sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("when_start", sa.Text),
        sa.Column("when_end", sa.Text),
        sa.Column("killed_low", sa.Integer),
        sa.Column("killed_high", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.UniqueConstraint("document_id", "number", name="claims_document_number"),
    )


def _log() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("left_claim", sa.Text, nullable=False),
        sa.Column("right_claim", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "custody",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False, unique=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_index("custody_subject", "custody", ["subject", "sequence"])
    op.create_table(
        "failures",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("retry", sa.Text, nullable=False),
    )


def _guards() -> None:
    for table, event, message in GUARDED:
        name = f"guard_{table}_{event.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END")
