"""From an address to what is asked for: one list of fields feeds the forms, the pages, the API and its description.

The names are those of the command line's options. What cannot be used is said beside its field and nothing is looked
up: a filter that is dropped in silence shows other things than were asked for.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from warledger.model.claim import Status
from warledger.model.corroboration import Grade
from warledger.model.filters import ClaimFilter, folded
from warledger.model.listing import Box, IncidentFilter, Lacking
from warledger.model.shown import days_of
from warledger.reference.codebook import Codebook
from warledger.reference.searching import Sought

DAY_MONTH_YEAR = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LONGEST = 200  # characters of a value
PAGE = "page"


class Unusable(ValueError):
    """A value that cannot be used; the text is a key of the catalogue, `wrong.<key>`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One filter. `name` is the parameter in the address, `into` the field of the filter that it fills."""

    name: str
    into: str
    read: Callable[[str], Any]
    kind: str  # how a form shows it: choice, text, day, number, share, flag
    many: bool = False
    help: str = ""
    most: int = 0  # values at most; 0: any number


def words(text: str) -> str:
    """A name to look for."""
    if not folded(text):
        raise Unusable("no_letters")
    return text


def search(text: str) -> str:
    """Words to search for."""
    try:
        Sought.read(text)
    except ValueError as error:
        raise Unusable("no_letters") from error
    return text


def day(*, last: bool) -> Callable[[str], date]:
    """Reads 2014-03-07, or 2014-03 or 2014 as the first (or the last) day of that month or year."""

    def read(text: str) -> date:
        found = DAY_MONTH_YEAR.fullmatch(text)
        if not found or not text.isascii():
            raise Unusable("day")
        year, month, of_month = (int(part) if part else None for part in found.groups())
        try:
            return days_of(year or 0, month, of_month)[last]
        except ValueError as error:
            raise Unusable("day") from error

    return read


def number(least: int) -> Callable[[str], int]:
    """Reads a whole number."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text)):
            raise Unusable("number")
        return int(text)

    return read


def share(text: str) -> float:
    """Reads a number from 0 to 1."""
    if not re.fullmatch(r"[01](?:\.\d{1,6})?|\.\d{1,6}", text) or not 0 <= float(text) <= 1:
        raise Unusable("share")
    return float(text)


def flag(text: str) -> bool:
    """Reads "yes"."""
    if text not in ("yes", "1", "true", "on"):
        raise Unusable("flag")
    return True


def yes_or_no(text: str) -> bool:
    """Reads "yes" or "no"."""
    if text not in ("yes", "no"):
        raise Unusable("choice")
    return text == "yes"


def one_of(kind: type[Status] | type[Grade] | type[Lacking]) -> Callable[[str], Any]:
    """Reads a value of a closed set."""

    def read(text: str) -> Any:
        try:
            return kind(text)
        except ValueError as error:
            raise Unusable("choice") from error

    return read


def box(text: str) -> Box:
    """Reads a box on the map: "west,south,east,north"."""
    if not re.fullmatch(r"-?\d{1,3}(?:\.\d{1,14})?(?:,-?\d{1,3}(?:\.\d{1,14})?){3}", text, re.ASCII):
        raise Unusable("box")
    try:
        return Box.read(text)
    except ValueError as error:
        raise Unusable("box") from error


