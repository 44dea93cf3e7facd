"""The tables that claims and reports are found by: what filters ask of a claim, and the words of claims and reports.

All of it is worked out from claims, texts and judgements, and can be again: `store.facets` keeps it in step. The words
stand in full-text indexes that each database has of its own kind (`store.word_queries`); a claim's row there has the
number of its row here, a report's that of the document.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, Table, Text, column, table

from warledger.store.tables import Words, metadata

PLACES = 20  # bits of a position for the number of a claim in its document

claim_facets = Table(
    "claim_facets",
    metadata,
    # the number of the document, times 2**PLACES, and that of the claim in it: the order of a list
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("claim_id", Text, nullable=False, unique=True),
    Column("superseded", Boolean, nullable=False),
    Column("type", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("when_start", Text),
    Column("when_end", Text),
    Column("killed", BigInteger),
    Column("confidence", Float, nullable=False),
    Column("civilians", Boolean, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("place", Words, nullable=False),
    Column("actors", Words, nullable=False),
    Column("targets", Words, nullable=False),
    Column("weapons", Words, nullable=False),
    Column("points", Integer, nullable=False, server_default="0"),  # how much it needs a reviewer's eyes
)
Index("claim_facets_points", claim_facets.c.superseded, claim_facets.c.points.desc(), claim_facets.c.claim_id)

# Both have one column of folded words. In SQLite they are tables of FTS5, numbered by `rowid`; in PostgreSQL `number`
# is the key and `words` a tsvector.
claim_words = table("claim_words", column("number", Integer), column("words", Text))
report_words = table("report_words", column("number", Integer), column("words", Text))
