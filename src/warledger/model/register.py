"""The register of sources: what a person notes of one. Notes are append-only; the latest on a field of a source rules.

A source is whoever publishes or is quoted, by the id of its name; what the texts say of it stays as it is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warledger.model.document import Source
from warledger.model.ids import SourceId, content_id


class Noted(StrEnum):
    """What may be noted of a source."""

    RELIABILITY = "reliability"  # a letter of the Admiralty code
    AFFILIATION = "affiliation"  # the party or interest that it stands near
    PROTECTED = "protected"  # its name must not leave the case
    SAME_AS = "same_as"  # the id of the source that it is another name of


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One note on a source. `value` null takes back what was noted before; `protected` is "yes" or null."""

    id: str
    source: SourceId
    name: str
    noted: Noted
    value: str | None
    who: str
    when: datetime
    why: str | None


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source of a case, with how often it publishes and is quoted. `incidents` counts those that it speaks for."""

    source: Source
    documents: int
    quoted: int
    incidents: int
    same_as: SourceId | None = None


def note_id(source: SourceId, noted: Noted, value: str | None, when: datetime) -> str:
    """A note is what is said of a source, and when."""
    return content_id("note", source, noted.value, value, when.isoformat())
