"""The assembled steps of reading, checked when the module is first used: each step finds the layers it needs.

To add a step: one file with its `STEP`, one line in `STEPS`. The text is never changed.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from warledger.model.document import Document
from warledger.model.reading import Reading, Step
from warledger.reading import clauses, dates, dates_durations, mentions, numbers, places, sentences, speakers
from warledger.reference.actors import actors
from warledger.reference.gazetteer import gazetteer

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


def read(document: Document, lists: Path | None = None) -> Reading:
    """All layers over a document; `lists` is the folder of the lists of places, None the user's own."""
    reading = Reading(document)
    for step in ordered(lists):
        reading = step.run(reading)
    return reading


@cache
def ordered(lists: Path | None = None) -> tuple[Step, ...]:
    """The steps, once it is sure that each finds what it needs."""
    check(STEPS)
    if lists is None:
        return STEPS
    in_lists = replace(places.STEP, run=lambda reading: places.places_by(reading, gazetteer(lists), actors()))
    return tuple(in_lists if step is places.STEP else step for step in STEPS)


def check(steps: tuple[Step, ...]) -> None:
    """Raise ValueError when a step needs a layer that none before it adds."""
    have: set[str] = set()
    for step in steps:
        lacking = [layer for layer in step.needs if layer not in have]
        if lacking:
            raise ValueError(f"the step {step.name!r} needs {', '.join(lacking)}, which no step before it adds")
        have.add(step.adds)
