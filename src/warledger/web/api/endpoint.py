"""One address of the API: what it is asked, what it answers, and the words of its description."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from warledger.model.serial import Json
from warledger.web.asking import Field
from warledger.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a body: its schema, what it is for, and whether it must be given."""

    schema: Json
    help: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. `fields` are its filters, `listed` says that it answers a page of a list, `item` names a schema.

    One that has a `body` is asked by POST, and changes the case.
    """

    path: str
    summary: str
    item: str
    fields: tuple[Field, ...]
    listed: bool
    answer: Callable[[Desk, Request], Json]
    body: Mapping[str, Part] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET, or POST where there is a body."""
        return "POST" if self.body else "GET"
