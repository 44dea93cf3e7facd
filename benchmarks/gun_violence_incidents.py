"""Articles to incidents: how well reports of one shooting are joined, and how often their joint toll is exactly right.

    python benchmarks/gun_violence_incidents.py articles.jsonl [--documents N] [--workers 2] [--cache FILE]

A row is {"id", "title", "text", "published", "gold": {"incident", "killed", "injured"}}. An article stands for one
incident: it is linked by its first claim with harm that counts as an event and is no statement or arrest (else its
first such claim without harm, else its first claim); an article without claims is alone. All articles are linked
together, twice: with the shipped weights, and with weights learned on the articles of half of the incidents (by the
hash of their names). `rest` is measured on the other half, `all` on everything. The toll of an incident is that of
the group that holds most of its articles: of each article what it states in the claims that tell the event of the
claim it stands for, and of these the best by the rules of incidents; 0 where none gives any. `whole` links all claims
of all articles, as a case does, and counts an article to the incident of the claim it stands for. The claims that were
read may be kept in a file (--cache).
Prints one JSON line of figures last; no words of an article.
"""

import argparse
import json
import pickle
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from gun_violence import chosen
from warledger.archive.capture import Refusal
from warledger.config import Settings
from warledger.linking.comparing import levels_of
from warledger.linking.figures import of_report
from warledger.linking.linker import Linkage, Model, link, linked
from warledger.linking.pairing import Pairing
from warledger.linking.table import table_of
from warledger.linking.tellings import tellings
from warledger.linking.tolls import Told, published, told_injured, toll
from warledger.linking.weights import learned_from_pairs, shipped
from warledger.model.claim import HURT, Claim, HarmKind
from warledger.model.corroboration import Figure
from warledger.model.document import Document
from warledger.pipeline import read_rows

NO_SHOOTING = frozenset(["statement", "arrest"])
Reports = list[tuple[Document, tuple[Claim, ...]]]
Groups = list[int]  # for each article the number of its group


def main() -> None:
    """Read, link twice, and compare."""
    options = arguments()
    rows = chosen(options.file, options.documents)
    began = time.perf_counter()
    reports = read(rows, options)
    reading = time.perf_counter() - began
    incidents = [row["gold"]["incident"] for row in rows]
    rest = measured(incidents)
    began = time.perf_counter()
    linkage, articles = linked_reports(reports)
    groups = grouped(linkage, articles, len(rows))
    linking = time.perf_counter() - began
    fitted = grouped(refitted(linkage, articles, incidents, rest), articles, len(rows))
    whole, parted = whole_case(reports)
    figures = {"documents": len(rows), "incidents": len(set(incidents)), "groups": len(set(groups))}
    figures["whole_incidents"] = parted
    for name, found in (("shipped", groups), ("fitted", fitted), ("whole", whole)):
        figures |= {f"{name}_rest_{key}": value for key, value in agreement(found, incidents, rest).items()}
        figures |= {f"{name}_all_{key}": value for key, value in agreement(found, incidents).items()}
        figures |= {f"{name}_rest_{key}": value for key, value in tolls_right(rows, reports, found, rest).items()}
        figures |= {f"{name}_all_{key}": value for key, value in tolls_right(rows, reports, found).items()}
    figures |= {"reading_seconds": round(reading, 1), "linking_seconds": round(linking, 1)}
    for name, value in figures.items():
        print(f"{name:24} {value}")
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, help="read only about N rows, evenly spread over the file")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--cache", type=Path, help="where the claims are kept, or taken from if they are there")
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    return parser.parse_args()


def measured(incidents: Iterable[str]) -> list[bool]:
    """Which articles are measured and teach nothing: those of half of the incidents, by the hash of their names."""
    return [zlib.crc32(incident.encode()) % 2 == 1 for incident in incidents]


def read(rows: Sequence[dict], options: argparse.Namespace) -> Reports:
    """Each row's document and claims; a refused row is an error, because its article would be lost in silence."""
    if options.cache and options.cache.exists():
        kept: Reports = pickle.loads(options.cache.read_bytes())
        return kept
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.jsonl"
        copy.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        found: Reports = []
        for result in read_rows(str(copy), Settings(coder=options.coder), options.workers):
            if isinstance(result, Refusal):
                raise SystemExit(f"{result.origin} was refused ({result.reason}): mend the file")
            found.append((result[0], result[1]))
    if options.cache:
        options.cache.write_bytes(pickle.dumps(found))
    return found


def standing_in(claims: Sequence[Claim]) -> Claim | None:
    """The claim by which an article is linked."""
    counting = [c for c in claims if c.status.value.counts_as_event and c.type.value not in NO_SHOOTING]
    return next(iter([claim for claim in counting if claim.harm] or counting or claims), None)


