"""Keeps batches in a folder beside the case until they are done with: what was brought, and how far it came.

A file is named by a number, never by what a person called it, and appears whole or not at all; so a process killed at
any moment leaves every accepted batch to be taken up again. Nothing here is part of the case.
"""

import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warledger.archive.capture import Given
from warledger.errors import BadSetting, CaseBusy, StorageFailure
from warledger.locking import taken
from warledger.model.serial import dump, load
from warledger.pipeline.batches import Batch, Entry, Kind, Phase

RECORD, LOCK, UNFINISHED = "batch.json", "lock", ".unfinished"
NAME = re.compile(r"[0-9a-f]{16}")
MOST_BATCHES = 100  # of those that are done, the newest are remembered
MOST_BYTES = 512 * 1024 * 1024  # of what waits, all batches together


@dataclass(frozen=True, slots=True)
class Brought:
    """One input as a person brings it: a pasted text, a file by its name, or an address (which has no content yet)."""

    kind: Kind
    name: str
    given: Given
    content: bytes = b""


class Spool:
    """The folder of a case's batches."""

    def __init__(self, case: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = case.with_name(f"{case.name}.adding")
        self._most_bytes = most_bytes

    def make(self, brought: Sequence[Brought], who: str, at: datetime, phase: Phase = Phase.TRYING) -> Batch:
        """Keep what is brought; the batch. StorageFailure, and nothing is kept, where there is no room for it."""
        size = sum(len(one.content) for one in brought)
        if self._most_bytes < self.size() + size:
            raise StorageFailure(
                "more waits to be added than the desk keeps at once. Keep or throw away what is listed under Add, then "
                "bring this again, or add it on the command line: warledger add CASE FILE..."
            )
        entries = [
            Entry(number, one.name, one.kind, len(one.content), one.given) for number, one in enumerate(brought, 1)
        ]
        batch = Batch(secrets.token_hex(8), at, who, phase, tuple(entries), at if phase is Phase.KEEPING else None)
        with self._our_errors():
            place = self.folder / f"{batch.id}{UNFINISHED}"
            place.mkdir(parents=True, mode=0o700)
            for number, one in enumerate(brought, 1):
                if one.kind is not Kind.ADDRESS:
                    _write(place / str(number), one.content)
            _write(place / RECORD, _text(batch))
            place.rename(self.folder / batch.id)
            _sync(self.folder)
        self._forget_old()
        return batch

    def batches(self) -> Iterator[Batch]:
        """All batches, the newest first; one that cannot be read is passed over."""
        found = [batch for id in self._ids() if (batch := self.get(id)) is not None]
        yield from sorted(found, key=lambda batch: (batch.made_at, batch.id), reverse=True)

    def get(self, id: str) -> Batch | None:
        """The batch of that id, or None."""
        if not NAME.fullmatch(id):
            return None
        try:
            return load(Batch, json.loads((self.folder / id / RECORD).read_text(encoding="ascii")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, batch: Batch) -> None:
        """Put a batch in place of its old form; one that was thrown away meanwhile stays away."""
        place = self.folder / batch.id
        if place.is_dir():
            with self._our_errors():
                _write(place / RECORD, _text(batch))

    def content(self, batch: Batch, number: int) -> bytes | None:
        """The bytes of an input; None where there are none (an address that was not asked yet)."""
        with suppress(FileNotFoundError), self._our_errors(but=FileNotFoundError):
            return (self.folder / batch.id / str(number)).read_bytes()
        return None

    def put_content(self, batch: Batch, number: int, content: bytes) -> None:
        """Keep what an address answered with, so that what was previewed is what is kept."""
        with self._our_errors():
            _write(self.folder / batch.id / str(number), content)

    def drop_contents(self, batch: Batch, numbers: Sequence[int]) -> None:
        """Let go of the bytes of inputs that stand in the case by now."""
        for number in numbers:
            with suppress(OSError):
                (self.folder / batch.id / str(number)).unlink(missing_ok=True)

    def drop(self, id: str) -> None:
        """Throw a batch away, with what it holds."""
        if NAME.fullmatch(id):
            with suppress(OSError):
                (self.folder / id / RECORD).unlink(missing_ok=True)  # first: it is then no batch any more
            shutil.rmtree(self.folder / id, ignore_errors=True)

    def size(self) -> int:
        """Bytes that wait, of all batches."""
        total = 0
        for id in self._ids():
            with suppress(OSError):
                total += sum(one.stat().st_size for one in (self.folder / id).iterdir() if one.name.isdigit())
        return total

    @contextmanager
    def working(self, id: str) -> Iterator[None]:
        """Hold a batch while it is worked on; CaseBusy when another process, or another thread, does."""
        with self._our_errors(), (self.folder / id / LOCK).open("ab") as lock:
            if not _taken(lock.fileno()):
                raise CaseBusy(f"batch {id} is worked on by another process. Wait until it is done.")
            yield

    def is_worked_on(self, id: str) -> bool:
        """Whether somebody holds the batch."""
        try:
            with (self.folder / id / LOCK).open("rb") as lock:
                return not _taken(lock.fileno())
        except OSError:
            return False

    def named(self, beginning: str) -> Batch:
        """The one batch whose id begins so; BadSetting when there is none, or several."""
        found = [batch for batch in self.batches() if beginning and batch.id.startswith(beginning)]
        if len(found) != 1:
            raise BadSetting(f"{'several batches' if found else 'no batch'} begin with {beginning!r}.")
        return found[0]

    def clear(self) -> None:
        """Remove what a process left that was killed while it took a batch in: nobody was told that it is kept."""
        with suppress(OSError):
            for place in self.folder.glob(f"*{UNFINISHED}"):
                shutil.rmtree(place, ignore_errors=True)

    def _forget_old(self) -> None:
        done = [batch for batch in self.batches() if batch.phase is Phase.DONE and not batch.failed]
        for batch in done[MOST_BATCHES:]:
            self.drop(batch.id)

    def _ids(self) -> list[str]:
        try:
            return [one.name for one in self.folder.iterdir() if NAME.fullmatch(one.name)]
        except OSError:
            return []

    @contextmanager
    def _our_errors(self, but: type[OSError] | None = None) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if but is not None and isinstance(error, but):
                raise
            raise StorageFailure(
                f"{self.folder.name}: what waits to be added cannot be written or read ({error.strerror}). Make room "
                "on the disk, or add on the command line. What is in the case stands."
            ) from error


def kept(batch: Batch, numbers: Sequence[int] | None = None, *, at: datetime) -> Batch:
    """The batch, to be kept from the start; where numbers are given, the inputs that they do not name are left out."""
    entries = tuple(
        replace(one.fresh(), left_out=numbers is not None and one.number not in numbers) for one in batch.entries
    )
    return replace(batch, phase=Phase.KEEPING, entries=entries, kept_at=at, stopped=False, trouble=None, linked=False)


def retried(batch: Batch) -> Batch:
    """The batch, with the inputs that failed to be kept once more."""
    entries = tuple(one.fresh() if one.failed else one for one in batch.entries)
    return replace(batch, phase=Phase.KEEPING, entries=entries, stopped=False, trouble=None, linked=False)


def _text(batch: Batch) -> bytes:
    return json.dumps(dump(batch)).encode("ascii")  # ASCII: a file's name may hold what UTF-8 cannot


def _write(path: Path, content: bytes) -> None:
    """A file that is there whole, or as it was before."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _sync(folder: Path) -> None:
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _taken(lock: int) -> bool:
    """Whether an open file could be locked for us, until it is closed; what cannot be locked is not ours."""
    try:
        return taken(lock)
    except OSError:
        return False
