"""Links claims of a made war with planted truth: time, memory and quality at a size, and what one more report costs.

    python benchmarks/linking_synthetic.py [--claims 100000] [--seed 1] [--shuffles 1]

Incidents are drawn over towns of unlike size and over years; each is told by one to eight reports that have its figures
a little wrong, err by a day, name only the province or no place, or leave things out. Words and names come from a made
vocabulary. All is drawn from the seed; nothing is read. Prints one JSON line of figures last.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice

from warledger.linking.linker import Linkage, link, with_reports
from warledger.model.claim import Claim, DatePrecision, Harm, HarmKind, Party, PlacePrecision, Status, When, Where, Who
from warledger.model.document import Document, Published, PublishedBasis, Source
from warledger.model.evidence import Quote, Sourced, Span, quote
from warledger.model.ids import ClaimId, DocumentId, sha256_text

TYPES = ("air_drone_strike", "shelling_missile", "ied_mine", "attack", "armed_clash", "abduction", "protest")
TOLD_AS = {"air_drone_strike": "shelling_missile", "shelling_missile": "air_drone_strike", "ied_mine": "attack"}
TARGETS = (
    "market school hospital convoy checkpoint mosque bakery barracks bridge camp airport village shop bus house".split()
)
AT_ONCE = 20_000  # reports in memory at a time
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def main() -> None:
    """Make the claims, link them, and print the figures."""
    options = arguments()
    war = War(options.seed, options.claims)
    began, used = time.perf_counter(), time.process_time()
    arriving = Arriving(war, options.claims)
    linkage = link(arriving, arriving.documents)
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    figures = {
        "claims": len(linkage.table),
        "made_seconds": round(arriving.seconds, 1),
        "link_seconds": round(seconds - arriving.seconds, 1),
        "link_cpu_seconds": round(cpu - arriving.cpu, 1),
        "peak_gb": round(memory(), 2),
        "candidates": len(linkage.pairs[0]),
        "incidents_planted": len(set(war.truth.values())),
        "incidents_found": len(linkage.groups),
        **quality(linkage.groups, war.truth),
        **one_more(linkage, war),
        "orders_alike": all(same_when_shuffled(linkage, options, k) for k in range(options.shuffles)),
    }
    for name, value in figures.items():
        print(f"{name:24} {value}")
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shuffles", type=int, default=1, help="how often the order is shuffled and linked again (1)")
    return parser.parse_args()


class War:
    """Draws incidents and the reports that tell them. `truth` names the incident of each claim."""

    def __init__(self, seed: int, claims: int) -> None:
        self.draw = random.Random(seed)
        self.days = max(30, round(3650 * claims / 1_000_000))
        self.truth: dict[ClaimId, int] = {}
        self.towns = [self._town(k) for k in range(2_000)]
        self.sizes = list(accumulate(1.0 / (k + 8) for k in range(len(self.towns))))
        self.words = [self._word() for _ in range(20_000)]
        self.commons = list(accumulate(1.0 / (k + 20) for k in range(len(self.words))))
        self.rarer = list(accumulate(self.commons))  # of the words that the reports of one incident do not share
        self.number = 0

    def _word(self) -> str:
        return "".join(
            self.draw.choice("bdfghklmnrstz") + self.draw.choice("aeiou") for _ in range(self.draw.randint(2, 4))
        )

    def _town(self, number: int) -> Where:
        lat, lon = self.draw.uniform(12, 38), self.draw.uniform(20, 60)
        province = f"Province {int(lat)}-{int(lon)}"
        name = f"{self._word().title()} {self._word().title()}"
        return Where(name, f"C{int(lat / 9)}", province, None, lat, lon, f"t{number}", PlacePrecision.PLACE, "made")

    def reports(self, claims: int) -> Iterator[tuple[Document, list[Claim]]]:
        """Reports that hold so many claims together."""
        made = 0
        while made < claims:
            incident = self.incident()
            for _ in range(min(self.told_by(), claims - made)):
                report = self.report(incident)
                made += 1
                yield report

    def told_by(self) -> int:
        """How many reports tell an incident: mostly one, seldom many."""
        return min(8, 1 + int(self.draw.expovariate(0.8)))

    def incident(self) -> dict:
        """One incident."""
        self.number += 1
        draw = self.draw
        return {
            "number": self.number,
            "type": draw.choice(TYPES),
            "town": draw.choices(self.towns, cum_weights=self.sizes)[0],
            "day": date(2014, 1, 1) + timedelta(days=draw.randrange(self.days)),
            "killed": min(400, int(draw.paretovariate(1.1)) - 1),
            "injured": min(900, int(draw.paretovariate(0.9)) - 1),
            "targets": draw.sample(TARGETS, 2),
            "side": f"Front {draw.randrange(30)}",
            "names": [f"{self._word().title()} {self._word().title()}" for _ in range(3)],
            "words": draw.choices(self.words, cum_weights=self.commons, k=12),
        }

    def report(self, incident: dict) -> tuple[Document, list[Claim]]:
        """One report of an incident, as reports are: incomplete, late, and a little wrong."""
        draw = self.draw
        killed, injured = (self._figure(incident[kind]) for kind in ("killed", "injured"))
        names = [name for name in incident["names"] if draw.random() < 0.5]
        words = [word for word in incident["words"] if draw.random() < 0.6]
        words += draw.choices(self.words, cum_weights=self.rarer, k=20)
        draw.shuffle(words)
        target = incident["targets"][draw.random() < 0.3]
        text = f"struck the {target} {killed} killed {injured} wounded {' '.join(words)}. {'. '.join(names)}."
        published = incident["day"] + timedelta(days=min(20, int(draw.expovariate(0.7))))
        document = self._document(text, published)
        claim = self._claim(document, incident, (killed, injured), target)
        self.truth[claim.id] = incident["number"]
        return document, [claim]

    def _figure(self, true: int) -> int:
        return max(0, true + self.draw.choice([0] * 8 + [1, -1])) if self.draw.random() < 0.95 else true * 2

    def _document(self, text: str, published: date) -> Document:
        key = f"r{self.draw.getrandbits(60):x}"
        return Document(
            *(DocumentId(key), key, 1, key, sha256_text(text), text, None, None),
            *(
                Published(published, PublishedBasis.GIVEN, "made"),
                "en",
                Source.named(f"Paper {self.draw.randrange(200)}"),
            ),
            *(key, "text/plain", "made", NOON),
        )

    def _claim(self, document: Document, incident: dict, figures: tuple[int, int], target: str) -> Claim:
        draw, words = self.draw, quote(document.id, document.text, 0, 6)
        kind = TOLD_AS.get(incident["type"], incident["type"]) if draw.random() < 0.1 else incident["type"]
        where, when = self._where(incident["town"]), self._when(incident["day"])
        at = document.text.index(target)
        hit = Quote(Span(document.id, at, at + len(target)), target)
        harm = [
            Harm(kind, figure, None if draw.random() < 0.2 else figure, Who.UNKNOWN, words, "made")
            for kind, figure in zip((HarmKind.KILLED, HarmKind.INJURED), figures, strict=True)
            if draw.random() < 0.7
        ]
        return Claim(
            *(ClaimId(f"claim-{draw.getrandbits(64):016x}"), document.id, "made", Sourced(kind, "made")),
            *(Sourced(Status.HAPPENED, "made"), words, Sourced(0.9, "made")),
            actors=(Party(words, "made", incident["side"]),) if draw.random() < 0.6 else (),
            targets=(Party(hit, "made"),) if draw.random() < 0.7 else (),
            where=Sourced(where, "made") if where else None,
            when=Sourced(when, "made") if when else None,
            harm=tuple(harm),
        )

    def _where(self, town: Where) -> Where | None:
        chance = self.draw.random()
        if chance < 0.05:
            return None
        if chance < 0.13:
            coarse = round(town.lat), round(town.lon)
            return replace(
                town,
                name=town.admin1,
                lat=coarse[0],
                lon=coarse[1],
                precision=PlacePrecision.PROVINCE,
                gazetteer_id="p",
            )
        return town

    def _when(self, day: date) -> When | None:
        chance = self.draw.random()
        if chance < 0.08:
            return None
        if chance < 0.14:
            return When(day - timedelta(days=2), day + timedelta(days=4), DatePrecision.WEEK, "made")
        day += timedelta(days=self.draw.choice([-1, 1]) if chance < 0.22 else 0)
        return When(day, day, DatePrecision.DAY, "made")


class Arriving:
    """The claims of a made war as they are read from a case: in a drawn order, a few reports in memory at a time."""

    def __init__(self, war: War, claims: int) -> None:
        self.war, self.claims = war, claims
        self.documents: dict[DocumentId, Document] = {}
        self.seconds = self.cpu = 0.0

    def __iter__(self) -> Iterator[Claim]:
        """The claims; `documents` holds the last documents, `seconds` and `cpu` what making them took."""
        reports = self.war.reports(self.claims)
        while True:
            began, used = time.perf_counter(), time.process_time()
            block = list(islice(reports, AT_ONCE))
            self.war.draw.shuffle(block)
            self.documents.update((document.id, document) for document, _ in block)
            self.seconds += time.perf_counter() - began
            self.cpu += time.process_time() - used
            if not block:
                return
            for _, claims in block:
                yield from claims
            for document in [*self.documents][:-AT_ONCE]:
                del self.documents[document]


def memory() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def quality(groups: Iterable[tuple[ClaimId, ...]], truth: dict[ClaimId, int]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1, against the planted incidents."""
    sizes = Counter(truth.values())
    found = planted = right = 0
    precision = recall = 0.0
    for group in groups:
        counts = Counter(truth[claim] for claim in group)
        found += len(group) * (len(group) - 1) // 2
        right += sum(count * (count - 1) // 2 for count in counts.values())
        precision += sum(count * count for count in counts.values()) / len(group)
        recall += sum(count * count / sizes[incident] for incident, count in counts.items())
    planted = sum(size * (size - 1) // 2 for size in sizes.values())
    b = [precision / len(truth), recall / len(truth)]
    p, r = right / max(1, found), right / max(1, planted)
    shares = {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), "b3": 2 * b[0] * b[1] / sum(b)}
    return {name: round(share, 4) for name, share in shares.items()}


def one_more(linkage: Linkage, war: War) -> dict[str, float]:
    """What it takes to add one report on an incident, ten times: by the clock, and of the processor."""
    seconds = []
    for _ in range(10):
        document, claims = war.report(war.incident())
        began, used = time.perf_counter(), time.process_time()
        added = with_reports(linkage, claims, {document.id: document})
        seconds.append((time.perf_counter() - began, time.process_time() - used))
        assert claims[0].id in added.touched
    wall, cpu = (sorted(column) for column in zip(*seconds, strict=True))
    figures = {"one_more_seconds": wall[5], "one_more_worst_seconds": wall[-1]}
    figures |= {"one_more_cpu_seconds": cpu[5], "one_more_worst_cpu_seconds": cpu[-1]}
    return {name: round(found, 3) for name, found in figures.items()}


def same_when_shuffled(linkage: Linkage, options: argparse.Namespace, number: int) -> bool:
    """Whether another order of input gives the same incidents."""
    other = Arriving(War(options.seed, options.claims), options.claims)
    claims, documents = [], {}
    for claim in other:
        claims.append(claim)
        documents[claim.document] = other.documents[claim.document]
    random.Random(number).shuffle(claims)
    return link(claims, documents).groups == linkage.groups


if __name__ == "__main__":
    main()
