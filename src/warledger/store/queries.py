"""Every statement that is sent to a case, by name. Whoever wants to know what a case is asked reads this file.

Statements are built here and run by case.py, create.py and audit.py; none is put together from text that a user typed.
"""

from sqlalchemy import (
    TextClause,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)

from warledger.model.custody import Action
from warledger.store.tables import (
    claims,
    corrected_claims,
    custody,
    documents,
    failures,
    judgements,
    meta,
    source_notes,
    sources,
    texts,
)

# ---- SQLite itself: each connection, and the head of the file

ON_CONNECT = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # this is evidence: a commit that was answered must survive a power cut
    "PRAGMA trusted_schema = OFF",  # a case may come from a stranger: its schema runs nothing
)
BEGIN_READING = "BEGIN"
BEGIN_WRITING = "BEGIN IMMEDIATE"  # takes the lock at once, so that two writers wait for each other and neither fails
TABLE_COUNT = text("SELECT count(*) FROM sqlite_master")
APPLICATION_ID = text("PRAGMA application_id")
SCHEMA_NUMBER = text("PRAGMA user_version")
USE_WAL = "PRAGMA journal_mode = WAL"
INTEGRITY_CHECK = text("PRAGMA integrity_check(1)")
FOREIGN_KEY_CHECK = text("PRAGMA foreign_key_check")


def set_application_id(number: int) -> TextClause:
    """Mark the file as a case; a PRAGMA takes no parameters."""
    return text(f"PRAGMA application_id = {number:d}")


def set_schema_number(number: int) -> TextClause:
    """Write the number of the newest migration into the head of the file."""
    return text(f"PRAGMA user_version = {number:d}")


# ---- documents

_newer = documents.alias("newer")
LATEST = not_(exists().where(_newer.c.series == documents.c.series, _newer.c.version > documents.c.version))
_DOCUMENTS = select(documents.c.record, texts.c.text).join_from(documents, texts)

DOCUMENT = _DOCUMENTS.where(documents.c.id == bindparam("id"))
DOCUMENTS = _DOCUMENTS.order_by(documents.c.number)
LATEST_DOCUMENTS = DOCUMENTS.where(LATEST)
DOCUMENT_IDS = select(documents.c.id).order_by(documents.c.number)
DOCUMENT_WITH_BYTES = select(documents.c.id).where(documents.c.sha256 == bindparam("sha256"))
VERSIONS = (
    select(documents.c.id, documents.c.series, documents.c.version, documents.c.sha256)
    .where(documents.c.series == bindparam("series"))
    .order_by(documents.c.version)
)
BRANCHES = (
    select(documents.c.series)
    .distinct()
    .where(
        or_(
            documents.c.series == bindparam("series"),
            documents.c.series.between(bindparam("first"), bindparam("last")),
        )
    )
    .order_by(documents.c.series)
)
CLASHING = select(documents.c.id).where(
    or_(
        documents.c.id == bindparam("id"),
        documents.c.sha256 == bindparam("sha256"),
        and_(documents.c.series == bindparam("series"), documents.c.version == bindparam("version")),
    )
)
ADD_DOCUMENT = insert(documents)
ADD_TEXT = insert(texts)
RESTATE_DOCUMENT = (
    update(documents)
    .where(documents.c.id == bindparam("document_id"))
    .values(unread=bindparam("unread"), record=bindparam("record"))
)
SOURCE = select(sources.c.id).where(sources.c.id == bindparam("id"))
SOURCES = select(sources.c.id, sources.c.name, sources.c.record).order_by(sources.c.id)
ADD_SOURCE = insert(sources)

# ---- claims

