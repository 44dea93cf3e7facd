"""Slots of MUC-4's own templates (the task of 1992): recall, precision and F by slot, from the texts and keys as given.

    python benchmarks/muc4_slots.py FOLDER [--documents N] [--coder NAME]

FOLDER holds files of texts (tst1-muc3, dev-muc3-0001-0100 ...) and of keys (key-tst1.v7 ...), also in folders below it.
Texts are in capitals throughout and are read in small letters. Capitals are given back where that takes no guess: to
the first words of sentences and to months, days, countries and nations; other names stay small, so whatever goes by
capitals misses them. The day is the dateline's. Every claim of a type and status that MUC-4 asks for is a template.
Templates of a text are paired one to one with those of its key, most slots in common first, of the same type or with a
filler in common; the slots of the others are missing or spurious, but for key templates that are optional.

Right are: the type; the day or stretch of days; the finest place, and one of the alternatives of a string, when half
of their words agree; a number of people when the low bound is it; an effect (death, injury) of the people it is given
for. Half right are: days that overlap, and a larger place that the key names. The official scorer also asked people
about partial matches, so these numbers are near its own and not the same. Prints one JSON line of figures last.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from muc4_words import STATUSES, THINGS, TYPES, cut, head, perpetrator
from warledger.config import Settings
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import alike
from warledger.model.claim import Claim, HarmKind
from warledger.pipeline.stages import coded, stages_for
from warledger.reference.countries import country
from warledger.reference.nationalities import nationalities

SLOTS = {
    2: "date",
    3: "location",
    4: "type",
    6: "instrument",
    9: "perpetrator, individual",
    10: "perpetrator, organisation",
    12: "physical target",
    19: "human target",
    21: "human target number",
    23: "human target effect",
}
STRINGS = {6, 9, 10, 12, 19}
ABOUT = {21, 23}  # "3: "PEASANTS"": a value, and whom it is given for
BOMBING = frozenset("air_drone_strike shelling_missile ied_mine suicide_bomb grenade chemical".split())
EFFECTS = {HarmKind.KILLED: "DEATH", HarmKind.INJURED: "INJURY"}
CALENDAR = frozenset(
    """january february april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday""".split()
)
SHORTEST = 3  # letters; shorter names are words too ("us")
MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")
NOTE = re.compile(r"\([^)]*(?:\)|$)")  # "(CITY)"
LINE = re.compile(r"^(\d+)\.\s+[A-Z ]+: [A-Z ]*?\s{2,}(.*)$")

Template = dict[int, list[tuple[str, ...]]]  # by number of slot: fillers, each with its alternatives


@dataclass(slots=True)
class Tally:
    """What is right (a half for half right), what the key has and what was coded."""

    right: float = 0.0
    gold: int = 0
    coded: int = 0

    def shares(self) -> tuple[float, float, float]:
        """Recall, precision and their harmonic mean."""
        recall, precision = self.right / max(1, self.gold), self.right / max(1, self.coded)
        return recall, precision, 2 * recall * precision / (recall + precision) if self.right else 0.0


@dataclass(slots=True)
class Key:
    """The templates of one text; optional ones count only where something was paired with them."""

    templates: list[Template] = field(default_factory=list)
    optional: list[Template] = field(default_factory=list)


def main() -> None:
    """Read the texts and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, help="read only the first N texts")
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    options = parser.parse_args()
    stages = stages_for(Settings(coder=options.coder))
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    keys = {id_: key for path in files if path.name.startswith("key-") for id_, key in keys_in(path)}
    texts = [text for path in files if "-muc" in path.name and "key" not in path.name for text in texts_in(path)]
    texts = [text for text in texts if text.id in keys][: options.documents]
    tallies = {number: Tally() for number in SLOTS}
    for text in texts:
        claims = coded(document_of(text), stages).claims
        compare(tallies, keys[text.id], [template_of(claim) for claim in claims if asked(claim)])
    report(len(texts), tallies)


