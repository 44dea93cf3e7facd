"""Where the event of a verb happened: how often the places of the claim that a verb names are those that people marked.

    python benchmarks/event_location.py labeled_text.jsonl.zip [--source RELABEL] [--documents N] [--coder NAME]

The file holds one JSON list of {"text", "tokens", "spans", "source"}; each row is a sentence with one verb and the
places of its event, or none. Spans are read by their tokens, whose words are found in the text again: some offsets
are off. The sentence is read as any report is. Its answer is the places of the claim whose trigger shares a letter with
the verb, else of the claim whose trigger stands nearest to it; where none does, no place. It is

    right     where one of its places shares a letter with a place that people marked, or neither has any
    placed    the same for the rows with a place alone (recall); none_right for those without
    where     right by the words of the one place that the claim's `where` rests on

Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warledger.archive.capture import Refusal
from warledger.config import Settings
from warledger.model.claim import Claim
from warledger.model.evidence import Quote
from warledger.pipeline import read_rows

GOLD = "RELABEL"
REACH = 60  # characters from the verb to the trigger of a claim that may still be its event


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, its verb and the places of the verb's event, as stretches of the text."""

    id: str
    text: str
    verb: tuple[int, int]
    places: tuple[tuple[int, int], ...]


def main() -> None:
    """Read the sentences and compare."""
    options = arguments()
    items = chosen(list(items_of(options.file, options.source)), options.documents)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.jsonl"
        copy.write_text("".join(json.dumps({"id": item.id, "text": item.text}) + "\n" for item in items), "utf-8")
        claims = dict(coded(copy, Settings(coder=options.coder), options.workers))
    figures = compared(items, claims)
    for name, value in figures.items():
        print(f"{name:12} {value}")
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--source", default=GOLD, help="rows of this source (%(default)s); 'all' for every row")
    parser.add_argument("--documents", type=int, help="read only about N rows, evenly spread over the file")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    return parser.parse_args()


def items_of(path: Path, source: str) -> Iterator[Item]:
    """The rows of a source that have a verb."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            name = next(each for each in archive.namelist() if each.endswith(".jsonl"))
            text = archive.read(name).decode("utf-8")
    else:
        text = path.read_text("utf-8")
    rows = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.splitlines()]
    for number, row in enumerate(rows):
        if source not in ("all", row.get("source")):
            continue
        offsets = token_offsets(row["text"], [token["text"] for token in row["tokens"]])
        marks = [(span["label"], stretch(span, offsets)) for span in row.get("spans", ())]
        verbs = [place for label, place in marks if label == "VERB"]
        if verbs:
            places = tuple(place for label, place in marks if label == "LOCATION")
            yield Item(f"{number}", row["text"], verbs[0], places)


def token_offsets(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where each token stands in a text, one after the other; blanks between them do not matter."""
    found, after = [], 0
    for token in tokens:
        start = text.find(token, after) if token.strip() else after
        start = after if start < 0 else start
        found.append((start, start + len(token)))
        after = start + len(token) if token.strip() else after
    return found


def stretch(span: dict, offsets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of a span, from its first token to its last."""
    return offsets[span["token_start"]][0], offsets[span["token_end"]][1]


def chosen(items: Sequence[Item], limit: int | None) -> Sequence[Item]:
    """The items, or some of them."""
    return items[:: max(1, len(items) // limit)] if limit else items


def coded(path: Path, settings: Settings, workers: int) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Each row's id with its claims."""
    for result in read_rows(str(path), settings, workers):
        if isinstance(result, Refusal):
            print(f"refused: {result.origin}: {result.reason}", file=sys.stderr)
        else:
            yield result[0].id, result[1]


def compared(items: Sequence[Item], claims: dict[str, tuple[Claim, ...]]) -> dict[str, float]:
    """The shares that are right."""
    right: Counter[str] = Counter()
    for item in items:
        claim = named(item, claims.get(item.id, ()))
        places = list(claim.places) if claim else []
        where = list(claim.where.quotes) if claim and claim.where else []
        kind = "placed" if item.places else "none_right"
        right[kind + " asked"] += 1
        right[kind] += agree(item, places)
        right["where"] += agree(item, where)
        right["without_claim"] += claim is None
    total = max(1, len(items))
    figures = {"right": (right["placed"] + right["none_right"]) / total, "where": right["where"] / total}
    for kind in ("placed", "none_right"):
        figures[kind] = right[kind] / max(1, right[kind + " asked"])
    rounded = {name: round(value, 4) for name, value in figures.items()}
    return {"items": len(items)} | rounded | {"without_claim": right["without_claim"]}


def agree(item: Item, places: Sequence[Quote]) -> bool:
    """Whether one of the places is one that people marked, or neither side has any."""
    if not item.places:
        return not places
    return any(quote.start < end and start < quote.end for quote in places for start, end in item.places)


def named(item: Item, claims: Sequence[Claim]) -> Claim | None:
    """The claim that the verb names, or the one whose trigger stands nearest."""
    first, last = item.verb
    near = [(max(claim.trigger.start - last, first - claim.trigger.end, 0), k) for k, claim in enumerate(claims)]
    gap, k = min(near, default=(REACH + 1, 0))
    return claims[k] if gap <= REACH else None


if __name__ == "__main__":
    main()
