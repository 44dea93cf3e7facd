"""Sources and documents: who publishes, and one captured version of one report."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warledger.model.evidence import Quote
from warledger.model.ids import DocumentId, SourceId, content_id


class PublishedBasis(StrEnum):
    """How a document's date of publication is known."""

    GIVEN = "given"  # by the person who added it
    FOUND = "found"  # in the file: a meta tag, a header, a property
    INFERRED = "inferred"  # from the text itself, such as a dateline


class Reliability(StrEnum):
    """How far a source has been right before: the letters of the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes or says: an outlet, agency, organisation or witness. Its id is the hash of its folded name."""

    id: SourceId
    name: str
    kind: str | None = None
    affiliation: str | None = None
    reliability: Reliability | None = None
    protected: bool = False

    @staticmethod
    def named(name: str) -> "Source":
        """The source of that name; letter case and spacing do not make another one."""
        folded = " ".join(name.split()).casefold()
        return Source(SourceId(content_id("source", folded)), " ".join(name.split()))


@dataclass(frozen=True, slots=True)
class Published:
    """The day a report was published, how that is known, and the rule or place it was found in."""

    date: date
    basis: PublishedBasis
    rule: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One captured version of one report.

    `series` names the report across its versions (an address, a row's id, a message id); `version` counts from 1 as
    captures of the series differ. `sha256` is of the original bytes, `text_sha256` of the extracted `text`, whose code
    points every span counts. `unread` says in words why no claims were coded, and is null when the report was read.
    """

    id: DocumentId
    series: str
    version: int
    sha256: str
    text_sha256: str
    text: str
    title: str | None
    author: str | None
    published: Published | None
    language: str | None
    source: Source | None
    origin: str
    media_type: str
    extractor: str
    captured_at: datetime
    unread: str | None = None


def document_id(series: str, sha256: str) -> DocumentId:
    """A document is its series and its bytes: the same bytes captured twice are the same document."""
    return DocumentId(content_id("document", series, sha256))
