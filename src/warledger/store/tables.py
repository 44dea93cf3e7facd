"""The tables of a case, as the newest migration leaves them (a test holds the two together).

A record is kept whole, as ASCII JSON, in its `record` column: that is what counts. The columns beside it repeat what
queries look for, and the custody log keeps a hash over both. Text is kept as UTF-8 bytes, so that any code point fits;
a day is kept as its ISO form, which sorts.
"""

import json
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

ESCAPED = "\x01"  # begins a value that no database could hold as it is; JSON follows


class Words(TypeDecorator[str]):
    """Text from outside, such as a file's name: lone surrogates and NUL, which databases refuse, are kept as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        if value is None or not (
            value.startswith(ESCAPED) or any(c == "\0" or "\ud800" <= c < "\ue000" for c in value)
        ):
            return value
        return ESCAPED + json.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """From the database."""
        del dialect
        if isinstance(value, str) and value.startswith(ESCAPED):
            return str(json.loads(value[len(ESCAPED) :]))
        return value  # type: ignore[no-any-return]


metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("record", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("series", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("text_sha256", Text, nullable=False),
    Column("published", Text),
    Column("language", Words),
    Column("source_id", Text, ForeignKey("sources.id")),
    Column("unread", Words),
    Column("captured_at", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("series", "version", name="documents_series_version"),
)

texts = Table(
    "texts",
    metadata,
    Column("document_id", Words, ForeignKey("documents.id"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Words, ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("type", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("when_start", Text),
    Column("when_end", Text),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("document_id", "number", name="claims_document_number"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("left_claim", Text, nullable=False),
    Column("right_claim", Text),
    Column("record", Text, nullable=False),
)

corrected_claims = Table(
    "corrected_claims",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("rejected", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)

custody = Table(
    "custody",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Words, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False),
)
Index("custody_subject", custody.c.subject, custody.c.sequence)

failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("origin", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("at", Text, nullable=False),
    Column("retry", Words, nullable=False),
)

# ---- copies: worked out from the texts, and so neither evidence nor told of in the custody log

families = Table(
    "families",
    metadata,
    Column("document_id", Words, ForeignKey("documents.id"), primary_key=True),
    Column("family", Text, nullable=False),
    Column("fingerprints", Integer, nullable=False),
)
Index("families_family", families.c.family)

copy_links = Table(
    "copy_links",
    metadata,
    Column("one", Words, ForeignKey("documents.id"), primary_key=True),
    Column("other", Words, ForeignKey("documents.id"), primary_key=True),
    Column("one_voice", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)
Index("copy_links_other", copy_links.c.other)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# ---- linking: worked out from claims, families and judgements, and put away so that one more report costs little

linkage = Table(
    "linkage",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # always 1: there is one linkage
    Column("form", Text, nullable=False),
    Column("weights", Text),
    Column("grades", Text),
    Column("judgements", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("campaigns", Integer, nullable=False),
    Column("at", Text, nullable=False),
)

features = Table(
    "features",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("family", Text),
    Column("content", LargeBinary, nullable=False),
)
Index("features_first", features.c.first)

links = Table(
    "links",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("claim_id", Text, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("cluster", Integer, nullable=False),
    Column("incident", Text),
)
Index("links_cluster", links.c.cluster)
Index("links_incident", links.c.incident)
Index("links_document", links.c.document)

near_pairs = Table(
    "near_pairs",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("weight", Integer, nullable=False),
    Column("points", Integer, nullable=False, server_default="0"),  # how much it needs a reviewer's eyes
)
Index("near_pairs_other", near_pairs.c.other)
Index("near_pairs_points", near_pairs.c.points.desc(), near_pairs.c.one, near_pairs.c.other)

# ---- what people noted of sources: append-only, like judgements

source_notes = Table(
    "source_notes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source_id", Text, nullable=False),
    Column("record", Text, nullable=False),
)

# ---- who may use the desk of a team; no secret stands here, only what hashing made of it

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("password", Text),
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("expires", Text, nullable=False),
    Column("used", Boolean, nullable=False),
)
Index("invitations_account", invitations.c.account)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("revoked", Boolean, nullable=False),
)
Index("api_tokens_account", api_tokens.c.account)
