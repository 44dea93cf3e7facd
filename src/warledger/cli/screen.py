"""The terminal: consoles for data and for talk, tables that fit the width, and sentences with their words marked.

Colour is never the only sign: what it says stands in words too, so NO_COLOR, a pipe and a screen reader lose nothing.
This is the only module that imports rich.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from warledger.cli.talk import visible
from warledger.model.claim import Status

NARROWEST, WIDEST = 60, 200
WIDTH_UNKNOWN = 120  # columns, where the output is no terminal and COLUMNS is not set
BATCH = 100  # rows drawn at once, so that the first are seen before the last are read

STATUS_STYLES = {
    Status.HAPPENED: "",
    Status.ONGOING: "cyan",
    Status.ATTEMPTED: "yellow",
    Status.PLANNED: "magenta",
    Status.THREATENED: "magenta",
    Status.POSSIBLE: "magenta",
    Status.DENIED: "red",
}
MARK = "bold underline bright_yellow"


class Terminal(Console):
    """A rich console for texts of strangers: it shows control characters instead of obeying them.

    A closed pipe is left to the caller instead of ending the process here.
    """

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render with every control character made visible, before any style is added."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)

    def on_broken_pipe(self) -> NoReturn:
        """Raise, so that main ends the run quietly."""
        raise BrokenPipeError


def screen(*, talk: bool = False) -> Terminal:
    """The console for data (standard output) or for talk (standard error)."""
    stream = sys.stderr if talk else sys.stdout
    return Terminal(file=stream, width=width(), highlight=False, soft_wrap=False, emoji=False)


def width() -> int:
    """Columns to draw in: COLUMNS, else those of the terminal, also when the output goes through a pager."""
    wanted = os.environ.get("COLUMNS", "")
    columns = int(wanted) if wanted.isdigit() else _terminal_width()
    return min(max(columns, NARROWEST), WIDEST)


def _terminal_width() -> int:
    for stream in (1, 2, 0):
        try:
            return os.get_terminal_size(stream).columns
        except OSError:
            continue
    return WIDTH_UNKNOWN


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a fixed width, or (0) a share of what is left."""

    heading: str
    width: int = 0
    share: int = 1
    right: bool = False


Row = Sequence[str | Text]


def draw(console: Terminal, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Draw a table as its rows arrive; the number of rows drawn."""
    widths = _widths(columns, console.width)
    drawn = 0
    for batch in _batches(rows):
        table = Table(
            box=box.SIMPLE_HEAD, show_header=drawn == 0, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0)
        )
        for column, columns_wide in zip(columns, widths, strict=True):
            table.add_column(
                column.heading,
                width=columns_wide,
                justify="right" if column.right else "left",
                overflow="fold",
                header_style="bold",
            )
        for row in batch:
            table.add_row(*row)
        console.print(table)
        drawn += len(batch)
    return drawn


def _widths(columns: Sequence[Column], total: int) -> list[int]:
    """Fixed columns take what they ask for; the others share the rest."""
    gaps = 2 * (len(columns) - 1) + 1
    left = total - gaps - sum(column.width for column in columns)
    shares = sum(column.share for column in columns if not column.width)
    return [column.width or max(8, left * column.share // shares) for column in columns]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def status_text(status: Status) -> Text:
    """A status; one that does not count as an event is set in capitals, so that nobody takes it for one."""
    return Text(status.value if status.counts_as_event else status.value.upper(), style=STATUS_STYLES[status])


def lines(*parts: str | Text) -> Text:
    """Parts of a cell under each other; empty ones are left out."""
    return Text("\n").join(Text(part) if isinstance(part, str) else part for part in parts if part)


def dim(words: str) -> Text:
    """Words of less weight."""
    return Text(words, style="dim")


def styled(console: Console) -> bool:
    """Whether the console can underline; where not, words are marked with «»."""
    return console.is_terminal and not console.is_dumb_terminal


def marked(text: str, spans: Iterable[tuple[int, int]], console: Console) -> Text:
    """A text with some of its stretches marked."""
    out, at = Text(), 0
    for start, end in merged(spans):
        out.append(text[at:start])
        out.append(text[start:end] if styled(console) else f"«{text[start:end]}»", style=MARK)
        at = end
    return out.append(text[at:])


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch made one.

    >>> merged([(8, 9), (0, 3), (2, 5), (5, 6)])
    [(0, 6), (8, 9)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
