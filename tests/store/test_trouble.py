"""A full disk, a disk that may only be read, another process that writes: each says so, and what is stored stands."""

import errno
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.build import NOON, a_claim, a_document
from warledger.archive.custody import check
from warledger.errors import CaseBusy, StorageFailure, WarledgerError
from warledger.store.case import Store, open_case
from warledger.store.sqlite import our_errors

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="warledger-test-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def as_a_common_user(work: Callable[[], str]) -> str:
    """What `work` answers when it is done by a user whom permissions bind; root is bound by none."""
    if os.geteuid():
        return work()
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_answer, args=(work, theirs))
    child.start()
    theirs.close()
    answer = str(ours.recv())
    child.join()
    return answer


def _answer(work: Callable[[], str], answer: Connection) -> None:
    os.setuid(NOBODY)
    try:
        answer.send(work())
    except WarledgerError as error:
        answer.send(f"{type(error).__name__}: {error}")
    answer.close()


def add_one(store: Store, text: str = "Shells fell again.") -> bool:
    """Add a report of its own."""
    report = a_document(text, series=f"file:{text[:60]}")
    return store.add_document(report, [a_claim(report)], NOON)


def a_case_in(folder: Path) -> Path:
    """A case with one document."""
    path = folder / "case.ledger"
    with open_case(str(path), create=True) as store:
        add_one(store, "Shells fell first.")
    return path


def look_and_add(path: Path) -> str:
    """Count the documents, then try to add one."""
    with open_case(str(path), create=True) as store:
        documents = len(list(store.documents()))
        claims = len(list(store.claims()))
        try:
            add_one(store)
        except StorageFailure as error:
            return f"read {documents} and {claims}, then: {error}"
    return f"read {documents} and {claims}, and added one"


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o755), (0o666, 0o555)], ids=["both", "file", "folder"]
)
def test_a_case_that_may_only_be_read_is_read_and_not_added_to(folder: Path, file_mode: int, folder_mode: int) -> None:
    path = a_case_in(folder)
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    answer = as_a_common_user(lambda: look_and_add(path))
    assert answer.startswith("read 1 and 1, then: "), answer
    assert "may only be read" in answer
    assert str(path) in answer


def test_what_waits_in_the_log_of_a_read_only_case_is_not_passed_over(folder: Path) -> None:
    path = a_case_in(folder)
    with open_case(str(path), create=False) as store:
        add_one(store, "Shells fell in the log.")
        copy = folder / "copy"
        copy.mkdir()
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(folder / name, copy / name)
    copy.chmod(0o555)
    answer = as_a_common_user(lambda: look_and_add(copy / path.name))
    assert answer.startswith(("StorageFailure", "read 2 and 2")), answer
    copy.chmod(0o755)


def test_a_case_cannot_be_made_where_nothing_may_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    answer = as_a_common_user(lambda: look_and_add(folder / "new.ledger"))
    assert answer.startswith("StorageFailure"), answer
    assert list(folder.iterdir()) == []


def fill_up(store: Store) -> None:
    """Let the database grow no further, as on a full disk."""
    engine = store._database._engine

    @event.listens_for(engine, "begin")
    def no_more(connection: object) -> None:
        pages = connection.connection.driver_connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.connection.driver_connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]


def test_a_full_disk_is_told_and_what_was_added_stands(store: Store) -> None:
    add_one(store, "Shells fell first.")
    before = list(store.documents())
    fill_up(store)
    with pytest.raises(StorageFailure, match=r"disk is full.*make room"):
        add_one(store, "Shells fell. " + "Much was said about it. " * 5000)
    assert list(store.documents()) == before
    assert check(store.custody()) is None
    store.close()
    with open_case(str(store.path), create=False) as again:
        assert add_one(again)
        assert again.counts().documents == 2


def test_another_writer_is_waited_for_and_then_told(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with open_case(str(store.path), create=False, wait_s=0.2) as waiting:
        with pytest.raises(CaseBusy, match="another process is writing"):
            add_one(waiting)
        assert time.monotonic() - started >= 0.2
        assert waiting.counts().documents == 0  # who only reads does not wait
        other.execute("COMMIT")
        assert add_one(waiting)
    other.close()


def test_a_disk_that_fails_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageFailure, match="disk is full"), store._database.writing():
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "may only be read. Copy it"),
        (errno.EACCES, "may only be read. Copy it"),
        (errno.ENOSPC, "disk is full. What was added before stands: make room"),
        (errno.EIO, r"could not be read or written \(Input/output error\). Check"),
    ],
)
def test_what_the_file_system_says_comes_with_a_way_out(number: int, words: str) -> None:
    with pytest.raises(StorageFailure, match=rf"a\.ledger: .*{words}"), our_errors(Path("a.ledger")):
        raise OSError(number, os.strerror(number))
