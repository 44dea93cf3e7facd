"""Names in the reports of re3d: how far the layers of a reading agree with its entities, by type.

    python benchmarks/re3d_ner.py FOLDER [--leave-out "BBC Online"] [--coder NAME]

FOLDER holds a folder for each source with documents.json and entities.json, one object a line, as re3d has them. The
layers of the reading stand for these types; what has no layer (nationalities, vehicles, money ...) is not asked for:

    Location      places                    Person        mentions of persons
    Organisation  mentions of groups        Weapon        mentions of weapons, and the lexicon's words for weapons
    Temporal      times                     Quantity      numbers

A stretch is exact when both of its ends are those of the gold, and overlapping when it shares a letter with one of the
gold, each used once. Entities that re3d has twice are one. Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from warledger.config import Settings
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import Count
from warledger.evaluation.spans import Stretch, add_exact, add_overlapping
from warledger.model.reading import MentionKind, Reading
from warledger.pipeline.stages import stages_for
from warledger.reference.weapons import find_weapons

TYPES = ("Location", "Organisation", "Person", "Weapon", "Temporal", "Quantity")
KINDS = {
    MentionKind.PLACE: "Location",
    MentionKind.GROUP: "Organisation",
    MentionKind.PERSON: "Person",
    MentionKind.WEAPON: "Weapon",
}


def main() -> None:
    """Read the reports and compare."""
    options = arguments()
    exact, overlapping = ({kind: Count() for kind in TYPES} for _ in "12")
    stages = stages_for(Settings(coder=options.coder))
    documents = 0
    for source in sorted(options.folder.iterdir()):
        if source.name in options.leave_out or not (source / "entities.json").exists():
            continue
        gold = entities(source / "entities.json")
        for row in objects(source / "documents.json"):
            documents += 1
            found = stretches(stages.read(document_of(GoldReport(row["_id"], row["text"], None, None, ()))))
            for kind in TYPES:
                wanted = gold[row["_id"], kind]
                add_exact(exact[kind], wanted, found[kind])
                add_overlapping(overlapping[kind], wanted, found[kind])
    report(documents, exact, overlapping)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leave-out", action="append", default=[], metavar="SOURCE", help="a source not to read")
    parser.add_argument("--coder", default=Settings().coder, help="by which coder's reading (%(default)s)")
    return parser.parse_args()


def objects(path: Path) -> Iterator[dict]:
    """The objects of a file, one a line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def entities(path: Path) -> dict[tuple[str, str], set[Stretch]]:
    """The stretches of each document and type."""
    found: dict[tuple[str, str], set[Stretch]] = defaultdict(set)
    for row in objects(path):
        found[row["documentId"], row["type"]].add((row["begin"], row["end"]))
    return found


def stretches(reading: Reading) -> dict[str, set[Stretch]]:
    """What the layers of a reading have of each type."""
    found: dict[str, set[Stretch]] = defaultdict(set)
    found["Location"] |= {(place.quote.start, place.quote.end) for place in reading.places or ()}
    found["Temporal"] |= {(time.quote.start, time.quote.end) for time in reading.times or ()}
    found["Quantity"] |= {(number.quote.start, number.quote.end) for number in reading.numbers or ()}
    for mention in reading.mentions or ():
        if mention.kind in KINDS:
            found[KINDS[mention.kind]].add((mention.quote.start, mention.quote.end))
    for sentence in reading.sentences or ():
        for weapon in find_weapons(sentence.tokens):
            found["Weapon"].add((sentence.tokens[weapon.first].start, sentence.tokens[weapon.last].end))
    return found


def report(documents: int, exact: dict[str, Count], overlapping: dict[str, Count]) -> None:
    """Print the table and the figures."""
    tables = {"exact": with_total(exact), "overlapping": with_total(overlapping)}
    for name, table in tables.items():
        print(f"{name:14}{'gold':>7}{'coded':>7}{'P':>8}{'R':>8}{'F1':>8}")
        for kind, count in table.items():
            print(f"{kind:14}{count.gold:7}{count.coded:7}{count.precision:8.3f}{count.recall:8.3f}{count.f1:8.3f}")
        print()
    shares = {name: {kind: round(count.f1, 4) for kind, count in table.items()} for name, table in tables.items()}
    print(json.dumps({"documents": documents, "f1": shares["exact"]["all types"]} | shares))


def with_total(counts: dict[str, Count]) -> dict[str, Count]:
    """The counts and their sum."""
    total = Count()
    for count in counts.values():
        total.add(count.right, count.gold, count.coded)
    return {**counts, "all types": total}


if __name__ == "__main__":
    main()
