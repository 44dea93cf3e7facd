"""How fast and in how much memory `warledger read --jsonl FILE --json` reads, on one process and on two.

    python benchmarks/read_speed.py articles.jsonl [--documents N] [--workers 1 --workers 2]

FILE has rows {"id", "text", "published"?, "title"?}. Memory is the peak resident set of the program and its workers
together, sampled ten times a second from /proc; to see that it is flat in the number of documents, the same rows are
read once and then twice over. Prints one JSON line of figures last. Needs Linux.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "warledger")
SAMPLE_S = 0.1
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run. `peak_mib` is of all processes together; pages they share are counted once for each."""

    documents: int
    workers: int
    seconds: float
    documents_a_second: float
    peak_mib: int
    claims: int


def main() -> None:
    """Measure each number of workers on the rows, then memory on the rows twice over."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        once, twice = Path(folder) / "once.jsonl", Path(folder) / "twice.jsonl"
        copy_rows(options.file, once, options.documents)
        double(once, twice)
        runs = [measured(once, workers) for workers in options.workers]
        doubled = measured(twice, options.workers[0])
    growth = round(doubled.peak_mib / runs[0].peak_mib, 3)
    print(f"memory for twice the documents: {doubled.peak_mib} MiB, {growth} times as much")
    print(json.dumps({"runs": [asdict(run) for run in runs], "doubled": asdict(doubled), "memory_growth": growth}))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, help="read only the first N rows")
    parser.add_argument("--workers", type=int, action="append", help="processes; may be given again (1 and 2)")
    options = parser.parse_args()
    options.workers = options.workers or [1, 2]
    return options


def copy_rows(source: Path, target: Path, limit: int | None) -> None:
    """The first rows of a file."""
    with source.open("rb") as rows, target.open("wb") as out:
        out.writelines(islice(rows, limit))


def double(source: Path, target: Path) -> None:
    """The rows twice over, the second time under other ids."""
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        for line in rows:
            out.write(line)
        rows.seek(0)
        for line in rows:
            row = json.loads(line)
            out.write(json.dumps(row | {"id": f"{row['id']}-again"}) + "\n")


def measured(rows: Path, workers: int) -> Run:
    """Read the rows and watch the processes."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+b") as out:
        command = [PROGRAM, "read", "--jsonl", str(rows), "--json", "--workers", str(workers)]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(SAMPLE_S)
        seconds = time.perf_counter() - began
        if process.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        out.seek(0)
        documents, claims = counted(out.readlines())
    run = Run(documents, workers, round(seconds, 2), round(documents / seconds, 1), peak // MIB, claims)
    print(
        f"{run.workers} processes: {run.documents} documents in {run.seconds} s, {run.documents_a_second} a second, "
        f"peak {run.peak_mib} MiB, {run.claims} claims",
        flush=True,
    )
    return run


def counted(lines: list[bytes]) -> tuple[int, int]:
    """Documents and claims among the lines of output."""
    return len(lines), sum(len(json.loads(line)["claims"]) for line in lines)


def resident(pid: int) -> int:
    """Bytes resident in a process and all its descendants."""
    total, waiting = 0, [pid]
    while waiting:
        process = Path("/proc") / str(waiting.pop())
        try:
            total += int((process / "statm").read_text().split()[1]) * 4096
            for children in process.glob("task/*/children"):
                waiting += [int(child) for child in children.read_text().split()]
        except (FileNotFoundError, ProcessLookupError, IndexError):
            continue  # it ended between two looks
    return total


if __name__ == "__main__":
    main()
