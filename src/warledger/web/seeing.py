"""The case as somebody sees it who may not know who its protected sources are, or what other people answered.

A report that a protected source published, or in which the name of one stands, is withheld whole: its text, title,
author, address, and the words of its claims. What incidents say stays, for their voices go under numbers anyway.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from threading import Lock

from starlette.requests import Request

from warledger.model.accounts import Right
from warledger.model.claim import Claim
from warledger.model.document import Document, Source
from warledger.model.filters import ClaimFilter
from warledger.model.ids import ClaimId, DocumentId, SourceId
from warledger.model.ledger import Judgement
from warledger.model.register import Noted, SourceNote
from warledger.pipeline.register import register_of
from warledger.pipeline.whole import Whole
from warledger.store.case import Store
from warledger.store.incidents import Incidents
from warledger.store.of_claims import EVERYTHING
from warledger.web.access import allowed
from warledger.web.trouble import Trouble
from warledger.web.visitor import visitor_of

HIDDEN = "withheld"
SHORT = 4
_MARKS = "".join(re.escape(chr(code)) for code in range(0x10000) if unicodedata.category(chr(code)) in ("Mn", "Lm"))
MARKS = re.compile(f"[{_MARKS}]")
BETWEEN = re.compile(r"[\W_]+")
PROTECTED = Source.named("protected source")


class Seeing:
    """What of a case is withheld: worked out when it is first asked for, then for each new report."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._names: frozenset[str] = frozenset()
        self._looked_at: dict[DocumentId, bool] = {}

    def store(self) -> "SeenStore":
        """The case, without what is withheld."""
        return SeenStore(self._store, self)

    def withheld(self) -> frozenset[DocumentId]:
        """The reports that are withheld."""
        notes = self._store.incidents().notes()
        protected = _protected(notes)
        if not protected:
            return frozenset()
        names = self._names_of(protected, notes)
        with self._lock:
            if names != self._names:
                self._names, self._looked_at = names, {}
            for id in self._store.document_ids():
                if id not in self._looked_at:
                    document = self._store.document(id)
                    self._looked_at[id] = document is None or names_one(document, names)
            return frozenset(id for id, hidden in self._looked_at.items() if hidden)

    def _names_of(self, protected: frozenset[SourceId], notes: Iterable[SourceNote]) -> frozenset[str]:
        incidents = self._store.incidents()
        names = {note.name for note in notes if note.source in protected}
        names |= {source.name for source, _ in incidents.publishers() if source.id in protected}
        names |= {name for id, name, _, _ in incidents.speakers() if id in protected}
        return frozenset(plain for name in names if (plain := spelt(name).strip()))


def names_one(document: Document, names: Iterable[str]) -> bool:
    """Whether one of these names, as they are spelt plainly, stands in a report or in what is known of it.

    A short name has to be a word of its own; a longer one may have an article or a preposition grown on to it.
    """
    source = document.source.name if document.source else None
    told = (document.text, source, document.title, document.author, document.origin, document.series)
    text = " ".join(spelt(one) for one in told if one)
    return any((name if len(name) >= SHORT else f" {name} ") in text for name in names)


def spelt(text: str) -> str:
    """A text without capitals, accents, vowel signs and punctuation, with a blank at each end. It is quick.

    >>> spelt("Abū-ʿUmar, وأبو عُمر")
    ' abu umar وابو عمر '
    """
    bare = MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return f" {BETWEEN.sub(' ', bare)} ".replace("  ", " ")


def _protected(notes: Iterable[SourceNote]) -> frozenset[SourceId]:
    """The sources that are protected by now, with all that are other names of them."""
    register = register_of(notes)
    noted = {note.source for note in notes} | {SourceId(n.value) for n in notes if n.noted is Noted.SAME_AS and n.value}
    own = {id for id, source in register.sources.items() if source.protected}
    current = {register.current(id) for id in own}
    return frozenset(id for id in noted if id in own or register.current(id) in current)


