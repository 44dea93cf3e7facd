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

    # a team: accounts instead of the token, most often behind a proxy that ends TLS
    team: bool = False
    https: bool = False  # people reach us by https: cookies are for https only, and origins are compared so
    allowed_hosts: tuple[str, ...] = ()  # further names that a request may call us by, such as the proxy's
    proxied: bool = False  # the proxy's last X-Forwarded-For is believed; only to tell places apart
    requests_a_minute: int = 900  # of one session, or of one place without one
    idle_minutes: int = 60  # NIST SP 800-63B-4, 2.2.3: no more than an hour idle at its second level
    longest_hours: int = 12  # the same: no more than a day; a working day is less

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request may call us by; any other is a page elsewhere that points its name at us."""
        names = {"127.0.0.1", "localhost", "[::1]"}
        return frozenset(f"{name}:{self.port}" for name in names) | {name.lower() for name in self.allowed_hosts}

    @property
    def scheme(self) -> str:
        """How people reach us."""
        return "https" if self.https else "http"

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. Browsers let only this very host set one with that prefix, by https."""
        return f"__Host-warledger_{self.port}" if self.https else f"warledger_{self.port}"

    @property
    def origin(self) -> str:
        """The address that the desk is reached at."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}"
