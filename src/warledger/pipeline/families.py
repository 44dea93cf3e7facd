"""Gives a document of a case its family: finds the copies of it that the case holds, and joins them.

A document is placed right after it is stored, and one that was not (an older version, a killed process) before the next
report is added. Adding a report touches its own family and no other.
"""

from warledger.archive.copies.families import families
from warledger.archive.copies.fingerprints import fingerprints
from warledger.archive.copies.judging import Text, judged
from warledger.archive.copies.search import HOLDERS, links_of, worth_reading
from warledger.model.copies import CopyLink
from warledger.model.document import Document
from warledger.store.families import Placing, Relative
from warledger.store.records import Store


def place_missing(store: Store) -> int:
    """Place the documents that have no family yet; how many there were."""
    missing = store.families().unplaced()
    for id in missing:
        document = store.document(id)
        assert document is not None, "documents are never deleted"
        place(store, document)
    return len(missing)


def place(store: Store, document: Document) -> None:
    """Find a document's copies and give it its family."""
    text = Text.of(document)
    marks = fingerprints(text.words)
    earlier = _earlier_version(store, document)
    with store.families().placing() as placing:
        if placing.placed(document.id):
            return
        chosen = worth_reading(placing.sharing(marks), len(marks))
        candidates = (Text.of(placing.document(number)) for number in chosen)
        links = {(link.one, link.other): link for link in links_of(text, candidates)}
        links |= {(link.one, link.other): link for link in _to(earlier, text)}
        placing.keep(document.id, marks, most=HOLDERS)
        placing.link(links.values())
        _settle(placing, document, len(marks))


def copies_of(store: Store, document: Document) -> tuple[CopyLink, ...]:
    """The links that a document would have if it were stored: what the case holds of the same text already."""
    text = Text.of(document)
    marks = fingerprints(text.words)
    with store.families().looking() as looking:
        chosen = worth_reading(looking.sharing(marks), len(marks))
        return links_of(text, [Text.of(looking.document(number)) for number in chosen])


def _earlier_version(store: Store, document: Document) -> Document | None:
    versions = [version for version in store.series_versions(document.series) if version.number < document.version]
    return store.document(versions[-1].id) if versions else None


def _to(earlier: Document | None, text: Text) -> tuple[CopyLink, ...]:
    """The link to the version before, which is the same report however much of it was changed."""
    link = judged(Text.of(earlier), text) if earlier is not None else None
    return (link,) if link is not None else ()


def _settle(placing: Placing, document: Document, fingerprints: int) -> None:
    relatives, links = placing.connected(document.id)
    found = families({relative.id: _seniority(relative) for relative in relatives}, links)
    placing.settle(relatives, {member: family.id for family in found for member in family.members}, fingerprints)


def _seniority(relative: Relative) -> tuple[str, str, str]:
    """What a family's members are ordered by, as `judging.seniority` has it of a document."""
    return relative.published or relative.captured_at[:10], relative.captured_at, relative.id
