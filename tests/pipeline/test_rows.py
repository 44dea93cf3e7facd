"""From text straight to claims, by one process or several."""

import json
import os
import signal
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


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_come_out_in_order_and_a_bad_one_yields_a_refusal(tmp_path: Path, workers: int) -> None:
    lines = [a_row(number) for number in range(40)]
    lines[7], lines[20] = "not JSON", '{"id": "r20"}'
    lines[30] = json.dumps({"id": "r30", "text": "سقطت قذيفتان على سوق في مدينة الباب وقتل أحد عشر شخصا على الأقل"})
    found = told(read_rows(table(tmp_path, lines), Settings(), workers, making=fake_stages))
    expected = [f"r{number} 1" for number in range(40)]
    expected[7], expected[20], expected[30] = "refused rows.jsonl, line 8", "refused rows.jsonl, line 21", "r30 0"
    assert found == expected


def test_one_process_and_two_give_the_same_records(tmp_path: Path) -> None:
    path = table(tmp_path, [a_row(number) for number in range(20)])
    now = datetime.fromisoformat("2026-01-02T12:00:00+00:00")
    one, two = (list(read_rows(path, Settings(), n, making=fake_stages, clock=lambda: now)) for n in (1, 2))
    assert one == two


def test_a_row_without_a_letter_is_refused_by_the_process_that_reads_it(tmp_path: Path) -> None:
    path = table(tmp_path, ['{"id": "1", "text": "12345"}', a_row(2)])
    assert told(read_rows(path, Settings(), 2, making=fake_stages)) == ["refused rows.jsonl, line 1", "r2 1"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_table_that_is_not_there_is_one_refusal(tmp_path: Path, workers: int) -> None:
    path = str(tmp_path / "none.jsonl")
    assert told(read_rows(path, Settings(), workers, making=fake_stages)) == ["refused none.jsonl"]


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


def test_a_file_is_read_without_a_case(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("A shell fell on Al-Bab.", encoding="utf-8")
    ((document, claims),) = [
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
