"""The archive folder: what is put in stays as it was, and whatever was done to it since is found."""

import errno
import multiprocessing
import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warledger.archive import snapshot
from warledger.archive.snapshot import Fault, FaultKind, Snapshots, sha256_of
from warledger.errors import StorageFailure

contents = st.lists(st.binary(max_size=40), min_size=1, max_size=4, unique=True)


@pytest.fixture
def kept(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "case.archive")


def place(kept: Snapshots, sha256: str) -> Path:
    return kept.folder / sha256[:2] / sha256[2:4] / sha256


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_what_is_put_in_comes_back(kept: Snapshots) -> None:
    sha256 = kept.put(b"Shells fell.")
    assert sha256 == sha256_of(b"Shells fell.")
    assert kept.get(sha256) == b"Shells fell."
    assert kept.has(sha256)
    assert list(kept.kept()) == [sha256]
    assert list(kept.verify()) == []


def test_a_kept_file_lies_at_its_hash_and_may_only_be_read(kept: Snapshots) -> None:
    path = place(kept, kept.put(b"Shells fell."))
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_nothing_is_there_before_the_first_put(kept: Snapshots) -> None:
    assert not kept.has(sha256_of(b"x"))
    assert (list(kept.kept()), list(kept.verify())) == ([], [])
    assert not kept.folder.exists()


def test_the_same_bytes_are_kept_once_and_never_written_again(kept: Snapshots) -> None:
    path = place(kept, kept.put(b"Shells fell."))
    before = path.stat()
    kept.put(b"Shells fell.")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(list(kept.kept())) == 1


@given(contents, st.data())
@settings(max_examples=60, deadline=None)
def test_any_changed_byte_is_found_and_nothing_else(originals: list[bytes], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        kept = Snapshots(Path(folder))
        names = [kept.put(content) for content in originals]
        assert list(kept.verify()) == []
        victim = data.draw(st.sampled_from(names))
        content = kept.get(victim)
        changed = data.draw(st.one_of(_flipped(content), _cut(content), st.binary(max_size=50)).filter(content.__ne__))
        overwrite(place(kept, victim), changed)
        [fault] = kept.verify()
        assert fault.kind is FaultKind.CHANGED
        assert fault.path.endswith(victim)
        with pytest.raises(StorageFailure, match=victim[:12]):
            kept.get(victim)
        with pytest.raises(StorageFailure, match="was changed"):
            kept.put(content)


def _flipped(content: bytes) -> st.SearchStrategy[bytes]:
    def flip(bit: int) -> bytes:
        return bytes(byte ^ (1 << bit % 8 if at == bit // 8 else 0) for at, byte in enumerate(content))

    return st.integers(0, max(8 * len(content) - 1, 0)).map(flip)


def _cut(content: bytes) -> st.SearchStrategy[bytes]:
    return st.integers(0, len(content)).map(lambda length: content[:length])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("incoming/4f2a.tmp", FaultKind.LEFTOVER),
        ("notes.txt", FaultKind.STRANGER),
        ("ab/cd/notes.txt", FaultKind.STRANGER),
        ("ab/cd/" + "0" * 64, FaultKind.STRANGER),
        ("00/00/" + "0" * 64, FaultKind.CHANGED),
    ],
)
def test_whatever_else_lies_in_the_folder_is_named(kept: Snapshots, name: str, kind: FaultKind) -> None:
    kept.put(b"Shells fell.")
    path = kept.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left")
    [fault] = kept.verify()
    assert (fault.kind, fault.path) == (kind, name)
    assert name in fault.message
    assert fault.harmless is (kind is FaultKind.LEFTOVER)


def test_a_file_that_cannot_be_read_is_named(kept: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place(kept, kept.put(b"Shells fell."))
    path.unlink()
    path.symlink_to("nowhere")
    [fault] = kept.verify()
    assert isinstance(fault, Fault)
    assert fault.kind is FaultKind.UNREADABLE


def test_what_is_missing_is_said(kept: Snapshots) -> None:
    sha256 = sha256_of(b"never put")
    assert not kept.has(sha256)
    with pytest.raises(StorageFailure, match=rf"{sha256[:12]} cannot be read from case.archive: No such file"):
        kept.get(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_opens_nothing(kept: Snapshots, name: str) -> None:
    with pytest.raises(StorageFailure, match="no SHA-256"):
        kept.get(name)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full .* Free some space"),
        (errno.EROFS, "disk is read-only .* can be written"),
        (errno.EACCES, "may not be written .* permissions"),
        (errno.EIO, "Input/output error"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "open", "replace"])
def test_a_disk_that_fails_is_said_and_leaves_nothing_half_written(
    kept: Snapshots, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    before = kept.put(b"before")

    def failing(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if step == "open":
            patch.setattr(snapshot, "NamedTemporaryFile", failing)
        elif step == "replace":
            patch.setattr(Path, "replace", failing)
        else:
            patch.setattr(os, "fsync", failing)
        with pytest.raises(StorageFailure, match=words):
            kept.put(b"after")
    assert list(kept.kept()) == [before]
    assert list(kept.verify()) == []
    assert kept.get(kept.put(b"after")) == b"after"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "case.archive").write_text("a file where the folder should be")
    with pytest.raises(StorageFailure, match=r"case\.archive"):
        Snapshots(tmp_path / "case.archive").put(b"x")


def test_old_leftovers_are_swept_and_new_ones_left_alone(kept: Snapshots) -> None:
    kept.put(b"first")
    old, new = kept.folder / "incoming" / "old.tmp", kept.folder / "incoming" / "new.tmp"
    for path in (old, new):
        path.write_bytes(b"half a rep")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    kept.put(b"second")
    assert not old.exists()
    assert new.exists()


def _put_all(folder: Path, mine: int) -> None:
    kept = Snapshots(folder)
    for number in range(60):
        kept.put(b"shared %d" % number)
        kept.put(b"mine %d %d" % (mine, number))


def _put_for_ever(folder: Path, started: Callable[[], None]) -> None:
    kept, number = Snapshots(folder), 0
    started()
    while True:
        kept.put(b"%d" % number * 50_000)
        number += 1


def test_two_processes_may_put_the_same_bytes_at_once(kept: Snapshots) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_put_all, args=(kept.folder, mine)) for mine in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(list(kept.kept())) == 180
    assert list(kept.verify()) == []


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.03])
def test_a_killed_process_leaves_only_whole_files_and_leftovers(kept: Snapshots, after: float) -> None:
    context = multiprocessing.get_context("fork")
    started = context.Event()
    process = context.Process(target=_put_for_ever, args=(kept.folder, started.set))
    process.start()
    assert started.wait(10)
    time.sleep(after)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert all(fault.kind is FaultKind.LEFTOVER for fault in kept.verify())
    kept.put(b"next")
    assert kept.has(sha256_of(b"next"))
