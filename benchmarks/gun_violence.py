"""The toll of a shooting from one article: how often the figures of people killed and injured are exactly right.

    python benchmarks/gun_violence.py articles.jsonl [--documents N] [--workers 2] [--coder NAME]

A row is {"id", "text", "published", "gold": {"killed", "injured", "city"?, "date"?}}. The rule that takes one figure of
an article's claims, in the order of the text, only those that count as events:

    killed   what the ledger takes from the first claim that counts people killed, else from the first that tells of any
             (docs/incidents.md: figures that stand together are added); 0 where no claim gives one
    injured  of the first claim that gives a figure of people injured, the largest; figures told in overlapping words (a
             list) are added, one inside another is left out; the low bound, or the high one where there is no low.
             Or people "shot" or "hit" (casualties, by the rule of the killed) less those killed, if that is more
    city     the first place, no larger than a district, of a claim with people killed or injured that has one; else of
             any such claim but statements and arrests, else of any claim; for a quarter, the city that it lies in:
             another place within 25 km that the report names as often, by those of its `mentions` whose words have the
             place's name; else the place that the report names most. "Saint" is "St.", and "The Bronx" "Bronx"
    date     the day of the first claim with people killed or injured that is dated to a day, a night being the day on
             which it begins; else of any such claim but statements and arrests, else of an arrest; else the report's
             own day where a claim's day is only inferred from it

A row that is refused or not read counts as 0 and 0. Prints one JSON line of figures last; no words of an article.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from warledger.archive.capture import Refusal
from warledger.coding.dating import INFERRED
from warledger.config import Settings
from warledger.linking.figures import of_claim
from warledger.model.claim import HURT, Claim, DatePrecision, Harm, HarmKind, PlacePrecision, Where
from warledger.model.reading import PlaceMention
from warledger.pipeline import read_rows
from warledger.reference.fold import fold
from warledger.reference.gazetteer import distance_km

CITY = frozenset([PlacePrecision.POINT, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT])
NO_SHOOTING = frozenset(["statement", "arrest", "agreement", "other"])
CITY_KM = 25.0


@dataclass(frozen=True, slots=True)
class Coded:
    """What was coded of an article: its claims, and the places that its text names."""

    claims: tuple[Claim, ...] = ()
    named: tuple[Where, ...] = ()


def main() -> None:
    """Read the articles and compare."""
    options = arguments()
    rows = chosen(options.file, options.documents)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.jsonl"
        copy.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        began = time.perf_counter()
        claims = dict(coded(copy, Settings(coder=options.coder), options.workers))
        seconds = time.perf_counter() - began
    figures = compared(rows, claims) | {
        "workers": options.workers,
        "seconds": round(seconds, 1),
        "documents_a_second": round(len(rows) / seconds, 1),
        "not_coded": len(rows) - len(claims),
    }
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
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    return parser.parse_args()


def chosen(path: Path, limit: int | None) -> list[dict]:
    """The rows of a file, or some of them; rows with one id are told apart by their number."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    step = max(1, len(rows) // limit) if limit else 1
    return [row | {"id": f"{number}"} for number, row in enumerate(rows)][::step]


def coded(path: Path, settings: Settings, workers: int) -> Iterator[tuple[str, Coded]]:
    """Each row's id with its claims and places, as `warledger read --jsonl` makes them; refused and unread: none."""
    for result in read_rows(str(path), settings, workers):
        if isinstance(result, Refusal):
            print(f"refused: {result.origin}: {result.reason}", file=sys.stderr)
        elif result[0].unread is None:
            named = (
                mention for mention in result[2] if isinstance(mention, PlaceMention) and mention.where is not None
            )
            yield result[0].id, Coded(result[1], tuple(mention.where for mention in named if bears_name(mention)))


def bears_name(mention: PlaceMention) -> bool:
    """Whether the words have the name of the place that they stand for: a street or a hospital taken for it has not."""
    return mention.where is not None and plain(mention.where.name) in plain(mention.quote.text)


def compared(rows: Sequence[dict], claims: dict[str, Coded]) -> dict[str, float]:
    """The shares that are right."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for row in rows:
        gold, found = row["gold"], answer(claims.get(row["id"], Coded()))
        for name, wanted in wanted_of(gold).items():
            asked[name] += 1
            right[name] += same(wanted, found[name])
        right["both"] += all(found[name] == gold[name] for name in ("killed", "injured"))
    asked["both"] = len(rows)
    shares = {f"{name}_right": round(right[name] / number, 4) for name, number in asked.items()}
    return {"documents": len(rows)} | shares


def wanted_of(gold: dict) -> dict[str, object]:
    """What a row's gold says, each in the form of the answer."""
    wanted: dict[str, object] = {"killed": gold["killed"], "injured": gold["injured"]}
    if gold.get("city"):
        wanted["city"] = gold["city"].split("(")[0]
    if gold.get("date"):
        wanted["date"] = day_of(gold["date"])
    return wanted


