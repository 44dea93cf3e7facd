"""The role fillers of MUC-4 as GRIT and GTT score them: CEAF-REE precision, recall and F1, by role and over all roles.

    python benchmarks/muc4.py dev.json [--documents N] [--coder NAME]

DATA has a row a line: {"docid", "doctext", "templates": [{"incident_type", role: [[[mention, offset], ...], ...]}]}.
The roles of a document's templates are taken together, as these papers do. The texts have no capitals, and are read as
they stand: no case is given back to them, so whatever goes by capitals finds nothing here.

MUC-4 asks for terrorism alone, and tells persons from organisations and things; the program's claims hold every event
of a war. Which of their words, and of the names and noun phrases beside them, fill which role of MUC-4 is decided by
`muc4_choice.py`, a list of weights fitted on MUC-4's training texts, never on those measured on. Every wording is an
entity of one mention; of two wordings of a role of which one holds the other the likelier one is taken.
Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path

from muc4_choice import ROLES, chosen
from warledger.config import Settings
from warledger.evaluation.entities import Entity, add_entities, entity
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import Count
from warledger.model.claim import Claim
from warledger.model.reading import Reading
from warledger.pipeline.stages import Stages, stages_for


def main() -> None:
    """Read the texts and compare."""
    options = arguments()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    rows = rows[: options.documents]
    counts = {role: Count() for role in ROLES}
    stages = stages_for(Settings(coder=options.coder))
    began = time.perf_counter()
    for row in rows:
        found = chosen(*read(row, stages))
        for role, wanted in gold_of(row["templates"]).items():
            add_entities(counts[role], wanted, [entity([words]) for words in found[role]])
    report(rows, counts, time.perf_counter() - began)


def read(row: dict, stages: Stages) -> tuple[Reading, tuple[Claim, ...]]:
    """The reading of a row's text, and its claims."""
    reading = stages.read(document_of(GoldReport(row["docid"], row["doctext"], None, None, ())))
    return reading, stages.code(reading)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, help="read only the first N rows")
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    return parser.parse_args()


def report(rows: list[dict], counts: dict[str, Count], seconds: float) -> None:
    """Print the table and the figures."""
    total = Count()
    for count in counts.values():
        total.add(count.right, count.gold, count.coded)
    table = {**counts, "all roles": total}
    print(f"{'role':12}{'gold':>7}{'coded':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for role, count in table.items():
        print(f"{role:12}{count.gold:7}{count.coded:7}{count.precision:8.3f}{count.recall:8.3f}{count.f1:8.3f}")
    shares = {
        role: {"p": round(count.precision, 4), "r": round(count.recall, 4), "f1": round(count.f1, 4)}
        for role, count in table.items()
    }
    speed = round(len(rows) / seconds, 1)
    figures = {"metric": "CEAF-REE", "documents": len(rows), "documents_a_second": speed, "f1": round(total.f1, 4)}
    print(json.dumps(figures | {"roles": shares}))


def gold_of(templates: Iterable[dict]) -> dict[str, list[Entity]]:
    """The entities of each role over all templates of a document."""
    return {
        role: [entity(mention[0] for mention in one) for template in templates for one in template[role]]
        for role in ROLES
    }


if __name__ == "__main__":
    main()
