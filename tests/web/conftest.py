"""The desk's fixtures: a case filled once and shared by tests that only look, and clients of it."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.case import FakeHands, fill
from warledger.reference.codebook import Codebook, load_codebook
from warledger.store.case import Store, open_case
from warledger.web.app import make_app
from warledger.web.sessions import Sessions
from warledger.web.settings import DeskSettings

BASE = "http://127.0.0.1:8765"
TOKEN = "one-time-token"
CASE = "aleppo.ledger"


@cache
def codebook() -> Codebook:
    """The shipped codebook, read once."""
    return load_codebook(None)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the case, to be copied."""
    folder = tmp_path_factory.mktemp("desk")
    fill(folder / CASE)
    return folder


@pytest.fixture(scope="session")
def shared_store(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of the case that no test adds to."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(filled, folder / "desk")
    with open_case(str(folder / "desk" / CASE), create=False) as store:
        yield store


def visitor(store: Store) -> TestClient:
    """Somebody without a session."""
    app = make_app(store, DeskSettings(rows=3), hands=FakeHands(store), sessions=Sessions(TOKEN), codebook=codebook())
    return TestClient(app, base_url=BASE, follow_redirects=False)


def signed_in(client: TestClient) -> TestClient:
    """The same, come in by the token; its browser says where requests come from."""
    answer = client.get(f"/?token={TOKEN}")
    assert answer.status_code == 303
    client.headers.update({"sec-fetch-site": "same-origin", "origin": BASE})
    return client


@pytest.fixture
def stranger(shared_store: Store) -> TestClient:
    """Somebody who has no session."""
    return visitor(shared_store)


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """Somebody who looks."""
    return signed_in(stranger)


@pytest.fixture
def own_store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the case for one test."""
    shutil.copytree(filled, tmp_path / "desk")
    with open_case(str(tmp_path / "desk" / CASE), create=False) as store:
        yield store


@pytest.fixture
def worker(own_store: Store) -> TestClient:
    """Somebody who adds and changes."""
    return signed_in(visitor(own_store))
