"""The documents of a case as a mapping from id to record, each fetched when it is asked for and few kept in memory."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.store.records import Store

KEPT = 64  # claims come in the order of their documents, so a view rarely asks for more at once


class Documents(Mapping[DocumentId, Document]):
    """All documents of a case, superseded ones too; each as `seen`, such as with what is noted of its source."""

    def __init__(self, store: Store, seen: Callable[[Document], Document] = lambda document: document) -> None:
        self._store = store
        self._fetch = lru_cache(maxsize=KEPT)(lambda id: _seen(store.document(id), seen))

    def __getitem__(self, id: DocumentId) -> Document:
        document = self._fetch(id)
        if document is None:
            raise KeyError(id)
        return document

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(self._store.document_ids())

    def __len__(self) -> int:
        return self._store.counts().documents


def _seen(document: Document | None, seen: Callable[[Document], Document]) -> Document | None:
    return seen(document) if document is not None else None
