"""How long one more report takes to find its family in a case of many, and how large the index of fingerprints is.

    python benchmarks/copies_case.py articles.jsonl [--documents 100000] [--added 50]

DATA has a row a line with a "text" (or "doctext"). The case is filled with articles put together from their sentences,
all in one transaction; then reports are placed one by one as `warledger add` does: half are copies of one in the case,
half are new. Prints one JSON line of figures last; no words of a text.
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

from sqlalchemy import Connection

from copies_planting import CAPTURED, COPIES, SENTENCE
from warledger.archive.copies.fingerprints import fingerprints
from warledger.archive.copies.words import words_of
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.pipeline.families import place
from warledger.store import family_queries, queries, rows
from warledger.store.case import Store, open_case

BATCH = 1000


def main() -> None:
    """Fill a case, then place reports in it."""
    options = arguments()
    texts = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    chance = random.Random(options.seed)
    made = documents([row.get("text") or row.get("doctext") or "" for row in texts], chance)
    with tempfile.TemporaryDirectory() as folder, open_case(f"{folder}/case.ledger", create=True) as store:
        began = time.perf_counter()
        held = fill(store, islice(made, options.documents))
        filled = time.perf_counter() - began
        size = store.path.stat().st_size
        seconds, found = added(store, made, held, (options.added, chance))
    figures = {"documents": options.documents, "fill_s": round(filled, 1), "case_mib": round(size / 2**20, 1)}
    figures |= {"median_ms": round(1000 * statistics.median(seconds), 1), "worst_ms": round(1000 * max(seconds), 1)}
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


def fill(store: Store, made: Iterator[Document]) -> list[Document]:
    """Store documents and their fingerprints as if each had been placed and none were a copy; some of them."""
    kept: list[Document] = []
    with store._database.writing() as connection:
        while batch := list(islice(made, BATCH)):
            kept += batch[:5]
            store_batch(connection, batch)
    return kept


def store_batch(connection: Connection, batch: list[Document]) -> None:
    """Store some documents at once."""
    marks = [fingerprints(words_of(document.text)) for document in batch]
    connection.execute(queries.ADD_DOCUMENT, [rows.document_columns(document) for document in batch])
    connection.execute(queries.ADD_TEXT, [{"document_id": doc.id, "text": rows.text_bytes(doc.text)} for doc in batch])
    for doc, own in zip(batch, marks, strict=True):
        number = int(doc.sha256)
        connection.execute(family_queries.ADD_FINGERPRINTS, {"marks": json.dumps(own), "document": number, "most": 64})
    connection.execute(
        family_queries.ADD_FAMILY,
        [
            {"document_id": doc.id, "family": f"family-{doc.id}", "fingerprints": len(own)}
            for doc, own in zip(batch, marks, strict=True)
        ],
    )


def added(
    store: Store, made: Iterator[Document], held: list[Document], drawing: tuple[int, random.Random]
) -> tuple[list[float], int]:
    """Seconds that placing each of some reports took, and how many of the copies among them found their original."""
    number, chance = drawing
    seconds, found = [], 0
    for turn in range(number):
        report, original = next(made), chance.choice(held)
        if turn % 2:
            change = COPIES[list(COPIES)[turn // 2 % len(COPIES)]][0]
            report = replace(report, text=change(original.text, chance))
        store.add_document(report, [], CAPTURED)
        began = time.perf_counter()
        place(store, report)
        seconds.append(time.perf_counter() - began)
        family = store.families().family_of(report.id)
        found += bool(turn % 2 and family and original.id in family.members)
    return seconds, found


if __name__ == "__main__":
    main()
