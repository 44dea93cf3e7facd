"""The documents of a case as a mapping from id to record, each fetched when it is asked for and few kept in memory."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.store.records import Store

KEPT = 64  # claims come in the order of their documents, so a view rarely asks for more at once


class Documents(Mapping[DocumentId, Document]):
    """All documents of a case, superseded ones too."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fetch = lru_cache(maxsize=KEPT)(store.document)

    def __getitem__(self, id: DocumentId) -> Document:
        document = self._fetch(id)
        if document is None:
            raise KeyError(id)
        return document

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(self._store.document_ids())

    def __len__(self) -> int:
        return self._store.counts().documents
