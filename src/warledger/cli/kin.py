"""What a document's family is, in words and as JSON: whose copy it is, how much of it, and who copies it.

It reads the families that a case keeps and decides nothing; a case of an older version says that they are not known.
"""

from typing import Any

from warledger.cli import phrases
from warledger.model.copies import CopyKind, CopyLink, Family
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.store.case import Store

VERBS = {
    CopyKind.REPRINT: "a reprint of",
    CopyKind.CUT: "cut from",
    CopyKind.UPDATE: "an update of",
    CopyKind.VERSION: "a later version of",
}


def in_brief(family: Family | None, document: DocumentId) -> str:
    """A document's place in its family, in a few words; empty where it has no copies."""
    if family is None or len(family.members) == 1:
        return ""
    link = origin_of(family, document)
    if link is None:
        return f"the earliest of {len(family.members)} copies"
    return f"{VERBS[link.kind]} {phrases.short_id(link.one)}, {link.share_of_other:.0%} of its words"


def origin_of(family: Family, document: DocumentId) -> CopyLink | None:
    """The link to the earlier document that most of this one stands in; None for one that copies none."""
    links = [link for link in family.links if link.other == document]
    return max(links, key=lambda link: (link.share_of_other, link.one), default=None)


def in_sentences(store: Store, document: DocumentId) -> list[str]:
    """Every document that shares text with one, a sentence each, with the rule; empty where none does."""
    said = []
    for link in store.families().links_of(document):
        earlier = link.other == document
        kin = store.document(link.one if earlier else link.other)
        if kin is not None:
            said.append(_sentence(link, kin, earlier=earlier))
    return said


def _sentence(link: CopyLink, kin: Document, *, earlier: bool) -> str:
    name = f"{phrases.short_id(kin.id)} “{kin.title or kin.origin}”" + (f" ({kin.source.name})" if kin.source else "")
    if link.kind is CopyKind.QUOTED:
        return f"This report shares a block with {name}: {link.rule}."
    changed = f", {phrases.count(link.figures_changed, 'figure')} changed" if link.figures_changed else ""
    share = f"{link.share_of_other:.0%} of its words"
    if earlier:
        return f"This report is {VERBS[link.kind]} {name}: {share} stand there{changed} ({link.rule})."
    return f"{name} is {VERBS[link.kind]} this report: {share} stand here{changed} ({link.rule})."


def printed_family(store: Store, document: DocumentId) -> dict[str, Any] | None:
    """A document's family and links as JSON; null where it was not placed yet."""
    family = store.families().family_of(document)
    if family is None:
        return None
    links = [printed_link(link) for link in store.families().links_of(document)]
    return {"id": family.id, "earliest": family.earliest, "members": list(family.members), "links": links}


def printed_link(link: CopyLink) -> dict[str, Any]:
    """A link between copies; `passages` are code points: start and end in `one`, start and end in `other`."""
    return {
        "one": link.one,
        "other": link.other,
        "kind": link.kind.value,
        "share_of_one": link.share_of_one,
        "share_of_other": link.share_of_other,
        "order": link.order,
        "rule": link.rule,
        "figures_changed": link.figures_changed,
        "passages": [[p.one.start, p.one.end, p.other.start, p.other.end] for p in link.passages],
    }
