"""What pages that list things share: a page of rows with its neighbours, and the export of all that is asked for."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TextIO, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from warledger.errors import StorageFailure
from warledger.model.custody import Action
from warledger.web.asking import Asked
from warledger.web.desk import Desk
from warledger.web.signing import Signer
from warledger.web.trouble import Trouble

T = TypeVar("T")

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Rows of one page. `total` counts all that there are, `found` those asked for (None: not counted)."""

    rows: Sequence[T]
    asked: Asked
    size: int
    total: int
    found: int | None
    more: bool

    @property
    def first(self) -> int:
        """The number of the first row, from 1."""
        return (self.asked.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + len(self.rows) - 1


def page_of(found: Iterable[T], size: int) -> tuple[list[T], bool]:
    """The first rows of what comes, a page of them; and whether more follow."""
    rows: list[T] = []
    for row in found:
        if len(rows) == size:
            return rows, True
        rows.append(row)
    return rows, False


def refuse_wrong(asked: Asked) -> None:
    """An export or the API answers nothing to a filter that cannot be used."""
    if asked.wrong:
        name = next(iter(asked.wrong))
        raise Trouble("bad_filter", f"{name}={', '.join(asked.given.get(name, ()))}")


def export(desk: Desk, request: Request, asked: Asked, write: Callable[[TextIO], object]) -> Response:
    """A file of what is asked for, and the custody record of it."""
    refuse_wrong(asked)
    form = request.url.path.rpartition(".")[2]
    what = request.url.path.rpartition("/")[2].partition(".")[0]
    out = io.StringIO(newline="")
    write(out)
    content = out.getvalue().encode("utf-8", "backslashreplace")
    _note(desk, what, form, request, content)
    name = f"{what}-{datetime.now(UTC):%Y-%m-%d}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"'} if form == "csv" else {}
    return Response(content, media_type=MEDIA[form], headers=headers)


def write_json(out: TextIO, rows: Iterable[object]) -> None:
    """A JSON array, a row a line."""
    out.write("[")
    for number, row in enumerate(rows):
        out.write(",\n" if number else "\n")
        json.dump(row, out, ensure_ascii=False)
    out.write("\n]\n")


def _note(desk: Desk, what: str, form: str, request: Request, content: bytes) -> None:
    """Tell the custody log what left the case; a case that may only be read is exported all the same."""
    details = (
        ("format", form),
        ("filters", request.url.query or "none"),
        ("bytes", str(len(content))),
        ("sha256", hashlib.sha256(content).hexdigest()),
        ("by", Signer.of(request).who),
    )
    try:
        desk.store.record(Action.EXPORT, what, details, datetime.now(UTC))
    except StorageFailure:
        return
