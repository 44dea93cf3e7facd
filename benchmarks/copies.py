"""How well copies are told from texts of their own: recall and precision over copies planted among real articles.

    python benchmarks/copies.py articles.jsonl [more.jsonl ...] [--documents 10000] [--copies 2000] [--seed 1]

A file has a row a line with a "text" (or "doctext"), and "published" if known; the first rows are taken, as many as
asked for. Fewer are made up with articles put together from sentences of several. Among them are planted, with the
seed: copies of six kinds, each with another title, dateline and byline and an agency's footer; and four kinds of text
that look like copies and are none.

A pair of documents in one family counts as right if one is a planted copy of the other (or both are of a third). Real
articles hold true copies that nobody planted: two articles that share at least a third of the five-word runs of the
shorter are counted apart as natural pairs, and neither for nor against. Prints one JSON line of figures last; no words
of a text.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from copies_planting import Planted, planted
from warledger.archive.copies.families import families, standing_of
from warledger.archive.copies.search import Shelf
from warledger.archive.copies.words import WORD
from warledger.model.copies import CopyLink, Family
from warledger.model.ids import DocumentId

RUN = 5  # words in a row that two articles share by copying
NATURAL = 1 / 3  # of the shorter article's runs: such a pair was copied before anything was planted


def main() -> None:
    """Plant copies, find families, and compare."""
    options = arguments()
    lines = (line for file in options.files for line in file.read_text("utf-8").split("\n"))
    rows = [json.loads(line) for line in lines if line.strip()]
    plants = planted(rows, options.documents, options.copies, random.Random(options.seed))
    order = list(plants)
    random.Random(options.seed).shuffle(order)
    shelf, links = Shelf(), list[CopyLink]()
    began = time.process_time()
    for plant in order:
        links += shelf.add(plant.document)
    seconds = time.process_time() - began
    found = families(standing_of(plant.document for plant in plants), links)
    figures = {"documents": len(plants), "seed": options.seed, **compared({p.document.id: p for p in plants}, found)}
    figures |= of_links({p.document.id: p for p in plants}, links)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    figures |= {"cpu_seconds": round(seconds, 1), "cpu_ms_a_document": round(1000 * seconds / len(plants), 2)}
    print(json.dumps(figures | {"peak_gb": round(peak, 2)}))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, default=10_000, help="articles before planting (%(default)s)")
    parser.add_argument("--copies", type=int, default=2_000, help="copies to plant (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def compared(plants: dict[DocumentId, Planted], found: Iterable[Family]) -> dict[str, object]:
    """Recall over planted copies by kind, and precision over the pairs of all families."""
    home = {member: family.id for family in found for member in family.members}
    copies = [plant for plant in plants.values() if plant.copy]
    reached = Counter(p.kind for p in copies if home[p.document.id] == home[p.original])
    asked = Counter(plant.kind for plant in copies)
    right = wrong = natural = 0
    fooled: Counter[str] = Counter()
    for one, other in pairs(found):
        if one_group(plants[one], plants[other]):
            right += 1
        elif natural_pair(plants[one], plants[other], plants):
            natural += 1
        else:
            wrong += 1
            fooled[plants[one].kind if plants[one].kind != "article" else plants[other].kind] += 1
    for kind, number in sorted(asked.items()):
        print(f"{kind:24}{reached[kind]:6} of {number:6}{reached[kind] / number:9.4f}")
    print(f"pairs in families: {right} planted, {natural} natural, {wrong} wrong {dict(fooled)}")
    return {
        "copies": len(copies),
        "recall": round(sum(reached.values()) / len(copies), 4),
        "precision": round(right / max(right + wrong, 1), 4),
        "recall_by_kind": {kind: round(reached[kind] / number, 4) for kind, number in sorted(asked.items())},
        "wrong_pairs": wrong,
        "wrong_by_kind": dict(fooled),
        "natural_pairs": natural,
    }


def of_links(plants: dict[DocumentId, Planted], links: list[CopyLink]) -> dict[str, object]:
    """How often the kind and the direction of a planted link are right, and how many quoted blocks were found."""
    planted_from = {(id, plant.original) for id, plant in plants.items()}
    ahead = [link for link in links if (link.other, link.one) in planted_from]
    behind = [link for link in links if (link.one, link.other) in planted_from]
    told = [(link, plants[link.other]) for link in ahead] + [(link, plants[link.one]) for link in behind]
    copied = [(link, plant) for link, plant in told if plant.copy]
    first = sum(plant.document.id == link.other for link, plant in copied)
    kinds = sum(link.kind.value in plant.kinds for link, plant in copied)
    quoting = [plant.document.id for plant in plants.values() if plant.kind == "quoted block"]
    linked = {plant.document.id for link, plant in told if not link.kind.one_voice}
    return {
        "direction": round(first / max(len(copied), 1), 4),
        "kind": round(kinds / max(len(copied), 1), 4),
        "quoted_blocks": round(len(linked.intersection(quoting)) / max(len(quoting), 1), 4),
    }


def pairs(found: Iterable[Family]) -> Iterator[tuple[DocumentId, DocumentId]]:
    """Every two members of a family."""
    for family in found:
        yield from combinations(family.members, 2)


def one_group(one: Planted, other: Planted) -> bool:
    """Whether two documents are one text by planting."""
    return one.root == other.root


def natural_pair(one: Planted, other: Planted, plants: dict[DocumentId, Planted]) -> bool:
    """Whether two documents are alike without planting: themselves, or the articles that they were copied from."""
    if other.root == one.original or one.root == other.original:
        return False  # what was planted to look like a copy of this very text
    return alike(one.document.text, other.document.text) or alike(
        plants[one.root].document.text, plants[other.root].document.text
    )


def alike(one: str, other: str) -> bool:
    """Whether two texts share NATURAL of the runs of words of the shorter."""
    fewer, more = sorted((runs_of(one), runs_of(other)), key=len)
    return len(fewer & more) >= NATURAL * len(fewer)


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Every RUN words in a row."""
    words = [match.group().casefold() for match in WORD.finditer(text)]
    return {tuple(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1))}


if __name__ == "__main__":
    main()
