"""Processes that are killed, and processes that work side by side: the case stays whole."""

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.fakes import fake_stages
from warledger.archive.capture import Given
from warledger.archive.language import language_of
from warledger.config import Settings
from warledger.pipeline import Report, add, verify
from warledger.store.case import open_case

FORK = multiprocessing.get_context("fork")  # the children have all modules loaded, so that they are killed at work
KILLS = 12
SEED = int(os.environ.get("WARLEDGER_TEST_SEED", time.time_ns() % 10**6))


@pytest.fixture(autouse=True)
def loaded(tmp_path: Path) -> None:
    """Load what the children need before they are forked."""
    language_of("Two shells fell on a market in the town on Wednesday.")
    open_case(str(tmp_path / "warm.ledger"), create=True).close()


def table(folder: Path, name: str, count: int) -> Path:
    """A table of short reports, each with a claim."""
    path = folder / f"{name}.jsonl"
    rows = [
        {"id": f"{name}-{n}", "text": f"In {name} {n} shells fell on Al-Bab.", "source": name} for n in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def add_table(case: Path, rows: Path, done: "multiprocessing.queues.Queue[int] | None" = None) -> Report:
    with open_case(str(case), create=True) as store:
        report = add(store, str(rows), Given(), Settings(), stages=fake_stages())
    if done is not None:
        done.put(report.added)
    return report


def assert_sound(case: Path) -> int:
    """Every property of the case holds; answers how many documents it has."""
    broken = [check for check in verify(str(case)) if not check.ok]
    assert not broken
    with open_case(str(case), create=False) as store:
        counts = store.counts()
    assert counts.claims == counts.documents, "each report of the table has one claim: no document is half stored"
    assert counts.links == counts.documents + 1
    return counts.documents


@pytest.mark.parametrize("seed", [SEED], ids="WARLEDGER_TEST_SEED={}".format)
def test_a_process_killed_at_any_moment_leaves_a_case_that_opens_verifies_and_resumes(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    rows = table(tmp_path, "row", 120)
    case = tmp_path / "case.ledger"
    held = 0
    for kill in range(KILLS):
        child = FORK.Process(target=add_table, args=(case, rows))
        child.start()
        time.sleep(chance.uniform(0, 0.04 if kill < 4 else 0.15))  # the first ones while the case is being made
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        if case.exists():
            now = assert_sound(case)
            assert held <= now, "what was stored stays"
            held = now
    report = add_table(case, rows)
    assert assert_sound(case) == 120
    assert report.added + report.already_held == 120
    assert held <= report.already_held


def test_a_case_killed_while_it_is_made_is_not_there_or_whole(tmp_path: Path) -> None:
    for number in range(8):
        case = tmp_path / f"{number}.ledger"
        child = FORK.Process(target=lambda path=case: open_case(str(path), create=True).close())
        child.start()
        time.sleep(number * 0.008)
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        with open_case(str(case), create=not case.exists()) as store:
            assert store.counts().links == 1


def test_two_processes_add_to_one_case_at_once(tmp_path: Path) -> None:
    case = tmp_path / "case.ledger"
    tables = [table(tmp_path, "east", 30), table(tmp_path, "west", 30)]
    done: multiprocessing.queues.Queue[int] = FORK.Queue()
    children = [FORK.Process(target=add_table, args=(case, rows, done)) for rows in tables]
    for child in children:
        child.start()
    assert sorted(done.get(timeout=60) for _ in children) == [30, 30]
    for child in children:
        child.join()
    assert assert_sound(case) == 60


def test_two_processes_that_add_the_same_reports_store_each_once(tmp_path: Path) -> None:
    case = tmp_path / "case.ledger"
    rows = table(tmp_path, "both", 30)
    done: multiprocessing.queues.Queue[int] = FORK.Queue()
    children = [FORK.Process(target=add_table, args=(case, rows, done)) for _ in range(2)]
    for child in children:
        child.start()
    assert sum(done.get(timeout=60) for _ in children) == 30
    for child in children:
        child.join()
    assert assert_sound(case) == 30
