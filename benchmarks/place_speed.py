"""How much of the reading of a report its places and dates take.

    python benchmarks/place_speed.py articles.jsonl [--documents 100]

A row is {"id", "text", "published"?, "title"?}. Every step of reading is timed by itself in one process, the extractor
and the coder with it, in time of the processor, so that what else runs does not count; the first rows, which load what
is loaded once, are left out. Prints one JSON line of figures
last: milliseconds a document of each step, and `share`, that of places, dates, the extractor's places and the dating of
events in the whole.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from warledger.coding import dating, joint
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.model.reading import Reading
from warledger.reading import place_pointed, proposing, reader
from warledger.reference.codebook import load_codebook

WARM_UP = 5  # rows
OURS = ("places", "dates", "pointed places", "dating")
T = TypeVar("T")


def main() -> None:
    """Read the rows step by step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=100, help="rows, evenly spread (%(default)s)")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    rows = rows[:: max(1, len(rows) // options.documents)]
    spent: Counter[str] = Counter()
    for number, row in enumerate(rows):
        took: Counter[str] = Counter()
        read(row, took)
        if number >= WARM_UP:
            spent.update(took)
    counted = max(1, len(rows) - WARM_UP)
    whole = sum(spent.values())
    figures = {name: round(1000 * seconds / counted, 2) for name, seconds in spent.most_common()}
    for name, milliseconds in figures.items():
        print(f"{name:16} {milliseconds:8.2f} ms")
    share = sum(spent[name] for name in OURS) / whole
    print(json.dumps({"documents": counted, "share": round(share, 4), "milliseconds": figures}))


def read(row: dict[str, str], took: Counter[str]) -> None:
    """Read and code one row, each step timed."""
    report = GoldReport(row["id"], row["text"], row.get("title"), row.get("published"), ())
    reading = Reading(document_of(report))
    for step in reader.STEPS:
        reading = timed(took, step.name, lambda step=step, reading=reading: step.run(reading))
    reading = timed(took, "extractor", lambda: proposing.STEP.run(reading))
    reading = timed(took, "pointed places", lambda: place_pointed.add_pointed_places(reading))
    claims = timed(took, "coder", lambda: joint.code(reading, load_codebook(None)))
    timed(took, "dating", lambda: dating.dated(reading, claims))


def timed(took: Counter[str], name: str, work: Callable[[], T]) -> T:
    """What some work gives, its seconds counted."""
    began = time.process_time()
    found = work()
    took[name] += time.process_time() - began
    return found


if __name__ == "__main__":
    main()
