"""Expressions of time in TimeML: how often the words are found, and what they say is exactly what people wrote.

    python benchmarks/timex.py FOLDER [--coder NAME] [--errors N]

FOLDER holds .tml files as TempEval-3 has them (AQUAINT, TimeBank, platinum), in it or in folders below. The text of a
file is what stands in TEXT, its day of publication that of DCT. What is scored is what `warledger read --json` prints:
every mention of kind date, a range as its two parts.

    span_f1      F1 of the words: a mention and a TIMEX3 that share a letter, each used once, the longest overlap first
    value_f1     of those, only the ones with the same value count as right
    strict_f1    the same, values compared letter by letter; value_f1 takes 1949-XX as 1949, 199X as 199, W2 as W02
    accuracy     of the expressions found, the share with the right value
    date_f1      value_f1 of days, weeks, months, seasons and years alone, without the part of the day: durations, rates
                 and "now" are left out on both sides

Prints one JSON line of figures last. --errors N prints N mistakes, each with a few words of the text.
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from warledger.archive.capture import Refusal
from warledger.config import Settings
from warledger.evaluation.slots import Count
from warledger.model.serial import printed
from warledger.pipeline import read_rows

DAYS = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Timex:
    """Words from `start` to `end`, and what they say."""

    start: int
    end: int
    text: str
    value: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One file: its text, its day, and the expressions that people marked."""

    name: str
    text: str
    published: str
    gold: tuple[Timex, ...]


def main() -> None:
    """Read the articles and compare."""
    options = arguments()
    articles = [article(path) for path in sorted(options.folder.rglob("*.tml"))]
    found = dict(read(articles, Settings(coder=options.coder)))
    span, value, strict, date = Count(), Count(), Count(), Count()
    kinds: Counter[tuple[str, bool]] = Counter()
    mistakes: list[str] = []
    for one in articles:
        coded = found.get(one.name, [])
        pairs = matched(one.gold, coded)
        right = [(g, c) for g, c in pairs if plain(g.value) == plain(c.value)]
        span.add(len(pairs), len(one.gold), len(coded))
        value.add(len(right), len(one.gold), len(coded))
        strict.add(sum(g.value == c.value for g, c in pairs), len(one.gold), len(coded))
        add_dates(date, one.gold, coded)
        kinds.update((g.kind, any(g is other for other, _ in right)) for g in one.gold)
        mistakes += told(one, coded, pairs)
    for line in mistakes[: options.errors]:
        print(line)
    shares = {"span_f1": span.f1, "value_f1": value.f1, "strict_f1": strict.f1, "date_f1": date.f1}
    shares |= {"precision": value.precision, "recall": value.recall, "accuracy": value.right / max(span.right, 1)}
    shares |= {f"recall_{kind.lower()}": kinds[kind, True] / total for kind, total in totals(kinds).items()}
    figures = {"documents": len(articles), "gold": value.gold, "coded": value.coded}
    print(json.dumps(figures | {name: round(share, 4) for name, share in shares.items()}))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--coder", default="rules", help="the coder whose reading is scored (%(default)s)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="mistakes to print (none)")
    return parser.parse_args()


def article(path: Path) -> Article:
    """The text of a file with the places of its expressions; tags leave no trace in the text."""
    root = ElementTree.parse(path).getroot()
    body, stamp = root.find("TEXT"), root.find("DCT/TIMEX3")
    assert body is not None
    assert stamp is not None, f"{path} has no day of publication"
    pieces, gold = [""], []
    walk(body, pieces, gold)
    return Article(path.stem, "".join(pieces), stamp.get("value", "")[:10], tuple(gold))


def walk(element: ElementTree.Element, pieces: list[str], gold: list[Timex]) -> None:
    """Add the text of an element and of what is in it, and its expressions of time."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        walk(child, pieces, gold)
        pieces.append(child.tail or "")
    words = "".join(pieces)[start:]
    if element.tag == "TIMEX3" and words.strip():
        gold.append(Timex(start, start + len(words), words, element.get("value", ""), element.get("type", "")))


def read(articles: Sequence[Article], settings: Settings) -> Iterator[tuple[str, list[Timex]]]:
    """What the program prints of the dates of each article."""
    rows = [{"id": one.name, "text": one.text, "published": one.published} for one in articles]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for result in read_rows(str(path), settings, 1):
            if not isinstance(result, Refusal):
                row = printed(*result)
                yield row["document"]["id"], [t for mention in row["mentions"] for t in expressions(mention)]


def expressions(mention: dict) -> Iterator[Timex]:
    """A date as it is, a range as its parts."""
    if mention["kind"] == "date":
        for one in mention["parts"] or [mention]:
            yield Timex(one["start"], one["end"], one["text"], one["value"] or "")


def matched(gold: Sequence[Timex], coded: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs that share a letter, each expression in one pair, the longest overlap first."""
    overlaps = [
        (min(g.end, c.end) - max(g.start, c.start), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded)
    ]
    used: set[tuple[str, int]] = set()
    pairs = []
    for length, i, j in sorted(overlaps, key=lambda one: (-one[0], one[1:])):
        if length > 0 and not used & {("gold", i), ("coded", j)}:
            used |= {("gold", i), ("coded", j)}
            pairs.append((gold[i], coded[j]))
    return pairs


def plain(value: str) -> str:
    """A value without the marks for what is left open.

    >>> plain("1949-XX"), plain("199X"), plain("2000-W2"), plain("PXY")
    ('1949', '199', '2000-W02', 'PXY')
    """
    if DAYS.match(value):
        value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
        return re.sub(r"(?:-?X+)+$", "", value)
    return value


def add_dates(count: Count, gold: Sequence[Timex], coded: Sequence[Timex]) -> None:
    """Count the expressions that stand for days, their value without the part of the day."""
    wanted, found = ([t for t in side if DAYS.match(t.value)] for side in (gold, coded))
    right = sum(plain(g.value).split("T")[0] == plain(c.value).split("T")[0] for g, c in matched(wanted, found))
    count.add(right, len(wanted), len(found))


def told(one: Article, coded: Sequence[Timex], pairs: Sequence[tuple[Timex, Timex]]) -> Iterator[str]:
    """Each mistake of an article in a line."""
    for g, c in pairs:
        if plain(g.value) != plain(c.value):
            yield f"value    {context(one, g)}  {g.kind} {g.value} / {c.value or None}"
    for g in one.gold:
        if not any(g is other for other, _ in pairs):
            yield f"missing  {context(one, g)}  {g.kind} {g.value}"
    for c in coded:
        if not any(c is other for _, other in pairs):
            yield f"spurious {context(one, c)}  {c.value or None}"


def context(one: Article, timex: Timex) -> str:
    """The words, with a few before and after them, and the day of the report."""
    before, after = one.text[max(0, timex.start - 40) : timex.start], one.text[timex.end : timex.end + 25]
    return f"{one.published} …{before}[{timex.text}]{after}…".replace("\n", " ")


def totals(kinds: Counter[tuple[str, bool]]) -> Counter[str]:
    """Expressions of each kind."""
    total: Counter[str] = Counter()
    for (kind, _), number in kinds.items():
        total[kind] += number
    return total


if __name__ == "__main__":
    main()
