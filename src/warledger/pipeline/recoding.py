"""Codes what a case holds again, with the coder and codebook of today; each change is told in the custody log.

The documents stay as they were captured; only their claims are replaced, and why they are unread. A document whose
claims come out the same is left alone, so running twice changes nothing more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from warledger.config import Settings
from warledger.model.claim import PERSON
from warledger.pipeline.clock import utc_now
from warledger.pipeline.report import Progress, Stage, no_progress
from warledger.pipeline.stages import Stages, coded, stages_for
from warledger.store.records import Store


@dataclass(frozen=True, slots=True)
class Recoded:
    """What a run of `recode` did: documents looked at, those whose claims changed, those left unread, claims now."""

    documents: int = 0
    changed: int = 0
    unread: int = 0
    claims: int = 0


def recode(
    store: Store,
    settings: Settings,
    *,
    stages: Stages | None = None,
    progress: Progress = no_progress,
    clock: Callable[[], datetime] = utc_now,
) -> Recoded:
    """Code every document of a case again, superseded versions too. Claims that people added stay."""
    stages = stages or stages_for(settings)
    documents = changed = unread = claims = 0
    for id in store.document_ids():
        document = store.document(id)
        assert document is not None, "documents are never deleted"
        result = coded(document, stages)
        progress(Stage.CODED, document.origin)
        details = (("coder", settings.coder),)
        kept = tuple(one for one in store.coded_of(id) if one.coder.startswith(PERSON))
        own = {one.id for one in kept}
        found = (*(one for one in result.claims if one.id not in own), *kept)
        changed += store.replace_claims(result.document, found, clock(), details)
        progress(Stage.STORED, document.origin)
        documents, claims = documents + 1, claims + len(found)
        unread += result.document.unread is not None
    return Recoded(documents, changed, unread, claims)
