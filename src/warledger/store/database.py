"""The file of an open case: transactions that read, transactions that write, and damage told as damage."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from warledger.errors import NotACase
from warledger.store.sqlite import WRITING, our_errors, read_only

R = TypeVar("R")


class Database:
    """An engine, the path it is for, and whether it may write."""

    def __init__(self, path: Path, engine: Engine, *, writable: bool) -> None:
        self.path = path
        self._engine = engine
        self._writable = writable

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the case as it stands now, whatever is written meanwhile."""
        with our_errors(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is stored whole when the block ends, or not at all; waits for other writers first."""
        if not self._writable:
            raise read_only(self.path)
        with our_errors(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITING: True})
            with connection.begin():
                yield connection

    def loaded(self, what: str, read: Callable[..., R], *columns: object) -> R:
        """The record that `read` makes of the columns of a row; a row that holds none is damage."""
        try:
            return read(*columns)
        except (ValueError, KeyError, TypeError) as error:
            raise NotACase(
                f"{self.path}: {what} in this case cannot be read, so the case is damaged. Say what is broken with: "
                f"warledger verify {self.path}"
            ) from error