def report(documents: int, tallies: dict[int, Tally]) -> None:
    """Print the table and the figures."""
    total = Tally(*(sum(getattr(t, name) for t in tallies.values()) for name in ("right", "gold", "coded")))
    table = {SLOTS[number]: tally for number, tally in tallies.items()} | {"all slots": total}
    print(f"{'slot':28}{'key':>7}{'coded':>7}{'R':>8}{'P':>8}{'F':>8}")
    for name, tally in table.items():
        r, p, f = tally.shares()
        print(f"{name:28}{tally.gold:7}{tally.coded:7}{r:8.3f}{p:8.3f}{f:8.3f}")
    shares = {name: dict(zip("rpf", (round(x, 4) for x in t.shares()), strict=True)) for name, t in table.items()}
    print(json.dumps({"documents": documents, "f": shares["all slots"]["f"], "slots": shares}))


def texts_in(path: Path) -> Iterator[GoldReport]:
    """The texts of a file, as reports without claims."""
    parts = MESSAGE.split(path.read_text("latin-1"))[1:]
    for id_, body in zip(parts[::2], parts[1::2], strict=True):
        dateline, _, text = body.partition("[TEXT]")
        days = stretch(dateline)
        paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text or body))
        small = "\n\n".join(in_small_letters(paragraph) for paragraph in paragraphs if paragraph)
        yield GoldReport(id_, small, None, days[1].isoformat() if days else None, ())


def in_small_letters(paragraph: str) -> str:
    """A paragraph in small letters, with the capitals that can be given back without guessing."""
    small = re.sub(r"(?:^|[.?!]\W+)\w", lambda start: start.group().upper(), paragraph.lower())
    return known_names().sub(lambda name: name.group().title(), small)


@cache
def known_names() -> re.Pattern[str]:
    """Names of months, days, countries and nations; "may" and "march" only beside a number."""
    nations = nationalities()
    names = {*CALENDAR, *nations.countries, *nations.demonyms}
    longest_first = sorted((re.escape(name) for name in names if len(name) > SHORTEST), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)}|(?:may|march)(?= \d)|(?<=\d )(?:may|march))\b")


def keys_in(path: Path) -> Iterator[tuple[str, Key]]:
    """The keys of a file by the id of their text; a text without an event has a key without templates."""
    found: dict[str, Key] = {}
    for block in re.split(r"^0\.  MESSAGE: ID\s+", path.read_text("latin-1"), flags=re.MULTILINE)[1:]:
        key = found.setdefault(block.split()[0], Key())
        slots = slots_of(block)
        if "*" in slots.get(4, ["*"]):
            continue
        template = {number: fillers(slots.get(number, [])) for number in SLOTS}
        template[19] = humans(fillers(slots.get(18, [])), template[19])
        (key.optional if "OPTIONAL" in " ".join(slots.get(1, [])) else key.templates).append(template)
    yield from found.items()


def slots_of(block: str) -> dict[int, list[str]]:
    """The lines of each slot of a template."""
    slots: dict[int, list[str]] = {}
    number = 0
    for line in block.splitlines():
        if started := LINE.match(line):
            number = int(started[1])
            slots[number] = [started[2].strip()]
        elif number and line.startswith("   ") and line.strip():
            slots[number].append(line.strip())
    return slots


def fillers(lines: list[str]) -> list[tuple[str, ...]]:
    """The fillers of a slot, one a line, each with its alternatives; a line that begins or ends with / goes on."""
    joined = re.sub(r"\s*\n\s*/|/\s*\n\s*", " / ", "\n".join(lines)).split("\n")
    return [
        tuple(part.strip(' ?()"') for part in line.split(" / "))
        for line in joined
        if line.strip(" -?*") and not line.startswith(";")
    ]


