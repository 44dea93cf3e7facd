"""Fits the two short lists of weights of place names on geoparsed news: which place a name means, whether it is one.

    python training/places.py TR-News.xml GeoVirus.xml [--folds 5] [--write]

Articles are split by their source: two thirds are fitted on, the rest is measured; `--folds` also reports figures with
every article measured by weights that have not seen it. `--write` puts the weights of the two thirds into
place_weights.txt. The file holds weights only, never a name or a text.
"""

import argparse
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.places_fit import Case, Vector, fit_choice, fit_yes_no
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.model.reading import Reading
from warledger.reading import mentions, sentences
from warledger.reading.place_choice import Choice, choose
from warledger.reading.place_context import Report, report_of
from warledger.reading.place_features import none_features
from warledger.reading.place_name import Role
from warledger.reading.place_names import NameFinder
from warledger.reading.place_ranker import Ranker, highest, ranker
from warledger.reading.place_stretches import Stretches
from warledger.reading.place_trust import evidence
from warledger.reading.places import groups_of
from warledger.reference.actors import actors
from warledger.reference.gazetteer import Place, distance_km, gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from toponyms_gold import Article, Toponym, articles

TARGET = Path(__file__).parents[1] / "src/warledger/reading/place_weights.txt"
RIGHT_KM = 161.0  # 100 miles, by which the field calls a place right
SAME_KM = 25.0  # candidates this near to the nearest one are as right
# A wide area is right though its point lies elsewhere in it than the gold's: nobody agrees where Europe is.
WIDE_KM = {"country": 1200.0, "region": 1500.0, "sea": 2500.0, "unit": 600.0}
# Held: of the news fitted on, New York and Quebec are most of the names that a unit and its town share, and are units;
# the news has few quarters of towns.
# In reports of war a bare "Idlib" is the town, and the governorate behind a village: "Sarmin, Idlib".
HELD = {"seat": -0.6, "holds": 4.0, "called a quarter": -6.0}
ROUNDS = 3
HEAD = """# The weights of place names, fitted by training/places.py: which place a name means (choice), and whether
# it is one (name). What each says is told in place_features.py and place_trust.py.
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with the names found in it and, for each, the gold name that it overlaps."""

    article: Article
    report: Report
    gold: tuple[Toponym | None, ...]
    peoples_marked: bool  # GeoVirus leaves nationalities out
    part: int


def main() -> None:
    """Fit, measure, and write where asked to."""
    options = arguments()
    marked = [one for path in options.files for one in read(path)]
    if options.folds:
        crossed(marked, options.folds)
    fitted = [one for one in marked if one.part % 3]
    kept = [one for one in marked if not one.part % 3]
    choice, name = fit(fitted)
    tell("kept to measure", kept, Ranker(choice), name)
    tell("fitted on", fitted, Ranker(choice), name)
    if options.write:
        rows = [("choice", *row) for row in choice.items()] + [("name", *row) for row in name.items()]
        TARGET.write_text(HEAD + "".join(f"{kind}\t{key}\t{value:.3f}\n" for kind, key, value in rows), "utf-8")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def read(path: Path) -> list[Marked]:
    """The articles of a file with their names found."""
    found = []
    every = list(articles(path))
    peoples = any(article.source for article in every)
    for article in every:
        document = document_of(GoldReport(article.id, article.text, None, article.published, ()))
        reading = mentions.STEP.run(sentences.STEP.run(Reading(document)))
        finder = NameFinder(Stretches(gazetteer(), actors().nations), groups_of(reading, actors()))
        names = finder.find(article.text, reading.sentences or ())
        report = report_of(names, article.text, actors().nations, article.source or "")
        gold = tuple(overlapping(name.start, name.end, article.toponyms) for name in names)
        found.append(Marked(article, report, gold, peoples, zlib.crc32(article.group.encode())))
    return found


def overlapping(start: int, end: int, gold: Iterable[Toponym]) -> Toponym | None:
    """The gold name that shares most with a stretch."""
    shared = [(min(end, one.end) - max(start, one.start), one) for one in gold if one.start < end and start < one.end]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None


