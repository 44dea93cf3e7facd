"""The tables of place names: worked out from coded claims and their reports, and so neither evidence nor guarded."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from warledger.store.tables import Words, documents, metadata

named_documents = Table(  # the documents whose names were noted, those without any too
    "named_documents",
    metadata,
    Column("document", Integer, ForeignKey(documents.c.number), primary_key=True, autoincrement=False),
)

place_names = Table(
    "place_names",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("document", Integer, ForeignKey(documents.c.number), nullable=False),
    Column("name", Words, nullable=False),
    Column("country", Words),
    Column("province", Words),
    Column("written", Words, nullable=False),
    Column("doubt", Text, nullable=False),
    Column("share", Float),
    Column("gazetteer_id", Words),
)
Index("place_names_name", place_names.c.name, place_names.c.country, place_names.c.province)
Index("place_names_document", place_names.c.document)
Index("place_names_doubt", place_names.c.doubt)
