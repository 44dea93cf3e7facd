"""The tables of incidents: the rows that claims are linked by, incidents with their voices, campaigns, source notes.

They are filled when the case is next linked: all but the notes on sources is worked out from claims and judgements.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GUARDED = ("UPDATE", "DELETE")


def upgrade() -> None:
    """Make the tables; of them only the notes on sources are evidence of what a person did, and guarded."""
    _linkage()
    _incidents()
    _campaigns()
    op.create_table(
        "source_notes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    for event in GUARDED:
        op.execute(
            f"CREATE TRIGGER guard_source_notes_{event.lower()} BEFORE {event} ON source_notes "
            "BEGIN SELECT RAISE(ABORT, 'notes on sources are append-only'); END"
        )


def _linkage() -> None:
    op.create_table(
        "linkage",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("weights", sa.Text),
        sa.Column("grades", sa.Text),
        sa.Column("judgements", sa.Integer, nullable=False),
        sa.Column("notes", sa.Integer, nullable=False),
        sa.Column("stamp", sa.Integer, nullable=False),
        sa.Column("campaigns", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "features",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("family", sa.Text),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("features_first", "features", ["first"])
    op.create_table(
        "links",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("claim_id", sa.Text, nullable=False, unique=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("cluster", sa.Integer, nullable=False),
        sa.Column("incident", sa.Text),
    )
    op.create_index("links_cluster", "links", ["cluster"])
    op.create_index("links_incident", "links", ["incident"])
    op.create_index("links_document", "links", ["document"])


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("actors", sa.Text, nullable=False),
        sa.Column("when_start", sa.Text),
        sa.Column("when_end", sa.Text),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("precision", sa.Text),
        sa.Column("sides", sa.Text, nullable=False),
        sa.Column("killed", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("voices", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("contested", sa.Boolean, nullable=False),
        sa.Column("judged", sa.Boolean, nullable=False),
    )
    op.create_index("incidents_when", "incidents", ["when_start", "id"])
    op.create_table(
        "assessments",
        sa.Column("incident", sa.Text, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("listed", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "incident_sources",
        sa.Column("source_id", sa.Text, primary_key=True),
        sa.Column("incident", sa.Text, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("published", sa.Integer, nullable=False),
        sa.Column("quoted", sa.Integer, nullable=False),
    )
    op.create_index("incident_sources_incident", "incident_sources", ["incident"])


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("first_day", sa.Text, nullable=False),
        sa.Column("last_day", sa.Text, nullable=False),
        sa.Column("incidents", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "campaign_incidents",
        sa.Column("incident", sa.Text, primary_key=True),
        sa.Column("campaign", sa.Text, sa.ForeignKey("campaigns.id"), nullable=False),
    )
    op.create_index("campaign_incidents_campaign", "campaign_incidents", ["campaign"])
