"""The role fillers of MUC-4 as GRIT and GTT score them: CEAF-REE precision, recall and F1, by role and over all roles.

    python benchmarks/muc4.py dev.json [--documents N] [--coder NAME]

DATA has a row a line: {"docid", "doctext", "templates": [{"incident_type", role: [[[mention, offset], ...], ...]}]}.
The roles of a document's templates are taken together, as these papers do. The texts have no capitals, and are read as
they stand: no case is given back to them, so whatever goes by capitals finds nothing here.

What is taken of the program's claims, of the types and statuses that MUC-4 asks for (attacks, bombings, arson,
kidnapping; done, going on, tried or threatened):

    PerpInd, PerpOrg  an actor who has a name behind a title, or whose first noun phrase ends in a noun for people, is a
                      PerpInd; any other but a nation is a PerpOrg, and of "members of the X", X is one besides
    Victim            targets and those harmed who have a name: words behind a title, or two to five words that are no
                      people, thing, nation or group that the program knows
    Target            targets that end in a noun for a thing
    Weapon            weapons

Articles, possessives and leading numbers are cut off; of a name with its short form the short one is taken. Every
wording is an entity of one mention; a wording inside another of the same role is left out. The lists below and these
rules were made on MUC-4's training texts. Prints one JSON line of figures last; no words of a text.
"""

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from warledger.coding.harm_lexicon import load_harm_lexicon
from warledger.config import Settings
from warledger.evaluation.entities import Entity, add_entities, entity, normal
from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.evaluation.slots import Count
from warledger.model.claim import Claim, Status
from warledger.pipeline.stages import coded, stages_for
from warledger.reference.actors import actors
from warledger.reference.nationalities import nationalities

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = frozenset(
    """armed_clash air_drone_strike shelling_missile ied_mine suicide_bomb grenade chemical attack abduction
    property_destruction""".split()
)
STATUSES = frozenset([Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED, Status.THREATENED])
# Nouns that MUC-4's training keys (never its dev keys) have for people who do harm and for things that are harmed, and
# that the program's own lexicon of people does not have or has for something else.
PEOPLE = frozenset(
    """guerrillas guerrilla members member terrorists terrorist men man rebels individuals individual commandos
    commandoes soldiers persons traffickers people assassins gunmen gunman criminals narcoterrorists attackers
    extremists fighters suspects officers assailants dealers killers perpetrators sappers militants subversives
    mercenaries youths murderers kidnappers hitmen troops""".split()
)
THINGS = frozenset(
    """office offices headquarters residence residences building buildings car cars vehicle vehicles bus buses home
    homes facilities facility store stores station stations system house houses tower towers embassy embassies
    pipeline pipelines hotel bank banks center centers restaurant branch branches pylon pylons camp camps line lines
    property post posts bridge bridges pole poles church plane planes installation installations department institute
    exchange dealership ministry federation agency truck trucks company structures university school schools club
    factory warehouse market farm farms establishments substation ambulance ambulances shop shops plant plants barracks
    base bases village villages town towns city airport helicopter helicopters aircraft convoy convoys patrol road
    highway area region consulate temple newspaper radio theater train trains railroad""".split()
)
TITLES = re.compile(
    r"^.*\b(president|minister|mr|mrs|dr|general|gen|colonel|col|captain|capt|major|maj|lieutenant|lt|judge|priest"
    r"|father|bishop|archbishop|ambassador|senator|congressman|deputy|mayor|governor|commander|leader|candidate|doctor"
    r"|attorney|director|journalist|councilman|sergeant|sgt|secretary|chief|rector|magistrate|businessman|engineer)\s+"
)
LEADING = re.compile(
    r"^(?:(?:the|a|an|his|her|its|their|our|some|several|many|at least|about|two|three|four|five|six|seven|eight|nine"
    r"|ten|dozens of|hundreds of|\d+|other|another|and)\s+)+"
)
CUT = re.compile(r"\s+(?:of|from|who|which|that|in|at|on|with|near|to|for|\w+ing)(?:\s+|$)|,")
SHORT_FORM = re.compile(r"^(.*\S)\s+\(([\w-]+)\)?$")  # "liberation front (lf)"
NOT_NAMED = re.compile(r"\d|\b(of|to|the|a|an|in|on|for|by|with|several|other|others|public|population|\w+ing)\b")
NAME_LENGTHS = range(2, 6)  # words; a name alone after a title may be one word


def main() -> None:
    """Read the texts and compare."""
    options = arguments()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    rows = rows[: options.documents]
    counts = {role: Count() for role in ROLES}
    stages = stages_for(Settings(coder=options.coder))
    began = time.perf_counter()
    for row in rows:
        found = fillers(coded(document_of(GoldReport(row["docid"], row["doctext"], None, None, ())), stages).claims)
        for role, wanted in gold_of(row["templates"]).items():
            add_entities(counts[role], wanted, found[role])
    report(rows, counts, time.perf_counter() - began)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, help="read only the first N rows")
    parser.add_argument("--coder", default=Settings().coder, help="the coder to measure (%(default)s)")
    return parser.parse_args()


