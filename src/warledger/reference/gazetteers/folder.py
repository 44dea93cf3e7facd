"""The user's folder of lists: what is there, adding a file, removing a list, and opening all of them for reading.

Each list is one file NAME.places. The list that ships with the program is indexed into the default folder on first use,
and where that cannot be written, into a temporary file for as long as the process lives.
"""

import hashlib
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warledger.errors import BadSetting, StorageFailure
from warledger.locking import taken
from warledger.reference.cities import provenance as shipped_provenance
from warledger.reference.cities import records as shipped_records
from warledger.reference.gazetteers.building import PARTIAL, build
from warledger.reference.gazetteers.checking import checked
from warledger.reference.gazetteers.formats import NAMES, ListFormat, format_of
from warledger.reference.gazetteers.geonames import NamesReader
from warledger.reference.gazetteers.index import PlaceIndex
from warledger.reference.gazetteers.opening import ListFile, list_file
from warledger.reference.gazetteers.records import UNIT_CODE, BadRow, PlaceRecord, Provenance, Rows
from warledger.reference.gazetteers.units import unit_called

ENDING = ".places"
LAYOUT = 4  # raised when what an index holds for a given list changes, so that the shipped one is made anew
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a list that is added; None leaves it to the list's format."""

    name: str | None = None
    licence: str | None = None
    credit: str | None = None
    version: str | None = None
    country: str | None = None
    encoding: str | None = None
    swap: bool = False


def default_folder() -> Path:
    """Where the lists are kept when the user names no folder: where the system keeps the data of programs."""
    if sys.platform == "win32":
        return Path.home() / "AppData" / "Local" / "warledger" / "gazetteers"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "warledger" / "gazetteers"
    return Path.home() / ".local" / "share" / "warledger" / "gazetteers"


def installed(folder: Path) -> tuple[PlaceIndex, ...]:
    """The user's lists, by name."""
    paths = sorted(folder.glob(f"*{ENDING}"))
    return tuple(PlaceIndex(path) for path in paths if not path.name.startswith((".", "shipped-")))


def opened(folder: Path) -> tuple[PlaceIndex, ...]:
    """Every list: the shipped one, then the user's."""
    return shipped(folder), *installed(folder)


def shipped_name() -> str:
    """The file of the shipped list; its name changes with the data and with the layout."""
    return f"shipped-{shipped_provenance().version}-{LAYOUT}{ENDING}"


def shipped(folder: Path | None = None) -> PlaceIndex:
    """The list that ships with the program, indexed now, once for all folders, if it is not yet.

    It stands in the default folder; where that cannot be written, in the user's; else it is made for this run only.
    """
    paths = [home / shipped_name() for home in (default_folder(), folder) if home is not None]
    for path in paths:
        try:
            return PlaceIndex(path)
        except BadSetting:
            continue
    log.warning("the places that ship with the program are indexed now, once: this takes half a minute")
    for path in paths:
        try:
            return _made(path)
        except OSError as error:
            log.warning("%s cannot be written (%s)", path.parent, error.strerror)
    with tempfile.TemporaryDirectory(prefix="warledger-", ignore_cleanup_errors=True) as temporary:
        aside = Path(temporary) / shipped_name()
        build(aside, shipped_provenance(), shipped_records())
        return PlaceIndex(aside)  # mapped: it lives on when the file's name is gone


def _made(path: Path) -> PlaceIndex:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path):
        try:
            return PlaceIndex(path)  # another process made it meanwhile
        except BadSetting:
            for left in path.parent.glob(f".{path.name}.*{PARTIAL}"):
                left.unlink(missing_ok=True)  # by a process that was killed: whoever else makes it would hold the lock
            build(path, shipped_provenance(), shipped_records())
    return PlaceIndex(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from making the same index at once; the system frees the lock of one that was killed.

    At worst, when the lock's file goes away under a process that waits for it, two make the same index one by one.
    """
    name = path.with_name(f".{path.name}.lock")
    with name.open("ab") as lock:
        while not taken(lock.fileno()):
            time.sleep(0.2)
        try:
            yield
        finally:
            with suppress(OSError):  # where open files cannot be removed, it stays
                name.unlink(missing_ok=True)


def add(folder: Path, path: Path, given: Given) -> Provenance:
    """Index a file of somebody's under a name; what it turned out to hold. A list of that name is replaced."""
    file = list_file(path, given.encoding)
    form = format_of(file)
    provenance = _provenance(file, form, given)
    read = NamesReader(lambda: _known(folder)) if form is NAMES else form.read
    rows = checked(_as_said(read(file), given), str(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = build(folder / f"{provenance.name}{ENDING}", provenance, rows)
    except OSError as error:
        raise StorageFailure(f"{folder} cannot be written ({error.strerror}); set WARLEDGER_GAZETTEER.") from error
    if not known.places:
        raise BadSetting(f"{path} gives no usable place ({'; '.join(known.first_bad) or 'it holds no rows'}).")
    return known


def remove(folder: Path, name: str) -> int:
    """Take a list away, be it damaged; how many places it held, as far as it can be told."""
    paths = {path.stem: path for path in folder.glob(f"*{ENDING}") if not path.name.startswith((".", "shipped-"))}
    if name not in paths:
        known = f"lists: {', '.join(sorted(paths))}" if paths else "no list was added yet"
        raise BadSetting(f"there is no list {name!r} in {folder}; {known}.")
    try:
        places = len(PlaceIndex(paths[name]))
    except BadSetting:
        places = 0
    try:
        paths[name].unlink()
    except OSError as error:
        raise StorageFailure(f"{paths[name]} cannot be removed ({error.strerror}).") from error
    return places


def _known(folder: Path) -> Iterator[PlaceRecord]:
    """The places that names can be added to, each once."""
    seen: set[str] = set()
    for index in reversed(opened(folder)):
        for record in index.records():
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _as_said(rows: Rows, given: Given) -> Rows:
    """The rows with what the user knows of the list."""
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        if given.country and not row.country:
            row = replace(row, country=given.country.upper())
        if row.country and row.admin1 and not row.admin1.startswith(UNIT_CODE):
            row = replace(row, admin1=unit_called(row.country, row.admin1))
        yield replace(row, lat=row.lon, lon=row.lat) if given.swap else row


def _provenance(file: ListFile, form: ListFormat, given: Given) -> Provenance:
    name = given.name or re.sub(r"[^a-z0-9._-]+", "-", Path(file.name).stem.lower()).strip("-._") or form.id
    if not _NAME.fullmatch(name) or name.startswith("shipped-"):
        raise BadSetting(f"a list cannot be called {name!r}; use small letters, digits, - and _, as in --name aleppo.")
    changed = datetime.fromtimestamp(file.path.stat().st_mtime, UTC)
    return Provenance(
        name,
        form.id,
        given.licence or form.licence,
        given.credit or form.credit,
        given.version or f"file of {changed:%Y-%m-%d}",
        os.fspath(file.path.name),
        _sha256(file.path),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
