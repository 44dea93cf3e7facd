"""Reads a table of places (CSV with commas, semicolons or tabs) as rows by column, and cells as numbers."""

import csv
import math
from collections.abc import Iterator

from warledger.errors import BadSetting
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import BadRow

Row = dict[str, object]
"""A row of a list in another's format, by the names of its columns: unchecked, and turned into a record at once."""

csv.field_size_limit(16 * 1024 * 1024)


def table_rows(file: ListFile) -> Iterator[Row | BadRow]:
    """The rows of a table by its columns' names in lower case."""
    separator = separator_of(file.head())
    bad: list[BadRow] = []
    reader = csv.reader(_lines(file, bad), delimiter=separator)
    columns: list[str] | None = None
    try:
        for cells in reader:
            yield from bad
            bad.clear()
            if columns is None:
                columns = [cell.strip().lower() for cell in cells]
            elif any(cells):
                if len(cells) != len(columns):
                    yield BadRow(
                        reader.line_num, f"it has {len(cells)} cells where the table has {len(columns)} columns"
                    )
                else:
                    yield {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
    except csv.Error as error:
        yield BadRow(reader.line_num, f"it is no CSV ({error}); what follows is left out")
    yield from bad


def columns_of(head: str) -> list[str]:
    """The columns of a table by its first line, in lower case."""
    first = next(iter(head.splitlines()), "").strip()
    try:
        row = next(csv.reader([first], delimiter=separator_of(head)), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in row]


def separator_of(head: str) -> str:
    """What stands between the cells: the one that the first line holds most."""
    first = next(iter(head.splitlines()), "")
    return max(",;\t", key=first.count)


def number_in(row: Row, *keys: str) -> float | None:
    """The first of the cells that holds a finite number; a comma may stand for the point."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str):
            try:
                value = float(value.replace(",", ".")) if value.strip() else None
            except ValueError:
                value = None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    return None


def _lines(file: ListFile, bad: list[BadRow]) -> Iterator[str]:
    for number, line in file.lines():
        if line is None and number == 1:
            raise BadSetting(f"{file.path}: its headings are not text; say what it is, as in --encoding cp1256.")
        if line is None:
            bad.append(BadRow(number, "it is not UTF-8 text"))
        else:
            yield line.replace("\0", "") + "\n"
