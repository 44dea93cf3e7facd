"""Stand-ins for what is slow or not ours to choose: a coder that reads one word, a clock, a watcher of progress."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.build import a_harm, words
from warledger.archive import documents, extract, intake
from warledger.config import Settings
from warledger.model.claim import Claim, Status, claim_id
from warledger.model.evidence import Sourced, quote
from warledger.model.reading import Reading
from warledger.pipeline.report import Stage
from warledger.pipeline.stages import Stages

TRIGGER = re.compile(r"\b(?:fell|shelled|bombed)\b")


def fake_code(reading: Reading) -> tuple[Claim, ...]:
    """A claim for each "fell", "shelled" or "bombed", with one killed where the text says so; fails on "CRASH"."""
    report = reading.document
    if "CRASH" in report.text:
        raise IndexError(f"words of the report: {report.text[:20]}")
    harm = (a_harm(report, "one killed"),) if "one killed" in report.text else ()
    return tuple(_claim(reading, match.start(), match.end(), harm) for match in TRIGGER.finditer(report.text))


def _claim(reading: Reading, start: int, end: int, harm: tuple[object, ...]) -> Claim:
    report = reading.document
    trigger = quote(report.id, report.text, start, end)
    return Claim(
        id=claim_id("shelling_missile", trigger),
        document=report.id,
        coder="fake 1",
        type=Sourced("shelling_missile", "trigger", (trigger,)),
        status=Sourced(Status.HAPPENED, "nothing else is said", (trigger,)),
        trigger=trigger,
        confidence=Sourced(1.0, "the fake is always sure"),
        places=(words(report, "Al-Bab"),) if "Al-Bab" in report.text else (),
        harm=harm,  # type: ignore[arg-type]
    )


def fake_stages(settings: Settings | None = None) -> Stages:
    """The real archive, and the fake coder. A function of the module, so that other processes can make it too."""
    del settings
    return Stages(
        captures=intake.captures,
        rows=intake.rows_at,
        extract=extract.extract,
        document=documents.document,
        read=Reading,
        code=fake_code,
    )


class FakeClock:
    """Tells a time that is a minute later at each call."""

    def __init__(self, start: datetime = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class FakeWatcher:
    """Counts what it is told of progress."""

    def __init__(self) -> None:
        self.counts: Counter[Stage] = Counter()

    def __call__(self, stage: Stage, origin: str) -> None:
        assert origin
        self.counts[stage] += 1
