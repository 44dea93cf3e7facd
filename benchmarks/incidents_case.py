"""How long a large case takes to be linked, to be asked for incidents, and to take in one more report.

    python benchmarks/incidents_case.py [--claims 100000] [--seed 1] [--added 5] [--keep case.ledger] [--cpu]

A case is filled with the claims of the made war of linking_synthetic.py in one transaction, and linked from scratch as
`warledger link` does. Then it is asked for the first page of lists under several filters, for counts, for one incident
and for the campaigns, and reports are added and linked one by one as `warledger add` does. A case that was kept is
asked again without being made. Prints one JSON line of figures last.
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from linking_synthetic import War
from warledger.model.claim import Claim
from warledger.model.copies import family_id
from warledger.model.corroboration import Grade
from warledger.model.document import Document
from warledger.model.filters import ClaimFilter
from warledger.model.listing import IncidentFilter
from warledger.pipeline.campaigning import campaigns_of
from warledger.pipeline.linking import link, link_new
from warledger.store import facets, family_queries, queries, rows
from warledger.store.case import Store, open_case
from warledger.store.tables import sources

CLOCK: list[Callable[[], float]] = [time.perf_counter]
BATCH = 2000
PAGE = 50
FILTERS = {
    "all": IncidentFilter(),
    "last_page": IncidentFilter(),
    "days": IncidentFilter(ClaimFilter(since=date(2014, 1, 8), until=date(2014, 1, 21))),
    "place": IncidentFilter(ClaimFilter(place="Province 30-40")),
    "actor": IncidentFilter(ClaimFilter(actor="Front 7")),
    "type_killed": IncidentFilter(ClaimFilter(types=frozenset(["attack"]), min_killed=10)),
    "grade_voices": IncidentFilter(grades=frozenset([Grade.FAIR]), voices=3),
    "contested": IncidentFilter(contested=True),
}


def main() -> None:
    """Fill a case, link it, ask it, and add to it."""
    options = arguments()
    CLOCK[0] = time.process_time if options.cpu else time.perf_counter
    war = War(options.seed, options.claims)
    figures: dict[str, float] = {"claims": options.claims}
    with nullcontext(options.keep.parent) if options.keep else tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "case.ledger"
        fresh = not path.exists()
        with open_case(str(path), create=True) as store:
            if fresh:
                figures["fill_s"] = timed(lambda: fill(store, war.reports(options.claims)))
                figures["link_s"] = timed(lambda: link(store))
                figures["link_peak_gb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2)
            figures |= asked(store)
            figures["campaigns_s"] = timed(lambda: campaigns_of(store))
            figures |= added(store, War(options.seed + 1, options.claims), options.added)
            figures["case_mib"] = round(path.stat().st_size / 2**20)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--added", type=int, default=5, help="reports added one by one (5)")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="make the case here and leave it")
    parser.add_argument("--cpu", action="store_true", help="measure processor time: for a machine that is busy")
    return parser.parse_args()


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = CLOCK[0]()
    act()
    return round(CLOCK[0]() - began, 3)


def fill(store: Store, reports: Iterable[tuple[Document, list[Claim]]]) -> None:
    """Put reports into the tables at once: no custody, no search for copies; each is a family of its own."""
    batch: list[tuple[Document, list[Claim]]] = []
    known: set[str] = set()
    with store._database.writing() as connection:
        for report in reports:
            batch.append(report)
            if len(batch) == BATCH:
                _put(connection, batch, known)
                batch = []
        _put(connection, batch, known)
        facets.rebuild(connection)


def _put(connection: object, batch: list[tuple[Document, list[Claim]]], known: set[str]) -> None:
    if not batch:
        return
    documents = [document for document, _ in batch]
    named = {d.source.id: d.source for d in documents if d.source and d.source.id not in known}
    known.update(named)
    if named:
        connection.execute(insert(sources), [rows.source_columns(source) for source in named.values()])
    connection.execute(queries.ADD_DOCUMENT, [rows.document_columns(document) for document in documents])
    texts = [{"document_id": document.id, "text": rows.text_bytes(document.text)} for document in documents]
    connection.execute(queries.ADD_TEXT, texts)
    claims = [rows.claim_columns(claim, k) for _, held in batch for k, claim in enumerate(held, start=1)]
    connection.execute(queries.ADD_CLAIM, claims)
    families = [{"document_id": d.id, "family": family_id(d.id), "fingerprints": 0} for d in documents]
    connection.execute(family_queries.ADD_FAMILY, families)


def asked(store: Store) -> dict[str, float]:
    """Milliseconds for a page of a list and its count, under each filter: the median of five."""
    incidents = store.incidents()
    figures: dict[str, float] = {"incidents": incidents.count()}
    for name, wanted in FILTERS.items():
        skip = incidents.count() - PAGE if name == "last_page" else 0
        taken = []
        for _ in range(5):
            began = CLOCK[0]()
            found = list(incidents.listed(wanted, limit=PAGE, offset=max(0, skip)))
            incidents.count(wanted)
            taken.append(1000 * (CLOCK[0]() - began))
        figures[f"page_{name}_ms"] = round(statistics.median(taken), 1)
    found = list(incidents.listed(limit=1))
    figures["one_incident_ms"] = round(1000 * timed(lambda: incidents.assessment(found[0].incident.id)), 1)
    figures["all_marks_s"] = timed(lambda: list(incidents.marks()))
    return figures


def added(store: Store, war: War, number: int) -> dict[str, float]:
    """Seconds to link one more report."""
    taken = []
    for _ in range(number):
        document, claims = war.report(war.incident())
        store.add_document(document, claims, document.captured_at)
        taken.append(timed(lambda: link_new(store)))
    return {"one_more_s": statistics.median(taken), "one_more_worst_s": max(taken)} if taken else {}


if __name__ == "__main__":
    main()