class SeenStore(Store):
    """The case, without what is withheld. It is only read: whoever may change a case sees all of it."""

    def __init__(self, store: Store, seeing: Seeing) -> None:
        super().__init__(store._database)
        self._seeing = seeing

    def document(self, id: DocumentId) -> Document | None:
        """The document, with nothing that tells who or what, where it is withheld."""
        found = super().document(id)
        return self._masked(found) if found else None

    def documents(self, *, superseded: bool = False) -> Iterator[Document]:
        """The same of all documents."""
        return map(self._masked, super().documents(superseded=superseded))

    def reports(self, words: str | None = None, *, limit: int | None = None, offset: int = 0) -> Iterator[Document]:
        """The same of a list; a search finds no report that is withheld, for it would tell what stands in it."""
        gone = self._seeing.withheld() if words is not None else frozenset()
        if not gone:
            return map(self._masked, super().reports(words, limit=limit, offset=offset))
        kept = (one for one in super().reports(words) if one.id not in gone)
        return islice(kept, offset, None if limit is None else offset + limit)

    def count_reports(self, words: str | None = None) -> int:
        """How many there are."""
        gone = self._seeing.withheld() if words is not None else frozenset()
        return sum(1 for _ in self.reports(words)) if gone else super().count_reports(words)

    def count_claims(self, wanted: ClaimFilter = EVERYTHING) -> int:
        """How many claims are asked for, of reports that are not withheld."""
        return sum(1 for _ in self.claims(wanted)) if self._seeing.withheld() else super().count_claims(wanted)

    def incidents(self) -> Incidents:
        """The incidents; a search in them looks at no claim of a report that is withheld."""
        return Incidents(self._database, apart_from=self._seeing.withheld())

    def _masked(self, document: Document) -> Document:
        return masked(document) if document.id in self._seeing.withheld() else document

    def claims(
        self,
        wanted: ClaimFilter = EVERYTHING,
        *,
        superseded: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Claim]:
        """The claims asked for, of reports that are not withheld."""
        gone = self._seeing.withheld()
        if not gone:
            return super().claims(wanted, superseded=superseded, limit=limit, offset=offset)
        found = super().claims(wanted, superseded=superseded)
        kept = (claim for claim in found if claim.document not in gone)
        return islice(kept, offset, None if limit is None else offset + limit)

    def claims_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of a report; none of one that is withheld."""
        return () if document in self._seeing.withheld() else super().claims_of(document)

    def rejected_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The same of claims that people rejected."""
        return () if document in self._seeing.withheld() else super().rejected_of(document)

    def coded_of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The same of claims as they were coded."""
        return () if document in self._seeing.withheld() else super().coded_of(document)

    def coded_claim(self, id: ClaimId) -> Claim | None:
        """A claim as it was coded; None of a report that is withheld."""
        found = super().coded_claim(id)
        return None if found and found.document in self._seeing.withheld() else found

    def claim(self, prefix: str) -> Claim:
        """The claim of that id; Trouble when its report is withheld."""
        found = super().claim(prefix)
        if found.document in self._seeing.withheld():
            raise Trouble("withheld")
        return found

    def judgements(self) -> Iterator[Judgement]:
        """None: whoever may not know a protected source judges nothing."""
        return iter(())


def masked(document: Document) -> Document:
    """A document that is withheld, as far as it is shown."""
    bare = replace(document, text="", title=None, author=None, source=PROTECTED, unread=None)
    return replace(bare, series=HIDDEN, sha256=HIDDEN, text_sha256=HIDDEN, origin=HIDDEN, extractor=HIDDEN)


def shown(document: Document) -> Document:
    """The document of a page of its own; Trouble when it is withheld."""
    if document.sha256 == HIDDEN:
        raise Trouble("withheld")
    return document


def seen_whole(request: Request, whole: Whole) -> Whole:
    """An incident as whoever asks may see it: without withheld reports, without what others answered."""
    if not allowed(request, Right.SEE_PROTECTED):
        gone = request.app.state.seeing.withheld()
        claims = [claim for claim in whole.claims if claim.document not in gone]
        documents = {id: masked(one) if id in gone else one for id, one in whole.documents.items()}
        whole = replace(whole, claims=claims, documents=documents)
    if not allowed(request, Right.SEE_ANSWERS):
        name = visitor_of(request).name
        own = [one for one in whole.judgements if one.who == name]
        whole = replace(whole, judgements=own, history=[one for one in whole.history if one.who == name])
    return whole
