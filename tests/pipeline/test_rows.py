"""From text straight to claims, by one process or several."""

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.fakes import fake_stages
from warledger.archive.capture import Capture, Given, Refusal
from warledger.config import Settings
from warledger.errors import BadSetting, StopRun
from warledger.model.claim import Claim
from warledger.model.reading import Reading
from warledger.pipeline import Stages, read, read_rows
from warledger.pipeline import rows as rows_module


def table(folder: Path, lines: list[str]) -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def a_row(number: int, text: str = "A shell fell on Al-Bab.") -> str:
    return json.dumps({"id": f"r{number}", "text": f"{text} It was the {number}th."})


def told(results: Iterator[rows_module.Read]) -> list[str]:
    """The id of each document with its count of claims, or the origin of each refusal, in order."""
    return [
        f"refused {result.origin}" if isinstance(result, Refusal) else f"{result[0].id} {len(result[1])}"
        for result in results
    ]


def the_rows(folder: Path) -> str:
    """Forty rows: one is not JSON, one lacks a text, one has no letters, one is in Arabic."""
    lines = [a_row(number) for number in range(40)]
    lines[7], lines[20], lines[25] = "not JSON", '{"id": "r20"}', '{"id": "r25", "text": "12345"}'
    lines[30] = json.dumps({"id": "r30", "text": "سقطت قذيفتان على سوق في مدينة الباب وقتل أحد عشر شخصا على الأقل"})
    return table(folder, lines)


def test_rows_come_out_in_order_and_a_bad_one_yields_a_refusal(tmp_path: Path) -> None:
    found = told(read_rows(the_rows(tmp_path), Settings(), 1, making=fake_stages))
    expected = [f"r{number} 1" for number in range(40)]
    for number in (7, 20, 25):
        expected[number] = f"refused rows.jsonl, line {number + 1}"
    expected[30] = "r30 0"
    assert found == expected


def test_one_process_and_two_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    now = datetime.fromisoformat("2026-01-02T12:00:00+00:00")
    path = the_rows(tmp_path)
    one, two = (list(read_rows(path, Settings(), n, making=fake_stages, clock=lambda: now)) for n in (1, 2))
    assert one == two


def test_a_table_that_is_not_there_is_one_refusal(tmp_path: Path) -> None:
    path = str(tmp_path / "none.jsonl")
    assert told(read_rows(path, Settings(), 1, making=fake_stages)) == ["refused none.jsonl"]


def test_some_process_must_read(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="at least 1 process"):
        list(read_rows(table(tmp_path, []), Settings(), 0, making=fake_stages))


def test_rows_are_taken_only_as_fast_as_they_are_read(tmp_path: Path) -> None:
    taken = 0

    def counted(address: str, given: Given, settings: Settings, now: datetime) -> Iterator[Capture | Refusal]:
        nonlocal taken
        for capture in fake_stages().rows(address, given, settings, now):
            taken += 1
            yield capture

    path = table(tmp_path, [a_row(number) for number in range(400)])
    stages = replace(fake_stages(), rows=counted)
    results = rows_module._side_by_side(
        stages.rows(path, Given(), Settings(), datetime.now()), Settings(), 2, fake_stages
    )
    next(results)
    assert taken <= 2 * rows_module.AHEAD * rows_module.CHUNK
    results.close()  # type: ignore[attr-defined]


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = table(
            tmp_path, [a_row(number, "A shell fell on Al-Bab. " + "Much was said. " * 99) for number in range(count)]
        )
        tracemalloc.start()
        for _ in read_rows(path, Settings(), 1, making=fake_stages):
            pass
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    peak(30)  # what is kept from one run to the next is loaded here
    kept_of_each = (peak(300) - peak(60)) / 240
    assert kept_of_each < 600, "bytes: a report and its claims would be thousands"


def dying_code(reading: Reading) -> tuple[Claim, ...]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def dying(settings: Settings) -> Stages:
    return replace(fake_stages(), code=dying_code)


def test_a_process_that_dies_stops_the_run_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="fewer processes"):
        list(read_rows(table(tmp_path, [a_row(1)]), Settings(), 2, making=dying))


READING = """
from warledger.config import Settings
from warledger.pipeline import read_rows
from tests.fakes import fake_stages
for _ in read_rows({path!r}, Settings(), 2, making=fake_stages):
    print("reading", flush=True)
    input()
"""


def test_processes_that_read_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    program = READING.format(path=table(tmp_path, [a_row(number) for number in range(40)]))
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe, stderr=pipe) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"reading\n"
        children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
        assert len(children) >= 2
        started.kill()
        assert started.wait(timeout=10) == -signal.SIGKILL
        deadline = time.monotonic() + 20
        while any(_lives(child) for child in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [child for child in children if _lives(child)]


def _lives(process: str) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_file_is_read_without_a_case(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("A shell fell on Al-Bab.", encoding="utf-8")
    ((document, claims, _),) = [
        result
        for result in read(str(path), Given(title="News"), Settings(), stages=fake_stages())
        if isinstance(result, tuple)
    ]
    assert (document.title, document.version, [claim.trigger.text for claim in claims]) == ("News", 1, ["fell"])
    assert [file.name for file in tmp_path.iterdir()] == ["report.txt"]


def test_what_cannot_be_read_yields_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (refusal,) = read(str(tmp_path / "empty.txt"), Given(), Settings(), stages=fake_stages())
    assert isinstance(refusal, Refusal)
    assert (refusal.origin, refusal.reason) == ("empty.txt", "unreadable")