def humans(names: list[tuple[str, ...]], described: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The people of two slots as one: those described, by description or name, and those who only have a name."""
    found = [tuple(part for words in one for part in words.split('": "')) for one in described]
    known = {part for one in found for part in one}
    return [*found, *(name for name in names if not known & set(name))]


def asked(claim: Claim) -> bool:
    """Whether MUC-4 asks for such a claim."""
    return claim.type.value in TYPES and claim.status.value in STATUSES


def template_of(claim: Claim) -> Template:
    """A claim as a template."""
    kind = claim.type.value
    type_ = "BOMBING" if kind in BOMBING else {"abduction": "KIDNAPPING"}.get(kind, "ATTACK")
    sides = [side for party in claim.actors for side in perpetrator(cut(party.quote.text))]
    victims = [harm for harm in claim.harm if harm.victims and not harm.subset]
    people = list(dict.fromkeys(cut(harm.victims.text) for harm in victims if harm.victims))
    targets = [cut(party.quote.text) for party in claim.targets]
    people += [words for words in targets if head(words) not in THINGS and words not in people]
    when, where = claim.when, claim.where
    place = [(country(where.value.country) or where.value, where.value)] if where else []
    return {
        2: [(f"{when.value.start} {when.value.end}",)] if when else [],
        3: [(f"{land.name}: {there.name}",) for land, there in place] or [(q.text,) for q in claim.places[:1]],
        4: [(type_,)],
        6: [(weapon.quote.text,) for weapon in claim.weapons],
        9: [(words,) for role, words in sides if role == "PerpInd"],
        10: [(words,) for role, words in sides if role == "PerpOrg"],
        12: [(words,) for words in targets if head(words) in THINGS],
        19: [(words,) for words in people],
        21: [(f"{h.low}: {cut(h.victims.text)}",) for h in victims if h.victims and h.low is not None],
        23: [(f"{EFFECTS[h.kind]}: {cut(h.victims.text)}",) for h in victims if h.victims and h.kind in EFFECTS],
    }


def compare(tallies: dict[int, Tally], key: Key, found: list[Template]) -> None:
    """Pair templates and count their slots."""
    everything = [*key.templates, *key.optional]
    table = sorted(
        ((likeness(g, f), i, j) for i, g in enumerate(everything) for j, f in enumerate(found)), reverse=True
    )
    gold_used, found_used = set[int](), set[int]()
    for value, i, j in table:
        if value > 0 and i not in gold_used and j not in found_used:
            gold_used.add(i)
            found_used.add(j)
            for number, tally in tallies.items():
                tally.right += rights(number, everything[i][number], found[j][number])
    for number, tally in tallies.items():
        counted = (t for i, t in enumerate(everything) if i in gold_used or i < len(key.templates))
        tally.gold += sum(len(template[number]) for template in counted)
        tally.coded += sum(len(template[number]) for template in found)


def likeness(gold: Template, found: Template) -> float:
    """Slots in common; 0 when neither the type nor a string is."""
    same = {number: rights(number, gold[number], found[number]) for number in SLOTS}
    return sum(same.values()) if same[4] or any(same[number] for number in STRINGS) else 0.0


def rights(number: int, gold: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> float:
    """How many fillers are right, each coded one used once."""
    left, right = [filler[0] for filler in found], 0.0
    for alternatives in gold:
        values = [max(agree(number, wanted, one) for wanted in alternatives) for one in left]
        if values and max(values) > 0:
            right += max(values)
            del left[values.index(max(values))]
    return right


def agree(number: int, wanted: str, found: str) -> float:
    """1, a half or 0."""
    if number in STRINGS:
        return float(alike(wanted.replace('"', ""), found))
    if number in ABOUT:
        value, _, people = found.partition(": ")
        first, _, whom = wanted.partition(": ")
        return float(first.strip() == value and (not whom or alike(whom.strip('"'), people)))
    if number == 2:
        return days_agree(stretch(wanted), found)
    if number == 3:
        return places_agree(wanted, found)
    return float(wanted == found)


def stretch(words: str) -> tuple[date, date] | None:
    """The first and last day written in some words."""
    found = []
    for day, month, year in DAY.findall(words):
        try:
            found.append(datetime.strptime(f"{day} {month} 19{year}", "%d %b %Y").date())
        except ValueError:
            continue  # a month misspelt in the key
    return (found[0], found[-1]) if found else None


def days_agree(wanted: tuple[date, date] | None, found: str) -> float:
    """The same days, or days that overlap."""
    if wanted is None:
        return 0.0
    start, end = (date.fromisoformat(day) for day in found.split())
    if (start, end) == wanted:
        return 1.0
    return 0.5 if start <= wanted[1] and wanted[0] <= end else 0.0


def places_agree(wanted: str, found: str) -> float:
    """The same finest place, or a larger one that the key names too."""
    want, have = NOTE.sub("", wanted).split(":"), found.split(":")
    if alike(want[-1], have[-1]):
        return 1.0
    return 0.5 if any(alike(larger, place) for larger in want for place in have) else 0.0


if __name__ == "__main__":
    main()