def fit(marked: Sequence[Marked]) -> tuple[Vector, Vector]:
    """The weights of both lists; the choice is fitted again with its own choices as neighbours."""
    weights = dict(ranker().weights)
    for _ in range(ROUNDS):
        cases = [case for one in marked for case in cases_of(one, choose(one.report, Ranker(weights)))]
        weights = fit_choice(cases, HELD)
    rows = [row for one in marked for row in rows_of(one, choose(one.report, Ranker(weights)))]
    return weights, fit_yes_no(rows)


def cases_of(one: Marked, choices: Sequence[Choice]) -> Iterable[Case]:
    """The candidates of each name that the gold has a point for, and which of them are right; the last is none."""
    for name, gold, choice in zip(one.report.names, one.gold, choices, strict=True):
        if gold is None or gold.point is None or not choice.ranking.scored:
            continue
        vectors = [scored.features for scored in choice.ranking.scored]
        far = [off(scored.place, gold.point) for scored in choice.ranking.scored]
        right = [km <= RIGHT_KM and km <= min(far) + SAME_KM for km in far]
        if not any(right):
            right = [off(each.place, gold.point) <= WIDE_KM.get(each.place.kind, 0.0) for each in choice.ranking.scored]
        none = none_features(name, choice.seen, highest(vectors))
        yield Case([*vectors, none], [*right, not any(right)])


def rows_of(one: Marked, choices: Sequence[Choice]) -> Iterable[tuple[Vector, bool]]:
    """What speaks for each name, and whether the gold has it."""
    for name, gold, choice in zip(one.report.names, one.gold, choices, strict=True):
        if name.role is not Role.PEOPLE or one.peoples_marked:
            yield evidence(name, choice), gold is not None


def off(place: Place, point: tuple[float, float]) -> float:
    """Kilometres between a place and a point."""
    return distance_km((place.lat, place.lon), point)


def crossed(marked: Sequence[Marked], folds: int) -> None:
    """Figures with each fold measured by the weights of the others."""
    results = []
    for fold in range(folds):
        choice, name = fit([one for one in marked if one.part % folds != fold])
        results += [measured(one, Ranker(choice), name) for one in marked if one.part % folds == fold]
    print(f"cross-fitted, {folds} folds: {summed(results)}")


def tell(what: str, marked: Sequence[Marked], model: Ranker, name: Vector) -> None:
    """Print the figures of some articles, those that mark nationalities (TR-News) and the others apart."""
    for peoples in (True, False):
        some = [measured(one, model, name) for one in marked if one.peoples_marked is peoples]
        if some:
            print(f"{what}, nationalities {'marked' if peoples else 'left out'}: {summed(some)}")


def measured(one: Marked, model: Ranker, name: Vector) -> np.ndarray:
    """Counts: gold names, with a point, found, right, right of those found with a place; names listed, and in gold."""
    choices = choose(one.report, model)
    taken = [yes(evidence(n, c), name) for n, c in zip(one.report.names, choices, strict=True)]
    places = [(g, c.place) for g, c, t in zip(one.gold, choices, taken, strict=True) if g and g.point and t]
    placed = {(g.start, g.end): off(place, g.point) for g, place in places if place and g.point}
    right = sum(km <= RIGHT_KM for km in placed.values())
    near = sum(km <= SAME_KM for km in placed.values())
    gold = len(one.article.toponyms)
    points = sum(g.point is not None for g in one.article.toponyms)
    found = len({(g.start, g.end) for g, t in zip(one.gold, taken, strict=True) if g and t})
    return np.array([gold, points, found, len(placed), right, near, sum(taken)], dtype=float)


def yes(vector: Vector, weights: Vector) -> bool:
    """Whether a name is taken for one of a place."""
    return sum(weights.get(key, 0.0) * value for key, value in vector.items()) >= 0.0


def summed(results: Sequence[np.ndarray]) -> str:
    """The shares in words."""
    gold, points, found, placed, right, near, listed = np.sum(results, axis=0)
    recall, precision = found / gold, found / max(listed, 1)
    return (
        f"right {right / placed:.3f} of those placed, {right / points:.3f} of all, within 25 km {near / placed:.3f}; "
        f"found {recall:.3f}, of those listed {precision:.3f}, F1 {2 * recall * precision / (recall + precision):.3f}"
    )


if __name__ == "__main__":
    main()
