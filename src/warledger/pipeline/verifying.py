"""Recomputes what a case claims of itself, property by property: hashes, quotes, ids, custody. It mends nothing.

A person who can write to the case can also forge a whole new chain, or cut its end off: against that, write down the
head of the chain (the last line) and keep it elsewhere.
"""

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from warledger.archive.capture import Capture, Extract, Given
from warledger.archive.custody import check
from warledger.archive.extract import extract
from warledger.archive.snapshot import Fault, FaultKind, Snapshots
from warledger.config import Settings
from warledger.errors import NotACase, SkipDocument, StorageFailure
from warledger.model.custody import CustodyRecord
from warledger.model.document import Document
from warledger.model.ids import sha256_text
from warledger.pipeline.evidence import wrong_id, wrong_quote
from warledger.pipeline.report import Progress, Stage, no_progress
from warledger.store.audit import Audit, Audited
from warledger.store.case import Store, open_case
from warledger.store.create import UNFINISHED

Extracting = Callable[[Capture, Settings], Extract]
NO_LIMIT = Settings(
    max_bytes=2**62, max_characters=2**62
)  # what was taken in once is looked at again, whatever its size


@dataclass(frozen=True, slots=True)
class Check:
    """One property: whether it holds, over how many things, the first thing that breaks it, and a note besides."""

    name: str
    ok: bool
    counted: int
    first_broken: str | None = None
    note: str | None = None


@dataclass
class _Property:
    """A property while its things are counted."""

    name: str
    counted: int = 0
    broken: list[str] = field(default_factory=list)
    skipped: int = 0

    def count(self, what: str, fault: str | None) -> None:
        self.counted += 1
        if fault is not None:
            self.broken.append(f"{what}: {fault}")

    def done(self, note: str | None = None) -> Check:
        if len(self.broken) > 1:
            note = f"{len(self.broken)} broken" + (f"; {note}" if note else "")
        return Check(self.name, not self.broken, self.counted, next(iter(self.broken), None), note)


def verify(path: str, *, progress: Progress = no_progress, extract: Extracting = extract) -> Iterator[Check]:
    """Every property of a case, in order. NotACase when there is no case to look at."""
    with open_case(path, create=False) as store:
        yield Check("the case opens and its tables are known", True, 1)
        audit, snapshots = store.audit(), Snapshots(store.archive)
        yield from _guarded("the database is sound", lambda: _database(audit))
        yield from _guarded("the custody chain is unbroken", lambda: _custody(store))
        faults = list(snapshots.verify())
        yield _originals(snapshots, faults)
        documents = _Documents(snapshots, extract)
        yield from _guarded("every document can be looked at", lambda: documents.look(audit, progress))
        yield from _guarded("every claim has its document", lambda: _references(store, audit))
        yield from _guarded("every judgement is as it was stored", lambda: _judgements(audit))
        yield from _guarded("every note on a source is as it was stored", lambda: _notes(audit))
        yield from _guarded("nothing lies about", lambda: _leftovers(store, snapshots, faults))


