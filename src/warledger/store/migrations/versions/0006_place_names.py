"""The tables of the names that the places of claims rest on, worked out from claims, and so not guarded."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the names are noted when the case is next linked, which is from scratch."""
    op.create_table(
        "named_documents",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "place_names",
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("province", sa.Text),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("doubt", sa.Text, nullable=False),
        sa.Column("share", sa.Float),
        sa.Column("gazetteer_id", sa.Text),
    )
    op.create_index("place_names_name", "place_names", ["name", "country", "province"])
    op.create_index("place_names_document", "place_names", ["document"])
    op.create_index("place_names_doubt", "place_names", ["doubt"])
    op.execute("UPDATE linkage SET form = ''")
