"""Weighs the patterns of the event lexicon on coded training reports and writes `trigger_weights.csv`.

    python training/weigh_triggers.py TRAIN.jsonl [MORE.jsonl ...]

A pattern's weight is (named + 1) / (seen + 2): of the places where it matches, the share that overlap a coded trigger.
The rows hold the lexicon's own words and counts only, never a report's.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from warledger.reading.sentences import split_text
from warledger.reference.lexicon import event_lexicon

TARGET = Path(__file__).parents[1] / "src/warledger/reference/data/trigger_weights.csv"


def main(paths: list[str]) -> None:
    """Weigh, and write."""
    seen: Counter[tuple[str, str]] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            report = json.loads(line)
            gold = [_place(report["text"], claim["trigger"]) for claim in report["claims"]]
            for key, start, end in _matches(report["text"]):
                seen[key] += 1
                named[key] += any(start < b and a < end for a, b in gold)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["type", "pattern", "seen", "named", "weight"])
        for pattern in event_lexicon().patterns:
            key = (pattern.type, pattern.source)
            table.writerow([*key, seen[key], named[key], round((named[key] + 1) / (seen[key] + 2), 3)])
    print(f"weighed {len(event_lexicon().patterns)} patterns: {TARGET.name}")


def _matches(text: str) -> list[tuple[tuple[str, str], int, int]]:
    return [
        ((m.pattern.type, m.pattern.source), sentence.tokens[m.first].start, sentence.tokens[m.last].end)
        for sentence in split_text(text)
        for m in event_lexicon().matches(sentence.tokens)
    ]


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.find(words)
    return start, start + len(words)


if __name__ == "__main__":
    main(sys.argv[1:])
