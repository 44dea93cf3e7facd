"""A desk for a team, for tests: one account of each role, and browsers that are signed in without Argon2's wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tests.web.case import NOON, FakeHands
from tests.web.conftest import BASE, codebook
from warledger.model.accounts import Account, AccountRole
from warledger.pipeline import accounts, passwords
from warledger.pipeline.accounts import Doer
from warledger.pipeline.clock import utc_now
from warledger.store.case import Store
from warledger.web.app import make_app
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings

PASSWORD = "tram depot Aleppo 14"
NAMES = {
    AccountRole.VIEWER: "Vera",
    AccountRole.CODER: "Camil",
    AccountRole.REVIEWER: "Rim",
    AccountRole.ADMIN: "Ada",
}
TEST = Doer("test", NOON)
SETTINGS = DeskSettings(rows=50, team=True)
OURS = {"sec-fetch-site": "same-origin", "origin": BASE}


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Argon2 with next to no work, for tests of what is around it."""
    with patch.object(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        passwords._nobody.cache_clear()
        yield
        passwords._nobody.cache_clear()


class Team:
    """A desk with accounts."""

    def __init__(self, store: Store, settings: DeskSettings = SETTINGS) -> None:
        self.store = store
        self.settings = settings
        self.clock = Clock()
        idle, longest = settings.idle_minutes * 60, settings.longest_hours * 3600
        self.sessions = Sessions(idle_s=idle, longest_s=longest, clock=self.clock)
        self.app = make_app(store, settings, hands=FakeHands(store), sessions=self.sessions, codebook=codebook())
        for role, name in NAMES.items():
            if store.accounts().named(name) is None:
                accounts.add(store, name, role, PASSWORD, TEST)

    def account(self, name: str) -> Account:
        """The account of that name."""
        return accounts.found(self.store, name)

    def stranger(self) -> TestClient:
        """A browser that is not signed in."""
        base = f"{self.settings.scheme}://127.0.0.1:8765"
        client = TestClient(self.app, base_url=base, follow_redirects=False)
        client.headers.update(OURS | {"origin": base})
        return client

    def browser(self, role: AccountRole) -> TestClient:
        """A browser of the account of that role, signed in."""
        account, client = self.account(NAMES[role]), self.stranger()
        client.cookies.set(self.settings.cookie, self.sessions.begin(account.id, account.epoch), path="/")
        return client

    def link(self, name: str, lasting: timedelta = timedelta(hours=1)) -> str:
        """The token of a new link to an account."""
        token, _ = accounts.invite(self.store, self.account(name), Doer("test", utc_now()), lasting)
        return token
