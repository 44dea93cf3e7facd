"""Measures how many names of the war in Syria the gazetteer finds, spelled as reports spell them, and what it costs.

    python benchmarks/gazetteer.py DATA [--mistakes N]

DATA holds gazetteer/ (Who's On First, OpenSyria, Aleppo's quarters, OCHA) and stats/ucdp_syria; claims/ where it is
there. The last line is one JSON object. Every list of test names is kept out of the lists that are searched:

    ucdp      where UCDP's coders placed events of 2016-2019, by their name for it; right: within 10 km of their point
    settlements  those of them that are called a town, village, city, suburb or neighbourhood
    reports   the same places as the headline spells them: the run of capitalised words that difflib finds most like
              UCDP's name (ratio 0.65 and more, other letters than UCDP's)
    claims    first names of the places of coded claims, in reports that name Syria; found at all, for no point is known
    opensyria names and aliases of governorates, districts and subdistricts, with OpenSyria left out; within 30 km
    alias     one name of each place of Who's On First held out, the others indexed; right: that place
    arabic    the Arabic names of Who's On First, only Latin ones indexed, and the other way round
    false     everyday words of reports, and towns of far countries, that are found in Syria by sound or near spelling
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gazetteer_names import (
    Mention,
    of_claims,
    of_events,
    of_headlines,
    of_open_syria,
    of_settlements,
    same,
    syrian,
    ucdp,
    wof,
)
from warledger.reference.areas import areas_by_name
from warledger.reference.cities import records as shipped_records
from warledger.reference.fold import fold
from warledger.reference.gazetteer import Gazetteer
from warledger.reference.gazetteers.building import build
from warledger.reference.gazetteers.folder import Given, add, opened
from warledger.reference.gazetteers.index import PlaceIndex
from warledger.reference.gazetteers.records import PlaceRecord, Provenance
from warledger.reference.place_spelling import bare_of_kind
from warledger.reference.transliteration import is_abjad

SYRIA = ("SY",)
FAR = "FR US UA CO JP MM NG DE MX PL KE PH".split()
SEED = 20161201


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--mistakes", type=int, default=0, metavar="N", help="print N names that were not found right")
    given = parser.parse_args()
    lists = given.data / "gazetteer"
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(given.data, lists, Path(folder), given.mistakes)
    print(json.dumps(figures))


def measured(data: Path, lists: Path, folder: Path, mistakes: int) -> dict[str, object]:
    """Every figure."""
    full, bare, timing = indexed(lists, folder)
    events = list(ucdp(data / "stats/ucdp_syria"))
    figures: dict[str, object] = {"index": timing}
    shares = {}
    for name, places, mentions in (
        ("ucdp", full, of_events(events)),
        ("settlements", full, of_settlements(events)),
        ("reports", full, of_headlines(events)),
        ("claims", full, of_claims(data / "claims", full)),
        ("opensyria", bare, of_open_syria(lists)),
        ("alias", *held_out(lists, folder)),
        ("arabic_to_latin", *other_script(lists, folder, arabic=True)),
        ("latin_to_arabic", *other_script(lists, folder, arabic=False)),
    ):
        figures[name] = shares[name] = score(name, places, list(mentions), mistakes)
    figures["false"] = false_matches(full, data, mistakes)
    figures["speed"] = speed(full, events)
    reported = [shares[name] for name in ("ucdp", "reports", "opensyria")]
    total = sum(int(share["mentions"]) for share in reported)
    figures["found_right"] = round(sum(share["right"] * share["mentions"] for share in reported) / total, 3)
    return figures


def indexed(lists: Path, folder: Path) -> tuple[Gazetteer, Gazetteer, dict[str, float]]:
    """The gazetteer with every list, the same without OpenSyria, and the seconds that indexing took."""
    start = time.perf_counter()
    add(folder, lists / "whosonfirst_sy/places.jsonl", Given(name="wof"))
    add(folder, lists / "ocha_syria/syr_admin1.shp", Given())
    add(folder, lists / "aleppo_neighbourhoods/aleppo_neighborhoods_v1.json", Given(name="aleppo", country="SY"))
    bare = Gazetteer(areas_by_name(), opened(folder))
    for name in ("governorates", "districts", "subdistricts"):
        add(folder, lists / f"open_syria/data/{name}.json", Given())
    seconds = time.perf_counter() - start
    return Gazetteer(areas_by_name(), opened(folder)), bare, {"seconds": round(seconds, 1)}


def score(label: str, places: Gazetteer, mentions: list[Mention], mistakes: int) -> dict[str, float]:
    """Shares of the mentions: found by name as written, found at all, right among those found, right and first."""
    counts: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    missed = []
    for mention in mentions:
        found = places.search(mention.name, countries=SYRIA)
        right = next((place for place in found if mention.right(place)), None)
        counts["mentions"] += mention.count
        counts["as written"] += mention.count * any(map(mention.right, places.lookup(bare_of_kind(fold(mention.name)))))
        counts["found"] += mention.count * bool(found)
        counts["right"] += mention.count * bool(right)
        counts["first"] += mention.count * (right is not None and right is found[0])
        if right:
            ways[right.match.value] += mention.count
        else:
            missed.append((mention, found))
    for mention, found in random.Random(SEED).sample(missed, min(mistakes, len(missed))):
        print(label, mention.count, mention.name, "->", [(p.name, p.matched, p.match.value) for p in found[:3]])
    total = counts.pop("mentions")
    shares = {name: round(count / total, 3) for name, count in counts.items()}
    return {"names": len(mentions), "mentions": total} | shares | {f"by {way}": n for way, n in ways.most_common()}


def held_out(lists: Path, folder: Path) -> tuple[Gazetteer, list[Mention]]:
    """Who's On First with one Latin name of each place left out, and those names."""
    chance, kept, mentions = random.Random(SEED), [], []
    for record in wof(lists):
        latin = [n for n in dict.fromkeys(record.names) if fold(n).isascii() and len(fold(n)) > 2]
        if len({fold(name) for name in latin}) < 2:
            kept.append(record)
            continue
        out = chance.choice(latin)
        kept.append(replace(record, names=tuple(n for n in record.names if fold(n) != fold(out))))
        mentions.append(Mention(out, 1, same(record)))
    return alone(folder / "held.places", kept), mentions


