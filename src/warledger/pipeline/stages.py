"""The stages that a run goes through, as one record that is handed around, and the way of a capture through them.

The real ones are put together here and nowhere else; a test hands in its own. A coder that fails on one report does not
stop the batch: the report is kept, unread, with the place where the coder failed.
"""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warledger.archive.capture import Capture, Extract, Given, Refusal
from warledger.config import Settings
from warledger.errors import BadSetting, StopRun
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.reading import PlaceMention, Reading, TimeMention
from warledger.pipeline.evidence import fault_of
from warledger.pipeline.languages import why_unread

Capturing = Callable[[str, Given, Settings, datetime], Iterator[Capture | Refusal]]
CODERS = ("extractor", "rules")


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage does. `rows` is `captures` for a file that is known to be a table of reports."""

    captures: Capturing
    rows: Capturing
    extract: Callable[[Capture, Settings], Extract]
    document: Callable[[Capture, Extract, int], Document]
    read: Callable[[Document], Reading]
    code: Callable[[Reading], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with its claims and its places and dates.

    `trouble` says where the coder failed, if it did; the document is then unread.
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    trouble: str | None = None
    mentions: tuple[PlaceMention | TimeMention, ...] = ()


def stages_for(settings: Settings) -> Stages:
    """The real stages, with the coder and the codebook that the settings name."""
    if settings.coder not in CODERS:
        raise BadSetting(f"there is no coder {settings.coder!r}. Coders: {', '.join(CODERS)}.")
    from warledger.archive import documents, extract, intake  # the lexicons and the gazetteer take half a second to
    from warledger.coding import coder, dating, joint  # load, which commands that only look at a case wait for in vain
    from warledger.reading import reader  # (as above)
    from warledger.reference.codebook import load_codebook  # (as above)
    from warledger.reference.gazetteer import gazetteer  # (as above)

    codebook = load_codebook(settings.codebook)
    gazetteer(settings.gazetteer)  # makes the shipped index where it is missing: once, before other processes start
    read = reader.read if settings.coder == "rules" else _read_with_extractor
    code = coder.code if settings.coder == "rules" else joint.code
    return Stages(
        captures=intake.captures,
        rows=intake.rows_at,
        extract=extract.extract,
        document=documents.document,
        read=lambda document: read(document, settings.gazetteer),
        code=lambda reading: dating.dated(reading, code(reading, codebook)),
    )


def _read_with_extractor(document: Document, lists: Path | None) -> Reading:
    from warledger.reading import place_pointed, proposing, reader  # the neural runtime, which rules do without

    return place_pointed.add_pointed_places(proposing.STEP.run(reader.read(document, lists)), lists)


def _nobody() -> None:
    """For a report that nobody watches."""


def coded(document: Document, stages: Stages, when_read: Callable[[], None] = _nobody) -> Coded:
    """Read a document and code its claims, each held to its evidence; what is not read says why.

    `when_read` is called between the two.
    """
    unread = why_unread(document)
    if unread is not None:
        return Coded(replace(document, unread=unread))
    document = replace(document, unread=None)
    try:
        reading = stages.read(document)
        when_read()
        claims = stages.code(reading)
        trouble = fault_of(document, claims)
    except StopRun:
        raise
    except Exception as error:  # any fault of a coder is recorded as its reason, and the next report is read
        claims, trouble = (), _place_of(error)
    if trouble is None:
        return Coded(document, claims, mentions=reading.located())
    return Coded(replace(document, unread=f"Not coded: the coder failed ({trouble})"), (), trouble)


def _place_of(error: Exception) -> str:
    """The kind of an error and where it arose; its message may hold words of the report, which do not belong here."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