Q = Field("q", "words", search, "text", help='words anywhere in it; "side by side"; shell* for all that begins so')
REPORT_FIELDS = (Q,)
CLAIM_FIELDS = (
    Q,
    Field("type", "types", str, "choice", many=True, help="type of event by the codebook; may be given again"),
    Field("status", "statuses", one_of(Status), "choice", many=True, help="status; may be given again"),
    Field("place", "place", words, "text", help="whole words of the report, the place or its province; a country code"),
    Field("from", "since", day(last=False), "day", help="events that may have lasted to this day: 2014-03-07, 2014-03"),
    Field("to", "until", day(last=True), "day", help="events that may have begun by this day"),
    Field("actor", "actor", words, "text", help="doers by whole words of the report or of a name"),
    Field("target", "target", words, "text", help="whom it was done to, by whole words of the report or of a name"),
    Field("side", "sides", words, "text", many=True, most=2, help="doer or target; given twice: between these two"),
    Field("weapon", "weapon", words, "text", help="means by whole words of the report or of its kind"),
    Field("civilians", "civilians", flag, "flag", help="yes: only where a figure of civilians harmed is given"),
    Field("min-killed", "min_killed", number(0), "number", help="toll that reaches this many killed"),
    Field("min-confidence", "min_confidence", share, "share", help="coder at least this sure, from 0 to 1"),
    Field("reviewed", "reviewed", yes_or_no, "choice", help="yes: a reviewer said something of it that stands; no"),
)
INCIDENT_FIELDS = (
    *CLAIM_FIELDS,
    Field("grade", "grades", one_of(Grade), "choice", many=True, help="grade; may be given again"),
    Field("voices", "voices", number(1), "number", help="at least so many independent voices"),
    Field("contested", "contested", flag, "flag", help="yes: only what is denied, blamed on several, or counted apart"),
    Field("campaign", "campaign", str, "text", help="id of a campaign"),
    Field("box", "box", box, "text", help="within a box on the map, in degrees: west,south,east,north"),
    Field("without", "lacking", one_of(Lacking), "choice", many=True, help="has no place, or no date"),
)
OF_INCIDENTS = frozenset({"grades", "voices", "contested", "campaign", "box", "lacking"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: every value by its field, and what is wrong with those that cannot be used."""

    fields: tuple[Field, ...]
    given: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    wrong: Mapping[str, str]
    page: int

    @property
    def claims(self) -> ClaimFilter:
        """The filter on claims."""
        return ClaimFilter(**{name: value for name, value in self.values.items() if name not in OF_INCIDENTS})

    @property
    def incidents(self) -> IncidentFilter:
        """The filter on incidents."""
        return IncidentFilter(self.claims, **{n: value for n, value in self.values.items() if n in OF_INCIDENTS})

    @property
    def words(self) -> str | None:
        """What is searched for; None where nothing is."""
        found: str | None = self.values.get("words")
        return found

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.given)

    def one(self, name: str) -> str:
        """The text of a field, as given."""
        return self.nth(name, 0)

    def nth(self, name: str, number: int) -> str:
        """The text of a field that may be given again, the `number`th from 0; "" where there are not so many."""
        return next(iter(self.given.get(name, ())[number:]), "")

    def query(self, *, page: int | None = None, without: str = "", value: str = "") -> str:
        """The address's query again: of another page, or without a field (or one value of it)."""
        pairs = [
            (name, text)
            for name, texts in self.given.items()
            for text in texts
            if name != without or (value and text != value)
        ]
        if page is not None and page != 1:
            pairs.append((PAGE, str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""

    def changed(self, changes: Mapping[str, str]) -> str:
        """The query with these values instead of its own; "" takes a field out. It leads to the first page."""
        pairs = [(name, text) for name, text in self.inputs() if name not in changes]
        pairs += [(name, text) for name, text in changes.items() if text]
        return f"?{urlencode(pairs, safe=',')}" if pairs else "?"

    def inputs(self) -> list[tuple[str, str]]:
        """Every value with its field, as a form or a list of chips shows them."""
        return [(name, text) for name, texts in self.given.items() for text in texts]


def asked(query: QueryParams, fields: Sequence[Field], codebook: Codebook, extra: Sequence[str] = ()) -> Asked:
    """Read the parameters of an address; those of an empty input are as if they were not there."""
    by_name = {field.name: field for field in fields}
    given: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name in dict.fromkeys(query.keys()):
        texts = tuple(dict.fromkeys(text.strip() for text in query.getlist(name) if text.strip()))
        if name in (PAGE, *extra) or not texts:
            continue
        field = by_name.get(name)
        given[name] = texts if field is None or field.many else texts[:1]
        if field is None:
            wrong[name] = "unknown"
            continue
        try:
            values[field.into] = _read(field, given[name], codebook)
        except Unusable as error:
            wrong[name] = str(error)
    if values.get("since") and values.get("until") and values["until"] < values["since"]:
        wrong["to"] = "backwards"
    return Asked(tuple(fields), given, values, wrong, _page(query, wrong))


def _read(field: Field, texts: tuple[str, ...], codebook: Codebook) -> Any:
    if any(len(text) > LONGEST or "\0" in text for text in texts):
        raise Unusable("too_long")
    if field.name == "type" and any(text not in codebook.types for text in texts):
        raise Unusable("choice")
    if field.most and len(texts) > field.most:
        raise Unusable("too_many")
    found = [field.read(text) for text in texts]
    if field.most:
        return tuple(found)
    return frozenset(found) if field.many else found[0]


def _page(query: QueryParams, wrong: dict[str, str]) -> int:
    text = query.get(PAGE, "1")
    try:
        return number(1)(text)
    except Unusable as error:
        wrong[PAGE] = str(error)
        return 1
