"""How long one more report takes to find its family in a case of many, and how large the index of fingerprints is.

    python benchmarks/copies_case.py articles.jsonl [--documents 100000] [--added 50]

DATA has a row a line with a "text" (or "doctext"). The case is filled in one transaction: one report in ten is an
article put together from sentences of DATA, the others have a line of text and 66 fingerprints drawn at random, as many
as a report of 300 words has. Then reports are placed one by one as `warledger add` does: half are copies of an article
in the case, half are new. Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert

from copies_planting import CAPTURED, COPIES, SENTENCE
from warledger.archive.copies.fingerprints import fingerprints
from warledger.archive.copies.words import words_of
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.pipeline.families import place
from warledger.store import family_queries, queries, rows
from warledger.store.case import Store, open_case
from warledger.store.tables import fingerprints as fingerprint_table

BATCH = 5000
TYPICAL = 66  # fingerprints of a report of 300 words
T = TypeVar("T")


def main() -> None:
    """Fill a case, then place reports in it."""
    options = arguments()
    texts = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    chance = random.Random(options.seed)
    made = documents([row.get("text") or row.get("doctext") or "" for row in texts], chance)
    with tempfile.TemporaryDirectory() as folder, open_case(f"{folder}/case.ledger", create=True) as store:
        began = time.perf_counter()
        held = fill(store, made, options.documents, chance)
        filled = time.perf_counter() - began
        size = store.path.stat().st_size
        seconds, found = added(store, made, held, (options.added, chance))
    figures = {"documents": options.documents, "fill_s": round(filled, 1), "case_mib": round(size / 2**20, 1)}
    for name, which in (("", 0), ("cpu_", 1)):
        taken = [1000 * second[which] for second in seconds]
        figures |= {f"{name}median_ms": round(statistics.median(taken), 1), f"{name}worst_ms": round(max(taken), 1)}
    print(json.dumps(figures | {"added": len(seconds), "copies_found": found}))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=100_000, help="reports in the case (%(default)s)")
    parser.add_argument("--added", type=int, default=50, help="reports to add one by one (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def documents(texts: list[str], chance: random.Random) -> Iterator[Document]:
    """Articles without end, each of sentences drawn from all."""
    sentences = [s for text in texts for s in SENTENCE.split(text) if 6 <= len(s.split()) <= 60]
    number = 0
    while True:
        number += 1
        text = " ".join(chance.choice(sentences) for _ in range(chance.randint(6, 20)))
        yield document(number, text)


def document(number: int, text: str) -> Document:
    """A report without a date."""
    return Document(
        *(DocumentId(f"document-{number}"), f"row:{number}", 1, str(number), str(number), text, None, None, None),
        *("en", None, f"rows.jsonl row {number}", "text/plain", "rows", CAPTURED),
    )


def fill(store: Store, made: Iterator[Document], number: int, chance: random.Random) -> list[Document]:
    """Store documents and their fingerprints as if each had been placed and none were a copy; gives the articles."""
    articles = list(islice(made, number // 10))
    others = [document(at, f"Report {at}.") for at in range(len(articles) + 1, number + 1)]
    marks = [(mark, int(doc.sha256)) for doc in articles for mark in fingerprints(words_of(doc.text))]
    marks += [(chance.getrandbits(47), int(doc.sha256)) for doc in others for _ in range(TYPICAL)]
    with store._database.writing() as connection:
        for batch in batches([*articles, *others]):
            connection.execute(queries.ADD_DOCUMENT, [rows.document_columns(doc) for doc in batch])
            texts = [{"document_id": doc.id, "text": rows.text_bytes(doc.text)} for doc in batch]
            connection.execute(queries.ADD_TEXT, texts)
            homes = [{"document_id": d.id, "family": f"family-{d.id}", "fingerprints": TYPICAL} for d in batch]
            connection.execute(family_queries.ADD_FAMILY, homes)
        for some in batches(sorted(set(marks))):
            connection.execute(insert(fingerprint_table), [{"hash": mark, "document": at} for mark, at in some])
    return articles


def batches(things: list[T]) -> Iterator[list[T]]:
    """The things in lists of BATCH."""
    return (things[at : at + BATCH] for at in range(0, len(things), BATCH))


def added(
    store: Store, made: Iterator[Document], held: list[Document], drawing: tuple[int, random.Random]
) -> tuple[list[tuple[float, float]], int]:
    """Seconds that placing each of some reports took, by the wall and of the processor; copies that were found."""
    number, chance = drawing
    seconds, found = [], 0
    for turn in range(number):
        report, original = document(10**9 + turn, next(made).text), chance.choice(held)
        if turn % 2:
            change = COPIES[list(COPIES)[turn // 2 % len(COPIES)]][0]
            report = replace(report, text=change(original.text, chance))
        store.add_document(report, [], CAPTURED)
        began, used = time.perf_counter(), time.process_time()
        place(store, report)
        seconds.append((time.perf_counter() - began, time.process_time() - used))
        family = store.families().family_of(report.id)
        found += bool(turn % 2 and family and original.id in family.members)
    return seconds, found


if __name__ == "__main__":
    main()