def other_script(lists: Path, folder: Path, *, arabic: bool) -> tuple[Gazetteer, list[Mention]]:
    """Who's On First with the names of one script only, and the first name of each place in the other."""
    kept, mentions = [], []
    for record in wof(lists):
        sought = [n for n in record.names if is_abjad(n) == arabic and (arabic or fold(n).isascii())]
        others = tuple(n for n in record.names if is_abjad(n) != arabic)
        if sought and others:
            kept.append(replace(record, names=others))
            mentions.append(Mention(sought[0], 1, same(record)))
    return alone(folder / f"script{arabic}.places", kept), mentions


def alone(path: Path, records: list[PlaceRecord]) -> Gazetteer:
    """A gazetteer of one list."""
    build(path, Provenance("held", "", "", "", "", "", "", ""), records)
    return Gazetteer({}, (PlaceIndex(path),))


def false_matches(places: Gazetteer, data: Path, mistakes: int) -> dict[str, object]:
    """Shares of words that are no Syrian places, found in Syria by sound or by near spelling."""
    chance = random.Random(SEED)
    far = [r.names[0] for r in shipped_records() if r.country in FAR and r.names[0].isascii() and r.population]
    far = [name for name in chance.sample(far, 3000) if not places.lookup(name) or not syrian(places.lookup(name))]
    texts = [json.loads(line)["text"] for path in sorted((data / "claims").glob("dev*.jsonl")) for line in path.open()]
    lower = Counter(word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text))
    words = [word.capitalize() for word in lower if not syrian(places.lookup(word))]
    figures: dict[str, object] = {}
    for label, names in (("far towns", far), ("words", words)):
        ways = Counter()
        for name in names:
            found = places.search(name, countries=SYRIA)
            ways[found[0].match.value if found else "none"] += 1
            if found and mistakes and chance.random() < mistakes / len(names):
                print("false", label, name, found[0].matched, found[0].match.value, found[0].nearness)
        shares = {way: round(count / len(names), 3) for way, count in ways.items() if way != "none"}
        figures[label] = {"names": len(names)} | shares
    return figures


def speed(places: Gazetteer, events: list[dict[str, str]]) -> dict[str, float]:
    """Microseconds a name: known by lookup, the same again, unknown by lookup, and by search in one country."""
    names = list(dict.fromkeys(row["where_coordinates"].rpartition(" ")[0] for row in events))[:1500]
    known = [name for name in names if places.lookup(name)]
    unknown = [f"{name}xo" for name in names]
    fresh = Gazetteer(places.areas, places.lists)
    return {
        "known_us": timed(fresh.lookup, known),
        "again_us": timed(fresh.lookup, known),
        "unknown_us": timed(fresh.lookup, unknown),
        "search_known_us": timed(lambda name: fresh.search(name, countries=SYRIA), known),
        "search_unknown_us": timed(lambda name: fresh.search(name, countries=SYRIA), unknown),
        "search_unknown_world_us": timed(fresh.search, unknown),
    }


def timed(look: Callable[[str], object], names: list[str]) -> float:
    """Microseconds a name."""
    start = time.process_time()
    for name in names:
        look(name)
    return round((time.process_time() - start) / len(names) * 1e6, 1)


if __name__ == "__main__":
    sys.exit(main())
