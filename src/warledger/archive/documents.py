"""Makes the record of a document out of a capture and the text extracted from it.

The record says where each thing is from: a title and a source that were given come before those found in the file, and
the day of publication carries its basis, its rule and the words it was read from. The text is taken as it is.
"""

from datetime import date

from warledger.archive.capture import Capture, Extract
from warledger.archive.dates import FILE_MADE, Dated, caption_date, latest_day, top_date
from warledger.archive.language import language_of
from warledger.archive.snapshot import sha256_of
from warledger.model.document import Document, Published, PublishedBasis, Source, document_id
from warledger.model.evidence import quote
from warledger.model.ids import DocumentId, sha256_text

GIVEN_BY_USER = "given by the user"


def document(capture: Capture, extract: Extract, version: int) -> Document:
    """The document that a capture is, as the `version`-th of its series."""
    sha256 = sha256_of(capture.content)
    identity = _identity(capture, sha256, version)
    source = capture.given.source or extract.source
    return Document(
        id=identity,
        series=capture.series,
        version=version,
        sha256=sha256,
        text_sha256=sha256_text(extract.text),
        text=extract.text,
        title=capture.given.title or extract.title,
        author=extract.author,
        published=_published(capture, extract, identity),
        language=language_of(extract.text) or extract.language,
        source=Source.named(source) if source and source.strip() else None,
        origin=capture.origin,
        media_type=extract.media_type,
        extractor=extract.extractor,
        captured_at=capture.captured_at,
    )


def _identity(capture: Capture, sha256: str, version: int) -> DocumentId:
    """A row keeps the id it was given; a later version of it says which, so that both can stand in one case."""
    given = capture.given.id
    if given is None:
        return document_id(capture.series, sha256)
    return DocumentId(given if version == 1 else f"{given}#v{version}")


def _published(capture: Capture, extract: Extract, identity: DocumentId) -> Published | None:
    """The day of publication: given, else found in the file, else inferred from the text, else unknown.

    A property that a file got when it was made is found too, but is often the day of a scan or a template: the top of
    the text comes before it. A photo caption comes last of all. A day after the capture is not believed.
    """
    given, found = capture.given.published, extract.published
    latest = latest_day(capture.captured_at)
    if found is not None and found.basis is PublishedBasis.GIVEN and found.date == given:
        return found
    if given is not None:
        return Published(given, PublishedBasis.GIVEN, GIVEN_BY_USER)
    if found is not None and latest < found.date:
        found = None
    if found is not None and found.rule != FILE_MADE:
        return found
    top = top_date(extract.text, latest)
    if top is not None:
        return _inferred(top, extract.text, identity)
    return found or _from_caption(extract.text, latest, identity)


def _from_caption(text: str, latest: date, identity: DocumentId) -> Published | None:
    dated = caption_date(text, latest)
    return _inferred(dated, text, identity) if dated else None


def _inferred(dated: Dated, text: str, identity: DocumentId) -> Published:
    words = quote(identity, text, dated.start, dated.end)
    return Published(dated.day, PublishedBasis.INFERRED, dated.rule, words)
