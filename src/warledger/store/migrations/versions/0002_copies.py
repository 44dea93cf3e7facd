"""The tables of copies: the family of each document, the links between copies, the fingerprints to find them by.

They are filled when reports are next added: what is in them is worked out from the texts and can be again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; none of them is evidence, so none is guarded."""
    op.create_table(
        "families",
        sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("fingerprints", sa.Integer, nullable=False),
    )
    op.create_index("families_family", "families", ["family"])
    op.create_table(
        "copy_links",
        sa.Column("one", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("other", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("one_voice", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("copy_links_other", "copy_links", ["other"])
    op.create_table(
        "fingerprints",
        sa.Column("hash", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
