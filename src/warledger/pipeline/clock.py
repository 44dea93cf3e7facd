"""What time it is, for whoever stores something: the one clock that tests put another in place of."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
