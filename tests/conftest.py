"""The fixtures that more than one room's tests use."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build import NOON, a_judgement
from tests.fakes import FakeClock, fake_stages
from warledger.archive.capture import Given
from warledger.config import Settings
from warledger.pipeline import add
from warledger.store.case import Store, open_case

SOUND = "case.ledger"


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """Where a case may be made; nothing is there yet."""
    return tmp_path / "aleppo.ledger"


@pytest.fixture
def store(case_path: Path) -> Iterator[Store]:
    """A new case, open."""
    with open_case(str(case_path), create=True, at=NOON) as opened:
        yield opened


@pytest.fixture(scope="session")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two reports, two versions of one of them, a row, a judgement and a failure; copied for each test."""
    folder = tmp_path_factory.mktemp("sound")
    text = "Two shells fell on a market in Al-Bab on Wednesday, and one killed there was a child, the mayor said."
    inputs = [
        ("one.txt", f"AL-BAB, April 2, 2014 - {text}"),
        ("one.txt", f"AL-BAB, April 2, 2014 - {text} Another bomb fell later."),
        ("rows.jsonl", '{"id": "r1", "text": "A shell fell on the old town of Homs.", "published": "2014-04-03"}\n'),
        ("empty.txt", ""),
    ]
    with open_case(str(folder / SOUND), create=True) as store:
        for name, content in inputs:
            (folder / name).write_text(content, encoding="utf-8")
            add(store, str(folder / name), Given(), Settings(), stages=fake_stages(), clock=FakeClock())
        claim = next(store.claims())
        store.add_judgement(a_judgement(claim.id))
    return folder


@pytest.fixture
def sound_case(sound_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sound case, to do with as one likes."""
    shutil.copytree(sound_folder, tmp_path / "copy")
    return tmp_path / "copy" / SOUND
