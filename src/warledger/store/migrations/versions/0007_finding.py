"""The tables that claims and reports are found by, and what filters, maps and timelines ask of incidents in columns.

They are filled when the case is next opened (`store.facets`), by the form that the program then has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns; the full-text indexes are made where they are filled."""
    op.create_table(
        "claim_facets",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
        ),
        sa.Column("claim_id", sa.Text, nullable=False, unique=True),
        sa.Column("superseded", sa.Boolean, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("when_start", sa.Text),
        sa.Column("when_end", sa.Text),
        sa.Column("killed", sa.BigInteger),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("civilians", sa.Boolean, nullable=False),
        sa.Column("reviewed", sa.Boolean, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("actors", sa.Text, nullable=False),
        sa.Column("targets", sa.Text, nullable=False),
        sa.Column("weapons", sa.Text, nullable=False),
    )
    op.add_column("incidents", sa.Column("targets", sa.Text, nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("weapons", sa.Text, nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("civilians", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("incidents", sa.Column("place_name", sa.Text))
    op.add_column("incidents", sa.Column("told_killed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("incidents", sa.Column("killed_low", sa.BigInteger))
    op.add_column("incidents", sa.Column("killed_high", sa.BigInteger))
