"""The page of activity: the custody log, newest first, each record with its hash; and what was refused, with why."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warledger.model.custody import CustodyRecord
from warledger.model.failure import Failure
from warledger.model.ledger import Judgement
from warledger.model.serial import dump
from warledger.web.asking import Asked, asked
from warledger.web.desk import Desk, desk_of, draw
from warledger.web.pages.lists import Listing, export, write_json

MOST_FAILURES = 20  # refusals shown; the export has all


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The log, the last refusals, and what people judged, by the subjects of the log."""

    list: Listing[CustodyRecord]
    failures: tuple[Failure, ...]
    judgements: Mapping[str, Judgement]


def activity(request: Request) -> Response:
    """The list."""
    desk = desk_of(request)
    wanted = asked(request.query_params, (), desk.codebook)
    rows = listing(desk, wanted)
    subjects = {record.subject for record in rows.rows}
    judged: dict[str, Judgement] = {one.id: one for one in desk.store.judgements() if one.id in subjects}
    page = ActivityPage(rows, tuple(deque(desk.store.failures(), MOST_FAILURES))[::-1], judged)
    return draw(request, "activity.html", page, status=400 if wanted.wrong else 200, tab="activity")


def listing(desk: Desk, wanted: Asked) -> Listing[CustodyRecord]:
    """One page of the log, the newest record first."""
    size, total = desk.settings.rows, desk.store.counts().links
    last = max(0, total - (wanted.page - 1) * size)
    rows = list(islice(desk.store.custody(), max(0, last - size), last))[::-1]
    return Listing(rows, wanted, size, total, total, more=last > size)


def activity_json(request: Request) -> Response:
    """The whole log, oldest first, in the form that `warledger custody --json` prints."""
    desk = desk_of(request)
    wanted = asked(request.query_params, (), desk.codebook)
    records = [dump(record) for record in desk.store.custody()]
    return export(desk, request, wanted, lambda out: write_json(out, records))


ROUTES = [Route("/activity", activity), Route("/activity.json", activity_json)]