def _guarded(name: str, look: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """The checks that a look gives; a case too damaged to be looked at is a broken property, not the end."""
    try:
        yield from look()
    except NotACase as error:
        yield Check(name, False, 0, str(error))


def _database(audit: Audit) -> Iterator[Check]:
    fault = audit.unsound()
    yield Check("the database is sound", fault is None, 1, fault)


def _custody(store: Store) -> Iterator[Check]:
    links: list[CustodyRecord] = []

    def watched() -> Iterator[CustodyRecord]:
        for link in store.custody():
            links[:] = [link]
            yield link

    broken = check(watched())
    counted = links[-1].sequence if links else 0
    note = f"head {links[-1].hash}" if links and not broken else None
    yield Check("the custody chain is unbroken", broken is None, counted, broken.message if broken else None, note)


def _originals(snapshots: Snapshots, faults: list[Fault]) -> Check:
    damaged = [fault.message for fault in faults if fault.kind in (FaultKind.CHANGED, FaultKind.UNREADABLE)]
    counted = sum(1 for _ in snapshots.kept())
    return Check("every original is the bytes it is named for", not damaged, counted, next(iter(damaged), None))


class _Documents:
    """What is asked of each document, and the tally of the answers."""

    def __init__(self, snapshots: Snapshots, extract: Extracting) -> None:
        self._snapshots = snapshots
        self._extract = extract
        self._records = _Property("every row holds a record")
        self._stored = _Property("documents and claims are as custody tells")
        self._archived = _Property("every document's original is in the archive")
        self._texts = _Property("every text has its hash")
        self._again = _Property("every text comes out of its original again")
        self._quotes = _Property("every quote stands in its document")
        self._ids = _Property("every claim's id is its hash")

    def look(self, audit: Audit, progress: Progress) -> Iterator[Check]:
        """Look at every document once, then say what holds."""
        for audited in audit.documents():
            self._records.count(audited.id, audited.fault)
            self._stored.count(audited.id, audited.changed)
            self._archived.count(audited.id, self._missing(audited.sha256))
            if audited.document is not None:
                self._look_at(audited.document, audited)
            progress(Stage.CHECKED, audited.id)
        gone = audit.captures_without_document()
        for id in gone:
            self._stored.count(id, "the custody log tells of it, and it is gone")
        skipped = f"{self._again.skipped} not tried: extracted by another version" if self._again.skipped else None
        yield from (self._records.done(), self._stored.done(), self._archived.done(), self._texts.done())
        yield from (self._again.done(skipped), self._quotes.done(), self._ids.done())

    def _missing(self, sha256: str) -> str | None:
        try:
            return None if self._snapshots.has(sha256) else "its original is gone"
        except StorageFailure:
            return "its original has no such name"

    def _look_at(self, document: Document, audited: Audited) -> None:
        right = sha256_text(document.text) == document.text_sha256
        self._texts.count(document.id, None if right else "the text was changed")
        self._extract_again(document)
        date = document.published.quote if document.published else None
        self._quotes.count(document.id, wrong_quote(document, date))
        for claim in audited.claims:
            self._quotes.count(claim.id, wrong_quote(document, claim))
            self._ids.count(claim.id, wrong_id(document, claim))

    def _extract_again(self, document: Document) -> None:
        try:
            content = self._snapshots.get(document.sha256)
        except StorageFailure:
            return  # told as an original that is changed or gone
        capture = Capture(content, document.origin, document.series, document.media_type, Given(), document.captured_at)
        try:
            extracted = self._extract(capture, NO_LIMIT)
        except SkipDocument:
            self._again.count(document.id, "no text comes out of its original any more")
            return
        if extracted.extractor != document.extractor:
            self._again.skipped += 1
        else:
            same = extracted.text == document.text
            self._again.count(document.id, None if same else "another text comes out of its original")


def _references(store: Store, audit: Audit) -> Iterator[Check]:
    lost = audit.claims_without_document()
    broken = f"{lost[0]}: its document is not there" if lost else None
    yield Check("every claim has its document", not lost, store.counts().claims, broken)


def _judgements(audit: Audit) -> Iterator[Check]:
    judgements = _Property("every judgement is as it was stored")
    for id, fault in audit.judgements():
        judgements.count(id, fault)
    yield judgements.done()


def _notes(audit: Audit) -> Iterator[Check]:
    notes = _Property("every note on a source is as it was stored")
    for id, fault in audit.notes():
        notes.count(id, fault)
    yield notes.done()


def _leftovers(store: Store, snapshots: Snapshots, faults: list[Fault]) -> Iterator[Check]:
    """What a killed process left, or somebody put there: named, and no fault of the evidence."""
    unowned = [
        f"{sha256[:12]} (an original without a document)" for sha256 in snapshots.kept() if not store.has_bytes(sha256)
    ]
    other = [fault.path for fault in faults if fault.kind in (FaultKind.LEFTOVER, FaultKind.STRANGER)]
    cases = [path.name for path in store.path.parent.glob(f"{glob.escape(store.path.name)}.*{UNFINISHED}")]
    found = unowned + other + cases
    some = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    note = f"{len(found)} left over, harmless: {some}" if found else None
    yield Check("nothing lies about", True, len(found), None, note)
