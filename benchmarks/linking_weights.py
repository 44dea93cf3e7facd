"""Fits the shipped weights of linking: on labelled pairs of articles (half of their incidents), and of a made war.

    python benchmarks/linking_weights.py articles.jsonl weights.csv [--cache FILE]

The articles teach what names, words and dates of reports are worth, the made war how much must be told apart in a town
where several things happen in a day; both count alike. What neither can teach keeps the value of START: sides, copies,
the words of texts, and what places, days and tolls that cannot be reconciled are worth where the reader errs less than
on these articles. The half is that of benchmarks/gun_violence_incidents.py, so that its `rest` measures incidents that
taught nothing.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from gun_violence import chosen
from gun_violence_incidents import linked_reports, measured, read
from linking_synthetic import Arriving, War
from warledger.linking.candidates import candidates
from warledger.linking.comparing import COMPARISONS, levels_of
from warledger.linking.pairing import Pairing
from warledger.linking.table import table_of
from warledger.linking.weights import Weights, learned_from_pairs
from warledger.linking.words import Array

PAIRS = 20_000  # of the made war
CLAIMS, SEED = 20_000, 7
EAGER = 1.0  # bits added to the prior: joining by averages asks more than a pair does
START = """
time       unknown 0, same_day 2.5, overlap 1.5, one_day .5, three_days -1, a_week -3, a_month -4.5, further -6,
           just_before_report 1.5, long_before_report -1, after_report -6
reported   unknown 0, same_day 1.5, one_day 1, three_days .5, a_week .2, a_month -.5, a_year -1.5, further -1.5
place      unknown 0, same_place 2, near 1, in_reach -.5, far -4, elsewhere -6, same_words 2, within .5,
           same_country -.3, other_area -5, borrowed_apart -.5
type       same .3, confusable -.3, unrelated -4, words_only -8
sides      unknown 0, shared 1.5, same_kinds .2, other -1.5
killed     unknown 0, same_many 2.5, same_few .4, overlap .4, risen .2, slight -.3, apart -2.5, worlds_apart -6
injured    unknown 0, same_many 2, same_few .4, overlap .4, risen .2, slight -.2, apart -1.5,
           worlds_apart -4
victims    unknown 0, shared 1, other -1
weapon     unknown 0, shared .5, other -1
names      under_8 -3, under_12 -2.3, under_16 -1.4, under_20 -.3, under_25 0, under_30 .4, under_40 1.5, under_60 2.4,
           60_or_more 3.9, too_few -.5
text       under_5 -2, under_10 -1.3, under_15 .3, under_20 1, under_25 1.3, under_30 1.5, under_40 1.7, under_60 2,
           60_or_more 2, too_short -.7
copies     no 0, yes 4
"""
HELD = ("sides", "copies", "text", "place")
HELD_LEVELS = ("too_few", "words_only", "a_week", "a_month", "further", "after_report", "worlds_apart")


def main() -> None:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--cache", type=Path, help="where the claims are kept, or taken from if they are there")
    options = parser.parse_args()
    options.coder = "model"
    articles, war = of_articles(options), of_war()
    levels, same = np.concatenate([articles[0], war[0]]), np.concatenate([articles[1], war[1]])
    held = {
        (c.name, level)
        for c in COMPARISONS
        for level in c.levels
        if c.name in HELD or (level in HELD_LEVELS and c.name != "reported")
    }
    found = learned_from_pairs(levels, same, start(), strength=5.0, held=held)
    options.out.write_text("\n".join(["comparison,level,bits", *lines(found)]) + "\n", "utf-8")
    print(json.dumps({"pairs": len(levels), "same": int(same.sum()), "prior": round(found.prior + EAGER, 2)}))


def of_articles(options: argparse.Namespace) -> tuple[Array, Array]:
    """Levels and labels of the pairs of articles that are not measured."""
    rows = chosen(options.file, None)
    linkage, articles = linked_reports(read(rows, options))
    incidents = [row["gold"]["incident"] for row in rows]
    rest, article = measured(incidents), {row: number for number, row in articles.items()}
    pairs = [(article[a], article[b]) for a, b in zip(*(side.tolist() for side in linkage.pairs), strict=True)]
    use = np.array([not rest[a] and not rest[b] for a, b in pairs])
    same = np.array([incidents[a] == incidents[b] for a, b in pairs])[use]
    i, j = linkage.pairs
    return levels_of(Pairing(linkage.table, i[use], j[use], linkage.model.frequencies.weights)), same


def of_war() -> tuple[Array, Array]:
    """Levels and labels of some pairs of the made war."""
    war = War(SEED, CLAIMS)
    arriving = Arriving(war, CLAIMS)
    table = table_of(arriving, arriving.documents)
    i, j = candidates(table, table.frequencies())
    which = np.array(sorted(random.Random(SEED).sample(range(len(i)), min(PAIRS, len(i)))))
    incident = np.array([war.truth[claim] for claim in table.ids])
    levels = levels_of(Pairing(table, i[which], j[which], table.frequencies().weights))
    return levels, incident[i[which]] == incident[j[which]]


def start() -> Weights:
    """The weights of START."""
    table: dict[str, dict[str, float]] = {}
    name = ""
    for line in START.strip().splitlines():
        if not line.startswith(" "):
            name, line = line.split(maxsplit=1)
        for part in filter(None, map(str.strip, line.split(","))):
            level, bits = part.split()
            table.setdefault(name, {})[level] = float(bits)
    return Weights(0.0, tuple(tuple(table[c.name][level] for level in c.levels) for c in COMPARISONS))


def lines(weights: Weights) -> Iterator[str]:
    """The weights as rows."""
    yield f"prior,,{weights.prior + EAGER:.2f}"
    for comparison, bits in zip(COMPARISONS, weights.bits, strict=True):
        yield from (f"{comparison.name},{level},{bit:.2f}" for level, bit in zip(comparison.levels, bits, strict=True))


if __name__ == "__main__":
    main()
