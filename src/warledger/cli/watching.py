"""Progress on long work: how many inputs have reached which stage, on standard error, while it goes on.

On a terminal one line is drawn over and over; elsewhere a line is written now and then, so that a log shows life.
"""

import sys
import time
from collections import Counter
from types import TracebackType
from typing import Self

from rich.status import Status
from rich.text import Text

from warledger.cli.phrases import count
from warledger.cli.screen import screen
from warledger.cli.talk import say
from warledger.pipeline.report import Stage

SHOWN = (*(stage for stage in Stage if stage is not Stage.REFUSED), Stage.REFUSED)
EVERY_S = 15.0  # seconds between two lines in a log
ORIGIN = 40  # characters of the origin that are shown


class Watching:
    """A progress that counts, and shows what it counts; use it as a context manager."""

    def __init__(self) -> None:
        self.counts: Counter[Stage] = Counter()
        self._line: Status | None = None
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._line = screen(talk=True).status(Text("starting"))
            self._line.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._line is not None:
            self._line.stop()
        if isinstance(error, KeyboardInterrupt) and self.counts:
            say(f"warledger: until now {self}.")

    def __call__(self, stage: Stage, origin: str) -> None:
        """Count one input that has reached a stage."""
        self.counts[stage] += 1
        if self._line is not None:
            self._line.update(Text(f"{self}  {origin[-ORIGIN:]}", no_wrap=True, overflow="ellipsis"))
        elif self._told + EVERY_S < time.monotonic():
            self._told = time.monotonic()
            say(str(self))

    def __str__(self) -> str:
        return ", ".join(f"{stage} {self.counts[stage]:,}" for stage in SHOWN if self.counts[stage])


def listed(lines: list[str], most: int, where: str) -> None:
    """Say some lines of many; `where` tells where the rest can be seen."""
    for line in lines[:most]:
        say(line)
    if most < len(lines):
        say(f"  ... and {count(len(lines) - most, 'more', 'more')}: {where}")
