"""How much claims and pairs need a reviewer's eyes, beside each, so that the queue of a large case is not sorted anew.

They are filled when the case is next opened (`store.facets`), by the form that the program then has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns, and the indexes that they are read by."""
    op.add_column("claim_facets", sa.Column("points", sa.Integer, nullable=False, server_default="0"))
    op.add_column("near_pairs", sa.Column("points", sa.Integer, nullable=False, server_default="0"))
    points = sa.text("points DESC")
    op.create_index("claim_facets_points", "claim_facets", ["superseded", points, "claim_id"])
    op.create_index("near_pairs_points", "near_pairs", [points, "one", "other"])