def report(rows: list[dict], counts: dict[str, Count], seconds: float) -> None:
    """Print the table and the figures."""
    total = Count()
    for count in counts.values():
        total.add(count.right, count.gold, count.coded)
    table = {**counts, "all roles": total}
    print(f"{'role':12}{'gold':>7}{'coded':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for role, count in table.items():
        print(f"{role:12}{count.gold:7}{count.coded:7}{count.precision:8.3f}{count.recall:8.3f}{count.f1:8.3f}")
    shares = {
        role: {"p": round(count.precision, 4), "r": round(count.recall, 4), "f1": round(count.f1, 4)}
        for role, count in table.items()
    }
    speed = round(len(rows) / seconds, 1)
    figures = {"metric": "CEAF-REE", "documents": len(rows), "documents_a_second": speed, "f1": round(total.f1, 4)}
    print(json.dumps(figures | {"roles": shares}))


def gold_of(templates: Iterable[dict]) -> dict[str, list[Entity]]:
    """The entities of each role over all templates of a document."""
    return {
        role: [entity(mention[0] for mention in one) for template in templates for one in template[role]]
        for role in ROLES
    }


def fillers(claims: Iterable[Claim]) -> dict[str, list[Entity]]:
    """The entities of each role, by the rules above."""
    found: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for claim in claims:
        if claim.type.value in TYPES and claim.status.value in STATUSES:
            for role, words in roles_of(claim):
                found[role][cut(words)] = None
    return {role: [entity([mention(words)]) for words in outermost(wordings)] for role, wordings in found.items()}


def roles_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Role and words of each filler."""
    for party in claim.actors:
        yield from perpetrator(cut(party.quote.text))
    harmed = [harm.victims.text for harm in claim.harm if harm.victims]
    for words in (*(party.quote.text for party in claim.targets), *harmed):
        yield from harmed_or_hit(cut(words))
    for weapon in claim.weapons:
        yield "Weapon", weapon.quote.text


def perpetrator(words: str) -> Iterator[tuple[str, str]]:
    """People, or an organisation; of "members of the X" both. A nation alone is neither."""
    name = named(words)
    if name:
        yield "PerpInd", name
    elif is_people(words):
        yield "PerpInd", words
        _, _, whole = words.partition(" of ")
        if whole and not is_people(cut(whole)):
            yield "PerpOrg", whole
    elif not is_nation(words):
        yield "PerpOrg", words


def harmed_or_hit(words: str) -> Iterator[tuple[str, str]]:
    """A thing, somebody with a name, or (people without one, and what cannot be told) nothing."""
    name = named(words)
    if name:
        yield "Victim", name
    elif head(words) in THINGS:
        yield "Target", words
    elif may_be_a_name(words):
        yield "Victim", words


def may_be_a_name(words: str) -> bool:
    """Whether words that no title stands before may name a person: no people, nation or group."""
    if NOT_NAMED.search(words) or len(words.split()) not in NAME_LENGTHS:
        return False
    return not (is_people(words) or any(map(is_nation, words.split())) or actors().find(words))


def named(words: str) -> str | None:
    """The name after a title, where there is one."""
    name = TITLES.sub("", words)
    fits = 0 < len(name.split()) < NAME_LENGTHS.stop and not NOT_NAMED.search(name)
    return name if name != words and fits and not is_people(name) and head(name) not in THINGS else None


def is_nation(words: str) -> bool:
    """Whether the words are a country or its people and no more, or no name at all ("our")."""
    known, title = nationalities(), words.title()
    return words in ("our", "we", "they", "us") or known.country(title) is not None or known.is_people(title)


def mention(words: str) -> str:
    """The wording that stands for an entity: of "liberation front (lf)" the short form, which every key of it has."""
    both = SHORT_FORM.match(words)
    return both[2] if both else words


def cut(words: str) -> str:
    """Words without articles, possessives and numbers before them."""
    return LEADING.sub("", " ".join(words.lower().split()))


def head(words: str) -> str:
    """The last word of the first noun phrase."""
    return (CUT.split(words)[0].split() or [""])[-1].strip("\"'.,()")


def is_people(words: str) -> bool:
    """Whether a wording ends in a common noun for people."""
    return head(words) in PEOPLE or head(words) in load_harm_lexicon().people


def outermost(wordings: Iterable[str]) -> list[str]:
    """The wordings that do not stand word for word inside another."""
    forms = {normal(words): words for words in wordings if normal(words)}
    return [w for form, w in forms.items() if not any(form != o and f" {form} " in f" {o} " for o in forms)]


if __name__ == "__main__":
    main()
