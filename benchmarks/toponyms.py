"""Place names of geoparsed news: which are found, and how far off the places are that they are given.

    python benchmarks/toponyms.py TR-News.xml [GeoVirus.xml ...] [--documents N] [--workers 1] [--coder rules]

Reads TR-News's, LGL's and GeoVirus's XML, and folders in BRAT's form (GeoWebNews); toponyms_gold.py says how. Two ways:

    given   the gold's names are handed to the resolver, with those of the program around them: the share of all that
            have a point which lie within 161 km (100 miles) and 25 km of it, and the median error of those with a place
    read    the names in the program's own output (`mentions` of `read --json`): precision, recall and F1 of the words
            (they share a letter), and of words and place together (within 161 km, or no point in the gold); `placed`
            is the share within 161 km and 25 km of the found names that have a place

The countries' and provinces' points are a matter of taste; `towns` has the names given a finer place alone.
`calibration` has, for the names given a place, the share that the program says is likely right (in tenths), how many
such names there are, and the share that lies within 161 km; `calibration_error` is how far the two lie apart.
Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from toponyms_gold import Article, Toponym, articles
from warledger.archive.capture import Refusal
from warledger.config import Settings
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.model.claim import PlacePrecision
from warledger.model.reading import PlaceMention, Reading
from warledger.pipeline import read_rows
from warledger.reading import mentions, sentences
from warledger.reading.places import places_at
from warledger.reference.gazetteer import distance_km

RIGHT_KM, NEAR_KM = 161.0, 25.0
LIKELY = re.compile(r"likely ([01]\.\d\d)")
WIDE = (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)


@dataclass(slots=True)
class Tally:
    """What was counted of one file, and the errors in kilometres of names given a place."""

    gold: int = 0
    listed: int = 0
    found: int = 0
    right: int = 0
    pointed: int = 0
    read_km: list[float] = field(default_factory=list)
    given_km: list[float] = field(default_factory=list)
    town_km: list[float] = field(default_factory=list)
    likely: list[tuple[float, bool]] = field(default_factory=list)


def main() -> None:
    """Read the files and compare."""
    options = arguments()
    figures = {}
    for path in options.files:
        some = list(articles(path))
        some = some[:: max(1, len(some) // options.documents)] if options.documents else some
        figures[path.stem] = told(some, measured(some, Settings(coder=options.coder), options.workers))
        print(path.stem, figures[path.stem])
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, help="read only about N articles of each, evenly spread")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--coder", default=Settings().coder, help="by which coder's reading (%(default)s)")
    return parser.parse_args()


def measured(some: Sequence[Article], settings: Settings, workers: int) -> Tally:
    """The counts of some articles."""
    tally = Tally()
    read = dict(mentions_of(some, settings, workers))
    for number, article in enumerate(some):
        add_given(tally, article)
        add_read(tally, article.toponyms, read.get(f"{number}", ()))
    return tally


def mentions_of(some: Sequence[Article], settings: Settings, workers: int) -> Iterator[tuple[str, list[PlaceMention]]]:
    """The number of each article with the place names that the program lists."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.jsonl"
        rows = [
            {"id": f"{number}", "text": one.text, "published": one.published, "source": one.source}
            for number, one in enumerate(some)
        ]
        copy.write_text("".join(json.dumps({k: v for k, v in row.items() if v}) + "\n" for row in rows), "utf-8")
        for result in read_rows(str(copy), settings, workers):
            if not isinstance(result, Refusal):
                yield result[0].id, [mention for mention in result[2] if isinstance(mention, PlaceMention)]


def add_given(tally: Tally, article: Article) -> None:
    """Count an article whose names are handed to the resolver."""
    document = document_of(GoldReport(article.id, article.text, None, article.published, ()))
    reading = mentions.STEP.run(sentences.STEP.run(Reading(document)))
    wheres = places_at(reading, [(name.start, name.end) for name in article.toponyms], article.source or "")
    for name, where in zip(article.toponyms, wheres, strict=True):
        tally.pointed += name.point is not None
        if name.point is not None and where is not None:
            km = distance_km(name.point, (where.lat, where.lon))
            tally.given_km.append(km)
            if said := LIKELY.search(where.basis):
                tally.likely.append((float(said[1]), km <= RIGHT_KM))
            if where.precision not in WIDE:
                tally.town_km.append(km)


def add_read(tally: Tally, gold: Sequence[Toponym], listed: Sequence[PlaceMention]) -> None:
    """Count an article by what the program lists, each gold name used once."""
    tally.gold += len(gold)
    tally.listed += len(listed)
    used: set[int] = set()
    for mention in listed:
        shared = [
            (min(mention.quote.end, one.end) - max(mention.quote.start, one.start), -k)
            for k, one in enumerate(gold)
            if k not in used and mention.quote.start < one.end and one.start < mention.quote.end
        ]
        if not shared:
            continue
        k = -max(shared)[1]
        used.add(k)
        tally.found += 1
        point, where = gold[k].point, mention.where
        if point is not None and where is not None:
            tally.read_km.append(distance_km(point, (where.lat, where.lon)))
            tally.right += tally.read_km[-1] <= RIGHT_KM
        tally.right += point is None


def told(some: Sequence[Article], tally: Tally) -> dict[str, object]:
    """The figures of one file."""
    figures = {
        "given_161km": within(tally.given_km, RIGHT_KM, tally.pointed),
        "given_25km": within(tally.given_km, NEAR_KM, tally.pointed),
        "given_placed_161km": within(tally.given_km, RIGHT_KM, len(tally.given_km)),
        "median_km": median(tally.given_km) if tally.given_km else 0.0,
        "towns_25km": within(tally.town_km, NEAR_KM, len(tally.town_km)),
        "towns_median_km": median(tally.town_km) if tally.town_km else 0.0,
        "placed_161km": within(tally.read_km, RIGHT_KM, len(tally.read_km)),
        "placed_25km": within(tally.read_km, NEAR_KM, len(tally.read_km)),
        "words_f1": f1(tally.found, tally.gold, tally.listed),
        "f1": f1(tally.right, tally.gold, tally.listed),
    }
    rounded = {key: round(value, 4) for key, value in figures.items()}
    return {"documents": len(some), "names": tally.gold} | rounded | calibration(tally.likely)


def calibration(likely: Sequence[tuple[float, bool]]) -> dict[str, object]:
    """The tenths of what is said to be likely, with the names in each and the share that is right.

    >>> calibration([(0.95, True), (0.95, True), (0.35, False), (0.35, True)])["calibration"]
    [[0.3, 2, 0.35, 0.5], [0.9, 2, 0.95, 1.0]]
    """
    rows, error = [], 0.0
    for tenth in range(10):
        inside = [(share, right) for share, right in likely if min(9, int(share * 10)) == tenth]
        if inside:
            said, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            rows.append([tenth / 10, len(inside), round(said, 3), round(right, 3)])
            error += abs(said - right) * len(inside) / len(likely)
    return {"calibration": rows, "calibration_error": round(error, 4)}


def within(errors: Iterable[float], km: float, total: int) -> float:
    """The share of `total` that lie no farther off."""
    return sum(error <= km for error in errors) / max(1, total)


def f1(right: int, gold: int, listed: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / max(1, gold + listed)


if __name__ == "__main__":
    main()
