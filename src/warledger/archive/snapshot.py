"""Keeps original bytes for good: one read-only file for each content, named by its SHA-256, in two levels of folders.

What is there is never written again. A file appears whole or not at all (written aside, synced, renamed), also when
the process is killed or two write the same bytes at once; what a killed process leaves lies in `incoming` and nowhere
else. Every read checks the bytes against their name.
"""

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile

from warledger.errors import StorageFailure

INCOMING = "incoming"
STALE_S = 3600  # a file still being written for an hour belongs to nobody: 64 MiB take seconds
CHUNK = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{64}")


class FaultKind(StrEnum):
    """What is wrong with something in the archive folder."""

    CHANGED = "changed"  # the bytes are not those of its name: evidence is damaged
    UNREADABLE = "unreadable"
    STRANGER = "stranger"  # nothing that the archive put there
    LEFTOVER = "leftover"  # of a process that was killed: harmless, the next put removes it when it is old


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit; `path` is relative to the archive folder."""

    kind: FaultKind
    path: str
    message: str

    @property
    def harmless(self) -> bool:
        """Whether no evidence is touched by it."""
        return self.kind is FaultKind.LEFTOVER


class Snapshots:
    """The archive folder of a case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep the bytes, and give their SHA-256. Bytes that are kept already are checked and left as they are."""
        sha256 = sha256_of(content)
        path = self._path(sha256)
        try:
            if path.exists():
                self.get(sha256)
                return sha256
            self._sweep()
            self._write(path, content)
        except OSError as error:
            raise StorageFailure(
                f"{_what(error)} while keeping {sha256[:12]} in {self.folder.name}. {_way(error)}"
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256, checked."""
        path = self._path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StorageFailure(
                f"The original {sha256[:12]} cannot be read from {self.folder.name}: {_what(error)}. "
                "Restore the archive folder from a copy."
            ) from error
        if sha256_of(content) != sha256:
            raise StorageFailure(
                f"The original {sha256[:12]} in {self.folder.name} was changed: its bytes no longer fit its name. "
                "Restore that file from a copy."
            )
        return content

    def has(self, sha256: str) -> bool:
        """Whether bytes of that SHA-256 are kept; verify says whether they are sound."""
        return self._path(sha256).is_file()

    def kept(self) -> Iterator[str]:
        """The SHA-256 of everything kept, in order, by name alone."""
        return (path.name for path in self._files() if self._is_place(path))

    def verify(self) -> Iterator[Fault]:
        """Everything in the folder that does not fit, every kept byte read and hashed."""
        for path in self._files():
            place = path.relative_to(self.folder).as_posix()
            if path.parent == self.folder / INCOMING:
                yield Fault(FaultKind.LEFTOVER, place, f"{place}: left by an add that was cut short; harmless")
            elif not self._is_place(path):
                yield Fault(FaultKind.STRANGER, place, f"{place}: not put there by warledger; move it elsewhere")
            elif fault := _unsound(path, place):
                yield fault

    def _path(self, sha256: str) -> Path:
        if not NAME.fullmatch(sha256):
            raise StorageFailure(f"{sha256[:80]!r} is no SHA-256: the case names an original that cannot be.")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def _is_place(self, path: Path) -> bool:
        return bool(NAME.fullmatch(path.name)) and path == self._path(path.name)

    def _files(self) -> Iterator[Path]:
        for folder, folders, names in os.walk(self.folder):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names))

    def _write(self, path: Path, content: bytes) -> None:
        incoming = self.folder / INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        is_new = not path.parent.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=incoming, prefix=f"{path.name[:12]}.", delete=False) as aside:
            try:
                aside.write(content)
                aside.flush()
                os.fsync(aside.fileno())
                _place(Path(aside.name), path)
            except BaseException:
                Path(aside.name).unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)
        if is_new:
            _sync_folder(path.parent.parent)
            _sync_folder(self.folder)

    def _sweep(self) -> None:
        """Remove what processes that were killed left behind; a file that is new may still be somebody's."""
        incoming = self.folder / INCOMING
        for path in incoming.iterdir() if incoming.is_dir() else ():
            try:
                if path.stat().st_mtime < time.time() - STALE_S:
                    path.unlink()
            except FileNotFoundError:
                continue  # another process swept first


def sha256_of(content: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def _place(aside: Path, path: Path) -> None:
    """Make the file read-only and give it its name, in one step. Who comes second finds the same bytes there."""
    aside.chmod(0o444)
    aside.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets folders be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot
            raise
    finally:
        os.close(handle)


def _unsound(path: Path, place: str) -> Fault | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        return Fault(FaultKind.UNREADABLE, place, f"{place}: cannot be read: {_what(error)}")
    if digest.hexdigest() != path.name:
        return Fault(FaultKind.CHANGED, place, f"{place}: was changed, its bytes no longer fit its name")
    return None


def _what(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full"
    if error.errno == errno.EROFS:
        return "The disk is read-only"
    if isinstance(error, PermissionError):
        return "The folder may not be written to"
    return error.strerror or type(error).__name__


def _way(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free some space and add again; what was added before is safe."
    return "Check the folder's permissions, or move the case to a disk that can be written; what was added is safe."
