"""Arguments and options that several commands share, each written once: CASE, the filters, dates, the codebook.

A decorator here turns command-line words into a record of the floors below; a command receives the record.
"""

import functools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from warledger.model.claim import Status
from warledger.model.corroboration import Grade
from warledger.model.filters import ClaimFilter
from warledger.model.listing import Box, IncidentFilter, Lacking
from warledger.model.shown import days_of

F = TypeVar("F", bound=Callable[..., Any])
DAY_MONTH_YEAR = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


Callback = Callable[[click.Context, click.Parameter, str | None], date | None]


def day(*, last: bool) -> Callback:
    """Read 2014-03-07, or 2014-03 or 2014 as the first (or the last) day of that month or year."""

    def callback(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
        if value is None:
            return None
        found = DAY_MONTH_YEAR.fullmatch(value)
        if not found:
            raise click.BadParameter(f"{value!r} is not a date; write 2014-03-07, 2014-03 or 2014.", param=parameter)
        year, month, day_of_month = (int(part) if part else None for part in found.groups())
        try:
            return days_of(year or 0, month, day_of_month)[last]
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is not a day of the calendar.", param=parameter) from error

    return callback


def publication_day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read a full date; tomorrow is allowed, for it may be tomorrow already where the report was written."""
    if value is None:
        return None
    try:
        published = date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2014-04-03.", param=parameter) from error
    if datetime.now(UTC).date() + timedelta(days=1) < published:
        raise click.BadParameter(
            f"{value} is in the future; give the day on which the report was published.", param=parameter
        )
    return published


def case_argument(function: F) -> F:
    """The case that a command works on."""
    return click.argument("case", metavar="CASE")(function)


def codebook_option(function: F) -> F:
    """The codebook to read by."""
    return click.option(
        "--codebook",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Go by this codebook instead of the shipped one (see `warledger codebook`).",
    )(function)


def report_options(function: F) -> F:
    """What the person who adds a report knows about it."""
    for option in (
        click.option("--title", metavar="TEXT", help="Title of the report, where the file does not say."),
        click.option(
            "--published",
            callback=publication_day,
            metavar="DATE",
            help="Day the report was published (2014-04-03); words such as 'on Tuesday' are reckoned from it.",
        ),
        click.option("--source", metavar="NAME", help="Who publishes: the outlet, agency, organisation or witness."),
    ):
        function = option(function)
    return function


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filters on claims. The command receives one `wanted: ClaimFilter`."""

    @functools.wraps(function)
    def with_filter(*arguments: Any, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in ASKED_OF_CLAIMS}
        asked["reviewed"] = {"yes": True, "no": False}.get(asked["reviewed"])
        statuses = frozenset(Status(status) for status in options.pop("statuses"))
        try:
            wanted = ClaimFilter(types=frozenset(options.pop("types")), statuses=statuses, **asked)
        except ValueError as error:
            raise click.UsageError(f"These filters cannot be used: {error}.") from error
        return function(*arguments, wanted=wanted, **options)

    for option in FILTERS:
        with_filter = option(with_filter)
    return with_filter


def form_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The forms in which a list is printed. The command receives `as_json` and `as_csv`, never both true."""

    @functools.wraps(function)
    def with_form(*arguments: Any, **options: Any) -> Any:
        if options["as_json"] and options["as_csv"]:
            raise click.UsageError("--json and --csv cannot be given together: choose one.")
        return function(*arguments, **options)

    csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with every field (see docs/exports.md).")
    json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line (see docs/formats.md).")
    return json(csv(with_form))


def incident_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filters on incidents. The command receives one `wanted: IncidentFilter`."""

    @functools.wraps(function)
    def with_incidents(*arguments: Any, wanted: ClaimFilter, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in ("voices", "contested", "campaign", "box")}
        asked["lacking"] = frozenset(Lacking(one) for one in options.pop("lacking"))
        grades = frozenset(Grade(grade) for grade in options.pop("grades"))
        return function(*arguments, wanted=IncidentFilter(wanted, grades, **asked), **options)

    for option in INCIDENT_FILTERS:
        with_incidents = option(with_incidents)
    return filter_options(with_incidents)


def _box(_: click.Context, parameter: click.Parameter, value: str | None) -> Box | None:
    """Read a box on the map."""
    try:
        return Box.read(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no box: {error}.", param=parameter) from error


ASKED_OF_CLAIMS = (
    *("place", "since", "until", "actor", "min_killed", "min_confidence"),
    *("words", "sides", "target", "weapon", "civilians", "reviewed"),
)
INCIDENT_FILTERS = (
    click.option(
        "--without",
        "lacking",
        multiple=True,
        type=click.Choice([one.value for one in Lacking]),
        metavar="WHAT",
        help="Only those that have no place, or no date; may be given again.",
    ),
    click.option(
        "--box",
        callback=_box,
        metavar="W,S,E,N",
        help="Only those within this box on the map, in degrees: --box=36,35.5,38,37.",
    ),
    click.option("--campaign", metavar="ID", help="Only incidents of this campaign; `warledger campaigns` lists them."),
    click.option(
        "--contested", is_flag=True, help="Only what is denied, blamed on several, or counted beyond all hedges."
    ),
    click.option(
        "--voices", type=click.IntRange(min=1), metavar="N", help="Only what N or more independent voices speak for."
    ),
    click.option(
        "--grade",
        "grades",
        multiple=True,
        type=click.Choice([grade.value for grade in Grade]),
        metavar="GRADE",
        help=f"Only this grade; may be given again. One of {', '.join(grade.value for grade in Grade)}.",
    ),
)
FILTERS = (
    click.option(
        "--reviewed",
        type=click.Choice(["yes", "no"]),
        help="Only those of which a reviewer said something that stands, or only the others.",
    ),
    click.option(
        "--min-confidence",
        type=float,
        metavar="X",
        help="Only those of which the coder is at least this sure, from 0 to 1, such as 0.8.",
    ),
    click.option(
        "--min-killed",
        type=click.IntRange(min=0),
        metavar="N",
        help="Only those whose toll, as stated, reaches N people killed.",
    ),
    click.option("--civilians", is_flag=True, help="Only those that give a figure of civilians harmed."),
    click.option(
        "--weapon", metavar="TEXT", help="Only those by this means: whole words, of the report or of its kind."
    ),
    click.option(
        "--side",
        "sides",
        multiple=True,
        metavar="TEXT",
        help="Only those of this side, doer or target; given twice, only those between these two.",
    ),
    click.option("--target", metavar="TEXT", help="Only those done to these: whole words, of the report or of a name."),
    click.option(
        "--actor", metavar="TEXT", help="Only those that name this doer: whole words, of the report or of a name."
    ),
    click.option(
        "--to",
        "until",
        callback=day(last=True),
        metavar="DATE",
        help="Only events that may have begun by this day; those without a date are left out.",
    ),
    click.option(
        "--from",
        "since",
        callback=day(last=False),
        metavar="DATE",
        help="Only events that may have lasted to this day (2014-03-07, 2014-03 or 2014).",
    ),
    click.option(
        "--place",
        metavar="TEXT",
        help="Only those at this place: whole words of the report, the place, its province, or a country code.",
    ),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([status.value for status in Status]),
        metavar="STATUS",
        help=f"Only this status; may be given again. One of {', '.join(status.value for status in Status)}.",
    ),
    click.option(
        "--type",
        "types",
        multiple=True,
        metavar="TYPE",
        help="Only this type of event; may be given again. `warledger codebook` lists them.",
    ),
    click.option(
        *("-q", "--q", "words"),
        metavar="WORDS",
        help='Only those with these words: hospital shell* "barrel bomb*" (see `warledger search`).',
    ),
)
