"""The record of an input that was refused: what it was, why, and how to try again. It never holds a report's text."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """One refusal. `reason` is a short word for tables, `retry` the command that tries this input again."""

    origin: str
    reason: str
    message: str
    at: datetime
    retry: str
