"""One address of the API: what it is asked, what it answers, and the words of its description."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from warledger.model.serial import Json
from warledger.web.asking import Field
from warledger.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. `fields` are its filters, `listed` says that it answers a page of a list, `item` names a schema."""

    path: str
    summary: str
    item: str
    fields: tuple[Field, ...]
    listed: bool
    answer: Callable[[Desk, Request], Json]
