"""The tables of reviewing: claims as people corrected them, and pairs of claims whose weight is near nought.

Both are worked out, from judgements and from linking, and can be again; so neither is guarded.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the pairs are found when the case is next linked, which is from scratch."""
    op.create_table(
        "corrected_claims",
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("rejected", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "near_pairs",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("weight", sa.Integer, nullable=False),
    )
    op.create_index("near_pairs_other", "near_pairs", ["other"])
    op.execute("UPDATE linkage SET form = ''")