_as_corrected = claims.outerjoin(corrected_claims, corrected_claims.c.claim_id == claims.c.id)
_AS_CORRECTED = func.coalesce(corrected_claims.c.record, claims.c.record)
_STANDS = func.coalesce(corrected_claims.c.rejected, 0) == 0
_OF_DOCUMENT = select(_AS_CORRECTED).select_from(_as_corrected).where(claims.c.document_id == bindparam("document_id"))
CLAIMS_OF_DOCUMENT = _OF_DOCUMENT.where(_STANDS).order_by(claims.c.number)
REJECTED_OF_DOCUMENT = _OF_DOCUMENT.where(corrected_claims.c.rejected).order_by(claims.c.number)
CODED_OF_DOCUMENT = (
    select(claims.c.record).where(claims.c.document_id == bindparam("document_id")).order_by(claims.c.number)
)
CODED_CLAIM = select(claims.c.record).where(claims.c.id == bindparam("id"))
CLAIM_IDS_FROM = (
    select(claims.c.id)
    .where(claims.c.id.between(bindparam("first"), bindparam("last")))
    .order_by(claims.c.id)
    .limit(bindparam("limit"))
)
CLAIM = select(_AS_CORRECTED).select_from(_as_corrected).where(claims.c.id == bindparam("id"))
ADD_CLAIM = insert(claims)
FORGET_CORRECTED = delete(corrected_claims).where(corrected_claims.c.claim_id == bindparam("of_claim"))
FORGET_CORRECTED_OF = delete(corrected_claims).where(
    corrected_claims.c.claim_id.in_(select(claims.c.id).where(claims.c.document_id == bindparam("of_document")))
)
FORGET_ALL_CORRECTED = delete(corrected_claims)
ADD_CORRECTED = insert(corrected_claims)
DELETE_CLAIMS = delete(claims).where(claims.c.document_id == bindparam("of_document"))

# ---- what was done, judged and refused

LAST_LINK = select(custody).order_by(custody.c.sequence.desc()).limit(1)
CUSTODY = select(custody).order_by(custody.c.sequence)
ADD_LINK = insert(custody)
JUDGEMENTS_COUNTED = select(func.count()).select_from(judgements)
JUDGEMENTS = select(judgements.c.record).order_by(judgements.c.number)
ADD_JUDGEMENT = insert(judgements)
FAILURES = select(failures).order_by(failures.c.number)
ADD_FAILURE = insert(failures)
META = select(meta.c.name, meta.c.value).order_by(meta.c.name)
SET_META = insert(meta)

# ---- what verify asks

COUNTS = select(
    select(func.count()).select_from(documents).scalar_subquery().label("documents"),
    select(func.count()).select_from(claims).scalar_subquery().label("claims"),
    select(func.count()).select_from(custody).scalar_subquery().label("links"),
    select(func.count()).select_from(judgements).scalar_subquery().label("judgements"),
    select(func.count()).select_from(failures).scalar_subquery().label("failures"),
)
DOCUMENT_ROWS = select(documents, texts.c.text).join_from(documents, texts, isouter=True).order_by(documents.c.number)
DOCUMENT_ROW = select(documents).where(documents.c.id == bindparam("document_id"))
CLAIM_ROWS = select(claims).where(claims.c.document_id == bindparam("document_id")).order_by(claims.c.number)
CLAIMS_WITHOUT_DOCUMENT = (
    select(claims.c.id)
    .join_from(claims, documents, claims.c.document_id == documents.c.id, isouter=True)
    .where(documents.c.id.is_(None))
    .order_by(claims.c.id)
)
LAST_STATED = (
    select(custody.c.details)
    .where(custody.c.subject == bindparam("subject"), custody.c.action.in_([Action.CAPTURE.value, Action.RECODE.value]))
    .order_by(custody.c.sequence.desc())
    .limit(1)
)
JUDGEMENT_ROWS = select(judgements).order_by(judgements.c.number)
NOTE_ROWS = select(source_notes).order_by(source_notes.c.number)
JUDGEMENT_STATED = (
    select(custody.c.details)
    .where(custody.c.subject == bindparam("subject"), custody.c.action == Action.CHANGE.value)
    .order_by(custody.c.sequence.desc())
    .limit(1)
)
CAPTURES_WITHOUT_DOCUMENT = (
    select(custody.c.sequence, custody.c.subject)
    .join_from(custody, documents, custody.c.subject == documents.c.id, isouter=True)
    .where(custody.c.action == Action.CAPTURE.value, documents.c.id.is_(None))
    .order_by(custody.c.sequence)
)
