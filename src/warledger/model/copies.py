"""Documents that are one text: which copies which, how much of it, by what rule, and the families that follow.

A link stands between two documents and is told from the earlier to the later; a family is what links of one voice hold
together. A quoted block is a link too, but two reports that quote one statement are not one voice.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from warledger.model.evidence import Span
from warledger.model.ids import DocumentId, content_id

FamilyId = NewType("FamilyId", str)  # one text and its copies


class CopyKind(StrEnum):
    """What the later document is to the earlier one."""

    REPRINT = "reprint"  # the same text, whatever its title, dateline and byline
    CUT = "cut"  # shorter, and nothing or little of its own
    UPDATE = "update"  # the same story with other figures, or with text added
    VERSION = "version"  # the same address or file captured again, however much has changed
    QUOTED = "quoted block"  # one block in common; the rest is each one's own

    @property
    def one_voice(self) -> bool:
        """Whether such a link makes the two documents one family."""
        return self is not CopyKind.QUOTED


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in both documents, apart from figures: where in `one`, and where in `other`."""

    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two documents that share text. `one` is the earlier, so far as `order` ("published", "captured") can tell.

    `share_of_one` and `share_of_other` run from 0 to 1: how much of each one's words stands in the other, figures and
    days aside. `figures_changed` counts the figures of the shared words that differ. `rule` says why they are linked.
    """

    one: DocumentId
    other: DocumentId
    kind: CopyKind
    share_of_one: float
    share_of_other: float
    order: str
    rule: str
    figures_changed: int = 0
    passages: tuple[Passage, ...] = ()

    @property
    def share(self) -> float:
        """How much of the one that has less of its own stands in the other."""
        return max(self.share_of_one, self.share_of_other)


@dataclass(frozen=True, slots=True)
class Family:
    """A document and its copies, the earliest first. A document without copies is a family of its own."""

    id: FamilyId
    members: tuple[DocumentId, ...]
    earliest: DocumentId
    links: tuple[CopyLink, ...] = ()


def family_id(earliest: DocumentId) -> FamilyId:
    """A family is named by its earliest member, whatever the order in which its members were added."""
    return FamilyId(content_id("family", earliest))
