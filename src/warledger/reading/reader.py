"""The assembled steps of reading, checked when the module is first used: each step finds the layers it needs.

To add a step: one file with its `STEP`, one line in `STEPS`. The text is never changed.
"""

from functools import cache

from warledger.model.document import Document
from warledger.model.reading import Reading, Step
from warledger.reading import clauses, dates, dates_durations, mentions, numbers, places, sentences, speakers

STEPS: tuple[Step, ...] = (
    sentences.STEP,
    dates.STEP,
    dates_durations.STEP,
    numbers.STEP,
    mentions.STEP,
    places.STEP,
    clauses.STEP,
    speakers.STEP,
)


def read(document: Document) -> Reading:
    """All layers over a document."""
    reading = Reading(document)
    for step in ordered():
        reading = step.run(reading)
    return reading


@cache
def ordered() -> tuple[Step, ...]:
    """The steps, once it is sure that each finds what it needs."""
    check(STEPS)
    return STEPS


def check(steps: tuple[Step, ...]) -> None:
    """Raise ValueError when a step needs a layer that none before it adds."""
    have: set[str] = set()
    for step in steps:
        lacking = [layer for layer in step.needs if layer not in have]
        if lacking:
            raise ValueError(f"the step {step.name!r} needs {', '.join(lacking)}, which no step before it adds")
        have.add(step.adds)
