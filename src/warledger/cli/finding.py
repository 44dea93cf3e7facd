"""From the beginnings of ids that people type to the records they mean, or what to do where none or several fit."""

from collections.abc import Iterable

from warledger.cli.phrases import short_id
from warledger.errors import BadSetting
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.pipeline.campaigning import campaigns_of
from warledger.store.case import Store


def campaign_id(store: Store, prefix: str) -> str:
    """The one campaign whose id begins so."""
    found = [one.id for one in campaigns_of(store)]
    return one_of(found, prefix, "campaign", f"warledger campaigns {store.path}")


def one_of(ids: Iterable[str], prefix: str, what: str, lister: str) -> str:
    """The one id that is, or begins, so; `lister` is the command that lists them."""
    held = list(ids)
    found = [id for id in held if id == prefix] or [
        id for id in held if id.startswith(prefix) or id.rpartition("-")[2].startswith(prefix)
    ]
    if not found:
        raise BadSetting(f"no {what}'s id begins with {prefix!r}. List them: {lister}")
    if len(found) > 1:
        some = ", ".join(short_id(id) for id in found[:5])
        raise BadSetting(f"several {what}s' ids begin with {prefix!r}: {some}. Give more of the id.")
    return found[0]


def document_meant(store: Store, wanted: str) -> Document:
    """The report whose id, or whose claim's id, is or begins as wanted."""
    ids = store.document_ids()
    found = [id for id in ids if id == wanted] or [id for id in ids if _begins(id, wanted)]
    if len(found) > 1:
        some = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        raise BadSetting(f"several reports' ids begin with {wanted!r}: {some}. Give more of the id.")
    if not found:
        try:
            found = [store.claim(wanted).document]
        except BadSetting as error:
            raise BadSetting(f"no report's id begins with {wanted!r}, and {error}") from error
    document = store.document(found[0])
    assert document is not None
    return document


def _begins(id: DocumentId, wanted: str) -> bool:
    return id.startswith(wanted) or id.rpartition("-")[2].startswith(wanted)
