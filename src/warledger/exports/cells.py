"""Rows of a CSV file that every reader takes and no spreadsheet runs: RFC 4180, with formulas made plain text.

A number is written as it is. A text that a spreadsheet could take for a formula gets an apostrophe in front, which
`unguard` takes off again. Code points that no UTF-8 file may hold are replaced, and noted.
"""

import csv
import math
import re
from collections.abc import Iterable, Mapping
from typing import TextIO

from warledger.exports.form import Column
from warledger.exports.json_text import NOT_A_NUMBER
from warledger.exports.losses import LossKind, Tally

Cell = str | int | float | None
Row = Mapping[str, Cell]

BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV file for UTF-8 only with it: without it Arabic comes out as noise
BETWEEN = " | "

APOSTROPHE = LossKind(
    "apostrophe", "A text that a spreadsheet could run as a formula has an apostrophe in front; take it off to compare."
)
NOT_UNICODE = LossKind(
    "replaced characters", "A character that no UTF-8 file may hold was replaced by U+FFFD, the replacement character."
)
CELL_LOSSES = (APOSTROPHE, NOT_UNICODE, NOT_A_NUMBER)

# Excel, LibreOffice and Google Sheets take = + - @ and their full-width forms for the start of a formula; a tab, a line
# break, a space or an invisible mark before one is dropped by some of them. Apostrophes in front of such a text are
# guarded too, so that taking one off always gives the text back.
FORMULA = re.compile(
    "'*(?:[\t\r\n]|[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]*[=+\\-@＝＋－＠﹢﹣﹦﹫−])"
)
UNWRITABLE = re.compile("[\ud800-\udfff\x00]")


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> guard("=HYPERLINK(1)"), guard("-5"), guard("plain")
    ("'=HYPERLINK(1)", "'-5", 'plain')
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` was given.

    >>> unguard(guard("'=1")), unguard("it's")
    ("'=1", "it's")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def joined(items: Iterable[str | None]) -> str:
    """Several texts in one cell, kept apart by " | "; a bar within a text is written \\|.

    >>> joined(["army", None, "a|b"])
    'army |  | a\\\\|b'
    """
    return BETWEEN.join((item or "").replace("|", "\\|") for item in items)


class Table:
    """Writes rows under a header. Values go by column name; a column without a value is an empty cell."""

    def __init__(self, out: TextIO, columns: tuple[Column, ...], tally: Tally) -> None:
        self._writer = csv.writer(out, lineterminator="\r\n")
        self._names = tuple(column.name for column in columns)
        self._tally = tally
        self._writer.writerow(self._names)

    def write(self, row: Row) -> None:
        """Write one row; a value under no column of the format is a mistake of ours."""
        unknown = row.keys() - set(self._names)
        if unknown:
            raise KeyError(f"no such columns: {', '.join(sorted(unknown))}")
        self._writer.writerow([self._cell(row.get(name)) for name in self._names])

    def _cell(self, value: Cell) -> str | int | float:
        if value is None:
            return ""
        if isinstance(value, float) and not math.isfinite(value):
            self._tally.note(NOT_A_NUMBER.name)
            return ""
        if not isinstance(value, str):
            return value
        written = UNWRITABLE.sub("\ufffd", value)
        if written != value:
            self._tally.note(NOT_UNICODE.name)
        guarded = guard(written)
        if guarded != written:
            self._tally.note(APOSTROPHE.name)
        return guarded
