"""From text straight to claims, without a case: one report, or a table of reports read by several processes.

Results come in the order of the input however many processes work, and only a bounded number of rows is in flight, so
that memory does not grow with the table. A row that cannot be used yields a refusal in its place.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from warledger.archive.capture import Capture, Given, Refusal
from warledger.config import Settings
from warledger.errors import BadSetting, SkipDocument, StopRun
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.reading import PlaceMention, TimeMention
from warledger.pipeline.clock import utc_now
from warledger.pipeline.stages import Stages, coded, stages_for

Read = tuple[Document, tuple[Claim, ...], tuple[PlaceMention | TimeMention, ...]] | Refusal
Making = Callable[[Settings], Stages]
CHUNK = 8  # rows handed to a process at a time: half a second of work, so that none waits long for the last
AHEAD = 4  # chunks for each process that may be in flight


def read(
    address: str,
    given: Given,
    settings: Settings,
    *,
    stages: Stages | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Iterator[Read]:
    """What is at an address, each report with its claims and its places and dates; nothing is stored."""
    stages = stages or stages_for(settings)
    for taken in stages.captures(address, given, settings, clock()):
        yield _read(taken, settings, stages)


def read_rows(
    path: str,
    settings: Settings,
    workers: int,
    *,
    making: Making = stages_for,
    clock: Callable[[], datetime] = utc_now,
) -> Iterator[Read]:
    """The rows of a table of reports, each with its claims, places and dates, in order.

    `making` makes the stages in each process.
    """
    if workers < 1:
        raise BadSetting(f"at least 1 process must read, not {workers}.")
    stages = making(settings)
    rows = stages.rows(path, Given(), settings, clock())
    if workers == 1:
        yield from (_read(row, settings, stages) for row in rows)
    else:
        yield from _side_by_side(rows, settings, workers, making)


def _side_by_side(
    rows: Iterable[Capture | Refusal], settings: Settings, workers: int, making: Making
) -> Iterator[Read]:
    """Hand out chunks in order, and take results in order; never more than AHEAD chunks a process ahead."""
    # Spawned, not forked: a fork copies locks that threads of the caller hold, and stands still.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (settings, making))
    under_way: deque[Future[list[Read]]] = deque()
    try:
        for chunk in _chunks(rows):
            under_way.append(pool.submit(_read_chunk, chunk))
            if len(under_way) == workers * AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise StopRun(
            "a process that was reading stopped, most likely for want of memory. Run again with fewer processes; with "
            "one, the report it stops at is the cause."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(rows: Iterable[Capture | Refusal]) -> Iterator[list[Capture | Refusal]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


_OURS: list[tuple[Settings, Stages]] = []  # in a process that reads: what it was started with


def _start(settings: Settings, making: Making) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _OURS[:] = [(settings, making(settings))]


def _end_with_parent() -> None:
    """When the process that hands out rows is killed, end too: nobody else would tell this one to."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_chunk(chunk: list[Capture | Refusal]) -> list[Read]:
    settings, stages = _OURS[0]
    return [_read(taken, settings, stages) for taken in chunk]


def _read(taken: Capture | Refusal, settings: Settings, stages: Stages) -> Read:
    if isinstance(taken, Refusal):
        return taken
    try:
        extract = stages.extract(taken, settings)
        result = coded(stages.document(taken, extract, 1), stages)
    except SkipDocument as error:
        return Refusal.of(taken.origin, error)
    return result.document, result.claims, result.mentions
