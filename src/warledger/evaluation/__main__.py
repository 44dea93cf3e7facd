"""The gate from the command line: `python -m warledger.evaluation GOLD.jsonl [--update [--allow-regression]]`."""

import argparse
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from warledger.config import Settings
from warledger.errors import WarledgerError
from warledger.evaluation.gate import check, measure, measures, read_floors, update, write_floors
from warledger.evaluation.gold import CodedClaim, GoldReport, coded_claim
from warledger.model.document import Document, Published, PublishedBasis, document_id
from warledger.model.ids import sha256_text
from warledger.model.serial import printed_claim
from warledger.pipeline.stages import Stages, coded, stages_for


def main(arguments: list[str] | None = None) -> int:
    """Print each measure beside its floor; 1 when one is below."""
    parser = argparse.ArgumentParser(prog="warledger.evaluation", description=__doc__)
    parser.add_argument("gold", type=Path, help="coded reports (JSON Lines)")
    parser.add_argument("--update", action="store_true", help="pin the floors to what is measured now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: floors may go down")
    options = parser.parse_args(arguments)
    try:
        return _run(options.gold, update_floors=options.update, allow_regression=options.allow_regression)
    except (WarledgerError, OSError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def _run(gold: Path, *, update_floors: bool, allow_regression: bool) -> int:
    scores = measure(gold, code_report)
    if update_floors:
        write_floors(update(gold, scores, read_floors(), allow_regression=allow_regression))
        for name, value in measures(scores).items():
            print(f"{name:10} {value:.3f}  pinned")
        return 0
    lines = check(gold, scores, read_floors())
    for line in lines:
        print(f"{line.measure:10} {line.value:.3f}  floor {line.floor:.3f}  {'ok' if line.holds else 'BELOW'}")
    return 0 if all(line.holds for line in lines) else 1


def code_report(report: GoldReport) -> tuple[CodedClaim, ...]:
    """What the program codes of a gold report's text, without a case."""
    published = None
    if report.published:
        published = Published(date.fromisoformat(report.published), PublishedBasis.GIVEN, "given by the gold file")
    digest = sha256_text(report.text)
    document = Document(
        id=document_id(report.id, digest),
        series=report.id,
        version=1,
        sha256=digest,
        text_sha256=digest,
        text=report.text,
        title=report.title,
        author=None,
        published=published,
        language="en",
        source=None,
        origin="gold file",
        media_type="text/plain",
        extractor="gold",
        captured_at=datetime.now(UTC),
    )
    return tuple(coded_claim(printed_claim(claim)) for claim in coded(document, _stages()).claims)


@cache
def _stages() -> Stages:
    return stages_for(Settings())


if __name__ == "__main__":
    sys.exit(main())