def linked_reports(reports: Reports) -> tuple[Linkage, dict[int, int]]:
    """All articles linked, each by one claim; and for each article that has a row its row."""
    documents = {document.id: document for document, _ in reports}
    table = table_of([claim for _, claims in reports for claim in claims], documents)
    row = {claim: k for k, claim in enumerate(table.ids)}
    chief = {number: standing_in(claims) for number, (_, claims) in enumerate(reports)}
    wanted = {number: row[claim.id] for number, claim in chief.items() if claim is not None and claim.id in row}
    kept = np.array(sorted(wanted.values()))
    at = {int(old): new for new, old in enumerate(kept)}
    smaller = table.of_rows(kept)
    model = Model(shipped(), table.frequencies())
    return linked(smaller, model), {number: at[old] for number, old in wanted.items()}


def grouped(linkage: Linkage, articles: Mapping[int, int], count: int) -> Groups:
    """The group of each article; an article without a claim is alone."""
    return [int(linkage.group[articles[k]]) if k in articles else -1 - k for k in range(count)]


def whole_case(reports: Reports) -> tuple[Groups, int]:
    """The group of each article when all claims are linked, and how many incidents they make."""
    found = link(
        [claim for _, claims in reports for claim in claims], {document.id: document for document, _ in reports}
    )
    chief = {number: standing_in(claims) for number, (_, claims) in enumerate(reports)}
    articles = {number: found.rows[claim.id] for number, claim in chief.items() if claim and claim.id in found.rows}
    return grouped(found, articles, len(reports)), len(found.groups)


def refitted(linkage: Linkage, articles: Mapping[int, int], incidents: Sequence[str], rest: Sequence[bool]) -> Linkage:
    """The same claims under weights that were learned on the pairs of articles that are not measured."""
    article = {row: number for number, row in articles.items()}
    i, j = linkage.pairs
    use = np.array(
        [not rest[article[a]] and not rest[article[b]] for a, b in zip(i.tolist(), j.tolist(), strict=True)], bool
    )
    same = np.array([incidents[article[a]] == incidents[article[b]] for a, b in zip(i[use], j[use], strict=True)], bool)
    levels = levels_of(Pairing(linkage.table, i[use], j[use], linkage.model.frequencies.weights))
    weights = learned_from_pairs(levels, same, shipped(), strength=2.0)
    return linked(linkage.table, Model(weights, linkage.model.frequencies))


def agreement(groups: Groups, incidents: Sequence[str], asked: Sequence[bool] | None = None) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1, over the articles that are measured."""
    kept = [(g, i) for k, (g, i) in enumerate(zip(groups, incidents, strict=True)) if not asked or asked[k]]
    both, found, gold = Counter(kept), Counter(g for g, _ in kept), Counter(i for _, i in kept)
    precision, recall = (of_pairs(both) / max(1, of_pairs(one)) for one in (found, gold))
    b_precision = sum(count * count / found[g] for (g, _), count in both.items()) / len(kept)
    b_recall = sum(count * count / gold[i] for (_, i), count in both.items()) / len(kept)
    shares = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "b3": 2 * b_precision * b_recall / (b_precision + b_recall),
    }
    return {name: round(share, 4) for name, share in shares.items()}


def of_pairs(counts: Counter) -> int:
    """How many pairs lie within groups of these sizes."""
    return sum(count * (count - 1) // 2 for count in counts.values())


def tolls_right(
    rows: Sequence[dict], reports: Reports, groups: Groups, asked: Sequence[bool] | None = None
) -> dict[str, float]:
    """Shares of incidents whose reconciled toll is exactly that of the gold, over the incidents that are measured."""
    members, of_incident = defaultdict(list), defaultdict(list)
    for k, (row, group) in enumerate(zip(rows, groups, strict=True)):
        members[group].append(k)
        if not asked or asked[k]:
            of_incident[row["gold"]["incident"]].append(k)
    right: Counter[str] = Counter()
    for articles in of_incident.values():
        holding = Counter(groups[k] for k in articles)
        group = min(holding, key=lambda one: (-holding[one], members[one]))
        found, gold = reconciled([reports[k] for k in members[group]]), rows[articles[0]]["gold"]
        right["killed"] += found["killed"] == gold["killed"]
        right["injured"] += found["injured"] == gold["injured"]
    return {f"{name}_right": round(right[name] / len(of_incident), 4) for name in ("killed", "injured")}


def reconciled(reports: Iterable[tuple[Document, tuple[Claim, ...]]]) -> dict[str, int]:
    """The best toll of a group of articles, each a voice."""
    told: dict[HarmKind, list[Told]] = {kind: [] for kind in HURT}
    for document, claims in reports:
        for kind in HURT:
            stated = of_report(of_chief(claims), kind)
            if stated is not None:
                made = Figure(stated.low, stated.high, document.id, stated.claim, ())
                told[kind].append(Told(made, published(document)))
    told[HarmKind.INJURED] = told_injured(*(told[kind] for kind in HURT))
    tolls = {kind.value: toll(kind, None, held).best for kind, held in told.items() if held}
    return {kind: tolls.get(kind) or 0 for kind in ("killed", "injured")}


def of_chief(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of an article that tell the event of the claim it stands for."""
    chief, first = standing_in(claims), tellings(claims)
    told = [claim for number, claim in enumerate(claims) if chief and first[number] == first[claims.index(chief)]]
    return [claim for claim in told if claim.status.value.counts_as_event]


if __name__ == "__main__":
    main()
