"""Codes gold reports as the program codes any report, without a case: what evaluation and the benchmarks measure.

The stages are those of every other run. A report that is not read, or that the coder fails on, comes back without
claims and with the reason, so that it is measured as coded empty and still told of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from warledger.config import Settings
from warledger.evaluation.gold import CodedClaim, GoldReport, coded_claim
from warledger.model.document import Document, Published, PublishedBasis, document_id
from warledger.model.ids import sha256_text
from warledger.model.serial import printed_claim
from warledger.pipeline.stages import Stages, coded, stages_for

ENGLISH = "en"  # gold files are coded in English; their language is not guessed


@dataclass(frozen=True, slots=True)
class Coding:
    """What was coded of one report; `unread` says why nothing was, where the report was not read."""

    claims: tuple[CodedClaim, ...]
    unread: str | None = None


ReportCoder = Callable[[GoldReport], Coding]


def coder_for(settings: Settings) -> ReportCoder:
    """The program's coder by these settings, loaded once."""
    stages = stages_for(settings)
    return lambda report: code(report, stages)


def code_report(report: GoldReport) -> tuple[CodedClaim, ...]:
    """What the program codes of a gold report's text by its default settings."""
    return code(report, default_stages()).claims


def code(report: GoldReport, stages: Stages) -> Coding:
    """What the stages code of a gold report's text."""
    found = coded(document_of(report), stages)
    return Coding(tuple(coded_claim(printed_claim(claim)) for claim in found.claims), found.document.unread)


def document_of(report: GoldReport) -> Document:
    """A gold report as the document that the pipeline would make of it; the day it was published is taken as given."""
    day = date.fromisoformat(report.published) if report.published else None
    digest = sha256_text(report.text)
    return Document(
        id=document_id(report.id, digest),
        series=report.id,
        version=1,
        sha256=digest,
        text_sha256=digest,
        text=report.text,
        title=report.title,
        author=None,
        published=Published(day, PublishedBasis.GIVEN, "given by the gold file") if day else None,
        language=ENGLISH,
        source=None,
        origin="gold file",
        media_type="text/plain",
        extractor="gold",
        captured_at=datetime.now(UTC),
    )


@cache
def default_stages() -> Stages:
    """The stages by the default settings, made once."""
    return stages_for(Settings())
