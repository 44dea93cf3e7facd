"""A long text in parts that a browser draws at once: cut at the ends of lines, in order, nothing lost or said twice.

Offsets stay those of the stored text. A text that is not long is one part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warledger.web.marking import Mark, Piece, paragraphs

MOST = 30_000  # characters of a part: some five thousand words, drawn by a browser in a tenth of a second


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`-th of `of` parts, counted from 1; half-open, in code points of the stored text."""

    number: int
    of: int
    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether a place in the text is in this part."""
        return self.start <= at < self.end


def parts_of(text: str, most: int = MOST) -> list[Part]:
    """The parts of a text, cut at the last end of a line that fits, and within a line that is longer than that.

    >>> [(part.start, part.end) for part in parts_of("one\\ntwo\\nthree", most=8)]
    [(0, 8), (8, 13)]
    """
    cuts, at = [0], 0
    while len(text) - at > most:
        line = text.rfind("\n", at + most // 2, at + most)
        at = at + most if line < 0 else line + 1
        cuts.append(at)
    ends = [*cuts[1:], len(text)]
    return [Part(n, len(cuts), start, end) for n, (start, end) in enumerate(zip(cuts, ends, strict=True), start=1)]


def part_with(parts: Sequence[Part], at: int) -> Part:
    """The part that a place in the text is in."""
    return next((part for part in parts if part.holds(at)), parts[0])


def part_numbered(parts: Sequence[Part], number: str) -> Part:
    """The part of that number; the first where there is none."""
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 1
    return parts[chosen - 1] if 1 <= chosen <= len(parts) else parts[0]


def lines_of_part(
    text: str, marks: Sequence[Mark], part: Part, target: tuple[int, int] | None
) -> Iterator[tuple[Piece, ...]]:
    """The lines of a part, cut where marks begin and end; offsets count from the beginning of the whole text."""
    start, end = part.start, part.end
    inside = [
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.role, mark.claim)
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    aim = (max(target[0], start) - start, min(target[1], end) - start) if target else None
    aim = aim if aim and aim[0] < aim[1] else None
    for line in paragraphs(text[start:end].removesuffix("\n"), inside, aim):
        yield tuple(replace(piece, start=piece.start + start, end=piece.end + start) for piece in line)
