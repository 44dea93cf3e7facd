"""From a report to all that was found in it: the document, its layers, its claims and the words that were left out.

The way is that of `read` and `add`, with nothing thrown away in between, so what is explained is what is coded. It
stores nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from warledger.archive.capture import Capture, Given, Refusal
from warledger.config import Settings
from warledger.errors import SkipDocument
from warledger.model.claim import Claim
from warledger.model.considered import Considered
from warledger.model.document import Document
from warledger.model.reading import Reading
from warledger.pipeline.clock import utc_now
from warledger.pipeline.stages import Stages, coded, stages_for

Considering = Callable[[Reading], tuple[Considered, ...]]


@dataclass(frozen=True, slots=True)
class Explained:
    """A report, its layers (None where it was not read), its claims, and the fate of each event word by the rules."""

    document: Document
    reading: Reading | None
    claims: tuple[Claim, ...]
    considered: tuple[Considered, ...]


def explain(
    address: str,
    given: Given,
    settings: Settings,
    *,
    stages: Stages | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Iterator[Explained | Refusal]:
    """What is at an address, each report with all that was found in it."""
    stages, consider = stages or stages_for(settings), considering(settings)
    for taken in stages.captures(address, given, settings, clock()):
        if isinstance(taken, Refusal):
            yield taken
            continue
        try:
            yield _captured(taken, settings, stages, consider)
        except SkipDocument as error:
            yield Refusal.of(taken.origin, error)


def explain_document(document: Document, settings: Settings, *, stages: Stages | None = None) -> Explained:
    """All that is found in a document that was taken in before, by the coder of today."""
    return _explained(document, stages or stages_for(settings), considering(settings))


def considering(settings: Settings) -> Considering:
    """What tells the fate of event words, by the codebook that the settings name."""
    from warledger.coding.considered import considered  # the lexicons take long to load, as in stages_for
    from warledger.reference.codebook import load_codebook  # (as above)

    codebook = load_codebook(settings.codebook)
    return lambda reading: considered(reading, codebook)


def _captured(capture: Capture, settings: Settings, stages: Stages, consider: Considering) -> Explained:
    document = stages.document(capture, stages.extract(capture, settings), 1)
    return _explained(document, stages, consider)


def _explained(document: Document, stages: Stages, consider: Considering) -> Explained:
    """The document coded as ever; its reading is kept on the way, also where the coder then fails."""
    kept: list[Reading] = []

    def read(document: Document) -> Reading:
        kept.append(stages.read(document))
        return kept[-1]

    result = coded(document, replace(stages, read=read))
    reading = kept[0] if kept else None
    found = consider(reading) if reading is not None and result.trouble is None else ()
    return Explained(result.document, reading, result.claims, found)
