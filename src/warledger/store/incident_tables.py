"""The tables of incidents and campaigns: worked out from claims and judgements whenever a case is linked.

A list of a large case is found in the narrow `incidents`; the records stand apart from it, in `assessments`.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from warledger.store.tables import Words, metadata

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("actors", Words, nullable=False),
    Column("when_start", Text),
    Column("when_end", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Text),
    Column("sides", Words, nullable=False),
    Column("killed", Integer),
    Column("confidence", Float, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("grade", Text, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("judged", Boolean, nullable=False),
    Column("targets", Words, nullable=False),
    Column("weapons", Words, nullable=False),
    Column("civilians", Boolean, nullable=False),
    Column("place_name", Words),
    Column("told_killed", Boolean, nullable=False),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
)
Index("incidents_when", incidents.c.when_start, incidents.c.id)

assessments = Table(
    "assessments",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("listed", Text, nullable=False),
    Column("record", Text, nullable=False),
)

incident_sources = Table(
    "incident_sources",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("name", Words, nullable=False),
    Column("published", Integer, nullable=False),
    Column("quoted", Integer, nullable=False),
)
Index("incident_sources_incident", incident_sources.c.incident)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("incidents", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

campaign_incidents = Table(
    "campaign_incidents",
    metadata,
    Column("incident", Text, primary_key=True),
    Column("campaign", Text, ForeignKey("campaigns.id"), nullable=False),
)
Index("campaign_incidents_campaign", campaign_incidents.c.campaign)
