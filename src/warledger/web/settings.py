"""How a desk is set up: where it listens, how much a page shows, who works at it. `serve` makes it."""

from dataclasses import dataclass

from warledger.config import MEBIBYTE

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Where the desk listens and what it allows. `who` is the name that what is done here is noted under."""

    host: str = "127.0.0.1"
    port: int = 8765
    who: str = "desk"
    rows: int = 50  # rows on a page of a list
    most_rows: int = 1000  # rows that one answer of the API may hold
    max_upload: int = 64 * MEBIBYTE  # bytes of one request: files and forms
    previews: int = 64  # additions that wait to be committed
    writes_a_minute: int = 240
    wrong_tokens_a_minute: int = 10

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request may call us by; any other is a page elsewhere that points its name at us."""
        names = {"127.0.0.1", "localhost", "[::1]"}
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def origin(self) -> str:
        """The address that the desk is reached at."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}"