def day_of(words: str) -> date:
    """A day written "December 13, 2016" or 2016-12-13."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return datetime.strptime(words, "%B %d, %Y").date()


def same(wanted: object, found: object) -> bool:
    """Names of cities are compared without letter case and accents, all else as it is."""
    if isinstance(wanted, str) and isinstance(found, str):
        return plain(wanted) == plain(found)
    return wanted == found


def plain(name: str) -> str:
    """A name in small letters without accents, its "St." written out.

    >>> plain("The Bronx"), plain("Port St. Lucie ")
    ('bronx', 'port saint lucie')
    """
    return re.sub(r"\bst\b\.?", "saint", fold(name).strip()).removeprefix("the ")


def answer(coded: Coded) -> dict[str, object]:
    """The one answer to each question, by the rule above."""
    counting = [claim for claim in coded.claims if claim.status.value.counts_as_event]
    killed, casualties = taken(counting, HarmKind.KILLED), taken(counting, HarmKind.CASUALTIES)
    injured = listed(counting, HarmKind.INJURED)
    return {
        "killed": killed,
        "injured": max(injured, casualties - killed, 0),
        "city": city(counting, coded.named),
        "date": day(counting),
    }


def taken(claims: Iterable[Claim], kind: HarmKind) -> int:
    """The ledger's figure of the first claim that counts people of this kind, else of the first that tells of any."""
    found = [one for claim in claims if (one := of_claim(claim, kind)) is not None]
    return next((one.point for one in ([one for one in found if one.counted] or found)), 0)


def listed(claims: Iterable[Claim], kind: HarmKind) -> int:
    """The largest figure of the first claim that gives one of this kind, lists added up."""
    for claim in claims:
        whole = [harm for harm in claim.harm if harm.kind is kind and not harm.subset]
        stated = sorted((h for h in whole if (h.low, h.high) != (None, None)), key=lambda h: h.quote.start)
        lists: list[list[Harm]] = []
        for harm in stated:
            if lists and harm.quote.start < max(h.quote.end for h in lists[-1]) and _others(harm, lists[-1]):
                lists[-1].append(harm)
            else:
                lists.append([harm])
        if lists:
            return max(sum((h.high if h.low is None else h.low) or 0 for h in one) for one in lists)
    return 0


def _others(harm: Harm, told: Sequence[Harm]) -> bool:
    """Whether the victims are others than those told of, as far as their words stand elsewhere."""
    if harm.victims is None:
        return True
    return all(one.victims is None or one.victims.start != harm.victims.start for one in told)


def city(claims: Sequence[Claim], named: Sequence[Where]) -> str | None:
    """The first place that may be a city, or the city round it that the report names as often."""
    placed = [claim for claim in claims if claim.where is not None and claim.where.value.precision in CITY]
    acts = [claim for claim in placed if claim.type.value not in NO_SHOOTING]
    harmful = [claim for claim in acts if any(harm.kind in HURT for harm in claim.harm)]
    first = next((claim.where.value for claim in (*harmful, *acts, *placed) if claim.where), None)
    times = Counter(where.name for where in named if where.precision in CITY and (first is None or near(first, where)))
    if first is None:
        return max(times, key=times.__getitem__, default=None)
    others = {name: count for name, count in times.items() if name != first.name and count >= times[first.name]}
    return max(others, key=others.__getitem__, default=first.name)


def near(one: Where, other: Where) -> bool:
    """Whether two places lie so near that one may be a quarter of the other."""
    return distance_km((one.lat, one.lon), (other.lat, other.lon)) <= CITY_KM


def day(claims: Sequence[Claim]) -> date | None:
    """The day of the claim that is most likely the shooting."""
    told = [claim for claim in claims if claim.type.value != "statement" and claim.when]
    acts = [claim for claim in told if claim.type.value not in NO_SHOOTING]
    harmful = [claim for claim in acts if any(harm.kind in HURT for harm in claim.harm)]
    for some in (harmful, acts, told):
        for claim in some:
            if claim.when and claim.when.value.precision is DatePrecision.DAY:
                return claim.when.value.start
    return next((claim.when.value.end for claim in told if claim.when and claim.when.rule == INFERRED), None)


if __name__ == "__main__":
    main()
