"""What the stages of the archive hand each other: what the caller says, the bytes as taken in, and the text they hold.

An input becomes a `Capture` or a `Refusal`, a capture becomes an `Extract` or an error; none of them is ever changed.
Where the bytes come from is no matter of this module (see intake), nor what is made of them (see documents).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from warledger.config import MEBIBYTE
from warledger.errors import SkipDocument
from warledger.model.document import Published


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller, or the row of a table, says of a report. Absent is None."""

    id: str | None = None
    title: str | None = None
    source: str | None = None
    published: date | None = None
    text_of_row: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one report as they came, where they came from, and the series whose version they are.

    `media_type` may carry the charset that a server declared ("text/html; charset=windows-1256"): with it the text can
    be extracted again from the bytes alone. `origin` never holds an absolute path, which can tell a person's name.
    """

    content: bytes = field(repr=False)
    origin: str
    series: str
    media_type: str
    given: Given
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was left out: `reason` is a short word for tables, `message` says what happened and what to do."""

    origin: str
    reason: str
    message: str

    @staticmethod
    def of(origin: str, error: SkipDocument) -> "Refusal":
        """The refusal that an error stands for."""
        return Refusal(origin, error.reason, str(error))


@dataclass(frozen=True, slots=True)
class Extract:
    """The text in a capture and what the file says of itself. `extractor` names what read it, its version and losses.

    `language` is what the file declares, not what was detected. `source` is the publisher that the file names.
    """

    text: str = field(repr=False)
    media_type: str
    extractor: str
    title: str | None = None
    author: str | None = None
    published: Published | None = None
    language: str | None = None
    source: str | None = None


def shown(path: Path) -> str:
    """A path as it may be stored: as typed where that is relative, its last part otherwise.

    >>> shown(Path("reports/a.txt")), shown(Path("/home/someone/b.txt")), shown(Path("../someone/c.txt"))
    ('reports/a.txt', 'b.txt', 'c.txt')
    """
    if path.is_absolute() or ".." in path.parts:
        return well_formed(path.name or "/")
    return well_formed(path.as_posix())


def well_formed(name: str) -> str:
    """A name that can be stored: a file's name, or an argument, may hold bytes that are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not name.isascii() else name


def mebibytes(count: int) -> str:
    """A number of bytes, for a person.

    >>> mebibytes(300 * 1024 * 1024), mebibytes(2000)
    ('300.0 MiB', '2,000 bytes')
    """
    return f"{count / MEBIBYTE:,.1f} MiB" if count >= MEBIBYTE // 10 else f"{count:,} bytes"


def too_large(origin: str, count: int | None, limit: int) -> str:
    """The message for an input over the limit; `count` is None when it was not read to its end."""
    size = f"is {mebibytes(count)}" if count is not None else "goes on beyond the limit"
    return (
        f"{origin}: {size}; one report may be at most {mebibytes(limit)}. "
        "Split it into single reports, or give them as rows of a .jsonl file."
    )
